import {
  ErrorState,
  ForkMark,
  RunEditingProvider,
  RunSkeleton,
  RunSpine,
  StepsTimeline,
  offerQuestion,
  useRun,
  useStepsPane,
} from '@millwright/web'
import type { Run } from '@millwright/spec'
import { AnswerCard } from '../answer/answer-card.tsx'
import { questionOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'

/** A question and its answer. Followed live while it is the latest or its steps are open. */
export const RunItem = (props: {
  readonly runId: string
  readonly title: string
  readonly isLatest: boolean
  readonly showsStepsBelow: boolean
  readonly onAsk: (question: string) => void
  readonly onAskAgain: (run: Run, question: string) => void
}) => {
  const pane = useStepsPane()
  const isOpen = pane.runId === props.runId
  const run = useRun(props.runId, { live: props.isLatest || isOpen })
  const panels = useStepPanels(run.data?.skill)
  if (run.isPending) return <RunSkeleton question={props.title} />
  if (run.isError) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />
  return (
    <section className="mw-run" id={`run-${props.runId}`}>
      <p className="mw-question">
        {questionOf(run.data)}
        {run.data.forkedFrom && <ForkMark />}
      </p>
      <RunEditingProvider run={run.data} panels={panels}>
        <div className="mw-answer-frame">
          <RunSpine run={run.data} panels={panels} />
          <AnswerCard
            run={run.data}
            isLatest={props.isLatest}
            onSuggestion={props.onAsk}
            onRephrase={offerQuestion}
            onAskAgain={() => props.onAskAgain(run.data, questionOf(run.data))}
          />
          {isOpen && props.showsStepsBelow && (
            <div className="mw-steps-below">
              <StepsTimeline run={run.data} panels={panels} focusStep={pane.focusStep} />
            </div>
          )}
        </div>
      </RunEditingProvider>
    </section>
  )
}
