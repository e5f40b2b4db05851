import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor, Clock } from '@millwright/spec'
import { evenWeights } from '../index/ranking-weights.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import { mayRead, mayReadCollection } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'
import type { Golden, GoldenPlace, Verdict } from './golden.ts'

export interface NewGolden {
  readonly collectionId: string
  readonly question: string
  readonly place: GoldenPlace | null
  readonly wasRight: boolean
  readonly runId: string
}

/**
 * Golden questions. A person sees those whose place is in a document that they may read; one without a place, if they
 * may read its collection. Any other is RESOURCE_NOT_FOUND.
 */
export interface GoldenQuestions {
  list(collectionId: string, actor: Actor): Promise<readonly Golden[]>
  get(id: string, actor: Actor): Promise<Golden>
  /** Throws RESOURCE_NOT_FOUND where the place does not stand in what the person may read. */
  save(golden: NewGolden, actor: Actor): Promise<Golden>
  correct(id: string, place: GoldenPlace | null, actor: Actor): Promise<Golden>
  remove(id: string, actor: Actor): Promise<void>
  /** The dictionary of a collection that the person may read, as it is now. */
  dictionaryOf(collectionId: string, actor: Actor): Promise<readonly string[]>
  /** Its weights, likewise. */
  rankingOf(collectionId: string, actor: Actor): Promise<RankingWeights>
  /** The collection of a document that the person may read. */
  collectionOf(documentId: string, actor: Actor): Promise<string>
}

interface Row {
  readonly id: string
  readonly collection_id: string
  readonly question: string
  readonly document_id: string | null
  readonly document_title: string | null
  readonly block_ids: readonly string[]
  readonly quote: string
  readonly was_right: boolean
  readonly run_id: string
  readonly created_by: string
  readonly created_by_name: string
  readonly created_at: Date
  readonly verdict: Verdict | null
  readonly confidence: number | null
  readonly checked_at: Date | null
}

const iso = (date: Date): string => new Date(date).toISOString()
const notFound = (what: string, id: string): PlatformError =>
  new PlatformError('RESOURCE_NOT_FOUND', { what, id })

const toGolden = (row: Row): Golden => ({
  id: row.id,
  collectionId: row.collection_id,
  question: row.question,
  place:
    row.document_id === null
      ? null
      : {
          documentId: row.document_id,
          documentTitle: row.document_title ?? '',
          blockIds: [...row.block_ids],
          quote: row.quote,
        },
  wasRight: row.was_right,
  runId: row.run_id,
  createdBy: { personId: row.created_by, name: row.created_by_name },
  createdAt: iso(row.created_at),
  ...(row.verdict && row.checked_at
    ? { last: { verdict: row.verdict, confidence: row.confidence ?? 0, at: iso(row.checked_at) } }
    : {}),
})

/** The rows that `actor` may see, with how each came out last. */
const rowsFor = async (
  database: Kysely<ChatDocTables>,
  actor: Actor,
  condition: RawBuilder<unknown>,
): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select golden.*, document.title as document_title, score.verdict, score.confidence, score.checked_at
    from chatdoc_golden golden
    join chatdoc_collection collection on collection.id = golden.collection_id
    left join chatdoc_document document on document.id = golden.document_id
    left join lateral (
      select one.verdict, one.confidence, checked.checked_at
      from chatdoc_golden_score one join chatdoc_golden_check checked on checked.id = one.check_id
      where one.golden_id = golden.id order by checked.sequence desc limit 1
    ) score on true
    where ${condition} and ${mayReadCollection(actor)}
      and (golden.document_id is null or ${mayRead(actor)})
    order by golden.created_at, golden.id`.execute(database)
  return rows
}

export const createGoldenQuestions = (database: Kysely<ChatDocTables>, clock: Clock): GoldenQuestions => {
  const get = async (id: string, actor: Actor): Promise<Golden> => {
    const [row] = await rowsFor(database, actor, sql`golden.id = ${id}`)
    if (!row) throw notFound('golden question', id)
    return toGolden(row)
  }
  const settingsOf = async (collectionId: string, actor: Actor) => {
    const row = await database
      .selectFrom('chatdoc_collection as collection')
      .select(['dictionary', 'ranking'])
      .where('id', '=', collectionId)
      .where(mayReadCollection(actor))
      .executeTakeFirst()
    if (!row) throw notFound('collection', collectionId)
    return row
  }
  return {
    get,
    list: async (collectionId, actor) =>
      (await rowsFor(database, actor, sql`golden.collection_id = ${collectionId}`)).map(toGolden),
    save: async (golden, actor) => {
      const id = randomUUID()
      const { place } = golden
      await database
        .insertInto('chatdoc_golden')
        .values({
          id,
          collection_id: golden.collectionId,
          question: golden.question,
          document_id: place?.documentId ?? null,
          block_ids: JSON.stringify(place?.blockIds ?? []),
          quote: place ? await quoteOf(database, place, actor) : '',
          was_right: golden.wasRight,
          run_id: golden.runId,
          created_by: actor.personId,
          created_by_name: actor.name,
          created_at: clock.now(),
        })
        .execute()
      return get(id, actor)
    },
    correct: async (id, place, actor) => {
      await get(id, actor)
      await database
        .updateTable('chatdoc_golden')
        .set({
          document_id: place?.documentId ?? null,
          block_ids: JSON.stringify(place?.blockIds ?? []),
          quote: place ? await quoteOf(database, place, actor) : '',
          ...(place ? { collection_id: await collectionOf(database, place.documentId, actor) } : {}),
        })
        .where('id', '=', id)
        .execute()
      return get(id, actor)
    },
    remove: async (id, actor) => {
      await get(id, actor)
      await database.deleteFrom('chatdoc_golden').where('id', '=', id).execute()
    },
    dictionaryOf: async (collectionId, actor) => (await settingsOf(collectionId, actor)).dictionary,
    rankingOf: async (collectionId, actor) => (await settingsOf(collectionId, actor)).ranking ?? evenWeights,
    collectionOf: (documentId, actor) => collectionOf(database, documentId, actor),
  }
}

const collectionOf = async (
  database: Kysely<ChatDocTables>,
  documentId: string,
  actor: Actor,
): Promise<string> => {
  const row = await database
    .selectFrom('chatdoc_document as document')
    .select('collection_id')
    .where('id', '=', documentId)
    .where(mayRead(actor))
    .executeTakeFirst()
  if (!row) throw notFound('document', documentId)
  return row.collection_id
}

/** The words of the place in the newest revision that holds its blocks. */
const quoteOf = async (
  database: Kysely<ChatDocTables>,
  { documentId, blockIds }: GoldenPlace,
  actor: Actor,
): Promise<string> => {
  const { rows } = await sql<{ text: string }>`
    select block.block ->> 'text' as text
    from chatdoc_document document
    join chatdoc_revision revision on revision.document_id = document.id
    join chatdoc_block block on block.revision_id = revision.id
    where document.id = ${documentId} and block.id = any(${[...blockIds]}::text[]) and ${mayRead(actor)}
    order by revision.number desc, block.ordinal limit ${blockIds.length}`.execute(database)
  if (rows.length === 0) throw notFound('place', documentId)
  return rows.map(row => row.text).join('\n')
}
