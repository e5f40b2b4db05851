import type { Box, Cell, NewBlock } from '../../document/block.ts'
import { tableOf } from '../draft-blocks.ts'
import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { slideParagraphText } from './slide-text.ts'

const isSet = (value: string | undefined): boolean => value === '1' || value === 'true'
const spanOf = (value: string | undefined): number => Math.min(1_000, Math.max(1, Number(value ?? 1)))

/** A table of DrawingML (ECMA-376 part 1, 21.1.3); merged places (`hMerge`, `vMerge`) belong to their first cell. */
export const slideTable = (table: XmlElement, boxes: Box[]): NewBlock[] => {
  const hasHeader = isSet(elementAt(table, 'tblPr')?.attributes['firstRow'])
  const cells = elementsOf(table, 'tr').flatMap((row, at) =>
    elementsOf(row, 'tc').flatMap((cell, column): Cell[] => {
      const { attributes } = cell
      if (isSet(attributes['hMerge']) || isSet(attributes['vMerge'])) return []
      const text = elementsOf(elementAt(cell, 'txBody'), 'p').map(slideParagraphText).join('\n').trim()
      const [rowSpan, columnSpan] = [spanOf(attributes['rowSpan']), spanOf(attributes['gridSpan'])]
      return [{ row: at, column, rowSpan, columnSpan, text, isHeader: hasHeader && at === 0 }]
    }),
  )
  return cells.every(cell => cell.text === '') ? [] : [tableOf({ cells, boxes })]
}
