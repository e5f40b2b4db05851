import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Actor } from '@millwright/spec'
import type { Block } from '../document/block.ts'
import { sectionOf } from '../document/section-of.ts'
import { mayRead } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'

/** A block of a revision whose section is wanted. */
export interface SectionPlace {
  readonly revisionId: string
  readonly blockId: string
}

/** The section of each place, heading first; empty where the block is gone or may not be read. */
export type LoadSections = (
  places: readonly SectionPlace[],
  actor: Actor,
) => Promise<readonly (readonly Block[])[]>

/** Blocks before and after that are looked through for the ends of a section. */
const before = 80
const after = 120
/** A section that is longer is cut: nobody reads more at once. */
const longest = 60

interface Row {
  readonly place: string
  readonly block: Block
}

/** Loads sections of the library, in one query, under the condition that every reader of documents is held to. */
export const createLoadSections =
  (database: Kysely<ChatDocTables>): LoadSections =>
  async (places, actor) => {
    if (places.length === 0) return []
    const { rows } = await sql<Row>`
      select wanted.revision_id || ' ' || wanted.block_id as place, block.block
      from unnest(${places.map(place => place.revisionId)}::text[], ${places.map(place => place.blockId)}::text[])
        as wanted (revision_id, block_id)
      join chatdoc_block middle on middle.revision_id = wanted.revision_id and middle.id = wanted.block_id
      join chatdoc_block block on block.revision_id = middle.revision_id
        and block.ordinal between middle.ordinal - ${sql.lit(before)} and middle.ordinal + ${sql.lit(after)}
      join chatdoc_revision revision on revision.id = block.revision_id
      join chatdoc_document document on document.id = revision.document_id
      where ${mayRead(actor)}
      order by place, block.ordinal`.execute(database)
    const found = Map.groupBy(rows, row => row.place)
    return places.map(({ revisionId, blockId }) =>
      cutSection(
        (found.get(`${revisionId} ${blockId}`) ?? []).map(row => row.block),
        blockId,
      ),
    )
  }

/** The section below the nearest heading; with its subsections where it holds nothing but them. */
export const cutSection = (blocks: readonly Block[], blockId: string): readonly Block[] => {
  const section = sectionOf(blocks, blockId)
  if (!section) return []
  const body = section.own.length > 0 ? section.own : section.all
  return [...(section.heading ? [section.heading] : []), ...body].slice(0, longest)
}
