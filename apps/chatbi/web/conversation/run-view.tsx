import { useMemo, useState } from 'react'
import { Text } from '@mantine/core'
import { useNavigate } from 'react-router'
import { RunEditingProvider, StepsTimeline, useFormat, usePageTitle, useShellMessages } from '@millwright/web'
import type { RunViewProps } from '@millwright/web'
import { AnswerCard } from '../answer/answer-card.tsx'
import { questionOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'
import { RunSpine } from './run-spine.tsx'
import { StepsPaneContext } from './steps-pane-context.ts'
import type { StepsPane } from './steps-pane-context.ts'
import './conversation.css'

/** One run by its link: the answer, and its steps beneath. */
const RunView = ({ run }: RunViewProps) => {
  const panels = useStepPanels(run.skill)
  const format = useFormat()
  const shell = useShellMessages()
  const navigate = useNavigate()
  const [open, setOpen] = useState<string | undefined>(run.id)
  const [focusStep, setFocusStep] = useState<string>()
  const pane = useMemo<StepsPane>(
    () => ({
      runId: open,
      focusStep,
      open: (id, step) => {
        setOpen(id)
        setFocusStep(step)
      },
      close: () => setOpen(undefined),
    }),
    [open, focusStep],
  )
  usePageTitle(questionOf(run))
  return (
    <StepsPaneContext value={pane}>
      <div className="cb-runs cb-run-page">
        <Text size="sm" c="dimmed">
          {run.createdBy.name} · {format.dateTime(run.createdAt)} · {shell.runs.live}
        </Text>
        <h1 className="cb-run-title">{questionOf(run)}</h1>
        <RunEditingProvider run={run} panels={panels}>
          <div className="cb-answer-frame">
            <RunSpine run={run} panels={panels} />
            <AnswerCard run={run} onSuggestion={() => void navigate('/')} />
          </div>
          {open !== undefined && <StepsTimeline run={run} panels={panels} focusStep={focusStep} />}
        </RunEditingProvider>
      </div>
    </StepsPaneContext>
  )
}

export default RunView
