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
  useStepsPaneOfAddress,
} from '@millwright/web'
import type { RunViewProps } from '@millwright/web'
import { AnswerCard } from '../answer/answer-card.tsx'
import { questionOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'
import { SourceContext, useSourceOfAddress } from '../viewer/source-context.ts'
import { SourceScreen } from '../viewer/source-pane.tsx'

/** One run by its link: the answer, its sources over the page, and its steps beneath. */
const RunView = ({ run }: RunViewProps) => {
  const panels = useStepPanels()
  const format = useFormat()
  const shell = useShellMessages()
  const navigate = useNavigate()
  const steps = useStepsPaneOfAddress()
  const source = useSourceOfAddress()
  usePageTitle(questionOf(run))
  return (
    <StepsPaneContext value={steps}>
      <SourceContext value={source}>
        <div className="mw-runs mw-run-page">
          <Text size="sm" c="dimmed">
            {run.createdBy.name} · {format.dateTime(run.createdAt)} · {shell.runs.live}
          </Text>
          <h1 className="mw-run-title">{questionOf(run)}</h1>
          <RunEditingProvider run={run} panels={panels}>
            <div className="mw-answer-frame">
              <RunSpine run={run} panels={panels} />
              <AnswerCard run={run} isLatest={false} onAsk={() => void navigate('/ask/documents')} />
            </div>
            {steps.runId !== undefined && (
              <StepsTimeline run={run} panels={panels} focusStep={steps.focusStep} />
            )}
          </RunEditingProvider>
        </div>
        {source.shown && <SourceScreen shown={source.shown} />}
      </SourceContext>
    </StepsPaneContext>
  )
}

export default RunView
