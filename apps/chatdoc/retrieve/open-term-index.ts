import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { ChatDocTables } from '../tables.ts'
import { createBm25Index } from './bm25-index.ts'
import { createInvertedIndex } from './inverted-index.ts'
import type { TermIndex } from './term-index.ts'

/** The index that the migration could make: BM25 where the database has pg_textsearch. */
export const openTermIndex = async (database: Kysely<ChatDocTables>): Promise<TermIndex> => {
  const { rows } = await sql<{ has_bm25: boolean }>`
    select to_regclass('chatdoc_passage_bm25') is not null as has_bm25`.execute(database)
  return rows[0]?.has_bm25 === true ? createBm25Index(database) : createInvertedIndex(database)
}
