import { useCallback, useEffect, useRef, useState } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { conversationSchema } from '@millwright/spec'
import type { Conversation } from '@millwright/spec'
import { useApi } from '../api/api-context.tsx'
import { listOf, nothingSchema } from '../api/replies.ts'

export const conversationsQueryKey = ['conversations'] as const

const undoWindowMs = 8000

/** The person's conversations, latest first. */
export const useConversations = () => {
  const api = useApi()
  return useQuery({
    queryKey: conversationsQueryKey,
    queryFn: ({ signal }) =>
      api.get('/api/conversations', listOf(conversationSchema, 'conversations'), signal),
  })
}

export const useCreateConversation = () => {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (title: string) => api.send('POST', '/api/conversations', { title }, conversationSchema),
    onSuccess: () => client.invalidateQueries({ queryKey: conversationsQueryKey }),
  })
}

export const useRenameConversation = () => {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, title }: { readonly id: string; readonly title: string }) =>
      api.send('PATCH', `/api/conversations/${id}`, { title }, nothingSchema),
    onMutate: ({ id, title }) => {
      client.setQueryData<readonly Conversation[]>(conversationsQueryKey, list =>
        list?.map(item => (item.id === id ? { ...item, title } : item)),
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey: conversationsQueryKey }),
  })
}

/**
 * Removal with a way back: the conversation leaves the list at once and the server hears of it only when the
 * time to undo has passed, or when the page is left.
 */
export const useRemoveConversation = () => {
  const api = useApi()
  const client = useQueryClient()
  const pending = useRef(new Map<string, number>())
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const commit = useCallback(
    async (id: string) => {
      pending.current.delete(id)
      await api.send('DELETE', `/api/conversations/${id}`, undefined, nothingSchema).catch(() => undefined)
      await client.invalidateQueries({ queryKey: conversationsQueryKey })
    },
    [api, client],
  )
  useEffect(() => {
    const commitAll = () => {
      for (const [id, timer] of pending.current) {
        clearTimeout(timer)
        void commit(id)
      }
    }
    window.addEventListener('pagehide', commitAll)
    return () => {
      window.removeEventListener('pagehide', commitAll)
      commitAll()
    }
  }, [commit])
  const remove = (id: string) => {
    setHidden(current => new Set([...current, id]))
    pending.current.set(
      id,
      window.setTimeout(() => void commit(id), undoWindowMs),
    )
  }
  const undo = (id: string) => {
    clearTimeout(pending.current.get(id))
    pending.current.delete(id)
    setHidden(current => new Set([...current].filter(other => other !== id)))
  }
  return { hidden, remove, undo }
}
