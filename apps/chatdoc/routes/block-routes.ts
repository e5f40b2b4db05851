import { z } from 'zod'
import { defineRoute } from '@millwright/spec'
import type { Actor, RouteDefinition } from '@millwright/spec'
import { blockSchema } from '../document/block.ts'
import { loadShownBlocks } from '../library/blocks.ts'
import { correctBlock, undoCorrection } from '../library/correct-block.ts'
import type { BlockEdit } from '../library/correct-block.ts'
import { shownBlockSchema } from '../library/replies.ts'
import type { ShownBlock } from '../library/replies.ts'
import type { RouteServices } from './route-services.ts'

const params = z.object({ id: z.string().max(100), blockId: z.string().max(100) })

/** A steward's corrections of blocks. */
export const createBlockRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { library, passages, audit } = services
  const corrections = { database: library.database, clock: library.clock, passages }
  const editOf = async (
    at: z.infer<typeof params>,
    expectedVersion: number,
    actor: Actor,
  ): Promise<BlockEdit> => {
    const { document } = await library.documents.ofRevision(at.id, actor)
    return { documentId: document.id, revisionId: at.id, blockId: at.blockId, expectedVersion, actor }
  }
  const shown = async ({ documentId, revisionId, blockId }: BlockEdit): Promise<ShownBlock> => {
    const range = { offset: 0, limit: Infinity }
    const { blocks } = await loadShownBlocks(library.database, { id: revisionId, documentId }, range)
    const found = blocks.find(({ block }) => block.id === blockId)
    if (!found) throw new Error('bug: the block that was changed is not there')
    return found
  }
  return [
    defineRoute({
      method: 'PATCH',
      path: '/api/chatdoc/revisions/:id/blocks/:blockId',
      permission: 'documents.write',
      summary:
        'Correct a block; it holds when the file is read again, and in every revision that has this block. `expectedVersion`: of the correction one saw, 0 for none',
      params,
      body: z.strictObject({ expectedVersion: z.number().int().min(0), block: blockSchema }),
      reply: shownBlockSchema,
      handle: async ({ params: at, body, actor }) => {
        const edit = await editOf(at, body.expectedVersion, actor)
        await correctBlock(corrections, edit, body.block)
        await audit.record(actor, 'block-corrected', edit.documentId, { block: at.blockId })
        return shown(edit)
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/chatdoc/revisions/:id/blocks/:blockId/correction',
      permission: 'documents.write',
      summary: 'Take the correction of a block back: what was read holds again',
      params,
      query: z.object({ expectedVersion: z.coerce.number().int().min(1) }),
      reply: shownBlockSchema,
      handle: async ({ params: at, query, actor }) => {
        const edit = await editOf(at, query.expectedVersion, actor)
        await undoCorrection(corrections, edit)
        await audit.record(actor, 'block-restored', edit.documentId, { block: at.blockId })
        return shown(edit)
      },
    }),
  ]
}
