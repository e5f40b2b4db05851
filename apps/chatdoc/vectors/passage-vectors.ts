import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { EmbeddingModel } from '@millwright/spec'
import type { SearchRequest } from '../index/search.ts'
import { isPlaced } from '../retrieve/searched-places.ts'
import type { Candidate } from '../retrieve/term-index.ts'
import type { ChatDocTables } from '../tables.ts'
import { createVectorTable, toVectorText, vectorTableOf } from './vector-table.ts'

/** Vectors of the library's passages, made by one embedding model. */
export interface PassageVectors {
  readonly model: string
  /** How many passages have a vector; `none` also while the model does not answer. */
  coverage(): Promise<'none' | 'some' | 'all'>
  /** Gives vectors to passages that have none; resolves with how many got one. Rejects where the store cannot hold them. */
  embedMissing(signal: AbortSignal, onProgress: (left: number) => void): Promise<number>
  /** The passages nearest in meaning, nearest first; empty while the model does not answer. */
  nearest(request: SearchRequest, limit: number): Promise<readonly Candidate[]>
}

interface Table {
  readonly name: string
  readonly dimensions: number
}

const batchSize = 32
const questionTimeoutMs = 2000
const retryMs = 60_000

/** Characters of a passage, its headings first: models read no more. */
const longestText = 2000

export const createPassageVectors = (
  database: Kysely<ChatDocTables>,
  embedding: EmbeddingModel,
): PassageVectors => {
  let table: Promise<Table | undefined> | undefined
  let retryAtMs = 0
  const open = async (): Promise<Table | undefined> => {
    if (!table && performance.now() < retryAtMs) return undefined
    table ??= openTable(database, embedding)
    try {
      const opened = await table
      if (opened) return opened
    } catch (error) {
      giveUp()
      throw error
    }
    giveUp()
    return undefined
  }
  /** A model or an extension that is not there is not asked for again with every question. */
  const giveUp = (): void => {
    table = undefined
    retryAtMs = performance.now() + retryMs
  }
  return {
    model: embedding.model,
    coverage: async () => {
      const opened = await open()
      return opened ? coverageOf(database, opened) : 'none'
    },
    embedMissing: async (signal, onProgress) => {
      const opened = await open()
      return opened ? embedMissing({ database, embedding, table: opened, signal, onProgress }) : 0
    },
    nearest: async (request, limit) => {
      const opened = await open().catch(() => undefined) // the job that embeds says why
      return opened ? nearest({ database, embedding, table: opened }, request, limit) : []
    },
  }
}

/** The length of the model's vectors is known from one of them. */
const openTable = async (
  database: Kysely<ChatDocTables>,
  embedding: EmbeddingModel,
): Promise<Table | undefined> => {
  const reply = await embedding.embed(['length'], AbortSignal.timeout(questionTimeoutMs))
  const dimensions = reply.ok ? reply.vectors[0]?.length : undefined
  if (dimensions === undefined || dimensions === 0) return undefined
  const name = vectorTableOf(embedding.model, dimensions)
  await createVectorTable(database, name, dimensions)
  return { name, dimensions }
}

interface Opened {
  readonly database: Kysely<ChatDocTables>
  readonly embedding: EmbeddingModel
  readonly table: Table
}

interface Embedding extends Opened {
  readonly signal: AbortSignal
  readonly onProgress: (left: number) => void
}

const embedMissing = async (work: Embedding): Promise<number> => {
  let done = 0
  for (;;) {
    const batch = await loadMissing(work)
    if (batch.length === 0 || work.signal.aborted) return done
    const reply = await work.embedding.embed(
      batch.map(({ text }) => text),
      work.signal,
    )
    if (!reply.ok) return done
    await saveVectors(
      work,
      batch.map(({ id }, index) => [id, reply.vectors[index] ?? []] as const),
    )
    done += batch.length
    work.onProgress(done)
  }
}

const coverageOf = async (
  database: Kysely<ChatDocTables>,
  { name }: Table,
): Promise<'none' | 'some' | 'all'> => {
  const { rows } = await sql<{ some: boolean; missing: boolean }>`
    select exists (select 1 from ${sql.table(name)}) as some,
      exists (select 1 from chatdoc_passage passage
        where not exists (select 1 from ${sql.table(name)} made where made.passage_id = passage.id)) as missing`.execute(
    database,
  )
  if (rows[0]?.some !== true) return 'none'
  return rows[0].missing ? 'some' : 'all'
}

const loadMissing = async ({ database, table }: Opened) => {
  const { rows } = await sql<{ id: number; text: string }>`
    select passage.id, left(concat_ws(E'\n', passage.heading_path::text, (
        select string_agg(block.block ->> 'text', E'\n' order by block.ordinal)
        from (select * from chatdoc_passage_place any_place where any_place.passage_id = passage.id limit 1) place
        join chatdoc_block block on block.revision_id = place.revision_id
          and place.block_ids ? block.id)), ${longestText}) as text
    from chatdoc_passage passage
    where not exists (select 1 from ${sql.table(table.name)} made where made.passage_id = passage.id)
    order by passage.id limit ${batchSize}`.execute(database)
  return rows
}

/** A passage that was removed meanwhile gets none. */
const saveVectors = async (
  { database, table }: Opened,
  vectors: readonly (readonly [number, readonly number[]])[],
): Promise<void> => {
  for (const [id, vector] of vectors)
    await sql`
      insert into ${sql.table(table.name)} (passage_id, vector)
      select id, ${toVectorText(vector)} from chatdoc_passage where id = ${id}
      on conflict do nothing`.execute(database)
}

/** Iterative scans go on until the conditions have let enough through, as the BM25 index does. */
const nearest = async (
  { database, embedding, table }: Opened,
  request: SearchRequest,
  limit: number,
): Promise<readonly Candidate[]> => {
  const reply = await embedding.embed([request.question], AbortSignal.timeout(questionTimeoutMs))
  const vector = reply.ok ? reply.vectors[0] : undefined
  if (!vector) return []
  return database.transaction().execute(async trx => {
    await sql`set local hnsw.iterative_scan = strict_order`.execute(trx)
    const found = await sql<Candidate>`
      select passage.id as "passageId", passage.tokens
      from ${sql.table(table.name)} made join chatdoc_passage passage on passage.id = made.passage_id
      where ${isPlaced(request)}
      order by made.vector <#> ${toVectorText(vector)}
      limit ${limit}`.execute(trx)
    return found.rows
  })
}
