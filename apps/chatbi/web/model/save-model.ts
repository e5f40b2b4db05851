import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useApi, useNotify } from '@millwright/web'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'
import { modelQueryKey, modelReplySchema } from '../model-queries.ts'
import type { ModelReply } from '../model-queries.ts'
import { conflictOf } from './model-conflict.ts'
import type { ModelConflict } from './model-conflict.ts'

export type ModelChange = { readonly model: SemanticModel } | { readonly yaml: string }

interface SaveModelOptions {
  readonly sourceId: string
  readonly version: number
  readonly onReplaced: (reply: ModelReply) => void
}

/** Saves a model over the version that was read. `conflict` is there while somebody else's version stands in between. */
export const useSaveModel = ({ sourceId, version, onReplaced }: SaveModelOptions) => {
  const t = useTexts()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const [conflict, setConflict] = useState<ModelConflict>()
  const save = useMutation({
    mutationFn: ({ change, over }: { readonly change: ModelChange; readonly over: number }) =>
      api.send(
        'PUT',
        `/api/chatbi/models/${encodeURIComponent(sourceId)}`,
        { ...change, expectedVersion: over },
        modelReplySchema,
      ),
    onSuccess: async reply => {
      setConflict(undefined)
      client.setQueryData(modelQueryKey(sourceId), reply)
      onReplaced(reply)
      await client.invalidateQueries({ queryKey: ['chatbi', 'suggestions'] })
      notify.done(t.model.saved(reply.version))
    },
    onError: error => {
      const found = conflictOf(error)
      setConflict(found)
      if (!found) notify.failed(error)
    },
  })
  return {
    save: (change: ModelChange) => save.mutate({ change, over: version }),
    isSaving: save.isPending,
    conflict,
    keepMine: (change: ModelChange) => conflict && save.mutate({ change, over: conflict.actualVersion }),
    decideLater: () => setConflict(undefined),
    takeTheirs: async () => {
      await client.refetchQueries({ queryKey: modelQueryKey(sourceId) })
      const theirs = client.getQueryData<ModelReply>(modelQueryKey(sourceId))
      if (!theirs) return
      setConflict(undefined)
      onReplaced(theirs)
    },
  }
}

/** What saving a model is about at the moment, and what can be done. */
export type ModelSaving = ReturnType<typeof useSaveModel>
