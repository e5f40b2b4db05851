import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { SearchRequest } from '../index/search.ts'
import { mayRead } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'
import { filterConditions } from './find-candidates.ts'

/** A filter that leaves so few documents is searched document by document. */
const fewDocuments = 50

/**
 * The request with its documents named where the filter leaves only a few: the index would otherwise read its best
 * passages of the whole library until enough of them are of those few.
 */
export const narrowFilter = async (
  database: Kysely<ChatDocTables>,
  request: SearchRequest,
): Promise<SearchRequest> => {
  const { filter, actor } = request
  const isWide = !filter.collectionIds?.length && !filter.equipment?.length
  if (isWide || filter.documentIds?.length) return request
  const { formats: _, ...ofDocuments } = filter
  const { rows } = await sql<{ id: string }>`
    select document.id from chatdoc_document document
    where ${sql.join([mayRead(actor), ...filterConditions(ofDocuments)], sql` and `)}
    limit ${fewDocuments + 1}`.execute(database)
  if (rows.length === 0 || rows.length > fewDocuments) return request
  return { ...request, filter: { ...filter, documentIds: rows.map(row => row.id) } }
}
