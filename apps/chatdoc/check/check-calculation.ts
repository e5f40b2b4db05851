import { calculate } from '../answer/calculate/calculate.ts'
import { numberCells } from '../answer/calculate/number-cells.ts'
import type { NumberCell } from '../answer/calculate/number-cells.ts'
import type { AnswerPart, Passage, Source } from '../step-outputs.ts'
import { blocksOf } from '../cite/cite-answer.ts'

/** The number cell that a source names first, read again in the passage. */
const cellOf = (source: Source | undefined, passages: readonly Passage[]): NumberCell | undefined => {
  const [place] = source?.cells ?? []
  const passage = source && passages[source.passage]
  const block = passage && blocksOf(passage).find(({ id }) => source.blockIds.includes(id))
  if (!place || block?.kind !== 'table') return undefined
  return numberCells(block).find(cell => cell.row === place[0] && cell.column === place[1])
}

/**
 * Whether a computed part may stand: each operand is the cell that it cites, all are counted in the unit that is told
 * (by the cells, or by a sentence that the part cites), and computing again gives the very same words.
 */
export const calculationRepeats = (
  part: AnswerPart,
  passages: readonly Passage[],
  short: string | undefined,
): boolean => {
  const { calculation } = part
  if (!calculation) return false
  const cells = calculation.operands.map(operand => {
    const cell = cellOf(part.sources[operand.source], passages)
    return cell?.text === operand.text ? cell : undefined
  })
  const { unit, operation, language } = calculation
  const read = cells.flatMap(cell => cell ?? [])
  if (read.length < 2 || read.length < cells.length) return false
  const isTold =
    unit === undefined ||
    read.every(cell => cell.unit === unit) ||
    part.sources.slice(read.length).some(({ quote }) => quote.toLowerCase().includes(unit.toLowerCase()))
  const units = new Set(read.map(cell => cell.unit ?? ''))
  const again = calculate({ operation, figures: read.map(cell => cell.figure), unit, language })
  const isSame = again?.formula === part.text && (short === undefined || again.result === short)
  return isTold && units.size === 1 && isSame
}
