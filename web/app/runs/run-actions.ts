import { useMemo } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { Run } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { runReplySchema } from '../api/replies.ts'
import { conversationsQueryKey } from '../shell/conversations.ts'
import { runQueryKey, runsQueryKey } from './use-run.ts'

export interface StartRunRequest {
  readonly skill: string
  readonly input: unknown
  readonly conversationId: string
}

export interface RunActions {
  readonly start: (request: StartRunRequest) => Promise<Run>
  readonly edit: (
    runId: string,
    edit: { step: string; expectedVersion: number; output: unknown },
  ) => Promise<Run>
  readonly answer: (
    runId: string,
    answer: { step: string; expectedVersion: number; value: string },
  ) => Promise<Run>
  readonly undo: (runId: string) => Promise<Run>
  readonly fork: (runId: string) => Promise<Run>
  readonly cancel: (runId: string) => Promise<Run>
  readonly retry: (runId: string) => Promise<Run>
  readonly share: (runId: string) => Promise<Run>
}

/** What a person does to a run. Each resolves with the run as it then is, which is also what the page shows. */
export const useRunActions = (): RunActions => {
  const api = useApi()
  const client = useQueryClient()
  return useMemo(() => {
    const send = async (path: string, body: unknown): Promise<Run> => {
      const run = await api.send('POST', path, body, runReplySchema)
      client.setQueryData(runQueryKey(run.id), run)
      if (run.conversationId) await client.invalidateQueries({ queryKey: runsQueryKey(run.conversationId) })
      return run
    }
    return {
      start: async request => {
        const run = await send('/api/runs', { ...request, requestKey: crypto.randomUUID() })
        void client.invalidateQueries({ queryKey: conversationsQueryKey }) // it is the latest now
        return run
      },
      edit: (runId, edit) => send(`/api/runs/${runId}/edits`, edit),
      answer: (runId, answer) => send(`/api/runs/${runId}/answers`, answer),
      undo: runId => send(`/api/runs/${runId}/undo`, {}),
      fork: runId => send(`/api/runs/${runId}/fork`, {}),
      cancel: runId => send(`/api/runs/${runId}/cancel`, {}),
      retry: runId => send(`/api/runs/${runId}/retry`, {}),
      share: runId => send(`/api/runs/${runId}/share`, {}),
    }
  }, [api, client])
}
