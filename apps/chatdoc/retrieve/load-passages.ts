import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Hit } from '../index/search.ts'
import type { ChatDocTables } from '../tables.ts'
import { fromPlace } from './searched-places.ts'
import type { SearchScope } from './searched-places.ts'

/** A passage at its first place in the revision in force, before it has a score. */
export interface LoadedPassage extends Omit<Hit, 'passageId' | 'tableRow' | 'score' | 'features'> {
  readonly passageId: number
  readonly tableRow: number | null
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
