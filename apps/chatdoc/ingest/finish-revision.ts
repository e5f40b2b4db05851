import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '@millwright/spec'
import type { Block } from '../document/block.ts'
import type { DocumentTree } from '../document/document.ts'
import type { PassageIndex, PreparedPassages } from '../index/passage-index.ts'
import { wasRead } from '../library/in-force.ts'
import { toJsonb } from '../library/to-jsonb.ts'
import type { ChatDocTables } from '../tables.ts'
import type { GiveWay } from './give-way.ts'
import { RevisionGone } from './revision-gone.ts'

type Trx = Transaction<ChatDocTables>
type Change = (trx: Trx) => Promise<void>

export interface FinishServices {
  readonly database: Kysely<ChatDocTables>
  readonly passages: PassageIndex
  readonly clock: Clock
  readonly giveWay: GiveWay
}

export interface FinishedRevision {
  readonly id: string
  readonly documentId: string
}

/**
 * Makes a revision ready: its blocks and passages are stored in parts that nobody sees yet, each in a short
 * transaction; then the revision comes into force, the one before it ends, and what no revision holds any more goes,
 * in one. What it held from an earlier reading is found until then. Where a steward corrected a block meanwhile, or the title or the words changed, it is stored anew. Parts that
 * a crash left are taken over. Throws what `isRevisionGone` knows where it was cancelled or deleted meanwhile.
 */
export const finishRevision = async (
  services: FinishServices,
  revision: FinishedRevision,
  tree: DocumentTree,
): Promise<void> => {
  while (!(await tryFinish(services, revision, tree)));
  await services.passages.renewStatistics(services.database, work => services.giveWay.step(work))
}

/** Everything beside the file that the stored parts were made of. */
interface Basis {
  readonly wasRead: boolean
  readonly title: string
  readonly isTitled: boolean
  readonly dictionary: readonly string[]
  readonly corrections: readonly { readonly id: string; readonly block: Block }[]
}

const tryFinish = async (
  services: FinishServices,
  revision: FinishedRevision,
  tree: DocumentTree,
): Promise<boolean> => {
  const { database, giveWay, passages, clock } = services
  const change = (run: Change): Promise<void> =>
    giveWay.step(() =>
      database.transaction().execute(async trx => {
        await lockReading(trx, revision)
        await run(trx)
      }),
    )
  const basis = await loadBasis(database, revision)
  const blocks = correctedBlocks(tree.blocks, basis.corrections)
  const title = basis.isTitled ? basis.title : tree.title
  const { dictionary } = basis
  const { id: revisionId, documentId } = revision
  const prepared = await passages.prepare(database, { documentId, revisionId, title, blocks, dictionary })
  const parts = [
    (): Promise<Change> => Promise.resolve(trx => clear(trx, revisionId, prepared)),
    ...blockParts(revisionId, blocks),
    ...prepared.parts,
  ]
  // what is small comes in one transaction together with its end, and what replaces an earlier reading, which is found until then
  const isHeld = basis.wasRead || parts.length <= 3
  const held: Change[] = []
  for (const part of parts) {
    await giveWay.quiet()
    const stored = await part()
    if (isHeld) held.push(stored)
    else await change(stored)
  }
  let isDone = false
  await change(async trx => {
    if (!isSame(basis, await loadBasis(trx, revision))) return
    for (const stored of held) await stored(trx)
    await markReady(trx, revision, { tree, title, now: clock.now() })
    await prepared.settle(trx)
    await orderInForce(trx, documentId)
    isDone = true
  })
  return isDone
}

const isSame = (one: Basis, other: Basis): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Nobody else changes the document or cancels the revision until the transaction ends. */
const lockReading = async (trx: Trx, { id, documentId }: FinishedRevision): Promise<void> => {
  const { rows } = await sql<{ locked: boolean }>`
    with document as (select id from chatdoc_document where id = ${documentId} for update)
    select true as locked from chatdoc_revision revision, document
    where revision.id = ${id} and revision.state = 'reading' for update of revision`.execute(trx)
  if (rows.length === 0) throw new RevisionGone()
}

const loadBasis = async (
  database: Kysely<ChatDocTables>,
  { id, documentId }: FinishedRevision,
): Promise<Basis> => {
  const { rows } = await sql<Basis>`
    select (select ${wasRead} from chatdoc_revision revision where id = ${id}) as "wasRead",
      document.title, document.is_titled as "isTitled", collection.dictionary, coalesce((
      select jsonb_agg(jsonb_build_object('id', block_id, 'block', block) order by block_id)
      from chatdoc_correction where document_id = ${documentId}), '[]') as corrections
    from chatdoc_document document join chatdoc_collection collection on collection.id = document.collection_id
    where document.id = ${documentId}`.execute(database)
  const [basis] = rows
  if (!basis) throw new RevisionGone()
  return basis
}

/** Blocks as a steward corrected them: a block that was read as before keeps its id, and so its correction. */
const correctedBlocks = (blocks: readonly Block[], corrections: Basis['corrections']): readonly Block[] => {
  if (corrections.length === 0) return blocks
  const byId = new Map(corrections.map(({ id, block }) => [id, block]))
  // where it stands is this reading's, what it says the steward's
  return blocks.map(block => {
    const corrected = byId.get(block.id)
    return corrected ? { ...corrected, boxes: block.boxes } : block
  })
}

/** What an earlier reading stored, or one that was cut off. */
const clear = async (trx: Trx, revisionId: string, passages: PreparedPassages): Promise<void> => {
  await trx.deleteFrom('chatdoc_block').where('revision_id', '=', revisionId).execute()
  await passages.clear(trx)
}

/** Blocks in one statement: some hundred kilobytes of JSON. */
const blocksAtOnce = 250

const blockParts = (revisionId: string, blocks: readonly Block[]): readonly (() => Promise<Change>)[] =>
  Array.from({ length: Math.ceil(blocks.length / blocksAtOnce) }, (_, index) => {
    const from = index * blocksAtOnce
    return () => {
      const json = toJsonb(blocks.slice(from, from + blocksAtOnce))
      return Promise.resolve(async (trx: Trx) => {
        await sql`
          insert into chatdoc_block (revision_id, ordinal, id, block)
          select ${revisionId}, ${from}::int + place - 1, value ->> 'id', value
          from jsonb_array_elements(${json}::jsonb) with ordinality as listed (value, place)`.execute(trx)
      })
    }
  })

const markReady = async (
  trx: Trx,
  { id, documentId }: FinishedRevision,
  { tree, title, now }: { readonly tree: DocumentTree; readonly title: string; readonly now: Date },
): Promise<void> => {
  await trx
    .with('read', with_ => with_.deleteFrom('chatdoc_window').where('revision_id', '=', id))
    .with('titled', with_ =>
      with_
        .updateTable('chatdoc_document')
        .set({ title, language: tree.language })
        .where('id', '=', documentId),
    )
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
    .where('id', '=', id)
    .execute()
}

/** Each ready revision holds until the next one does, whichever order they came in. */
const orderInForce = async (trx: Trx, documentId: string): Promise<void> => {
  await sql`
    update chatdoc_revision revision set in_force_to = ordered.ends
    from (
      select id, lead(in_force_from) over (order by in_force_from, number) as ends
      from chatdoc_revision revision where document_id = ${documentId} and ${wasRead}
    ) ordered
    where ordered.id = revision.id and revision.in_force_to is distinct from ordered.ends`.execute(trx)
}
