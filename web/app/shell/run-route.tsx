import { Suspense, createElement, lazy } from 'react'
import type { ComponentType } from 'react'
import { useParams } from 'react-router'
import { appPanels } from '../panels.ts'
import type { RunViewProps } from '../panels.ts'
import { useRun } from '../runs/use-run.ts'
import { ErrorState, PageSkeleton } from '../ui/states.tsx'
import { NotFoundPage } from './problem-pages.tsx'

const runViews: ReadonlyMap<string, ComponentType<RunViewProps>> = new Map(
  appPanels.flatMap(panels => (panels.loadRunView ? [[panels.app, lazy(panels.loadRunView)] as const] : [])),
)

/** `/runs/:runId`: one run by its link, shown by the app that made it. */
export const RunRoute = () => {
  const { runId = '' } = useParams()
  const run = useRun(runId, { live: true })
  if (run.isPending) return <PageSkeleton />
  if (run.isError) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />
  const View = runViews.get(run.data.app)
  return View ? (
    <Suspense fallback={<PageSkeleton />}>{createElement(View, { run: run.data })}</Suspense>
  ) : (
    <NotFoundPage />
  )
}
