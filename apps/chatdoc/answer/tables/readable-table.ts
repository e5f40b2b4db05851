import type { Cell, TableBlock } from '../../document/block.ts'
import { viewTable } from '../../document/tables.ts'
import type { TableView } from '../../document/tables.ts'
import { isUnit } from '../../document/unit-of-header.ts'

/** A table as a question reads it: its view, with the scale or unit that is told once for all its values. */
export interface ReadableTable extends TableView {
  /** "thousand", "million", "billion": what plain numbers of the table are counted in. */
  readonly scale?: string
  /** Rows that name the columns, from 0. */
  readonly headerRows: readonly number[]
}

/** A year by itself, a span of years, or one with a mark: "2018 (4)", "FY19", "2021-2022". */
const holdsYear = (text: string): boolean =>
  /(?<![\d,.])(?:19|20)\d\d(?![\d,.]\d|\d)|\bFY\s?\d\d\b/i.test(text)
const holdsWord = (text: string): boolean => /\p{L}{3,}|\p{Script=Han}{2,}/u.test(text)

/** What is counted or measured: it holds digits, but neither a year nor a word, and is no unit. */
const isValue = (text: string): boolean => {
  const plain = text.replaceAll(/(?<=\d) (?=\d)/g, '')
  return (
    /^[—–-]$/.test(plain) ||
    (/\d/.test(plain) && !holdsYear(plain) && !holdsWord(plain) && !isUnitText(plain))
  )
}

const isUnitText = (text: string): boolean =>
  isUnit(text.replace(/^[([]|[)\]]$/g, '')) ||
  /^\(?(?:U\.?S\.? ?)?[$€£¥]?\s?(?:in )?(?:thousands|millions|billions|’?'?000s?|m|bn)\)?$/i.test(text)

/** Rows at the top that hold no value: they name the columns. */
const headerRowsOf = (rows: readonly (readonly string[])[]): readonly number[] => {
  const found: number[] = []
  for (const [at, row] of rows.entries()) {
    const beside = row.slice(1).filter(text => text !== '')
    if (at >= 5 || beside.some(isValue) || (beside.length === 0 && found.length > 0 && at > 1)) break
    if (
      beside.length === 0 &&
      row[0] !== '' &&
      found.some(header => rows[header]?.slice(1).some(text => text !== ''))
    )
      break
    found.push(at)
  }
  const named = found.some(at => rows[at]?.slice(1).some(text => text !== ''))
  return named && found.length < rows.length ? found : []
}

const textRows = (block: TableBlock): readonly (readonly string[])[] => {
  const rows = Array.from({ length: block.rows }, () => Array.from({ length: block.columns }, () => ''))
  for (const cell of block.cells) {
    const line = rows[cell.row]
    if (line) line[cell.column] = cell.text.replaceAll(/\s+/g, ' ').trim()
  }
  return rows
}

/** A name over several columns stands at the first of them: it is told for those to its right that have none. */
const spread = (cells: readonly Cell[], row: number, columns: number): readonly Cell[] => {
  const own = cells.filter(cell => cell.row === row && cell.column > 0 && cell.text.trim() !== '')
  if (own.length === 0 || own.length === columns - 1) return cells.filter(cell => cell.row === row)
  const isAlone = own.length === 1
  const first = own[0]?.column ?? 1
  return [
    ...cells.filter(cell => cell.row === row && cell.column === 0),
    ...own.map((cell, i) => {
      const start = isAlone ? Math.min(first, 1) : cell.column
      const end = own[i + 1]?.column ?? columns
      return { ...cell, column: start, columnSpan: Math.max(1, end - start) }
    }),
  ]
}

/** Where a file does not say which rows name the columns, those at the top without values do. */
const withHeaders = (
  block: TableBlock,
): { readonly table: TableBlock; readonly headerRows: readonly number[] } => {
  const marked = new Set(
    block.cells.filter(cell => cell.isHeader && cell.row < 5 && cell.column > 0).map(cell => cell.row),
  )
  const found = headerRowsOf(textRows(block))
  const isSpanned = block.cells.some(cell => cell.columnSpan > 1)
  if (marked.size >= found.length || found.length === 0 || isSpanned)
    return { table: block, headerRows: [...marked].toSorted((a, b) => a - b) }
  const headers = new Set(found)
  const cells = [
    ...found.flatMap(row =>
      spread(block.cells, row, block.columns).map(cell => ({ ...cell, isHeader: true })),
    ),
    ...block.cells.filter(cell => !headers.has(cell.row)),
  ]
  return { table: { ...block, cells }, headerRows: found }
}

const scaleIn = (text: string): string | undefined => {
  const word = /\b(thousand|million|billion)s?\b/i.exec(text)?.[1]?.toLowerCase()
  if (word !== undefined) return word
  if (/[’'‘]000s?\b|\b000s\b/.test(text)) return 'thousand'
  if (/^\(?(?:[A-Z]{0,3}[$€£¥])\s?(?:m|mn)\)?$|(?:^|\s)[$€£¥]m\b/.test(text)) return 'million'
  return /^\(?[$€£¥]\s?bn\)?$/.test(text) ? 'billion' : undefined
}

export const readableTable = (block: TableBlock): ReadableTable => {
  const { table, headerRows } = withHeaders(block)
  const view = viewTable(table)
  const headerTexts = block.cells
    .filter(cell => headerRows.includes(cell.row) || cell.row === 0)
    .map(cell => cell.text)
  const scale = [block.caption, ...headerTexts].map(scaleIn).find(found => found !== undefined)
  return { ...view, ...(scale === undefined ? {} : { scale }), headerRows }
}
