import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { ChatDocTables } from '../tables.ts'

/**
 * Where the vectors of one model with so many dimensions lie. A table of its own for each, since an index needs one
 * length, and vectors of different models are not comparable. Rows go with their passages.
 */
export const vectorTableOf = (model: string, dimensions: number): string =>
  `chatdoc_vector_${createHash('sha256').update(`${model}\n${dimensions}`).digest('hex').slice(0, 12)}`

/** Makes the table and its index (HNSW: Malkov & Yashunin 2018) where they are not there yet. */
export const createVectorTable = async (
  database: Kysely<ChatDocTables>,
  table: string,
  dimensions: number,
): Promise<void> => {
  await sql`create extension if not exists vector`.execute(database)
  await sql`
    create table if not exists ${sql.table(table)} (
      passage_id bigint primary key references chatdoc_passage on delete cascade,
      vector halfvec(${sql.lit(dimensions)}) not null
    )`.execute(database)
  await sql`
    create index if not exists ${sql.ref(`${table}_nearest`)} on ${sql.table(table)}
      using hnsw (vector halfvec_ip_ops)`.execute(database)
}

/** A vector as pgvector reads it. */
export const toVectorText = (vector: readonly number[]): RawBuilder<unknown> =>
  sql`${JSON.stringify(vector)}::text::halfvec`
