import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { createAnalyser } from '../analyse/analyse-text.ts'
import type { ChatDocTables } from '../tables.ts'
import { encodePassages } from './encode-passages.ts'
import type { EncodePassages } from './encode-passages.ts'
import { encodePassage } from './encode-tokens.ts'
import type { EncodedPassage } from './encode-tokens.ts'
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

/** Runs a piece of work in the store when others let it. */
export type Step = <T>(work: () => Promise<T>) => Promise<T>

/** Makes documents findable, inside the transactions of whoever changes them. */
export interface PassageIndex {
  /**
   * The revision's blocks are found as they are now; passages that the document had already are kept, those that no
   * revision holds any more are removed. Found once the transaction commits and the revision is in force.
   */
  replace(trx: Trx, revision: RevisionToIndex): Promise<void>
  /** The same in parts, for a revision that is not in force yet. */
  prepare(database: Kysely<ChatDocTables>, revision: RevisionToIndex): Promise<PreparedPassages>
  /** Nothing of the document is found any more. */
  forget(trx: Trx, documentId: string): Promise<void>
  /** Tells the planner of what was added, where that is much: in steps, outside of transactions. */
  renewStatistics(database: Kysely<ChatDocTables>, step: Step): Promise<void>
}

/**
 * A revision's passages on their way. First `clear`, then every part, each in a transaction of its own or all in one;
 * `settle` comes with the change that puts the revision in force.
 */
export interface PreparedPassages {
  /** Takes away where the revision's passages stood before. */
  clear(trx: Trx): Promise<void>
  /** Each analyses its passages, and then gives what stores them in a transaction. */
  readonly parts: readonly (() => Promise<(trx: Trx) => Promise<void>>)[]
  /** Removes passages of the document that no revision holds any more. */
  settle(trx: Trx): Promise<void>
}

/** Changes when the same text would be analysed differently, so that a revision read again is indexed anew. */
const analysisVersion = 1

/** Passages in one statement: a part of them holds the store for some ten milliseconds. */
const batchSize = 40

interface KeyedPassage {
  readonly key: string
  readonly passage: Passage
}

const keyOf = (passage: Passage, dictionary: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([analysisVersion, dictionary, passage.title, passage.headingPath, passage.caption, passage.body]))
    .digest('base64url')
    .slice(0, 22) // prettier-ignore

const loadKeys = async (
  database: Kysely<ChatDocTables>,
  documentId: string,
): Promise<ReadonlySet<string>> => {
  const rows = await database
    .selectFrom('chatdoc_passage')
    .select('key')
    .where('document_id', '=', documentId)
    .execute()
  return new Set(rows.map(row => row.key))
}

const loadIds = async (
  trx: Trx,
  documentId: string,
  keys: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ key: string; id: number }>`
    select key, id from chatdoc_passage where document_id = ${documentId} and key = any(${keys}::text[])`.execute(
    trx,
  )
  return new Map(rows.map(row => [row.key, row.id]))
}

const insertPassages = async (
  trx: Trx,
  documentId: string,
  fresh: readonly (KeyedPassage & { readonly encoded: EncodedPassage })[],
): Promise<readonly (readonly [string, number])[]> => {
  const inserted = await sql<{ key: string; id: number }>`
    insert into chatdoc_passage (document_id, key, terms, tokens, heading_path)
    select ${documentId}, item.key, item.terms, item.tokens, item.heading_path::jsonb
    from unnest(${fresh.map(({ key }) => key)}::text[], ${fresh.map(({ encoded }) => encoded.terms)}::text[],
      ${fresh.map(({ encoded }) => encoded.tokens)}::text[],
      ${fresh.map(({ passage }) => JSON.stringify(passage.headingPath))}::text[])
      as item (key, terms, tokens, heading_path)
    returning key, id`.execute(trx)
  return inserted.rows.map(row => [row.key, row.id] as const)
}

interface KeyedPart extends Omit<Part, 'passages'> {
  readonly passages: readonly KeyedPassage[]
}

const insertPlaces = async (
  trx: Trx,
  { revisionId, from, passages }: KeyedPart,
  ids: ReadonlyMap<string, number>,
): Promise<void> => {
  await trx
    .insertInto('chatdoc_passage_place')
    .values(
      passages.map(({ key, passage }, index) => ({
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

/** Stores the part; returns how many of its passages were new to the document. */
const storePart = async (
  trx: Trx,
  part: KeyedPart,
  encode: (passage: Passage, key: string) => EncodedPassage,
): Promise<number> => {
  const byKey = new Map(part.passages.map(item => [item.key, item]))
  const ids = await loadIds(trx, part.documentId, [...byKey.keys()])
  const fresh = [...byKey.values()]
    .filter(({ key }) => !ids.has(key))
    .map(item => ({ ...item, encoded: encode(item.passage, item.key) }))
  if (fresh.length > 0)
    for (const [key, id] of await insertPassages(trx, part.documentId, fresh)) ids.set(key, id)
  await insertPlaces(trx, part, ids)
  return fresh.length
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

const removePlaces = async (trx: Trx, revisionId: string): Promise<void> => {
  await trx.deleteFrom('chatdoc_passage_place').where('revision_id', '=', revisionId).execute()
}

/** Takes away what is stored of a revision that will not be in force. */
export const removePassages = async (trx: Trx, documentId: string, revisionId: string): Promise<void> => {
  await removePlaces(trx, revisionId)
  await removeUnplaced(trx, documentId)
}

/** A stretch of a revision's passages; `from` is the place of the first. */
interface Part {
  readonly documentId: string
  readonly revisionId: string
  readonly from: number
  readonly passages: readonly Passage[]
}

const withKeys = ({ passages, ...part }: Part, dictionary: readonly string[]): KeyedPart => ({
  ...part,
  passages: passages.map(passage => ({ key: keyOf(passage, dictionary), passage })),
})

const partsOf = (revision: RevisionToIndex): readonly Part[] => {
  const { documentId, revisionId } = revision
  const passages = passagesOf(revision)
  return Array.from({ length: Math.ceil(passages.length / batchSize) }, (_, index) => ({
    documentId,
    revisionId,
    from: index * batchSize,
    passages: passages.slice(index * batchSize, (index + 1) * batchSize),
  }))
}

/** Passages that the planner knows of; -1 before it first counted. */
const loadKnownCount = async (database: Kysely<ChatDocTables>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select reltuples::float8 as count from pg_class where oid = 'chatdoc_passage'::regclass`.execute(database)
  return rows[0]?.count ?? -1
}

/**
 * Tells the planner how many passages there are, because nothing else does soon enough in the embedded database: a
 * search planned for an empty table scores every passage one by one.
 */
const renewStatistics = async (database: Kysely<ChatDocTables>, step: Step): Promise<void> => {
  for (const table of ['chatdoc_passage', 'chatdoc_passage_place', 'chatdoc_document', 'chatdoc_revision'])
    await step(() => sql`analyze ${sql.table(table)}`.execute(database))
}

const forget = async (trx: Trx, documentId: string): Promise<void> => {
  await trx.deleteFrom('chatdoc_passage').where('document_id', '=', documentId).execute()
}

/**
 * The index of the library's passages. The planner's statistics are renewed whenever they grew by half. `encode`
 * analyses what is prepared; absent: this thread does.
 */
export const createPassageIndex = (encode: EncodePassages = encodePassages): PassageIndex => {
  let added = 0
  const renew = async (database: Kysely<ChatDocTables>, step: Step): Promise<void> => {
    if (added < 50 || added < 0.5 * (await loadKnownCount(database))) return
    added = 0
    await renewStatistics(database, step)
  }
  return {
    replace: async (trx, revision) => {
      const analyser = createAnalyser(revision.dictionary)
      await removePlaces(trx, revision.revisionId)
      for (const part of partsOf(revision))
        added += await storePart(trx, withKeys(part, revision.dictionary), passage =>
          encodePassage(passage, analyser),
        )
      await removeUnplaced(trx, revision.documentId)
      await renew(trx, work => work())
    },
    prepare: async (database, revision) => {
      const known = await loadKeys(database, revision.documentId)
      return {
        clear: trx => removePlaces(trx, revision.revisionId),
        parts: partsOf(revision).map(unkeyed => async () => {
          const part = withKeys(unkeyed, revision.dictionary)
          const fresh = part.passages.filter(({ key }) => !known.has(key))
          const encoded = await encode(
            fresh.map(({ passage }) => passage),
            revision.dictionary,
          )
          const byKey = new Map(fresh.map(({ key }, index) => [key, encoded[index]]))
          return async (trx: Trx) => {
            // what was known may be gone since: it is analysed after all
            const encodeOne = (passage: Passage, key: string): EncodedPassage =>
              byKey.get(key) ?? encodePassage(passage, createAnalyser(revision.dictionary))
            added += await storePart(trx, part, encodeOne)
          }
        }),
        settle: trx => removeUnplaced(trx, revision.documentId),
      }
    },
    forget,
    renewStatistics: renew,
  }
}
