import type { Kysely } from 'kysely'
import type { Block } from '../document/block.ts'
import { headingPathOf } from '../document/heading-path.ts'
import type { ChatDocTables } from '../tables.ts'
import type { Correction, ShownBlock } from './replies.ts'

/** All blocks of a revision in reading order. */
export const loadBlocks = async (
  database: Kysely<ChatDocTables>,
  revisionId: string,
): Promise<readonly Block[]> => {
  const rows = await database
    .selectFrom('chatdoc_block')
    .select('block')
    .where('revision_id', '=', revisionId)
    .orderBy('ordinal')
    .execute()
  return rows.map(row => row.block)
}

/** Which blocks to show: those that stand on these pages, and then so many from `offset`. */
export interface BlockRange {
  readonly fromPage?: number | undefined
  readonly toPage?: number | undefined
  readonly offset: number
  readonly limit: number
}

const standsWithin = (block: Block, { fromPage = 1, toPage = Infinity }: BlockRange): boolean =>
  block.boxes.some(({ page }) => page >= fromPage && page <= toPage)

/** Blocks with the headings above them and a steward's corrections. `count`: all that stand on the pages. */
export const loadShownBlocks = async (
  database: Kysely<ChatDocTables>,
  revision: { readonly id: string; readonly documentId: string },
  range: BlockRange,
): Promise<{ readonly blocks: ShownBlock[]; readonly count: number }> => {
  const all = await loadBlocks(database, revision.id)
  const paths = headingPathOf(all)
  const corrections = await loadCorrections(database, revision.documentId)
  const isWhole = range.fromPage === undefined && range.toPage === undefined
  const within = isWhole ? all : all.filter(block => standsWithin(block, range))
  return {
    count: within.length,
    blocks: within.slice(range.offset, range.offset + range.limit).map(block => {
      const correction = corrections.get(block.id)
      return {
        block,
        headingPath: [...(paths.get(block.id) ?? [])],
        ...(correction && { correction }),
      }
    }),
  }
}

const loadCorrections = async (
  database: Kysely<ChatDocTables>,
  documentId: string,
): Promise<ReadonlyMap<string, Correction>> => {
  const rows = await database
    .selectFrom('chatdoc_correction')
    .selectAll()
    .where('document_id', '=', documentId)
    .execute()
  return new Map(
    rows.map(row => [
      row.block_id,
      { version: row.version, by: row.by_name, at: row.at.toISOString(), original: row.original },
    ]),
  )
}
