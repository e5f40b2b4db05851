import type { Cell } from '../../document/block.ts'
import { tableOf } from '../draft-blocks.ts'
import type { Draft } from '../drafts/draft.ts'
import { elementAt, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import type { WordContext } from './word-context.ts'

type ReadBody = (elements: readonly XmlElement[], context: WordContext) => Draft[]

interface WordCell extends Cell {
  readonly drafts: readonly Draft[]
  readonly merge: 'none' | 'begin' | 'go-on'
}

/** Rows and cells may stand inside content controls and insertions. */
const unwrapped = (element: XmlElement, name: string): readonly XmlElement[] =>
  elementsOf(element).flatMap(child => {
    if (child.name === name) return [child]
    if (child.name === 'sdt') return unwrapped(elementAt(child, 'sdtContent') ?? child, name)
    return child.name === 'ins' || child.name === 'customXml' || child.name === 'smartTag'
      ? unwrapped(child, name)
      : []
  })

/** A block within a cell as lines of text. */
export const lineOf = (draft: Draft): string => {
  if (draft.kind === 'item') return `${'  '.repeat(draft.level - 1)}${draft.marker} ${draft.text}`
  return draft.kind === 'table' ? draft.text.replaceAll('\t', ' | ') : draft.text
}

const numberAt = (element: XmlElement | undefined, name: string, fallback: number): number =>
  Math.min(1_000, Number(elementAt(element, name)?.attributes['val'] ?? fallback))

const mergeOf = (cell: XmlElement): WordCell['merge'] => {
  const merge = elementAt(cell, 'tcPr', 'vMerge')
  if (!merge) return 'none'
  return merge.attributes['val'] === 'restart' ? 'begin' : 'go-on'
}

const rowCells = (element: XmlElement, row: number, context: WordContext, readBody: ReadBody): WordCell[] => {
  const isHeader = elementAt(element, 'trPr', 'tblHeader') !== undefined
  let column = numberAt(elementAt(element, 'trPr'), 'gridBefore', 0)
  return unwrapped(element, 'tc').map(cell => {
    const columnSpan = Math.max(1, numberAt(elementAt(cell, 'tcPr'), 'gridSpan', 1))
    const drafts = readBody(elementsOf(cell), context)
    const text = drafts
      .map(lineOf)
      .filter(line => line.trim() !== '')
      .join('\n')
    const place = { row, column, rowSpan: 1, columnSpan, text, isHeader }
    column += columnSpan
    return { ...place, drafts, merge: mergeOf(cell) }
  })
}

/** Joins cells that are merged downwards to one; a continuation without its beginning stays as it is. */
const mergeDown = (cells: readonly WordCell[]): WordCell[] => {
  const open = new Map<number, WordCell>()
  const spans = new Map<WordCell, number>()
  const kept: WordCell[] = []
  for (const cell of cells) {
    const above = open.get(cell.column)
    if (cell.merge === 'go-on' && above) spans.set(above, cell.row - above.row + 1)
    else kept.push(cell)
    if (cell.merge !== 'go-on') open.set(cell.column, cell)
  }
  return kept.map(cell => ({ ...cell, rowSpan: spans.get(cell) ?? 1 }))
}

const isAside = (draft: Draft): boolean => draft.kind === 'embedded'

/** A table; one of a single cell is a frame around what it holds. Pictures in cells stand after the table. */
export const readTable = (table: XmlElement, context: WordContext, readBody: ReadBody): Draft[] => {
  const rows = unwrapped(table, 'tr').filter(row => elementAt(row, 'trPr', 'del') === undefined)
  const cells = mergeDown(rows.flatMap((row, at) => rowCells(row, at, context, readBody)))
  const drafts = cells.flatMap(cell => cell.drafts)
  if (cells.length === 1) return drafts
  const asides = drafts.filter(isAside)
  if (cells.every(cell => cell.text === '')) return asides
  const plain = cells.map(({ drafts: _drafts, merge: _merge, ...cell }): Cell => cell)
  const isAllHeader = plain.every(cell => cell.isHeader)
  return [
    tableOf({ cells: isAllHeader ? plain.map(cell => ({ ...cell, isHeader: false })) : plain }),
    ...asides,
  ]
}
