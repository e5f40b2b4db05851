import { Skeleton } from '@mantine/core'
import { IconGitFork } from '@tabler/icons-react'
import { ErrorState, RunEditingProvider, StepsTimeline, useRun } from '@millwright/web'
import { AnswerCard } from '../answer/answer-card.tsx'
import { useTexts } from '../i18n/messages.ts'
import { questionOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'
import { RunSpine } from './run-spine.tsx'
import { useStepsPane } from './steps-pane-context.ts'

/** A question and its answer. Followed live while it is the latest or its steps are open. */
export const RunItem = (props: {
  readonly runId: string
  readonly title: string
  readonly isLatest: boolean
  readonly showsStepsBelow: boolean
  readonly onAsk: (question: string) => void
}) => {
  const pane = useStepsPane()
  const isOpen = pane.runId === props.runId
  const run = useRun(props.runId, { live: props.isLatest || isOpen })
  const panels = useStepPanels(run.data?.skill)
  if (run.isPending) return <RunItemSkeleton question={props.title} />
  if (run.isError) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />
  return (
    <section className="cb-run" id={`run-${props.runId}`}>
      <p className="cb-question">
        {questionOf(run.data)}
        {run.data.forkedFrom && <ForkMark />}
      </p>
      <RunEditingProvider run={run.data} panels={panels}>
        <div className="cb-answer-frame">
          <RunSpine run={run.data} panels={panels} />
          <AnswerCard run={run.data} onSuggestion={props.onAsk} />
          {isOpen && props.showsStepsBelow && (
            <div className="cb-steps-below">
              <StepsTimeline run={run.data} panels={panels} focusStep={pane.focusStep} />
            </div>
          )}
        </div>
      </RunEditingProvider>
    </section>
  )
}

/** Says that a run is a copy, so that two runs of one question are told apart. */
const ForkMark = () => (
  <span className="cb-fork">
    <IconGitFork size={14} aria-hidden="true" /> {useTexts().actions.isFork}
  </span>
)

export const RunItemSkeleton = ({ question }: { readonly question?: string }) => (
  <section className="cb-run" aria-busy="true">
    {question === undefined ? (
      <Skeleton height={40} width="60%" ml="auto" radius="lg" />
    ) : (
      <p className="cb-question">{question}</p>
    )}
    <div className="cb-answer-frame">
      <Skeleton height={28} mb="md" />
      <Skeleton height={18} width="80%" mb="xs" />
      <Skeleton height={18} width="60%" mb="md" />
      <Skeleton height={200} radius="md" />
    </div>
  </section>
)
