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

const isStep = (block: Block): boolean => block.kind === 'item' && block.isOrdered
const headsSteps = (title: string): boolean =>
  /\b(?:steps?|procedure|instructions?|remedy|how to)\b|步骤|处理|操作|方法|排除/i.test(title)

/**
 * Where a title is found, the steps stand below one of its subsections: the only one that has steps, or the only one
 * whose heading says so. With the warnings that stand under the title itself.
 */
const stepsBelow = (own: readonly Block[], all: readonly Block[]): readonly Block[] | undefined => {
  if (own.some(isStep) || all.length > longest || !all.some(isStep)) return undefined
  const starts = all.flatMap((block, at) => (block.kind === 'heading' ? [at] : []))
  const parts = starts
    .map((start, i) => all.slice(start, starts[i + 1] ?? all.length))
    .filter(part => part.some(isStep))
  const named = parts.filter(([heading]) => heading && headsSteps(heading.text))
  const [only] = parts.length === 1 ? parts : named
  if (!only || (parts.length > 1 && named.length > 1)) return undefined
  return [...own.filter(block => block.kind === 'warning'), ...only]
}

/** The section below the nearest heading; its steps where they stand in a subsection; all where it holds nothing else. */
export const cutSection = (blocks: readonly Block[], blockId: string): readonly Block[] => {
  const section = sectionOf(blocks, blockId)
  if (!section) return []
  const { own, all, heading } = section
  const body = stepsBelow(own, all) ?? (own.length > 0 ? own : all)
  return [...(heading ? [heading] : []), ...body].slice(0, longest)
}
