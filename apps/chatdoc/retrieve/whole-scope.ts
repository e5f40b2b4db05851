import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { ChatDocTables } from '../tables.ts'
import { isSearched } from './searched-places.ts'
import type { SearchScope } from './searched-places.ts'
import type { Candidate } from './term-index.ts'

/** Every passage of the scope in reading order, whatever it holds; none where they are more than `most`. */
export const loadWholeScope = async (
  database: Kysely<ChatDocTables>,
  scope: SearchScope,
  most: number,
): Promise<readonly Candidate[]> => {
  const { rows } = await sql<Candidate>`
    with placed as materialized (
      select place.passage_id as id, document.name, place.ordinal
      from chatdoc_document document
      join chatdoc_revision revision on revision.document_id = document.id
      join chatdoc_passage_place place on place.revision_id = revision.id
      where ${isSearched(scope)} limit ${most + 1})
    select passage.id as "passageId", passage.tokens
    from placed join chatdoc_passage passage on passage.id = placed.id
    order by placed.name, placed.ordinal`.execute(database)
  return rows.length > most ? [] : rows
}
