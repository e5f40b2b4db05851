import { useEffect } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { runSummarySchema } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { listOf, runReplySchema } from '../api/replies.ts'

export const runQueryKey = (runId: string) => ['run', runId] as const
export const runsQueryKey = (conversationId: string) => ['runs', conversationId] as const

/** Journal entries come in bursts; one reading per burst is enough. */
const burstMs = 60

/** A run. Followed while it goes on, and with `live` also after, since others may edit it. */
export const useRun = (runId: string, options: { readonly live: boolean }) => {
  const query = useRunOnce(runId)
  const isGoingOn = query.data?.state === 'running' || query.data?.state === 'waiting'
  useRunEvents(runId, query.isSuccess && (options.live || isGoingOn))
  return query
}

/** A run as it was last read, without following it; the page's other readers of the same run share the reading. */
export const useRunOnce = (runId: string | undefined) => {
  const api = useApi()
  return useQuery({
    queryKey: runQueryKey(runId ?? ''),
    enabled: runId !== undefined,
    queryFn: ({ signal }) => api.get(`/api/runs/${runId}`, runReplySchema, signal),
    structuralSharing: keepUnlessNewer,
  })
}

const seqOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'seq' in value && typeof value.seq === 'number'
    ? value.seq
    : -1

/** A reading that was overtaken by a later one must not put the page back. */
const keepUnlessNewer = (before: unknown, after: unknown): unknown =>
  seqOf(before) >= seqOf(after) ? before : after

const useRunEvents = (runId: string, isOn: boolean): void => {
  const client = useQueryClient()
  useEffect(() => {
    if (!isOn) return
    let stream: EventSource | undefined
    let timer: number | undefined
    const readSoon = () => {
      timer ??= window.setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: runQueryKey(runId) })
      }, burstMs)
    }
    const open = () => {
      const seen = seqOf(client.getQueryData(runQueryKey(runId)))
      stream = new EventSource(`/api/runs/${runId}/events?after=${Math.max(seen, 0)}`)
      stream.addEventListener('message', readSoon)
    }
    const follow = () => {
      stream?.close()
      if (document.hidden) return
      readSoon()
      open()
    }
    open()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      clearTimeout(timer)
      stream?.close()
    }
  }, [client, runId, isOn])
}

/** Runs of a conversation, oldest first: the server lists the latest first, in the order in which they were asked. */
export const useConversationRuns = (conversationId: string | undefined) => {
  const api = useApi()
  return useQuery({
    queryKey: runsQueryKey(conversationId ?? ''),
    enabled: conversationId !== undefined,
    queryFn: async ({ signal }) => {
      const list = await api.get(
        `/api/runs?conversationId=${encodeURIComponent(conversationId ?? '')}&limit=100`,
        listOf(runSummarySchema, 'runs'),
        signal,
      )
      return list.toReversed()
    },
  })
}
