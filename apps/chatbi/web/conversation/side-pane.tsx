import { CloseButton, Text } from '@mantine/core'
import {
  ErrorState,
  ListSkeleton,
  RunEditingProvider,
  StepsTimeline,
  useRun,
  useShellMessages,
} from '@millwright/web'
import { questionOf } from '../outputs.ts'
import { useStepPanels } from '../steps/step-panels.tsx'
import { useStepsPane } from './steps-pane-context.ts'

/** The steps of a run beside the conversation, so that the answer is seen to follow an edit. */
export const SidePane = ({ runId }: { readonly runId: string }) => {
  const shell = useShellMessages()
  const pane = useStepsPane()
  const run = useRun(runId, { live: false })
  const panels = useStepPanels(run.data?.skill)
  return (
    <aside className="cb-pane" aria-label={shell.runs.steps}>
      <header className="cb-pane-head">
        <div>
          <h2>{shell.runs.steps}</h2>
          <Text size="sm" c="dimmed" lineClamp={1}>
            {run.data ? questionOf(run.data) : ''}
          </Text>
        </div>
        <CloseButton size="lg" aria-label={shell.runs.closeSteps} onClick={pane.close} />
      </header>
      <div className="cb-pane-body">
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
