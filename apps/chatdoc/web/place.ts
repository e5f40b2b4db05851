import type { Block, Box } from '../document/block.ts'
import type { Citation, Passage } from '../step-outputs.ts'

/** Cells of a table as `[row, column]`. */
export type CellPlaces = readonly (readonly [number, number])[]

/** A place in one revision of a document that the viewer opens and marks. */
export interface Place {
  readonly documentId: string
  readonly documentTitle: string
  readonly revisionId: string
  readonly revisionNumber: number
  readonly headingPath: readonly string[]
  readonly blockIds: readonly string[]
  readonly cells?: CellPlaces | undefined
  readonly boxes: readonly Box[]
  readonly quote?: string | undefined
}

export const placeOfCitation = (citation: Citation): Place => citation

/** A passage that was found, as a place. */
export const placeOfPassage = (passage: Passage): Place => ({
  documentId: passage.documentId,
  documentTitle: passage.documentTitle,
  revisionId: passage.revisionId,
  revisionNumber: passage.revisionNumber,
  headingPath: passage.headingPath,
  blockIds: passage.blocks.map(block => block.id),
  boxes: passage.blocks.flatMap(block => boxesOf(block, passage.tableRow)),
})

/** Boxes of a block; of one row of a table where that row has its own. */
const boxesOf = (block: Block, row: number | undefined): readonly Box[] => {
  if (block.kind !== 'table' || row === undefined) return block.boxes
  const boxes = block.cells.flatMap(cell => (cell.row === row && cell.box ? [cell.box] : []))
  return boxes.length > 0 ? boxes : block.boxes
}

/** Pages that the boxes stand on, in order. */
export const pagesOf = (boxes: readonly Box[]): readonly number[] =>
  [...new Set(boxes.map(box => box.page))].sort((left, right) => left - right)

/** Words of a passage in one line. */
export const textOfPassage = (passage: Passage): string => {
  const [first] = passage.blocks
  if (first?.kind === 'table' && passage.tableRow !== undefined) {
    const row = first.text.split('\n')[passage.tableRow]
    if (row !== undefined) return row.replaceAll('\t', ' · ').trim()
  }
  return passage.blocks
    .map(block => block.text)
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
