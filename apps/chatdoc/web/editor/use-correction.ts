import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { ApiError, useApi, useNotify } from '@millwright/web'
import { blockSchema } from '../../document/block.ts'
import type { Block } from '../../document/block.ts'
import { shownBlockSchema } from '../../library/replies.ts'
import type { ShownBlock } from '../../library/replies.ts'
import { useTexts } from '../i18n/messages.ts'
import { libraryKey } from '../library-queries.ts'

const conflictSchema = z.object({
  actualVersion: z.number(),
  yours: blockSchema,
  theirs: blockSchema,
  by: z.string().optional(),
})
/** Somebody else corrected the block meanwhile. */
export type BlockConflict = z.infer<typeof conflictSchema>

export const toConflict = (error: unknown): BlockConflict | undefined =>
  error instanceof ApiError && error.code === 'BLOCK_EDIT_CONFLICT'
    ? conflictSchema.safeParse(error.data).data
    : undefined

/** Saves and takes back the correction of a block; a conflict is left to the caller, every other failure is told. */
export const useCorrection = (revisionId: string, blockId: string) => {
  const t = useTexts()
  const api = useApi()
  const client = useQueryClient()
  const notify = useNotify()
  const path = `/api/chatdoc/revisions/${encodeURIComponent(revisionId)}/blocks/${encodeURIComponent(blockId)}`
  const shared = {
    onError: (error: Error) => {
      if (!toConflict(error)) notify.failed(error)
    },
    onSettled: () => client.invalidateQueries({ queryKey: libraryKey }),
  }
  const save = useMutation({
    ...shared,
    mutationFn: (edit: { readonly block: Block; readonly expectedVersion: number }): Promise<ShownBlock> =>
      api.send('PATCH', path, edit, shownBlockSchema),
    onSuccess: () => notify.done(t.editor.saved),
  })
  const takeBack = useMutation({
    ...shared,
    mutationFn: (expectedVersion: number): Promise<ShownBlock> =>
      api.send(
        'DELETE',
        `${path}/correction?expectedVersion=${expectedVersion}`,
        undefined,
        shownBlockSchema,
      ),
    onSuccess: () => notify.done(t.editor.takenBack),
  })
  return { save, takeBack }
}
