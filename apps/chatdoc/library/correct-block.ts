import type { Kysely, Transaction } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor, Clock } from '@millwright/spec'
import type { Block } from '../document/block.ts'
import { textOfCells } from '../document/table-grid.ts'
import type { PassageIndex } from '../index/passage-index.ts'
import type { ChatDocTables } from '../tables.ts'
import { reindexDocument } from './reindex.ts'
import { toJsonb } from './to-jsonb.ts'

type Trx = Transaction<ChatDocTables>

export interface CorrectionServices {
  readonly database: Kysely<ChatDocTables>
  readonly passages: PassageIndex
  readonly clock: Clock
}

/** Which block, and the version of its correction that the person saw; 0 where it had none. */
export interface BlockEdit {
  readonly documentId: string
  readonly revisionId: string
  readonly blockId: string
  readonly expectedVersion: number
  readonly actor: Actor
}

/**
 * Puts a steward's words in place of what was read, in every revision of the document that has the block, and finds
 * them from now on. The block keeps its id and its place. Throws BLOCK_EDIT_CONFLICT where someone else was faster.
 */
export const correctBlock = (
  { database, passages, clock }: CorrectionServices,
  edit: BlockEdit,
  corrected: Block,
): Promise<void> =>
  database.transaction().execute(async trx => {
    const { stored, correction } = await lockBlock(trx, edit)
    refuseConflict(edit, correction, { yours: corrected, theirs: stored })
    const block = withOwnText({ ...corrected, id: edit.blockId })
    await trx
      .insertInto('chatdoc_correction')
      .values({
        document_id: edit.documentId,
        block_id: edit.blockId,
        version: edit.expectedVersion + 1,
        original: toJsonb(correction?.original ?? stored),
        block: toJsonb(block),
        by_name: edit.actor.name,
        at: clock.now(),
      })
      .onConflict(conflict =>
        conflict.columns(['document_id', 'block_id']).doUpdateSet(row => ({
          version: row.ref('excluded.version'),
          block: row.ref('excluded.block'),
          by_name: row.ref('excluded.by_name'),
          at: row.ref('excluded.at'),
        })),
      )
      .execute()
    await replaceBlock(trx, passages, edit, block)
  })

/** Puts back what was read. Throws RESOURCE_NOT_FOUND where nothing was corrected. */
export const undoCorrection = ({ database, passages }: CorrectionServices, edit: BlockEdit): Promise<void> =>
  database.transaction().execute(async trx => {
    const { stored, correction } = await lockBlock(trx, edit)
    if (!correction) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'correction', id: edit.blockId })
    refuseConflict(edit, correction, { yours: correction.original, theirs: stored })
    await trx
      .deleteFrom('chatdoc_correction')
      .where('document_id', '=', edit.documentId)
      .where('block_id', '=', edit.blockId)
      .execute()
    await replaceBlock(trx, passages, edit, correction.original)
  })

interface LockedBlock {
  readonly stored: Block
  readonly correction?: { readonly version: number; readonly original: Block; readonly by_name: string }
}

/** One correction of a document at a time. */
const lockBlock = async (trx: Trx, { documentId, revisionId, blockId }: BlockEdit): Promise<LockedBlock> => {
  await trx
    .selectFrom('chatdoc_document')
    .select('id')
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirst()
  const found = await trx
    .selectFrom('chatdoc_block')
    .innerJoin('chatdoc_revision as revision', 'revision.id', 'chatdoc_block.revision_id')
    .select('block')
    .where('revision.id', '=', revisionId)
    .where('revision.document_id', '=', documentId)
    .where('chatdoc_block.id', '=', blockId)
    .executeTakeFirst()
  if (!found) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'block', id: blockId })
  const correction = await trx
    .selectFrom('chatdoc_correction')
    .select(['version', 'original', 'by_name'])
    .where('document_id', '=', documentId)
    .where('block_id', '=', blockId)
    .executeTakeFirst()
  return { stored: found.block, ...(correction && { correction }) }
}

const refuseConflict = (
  { blockId, expectedVersion }: BlockEdit,
  correction: LockedBlock['correction'],
  both: { readonly yours: Block; readonly theirs: Block },
): void => {
  const actualVersion = correction?.version ?? 0
  if (actualVersion === expectedVersion) return
  throw new PlatformError('BLOCK_EDIT_CONFLICT', {
    blockId,
    expectedVersion,
    actualVersion,
    ...both,
    ...(correction && { by: correction.by_name }),
  })
}

/** The text of a table is that of its cells, whatever was sent. */
const withOwnText = (block: Block): Block =>
  block.kind === 'table' ? { ...block, text: textOfCells(block) } : block

const replaceBlock = async (
  trx: Trx,
  passages: PassageIndex,
  { documentId, blockId }: BlockEdit,
  block: Block,
): Promise<void> => {
  const places = await trx
    .selectFrom('chatdoc_block')
    .innerJoin('chatdoc_revision as revision', 'revision.id', 'chatdoc_block.revision_id')
    .select(['revision.id as revision_id', 'block'])
    .where('revision.document_id', '=', documentId)
    .where('chatdoc_block.id', '=', blockId)
    .execute()
  for (const place of places)
    await trx
      .updateTable('chatdoc_block')
      .set({ block: toJsonb({ ...block, boxes: place.block.boxes }) })
      .where('revision_id', '=', place.revision_id)
      .where('id', '=', blockId)
      .execute()
  await reindexDocument(trx, passages, documentId)
}
