import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, useApi, useNotify } from '@millwright/web'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { useTexts } from '../i18n/messages.ts'
import { modelQueryKey, modelReplySchema } from '../model-queries.ts'

export type ModelChange = { readonly model: SemanticModel } | { readonly yaml: string }

/** Saves a model over the version that was read. `conflict` is true while somebody else's version stands in between. */
export const useSaveModel = (sourceId: string, version: number) => {
  const t = useTexts()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const save = useMutation({
    mutationFn: (change: ModelChange) =>
      api.send(
        'PUT',
        `/api/chatbi/models/${encodeURIComponent(sourceId)}`,
        { ...change, expectedVersion: version },
        modelReplySchema,
      ),
    onSuccess: async reply => {
      client.setQueryData(modelQueryKey(sourceId), reply)
      await client.invalidateQueries({ queryKey: ['chatbi', 'suggestions'] })
      notify.done(t.model.saved(reply.version))
    },
    onError: error => {
      if (!(error instanceof ApiError && error.code === 'MODEL_CONFLICT')) notify.failed(error)
    },
  })
  return {
    save: (change: ModelChange) => save.mutate(change),
    isSaving: save.isPending,
    isConflict: save.error instanceof ApiError && save.error.code === 'MODEL_CONFLICT',
    takeTheirs: () => {
      save.reset()
      void client.invalidateQueries({ queryKey: modelQueryKey(sourceId) })
    },
  }
}
