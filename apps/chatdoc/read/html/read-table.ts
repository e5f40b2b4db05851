import type { Cell } from '../../document/block.ts'
import { tableOf } from '../draft-blocks.ts'
import type { Draft } from '../drafts/draft.ts'
import { limits } from '../limits.ts'
import { descendantsOf, elementsOf, type XmlElement } from '../xml/parse-xml.ts'
import { collapsed, inlineText } from './inline-text.ts'

/** Reads what a cell holds as blocks. */
export type ReadChildren = (element: XmlElement) => Draft[]

const sections = new Set(['thead', 'tbody', 'tfoot'])

interface Row {
  readonly element: XmlElement
  readonly isHead: boolean
}

const rowsOf = (table: XmlElement): Row[] =>
  elementsOf(table).flatMap((child): Row[] => {
    if (child.name === 'tr') return [{ element: child, isHead: false }]
    if (!sections.has(child.name)) return []
    return elementsOf(child, 'tr').map(element => ({ element, isHead: child.name === 'thead' }))
  })

const spanOf = (cell: XmlElement, name: string, most: number): number => {
  const span = Number.parseInt(cell.attributes[name] ?? '1', 10)
  return Math.min(most, Math.max(1, Number.isNaN(span) ? 1 : span))
}

/** A block within a cell as lines of text. */
export const lineOf = (draft: Draft): string => {
  if (draft.kind === 'item') return `${'  '.repeat(draft.level - 1)}${draft.marker} ${draft.text}`
  return draft.kind === 'table' ? draft.text.replaceAll('\t', ' | ') : draft.text
}

const cellText = (cell: XmlElement, read: ReadChildren): string =>
  read(cell)
    .map(lineOf)
    .filter(line => line.trim() !== '')
    .join('\n')

/** Cells at their places; a place that a cell above spans is passed over (HTML standard, "forming a table"). */
const cellsOf = (rows: readonly Row[], read: ReadChildren): Cell[] => {
  const taken = new Map<number, number>()
  return rows.flatMap(({ element, isHead }, row) => {
    let column = 0
    return elementsOf(element)
      .filter(cell => cell.name === 'td' || cell.name === 'th')
      .map((cell): Cell => {
        while ((taken.get(column) ?? 0) > row) column++
        const columnSpan = spanOf(cell, 'colspan', limits.sheetColumns)
        const span = cell.attributes['rowspan'] === '0' ? rows.length : spanOf(cell, 'rowspan', 65_534)
        const rowSpan = Math.min(span, rows.length - row)
        for (let at = column; at < column + columnSpan; at++) taken.set(at, row + rowSpan)
        const text = cellText(cell, read)
        const place = { row, column, rowSpan, columnSpan, text, isHeader: isHead || cell.name === 'th' }
        column += columnSpan
        return place
      })
  })
}

/** Tables that only lay a page out: they hold other tables or headings and name no columns. */
const isLayout = (table: XmlElement, rows: readonly Row[]): boolean => {
  if (table.attributes['role'] === 'presentation' || table.attributes['role'] === 'none') return true
  if (descendantsOf(table, 'th').length > 0 || descendantsOf(table, 'caption').length > 0) return false
  const cells = rows.flatMap(row => elementsOf(row.element))
  if (cells.length <= 1) return true
  const holds = (name: string): boolean => cells.some(cell => descendantsOf(cell, name).length > 0)
  return ['h1', 'h2', 'h3'].some(holds) || (holds('table') && cells.length <= 4)
}

/** Headings in the first column of every row, where none stands at the top, name rows and not columns. */
const trimHeaders = (cells: readonly Cell[]): Cell[] => {
  const isOnlyHeaders = cells.every(cell => cell.isHeader)
  return isOnlyHeaders ? cells.map(cell => ({ ...cell, isHeader: false })) : [...cells]
}

/** A table, or what it lays out. */
export const readTable = (table: XmlElement, read: ReadChildren): Draft[] => {
  const rows = rowsOf(table)
  if (isLayout(table, rows)) return rows.flatMap(row => elementsOf(row.element).flatMap(read))
  const captions = elementsOf(table, 'caption').map(caption => collapsed(inlineText(caption.children)))
  const cells = cellsOf(rows, read)
  if (cells.every(cell => cell.text === '')) return []
  return [tableOf({ cells: trimHeaders(cells), caption: captions.join(' ') })]
}
