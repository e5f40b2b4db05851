import { useCallback, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useRunActions } from '../runs/run-actions.ts'
import { runsQueryKey } from '../runs/use-run.ts'
import { useCreateConversation } from '../shell/conversations.ts'
import { useNotify } from '../ui/notify.tsx'

/** Longest title that a new conversation takes from its first question. */
const titleLength = 80

/** What a question is asked of: a skill, with its input. */
export interface AskRequest {
  readonly skill: string
  readonly input: unknown
}

export interface Asking {
  /**
   * Resolves false where the question did not reach the server. With `again` the request of an earlier run is made once more,
   * as it was: after whatever it followed then.
   */
  readonly ask: (question: string, again?: AskRequest) => Promise<boolean>
  /** The question that is on its way. */
  readonly asking: string | undefined
}

/** Starts a run; the first question of a conversation also makes the conversation. */
export const useAsk = (
  conversationId: string | undefined,
  toRequest: (question: string) => AskRequest,
): Asking => {
  const actions = useRunActions()
  const create = useCreateConversation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const notify = useNotify()
  const [asking, setAsking] = useState<string>()
  const ask = useCallback(
    async (question: string, again?: AskRequest): Promise<boolean> => {
      setAsking(question)
      try {
        const id = conversationId ?? (await create.mutateAsync(question.slice(0, titleLength))).id
        await actions.start({ ...(again ?? toRequest(question)), conversationId: id })
        await client.invalidateQueries({ queryKey: runsQueryKey(id) })
        if (!conversationId) await navigate(`/c/${id}`)
        return true
      } catch (error) {
        notify.failed(error)
        return false
      } finally {
        setAsking(undefined)
      }
    },
    [actions, client, conversationId, create, navigate, notify, toRequest],
  )
  return { ask, asking }
}
