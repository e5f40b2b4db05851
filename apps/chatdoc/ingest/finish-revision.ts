import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '@millwright/spec'
import type { Block } from '../document/block.ts'
import type { DocumentTree } from '../document/document.ts'
import type { PassageIndex } from '../index/passage-index.ts'
import { toJsonb } from '../library/to-jsonb.ts'
import type { ChatDocTables } from '../tables.ts'

type Trx = Transaction<ChatDocTables>

export interface FinishServices {
  readonly database: Kysely<ChatDocTables>
  readonly passages: PassageIndex
  readonly clock: Clock
}

export interface FinishedRevision {
  readonly id: string
  readonly documentId: string
}

/**
 * Blocks, corrections, passages, the revision ready and the one before closed: all in one transaction, or nothing.
 * A revision that was cancelled or deleted meanwhile stays as it is.
 */
export const finishRevision = (
  services: FinishServices,
  revision: FinishedRevision,
  tree: DocumentTree,
): Promise<void> =>
  services.database.transaction().execute(async trx => {
    const document = await lockReading(trx, revision)
    if (!document) return
    const blocks = await applyCorrections(trx, revision.documentId, tree.blocks)
    await saveBlocks(trx, revision.id, blocks)
    const title = document.is_titled ? document.title : tree.title
    await services.passages.replace(trx, {
      documentId: revision.documentId,
      revisionId: revision.id,
      title,
      blocks,
      dictionary: document.dictionary,
    })
    await markReady(trx, revision.id, tree, services.clock.now())
    await trx
      .updateTable('chatdoc_document')
      .set({ title, language: tree.language })
      .where('id', '=', revision.documentId)
      .execute()
    await orderInForce(trx, revision.documentId)
  })

const lockReading = async (trx: Trx, { id, documentId }: FinishedRevision) => {
  const document = await trx
    .selectFrom('chatdoc_document as document')
    .innerJoin('chatdoc_collection as collection', 'collection.id', 'document.collection_id')
    .select(['document.title', 'document.is_titled', 'collection.dictionary'])
    .where('document.id', '=', documentId)
    .forUpdate('document')
    .executeTakeFirst()
  const reading = await trx
    .selectFrom('chatdoc_revision')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .forUpdate()
    .executeTakeFirst()
  return reading && document
}

/** Blocks as a steward corrected them: a block that was read as before keeps its id, and so its correction. */
const applyCorrections = async (
  trx: Trx,
  documentId: string,
  blocks: readonly Block[],
): Promise<readonly Block[]> => {
  const corrections = await trx
    .selectFrom('chatdoc_correction')
    .select(['block_id', 'block'])
    .where('document_id', '=', documentId)
    .execute()
  if (corrections.length === 0) return blocks
  const byId = new Map(corrections.map(({ block_id: id, block }) => [id, block]))
  // where it stands is this reading's, what it says the steward's
  return blocks.map(block => {
    const corrected = byId.get(block.id)
    return corrected ? { ...corrected, boxes: block.boxes } : block
  })
}

/** Blocks in one statement: a megabyte or two of JSON each. */
const blocksAtOnce = 1000

const saveBlocks = async (trx: Trx, revisionId: string, blocks: readonly Block[]): Promise<void> => {
  await trx.deleteFrom('chatdoc_block').where('revision_id', '=', revisionId).execute()
  for (let from = 0; from < blocks.length; from += blocksAtOnce)
    await sql`
      insert into chatdoc_block (revision_id, ordinal, id, block)
      select ${revisionId}, ${from}::int + place - 1, value ->> 'id', value
      from jsonb_array_elements(${toJsonb(blocks.slice(from, from + blocksAtOnce))}::jsonb)
        with ordinality as listed (value, place)`.execute(trx)
}

const markReady = async (trx: Trx, revisionId: string, tree: DocumentTree, now: Date): Promise<void> => {
  await trx.deleteFrom('chatdoc_window').where('revision_id', '=', revisionId).execute()
  await trx
    .updateTable('chatdoc_revision')
    .set(({ fn }) => ({
      state: 'ready',
      failure: null,
      pages: toJsonb(tree.pages),
      notices: toJsonb(tree.notices),
      page_count: tree.pages.length,
      pages_read: tree.pages.length,
      in_force_from: fn.coalesce('in_force_from', sql<Date>`${now}::timestamptz`),
      read_at: now,
    }))
    .where('id', '=', revisionId)
    .execute()
}

/** Each ready revision holds until the next one does, whichever order they came in. */
const orderInForce = async (trx: Trx, documentId: string): Promise<void> => {
  await sql`
    update chatdoc_revision revision set in_force_to = ordered.ends
    from (
      select id, lead(in_force_from) over (order by in_force_from, number) as ends
      from chatdoc_revision where document_id = ${documentId} and state = 'ready'
    ) ordered
    where ordered.id = revision.id and revision.in_force_to is distinct from ordered.ends`.execute(trx)
}
