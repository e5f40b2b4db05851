import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { SearchRequest } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'

/** The words of the trade that the collections searched keep whole. */
export const loadDictionary = async (
  database: Kysely<ChatDocTables>,
  { filter }: Pick<SearchRequest, 'filter'>,
): Promise<readonly string[]> => {
  const within = filter.collectionIds?.length ? sql`id = any(${filter.collectionIds}::text[])` : sql`true`
  const { rows } = await sql<{ dictionary: readonly string[] }>`
    select dictionary from chatdoc_collection where dictionary <> '[]' and ${within}`.execute(database)
  return [...new Set(rows.flatMap(row => row.dictionary))]
}
