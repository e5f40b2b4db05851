import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Block } from '../document/block.ts'
import type { ChatDocTables } from '../tables.ts'

/** The blocks of these ids in one revision each. */
export interface BlockPlace {
  readonly revisionId: string
  readonly blockIds: readonly string[]
}

export type LoadedBlocks = (revisionId: string, blockId: string) => Block | undefined

/** Loads blocks of any revisions at once. */
export const loadBlocks = async (
  database: Kysely<ChatDocTables>,
  places: readonly BlockPlace[],
): Promise<LoadedBlocks> => {
  const wanted = new Map(
    places.flatMap(({ revisionId, blockIds }) =>
      blockIds.map(blockId => [`${revisionId} ${blockId}`, { revisionId, blockId }] as const),
    ),
  )
  const pairs = [...wanted.values()]
  const { rows } = await sql<{ revision_id: string; id: string; block: Block }>`
    select block.revision_id, block.id, block.block
    from unnest(${pairs.map(pair => pair.revisionId)}::text[], ${pairs.map(pair => pair.blockId)}::text[])
      as wanted (revision_id, id)
    join chatdoc_block block on block.revision_id = wanted.revision_id and block.id = wanted.id`.execute(
    database,
  )
  const loaded = new Map(rows.map(row => [`${row.revision_id} ${row.id}`, row.block]))
  return (revisionId, blockId) => loaded.get(`${revisionId} ${blockId}`)
}
