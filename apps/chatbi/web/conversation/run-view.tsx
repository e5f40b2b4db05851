import { useMemo, useState } from 'react'
import { Text } from '@mantine/core'
import { useNavigate } from 'react-router'
import {
  RunEditingProvider,
  RunSpine,
  StepsPaneContext,
  StepsTimeline,
  useFormat,
  usePageTitle,
  useShellMessages,
} from '@millwright/web'
import type { RunViewProps, StepsPane } from '@millwright/web'
import { AnswerCard } from '../answer/answer-card.tsx'
import { questionOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'

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
      <div className="mw-runs mw-run-page">
        <Text size="sm" c="dimmed">
          {run.createdBy.name} · {format.dateTime(run.createdAt)} · {shell.runs.live}
        </Text>
        <h1 className="mw-run-title">{questionOf(run)}</h1>
        <RunEditingProvider run={run} panels={panels}>
          <div className="mw-answer-frame">
            <RunSpine run={run} panels={panels} />
            <AnswerCard run={run} isLatest onSuggestion={() => void navigate('/')} />
          </div>
          {open !== undefined && <StepsTimeline run={run} panels={panels} focusStep={focusStep} />}
        </RunEditingProvider>
      </div>
    </StepsPaneContext>
  )
}

export default RunView
