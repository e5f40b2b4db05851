import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Block } from '../document/block.ts'
import type { ChatDocTables } from '../tables.ts'
import { fromPlace } from './searched-places.ts'
import type { SearchScope } from './searched-places.ts'

/** A passage at its first place in the revision in force. */
export interface LoadedPassage {
  readonly passageId: number
  readonly collectionId: string
  readonly documentId: string
  readonly documentTitle: string
  readonly documentName: string
  readonly revisionId: string
  readonly revisionNumber: number
  readonly headingPath: readonly string[]
  readonly tableRow: number | null
  readonly blocks: readonly Block[]
}

/** The passages of these ids that are searched, with their blocks. */
export const loadPassages = async (
  database: Kysely<ChatDocTables>,
  scope: SearchScope,
  ids: readonly number[],
): Promise<ReadonlyMap<number, LoadedPassage>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<LoadedPassage>`
    select passage.id as "passageId", passage.heading_path as "headingPath", found."collectionId", found."documentId",
      found."documentTitle", found."documentName", found."revisionId", found."revisionNumber", found."tableRow",
      (select coalesce(json_agg(block.block order by item.place), '[]')
        from jsonb_array_elements_text(found.block_ids) with ordinality as item (id, place)
        join chatdoc_block block on block.revision_id = found."revisionId" and block.id = item.id) as blocks
    from chatdoc_passage passage
    cross join lateral (
      select document.collection_id as "collectionId", document.id as "documentId", document.title as "documentTitle",
        document.name as "documentName", revision.id as "revisionId", revision.number as "revisionNumber",
        place.table_row as "tableRow", place.block_ids
      ${fromPlace(scope)} order by place.ordinal limit 1) found
    where passage.id = any(${ids}::bigint[])`.execute(database)
  return new Map(rows.map(row => [row.passageId, row]))
}
