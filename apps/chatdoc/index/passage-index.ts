import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { createAnalyser } from '../analyse/analyse-text.ts'
import type { Analyser } from '../analyse/analyse-text.ts'
import type { ChatDocTables } from '../tables.ts'
import { encodePassage } from './encode-tokens.ts'
import type { Passage, PassageSource } from './passage.ts'
import { passagesOf } from './passages-of.ts'

/** A revision whose blocks are to be found. */
export interface RevisionToIndex extends PassageSource {
  readonly documentId: string
  readonly revisionId: string
  /** Words of the collection's trade, kept whole. */
  readonly dictionary: readonly string[]
}

type Trx = Transaction<ChatDocTables>

/** Makes documents findable, inside the transaction of whoever changes them. */
export interface PassageIndex {
  /**
   * The revision's blocks are found as they are now; passages that the document had already are kept, those that no
   * revision holds any more are removed. Found once the transaction commits and the revision is in force.
   */
  replace(trx: Trx, revision: RevisionToIndex): Promise<void>
  /** Nothing of the document is found any more. */
  forget(trx: Trx, documentId: string): Promise<void>
}

/** Changes when the same text would be analysed differently, so that a revision read again is indexed anew. */
const analysisVersion = 1

const batchSize = 100

interface KeyedPassage {
  readonly key: string
  readonly passage: Passage
}

const keyOf = (passage: Passage, dictionary: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([analysisVersion, dictionary, passage.title, passage.headingPath, passage.caption, passage.body]))
    .digest('base64url')
    .slice(0, 22) // prettier-ignore

const loadIds = async (trx: Trx, documentId: string): Promise<Map<string, number>> => {
  const rows = await trx
    .selectFrom('chatdoc_passage')
    .select(['key', 'id'])
    .where('document_id', '=', documentId)
    .execute()
  return new Map(rows.map(row => [row.key, row.id]))
}

const insertPassages = async (
  trx: Trx,
  documentId: string,
  batch: readonly KeyedPassage[],
  analyser: Analyser,
): Promise<readonly (readonly [string, number])[]> => {
  const encoded = batch.map(({ passage }) => encodePassage(passage, analyser))
  const inserted = await sql<{ key: string; id: number }>`
    insert into chatdoc_passage (document_id, key, terms, tokens, heading_path)
    select ${documentId}, item.key, item.terms, item.tokens, item.heading_path::jsonb
    from unnest(${batch.map(({ key }) => key)}::text[], ${encoded.map(({ terms }) => terms)}::text[],
      ${encoded.map(({ tokens }) => tokens)}::text[],
      ${batch.map(({ passage }) => JSON.stringify(passage.headingPath))}::text[])
      as item (key, terms, tokens, heading_path)
    returning key, id`.execute(trx)
  return inserted.rows.map(row => [row.key, row.id] as const)
}

const insertPlaces = async (
  trx: Trx,
  revisionId: string,
  passages: readonly KeyedPassage[],
  ids: ReadonlyMap<string, number>,
): Promise<void> => {
  for (let from = 0; from < passages.length; from += batchSize)
    await trx
      .insertInto('chatdoc_passage_place')
      .values(
        passages.slice(from, from + batchSize).map(({ key, passage }, index) => ({
          passage_id: ids.get(key) ?? missing(key),
          revision_id: revisionId,
          ordinal: from + index,
          block_ids: JSON.stringify(passage.blockIds),
          table_row: passage.tableRow ?? null,
        })),
      )
      .execute()
}

const missing = (key: string): never => {
  throw new Error(`bug: passage ${key} was not stored`)
}

/** Passages of a document that stand in none of its revisions. */
const removeUnplaced = async (trx: Trx, documentId: string): Promise<void> => {
  await sql`
    delete from chatdoc_passage passage
    where passage.document_id = ${documentId}
      and not exists (select 1 from chatdoc_passage_place place where place.passage_id = passage.id)`.execute(
    trx,
  )
}

/** Returns how many passages were new. */
const replace = async (trx: Trx, revision: RevisionToIndex): Promise<number> => {
  const { documentId, revisionId, dictionary } = revision
  await trx.deleteFrom('chatdoc_passage_place').where('revision_id', '=', revisionId).execute()
  const passages = passagesOf(revision).map(passage => ({ key: keyOf(passage, dictionary), passage }))
  const ids = await loadIds(trx, documentId)
  const fresh = [
    ...new Map(passages.filter(({ key }) => !ids.has(key)).map(item => [item.key, item])).values(),
  ]
  const analyser = createAnalyser(dictionary)
  for (let from = 0; from < fresh.length; from += batchSize)
    for (const [key, id] of await insertPassages(
      trx,
      documentId,
      fresh.slice(from, from + batchSize),
      analyser,
    ))
      ids.set(key, id)
  await insertPlaces(trx, revisionId, passages, ids)
  await removeUnplaced(trx, documentId)
  return fresh.length
}

/** Passages that the planner knows of; -1 before it first counted. */
const loadKnownCount = async (trx: Trx): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select reltuples::float8 as count from pg_class where oid = 'chatdoc_passage'::regclass`.execute(trx)
  return rows[0]?.count ?? -1
}

/**
 * Tells the planner how many passages there are, because nothing else does soon enough in the embedded database: a
 * search planned for an empty table scores every passage one by one.
 */
const renewStatistics = async (trx: Trx): Promise<void> => {
  for (const table of ['chatdoc_passage', 'chatdoc_passage_place', 'chatdoc_document', 'chatdoc_revision'])
    await sql`analyze ${sql.table(table)}`.execute(trx)
}

const forget = async (trx: Trx, documentId: string): Promise<void> => {
  await trx.deleteFrom('chatdoc_passage').where('document_id', '=', documentId).execute()
}

/** The index of the library's passages. The planner's statistics are renewed whenever they grew by a fifth. */
export const createPassageIndex = (): PassageIndex => {
  let added = 0
  return {
    replace: async (trx, revision) => {
      added += await replace(trx, revision)
      if (added < 50 || added < 0.2 * (await loadKnownCount(trx))) return
      await renewStatistics(trx)
      added = 0
    },
    forget,
  }
}
