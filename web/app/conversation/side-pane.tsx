import { CloseButton, Text } from '@mantine/core'
import type { Run } from '@millwright/spec'
import { useMessages } from '../i18n/i18n.tsx'
import { RunEditingProvider } from '../runs/run-editing.tsx'
import type { StepPanel } from '../runs/step-panel.ts'
import { StepsTimeline } from '../runs/steps-timeline.tsx'
import { useRun } from '../runs/use-run.ts'
import { ErrorState, ListSkeleton } from '../ui/states.tsx'
import { useStepsPane } from './steps-pane-context.ts'

/** The steps of a run beside the conversation, so that the answer is seen to follow an edit. */
export const SidePane = (props: {
  readonly runId: string
  readonly usePanels: (skill: string | undefined) => readonly StepPanel[]
  readonly questionOf: (run: Run) => string
}) => {
  const { runId, usePanels } = props
  const t = useMessages()
  const pane = useStepsPane()
  const run = useRun(runId, { live: false })
  const panels = usePanels(run.data?.skill)
  return (
    <aside className="mw-pane" aria-label={t.runs.steps}>
      <header className="mw-pane-head">
        <div>
          <h2>{t.runs.steps}</h2>
          <Text size="sm" c="dimmed" lineClamp={1}>
            {run.data ? props.questionOf(run.data) : ''}
          </Text>
        </div>
        <CloseButton size="lg" aria-label={t.runs.closeSteps} onClick={pane.close} />
      </header>
      <div className="mw-pane-body">
        {run.isPending && <ListSkeleton rows={6} />}
        {run.isError && <ErrorState error={run.error} onRetry={() => void run.refetch()} />}
        {run.data && (
          <RunEditingProvider run={run.data} panels={panels}>
            <StepsTimeline key={runId} run={run.data} panels={panels} focusStep={pane.focusStep} />
          </RunEditingProvider>
        )}
      </div>
    </aside>
  )
}
