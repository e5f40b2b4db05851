import type { AnswerOutput, Citation, Passage, Source } from '../step-outputs.ts'
import type { Block, Box } from '../document/block.ts'

/** Every block that the passage shows: its own and its section's. */
export const blocksOf = (passage: Passage): readonly Block[] => [
  ...passage.blocks,
  ...(passage.section ?? []).filter(block => !passage.blocks.some(own => own.id === block.id)),
]

/** Boxes of the cells that are cited, else of the whole block. */
const boxesOf = (block: Block, cells: Source['cells']): readonly Box[] => {
  if (block.kind !== 'table' || !cells) return block.boxes
  const boxes = block.cells.flatMap(cell =>
    cell.box && cells.some(([row, column]) => row === cell.row && column === cell.column) ? [cell.box] : [],
  )
  return boxes.length > 0 ? boxes : block.boxes
}

/** The headings above what is cited: steps may stand in a subsection of the place that was found. */
const pathOf = ({ headingPath, section, blocks }: Passage, { blockIds }: Source): string[] => {
  if (blocks.some(block => blockIds.includes(block.id))) return headingPath
  const at = section?.findIndex(block => blockIds.includes(block.id)) ?? -1
  const heading = section?.slice(0, Math.max(at, 0)).findLast(block => block.kind === 'heading')
  const title = heading?.text.trim() ?? ''
  return title === '' || headingPath.includes(title) ? headingPath : [...headingPath, title]
}

const toCitation = (source: Source, passage: Passage, part: number): Citation => {
  const blocks = blocksOf(passage).filter(block => source.blockIds.includes(block.id))
  return {
    parts: [part],
    documentId: passage.documentId,
    documentTitle: passage.documentTitle,
    documentName: passage.documentName,
    revisionId: passage.revisionId,
    revisionNumber: passage.revisionNumber,
    headingPath: pathOf(passage, source),
    blockIds: source.blockIds,
    ...(source.cells ? { cells: source.cells } : {}),
    boxes: blocks.flatMap(block => boxesOf(block, source.cells)),
    quote: source.quote,
  }
}

const keyOf = ({ revisionId, blockIds, cells, quote }: Citation): string =>
  JSON.stringify([revisionId, blockIds, cells ?? [], quote])

/** Where every part of the answer stands: one citation for each place, pinned to its revision. */
export const citeAnswer = (
  answer: Pick<AnswerOutput, 'parts'>,
  passages: readonly Passage[],
): readonly Citation[] => {
  const cited = new Map<string, Citation>()
  for (const [part, { sources }] of answer.parts.entries())
    for (const source of sources) {
      const passage = passages[source.passage]
      if (!passage) throw new Error('bug: a source names a passage that was not retrieved')
      const citation = toCitation(source, passage, part)
      const known = cited.get(keyOf(citation))
      if (!known) cited.set(keyOf(citation), citation)
      else if (!known.parts.includes(part))
        cited.set(keyOf(citation), { ...known, parts: [...known.parts, part] })
    }
  return [...cited.values()]
}
