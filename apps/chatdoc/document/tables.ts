import type { Cell, TableBlock } from './block.ts'
import { gridOf, type TableGrid } from './table-grid.ts'
import { isUnit, partsOfHeader } from './unit-of-header.ts'

/** A column: `header` is all its header rows joined by " / ", `name` the same without its `unit`. */
export interface TableColumn {
  readonly header: string
  readonly name: string
  readonly unit?: string
}

/**
 * A row of values. `row` counts from 0 in the block; `texts` has one text for each column, a merged cell told in
 * each; `label` names the row; `group` is the row above that spans the table and so names several rows; `unit` comes
 * from the row's own cell in a column of units.
 */
export interface TableRow {
  readonly row: number
  readonly label: string
  readonly group?: string
  readonly unit?: string
  readonly texts: readonly string[]
}

export interface TableView {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

const wordsOf = (cell: Cell | undefined): string => cell?.text.replaceAll(/\s+/g, ' ').trim() ?? ''
const joined = (texts: readonly string[]): string =>
  texts.filter((text, index) => text !== '' && text !== texts[index - 1]).join(' / ')

/** Rows at the top whose filled places are all header cells. */
const countTopHeaders = (grid: TableGrid): number => {
  const first = grid.findIndex(
    row =>
      !row.some(cell => cell !== undefined) ||
      row.some(cell => cell !== undefined && !cell.isHeader && wordsOf(cell) !== ''),
  )
  return first === -1 ? grid.length : first
}

/** "1.1", "1.2", … number the rows; what names them stands in the next column. */
const areNumbersOfItems = (body: TableGrid): boolean => {
  const inColumn = (column: number): string[] =>
    body.map(row => wordsOf(row[column])).filter(text => text !== '')
  const numbers = inColumn(0).filter(text =>
    /^\d{1,3}(?:\.\d{1,3})+\.?$|^(?:no|nr)?\.?\s*\d{1,3}[.)]$/i.test(text),
  )
  return (
    numbers.length >= 2 &&
    numbers.length >= 0.6 * inColumn(0).length &&
    inColumn(1).some(text => /\p{L}{2}/u.test(text))
  )
}

/**
 * Columns at the left that name the rows: those marked so, else the first, with the next while it is merged down and
 * the next is not a measured value.
 */
const countLabelColumns = (body: TableGrid, columns: readonly TableColumn[]): number => {
  const isLabel = (column: number): boolean => {
    const filled = body.flatMap(row => row[column] ?? []).filter(cell => wordsOf(cell) !== '')
    return filled.length > 0 && filled.every(cell => cell.isHeader)
  }
  const isMerged = (column: number): boolean => body.some(row => (row[column]?.rowSpan ?? 1) > 1)
  let count = 0
  while (count < columns.length - 1 && isLabel(count)) count++
  if (count > 0 || columns.length === 0) return count
  count = 1
  while (count < columns.length - 1 && isMerged(count - 1) && columns[count]?.unit === undefined) count++
  if (count === 1 && columns.length > 2 && areNumbersOfItems(body)) count = 2
  return count
}

const columnOf = (grid: TableGrid, headers: number, column: number): TableColumn => {
  const texts = grid.slice(0, headers).map(row => wordsOf(row[column]))
  const parts = texts.map(partsOfHeader)
  const unit = parts.findLast(part => part.unit !== undefined)?.unit
  const name = joined(parts.map(part => part.name))
  return { header: joined(texts), name, ...(unit === undefined ? {} : { unit }) }
}

const isGroupRow = (row: TableGrid[number]): boolean => {
  const filled = row.filter(cell => wordsOf(cell) !== '')
  return row.length > 1 && row[0] === filled[0] && filled.length > 0 && new Set(filled).size === 1
}

const isUnitColumn = (column: TableColumn): boolean => /^(?:units?|uom|单位|计量单位)$/i.test(column.header)

const unitOfRow = (
  columns: readonly TableColumn[],
  texts: readonly string[],
  label: string,
): string | undefined => {
  const own = texts[columns.findIndex(isUnitColumn)]
  return own !== undefined && isUnit(own) ? own : partsOfHeader(label).unit
}

const bodyRows = (body: TableGrid, from: number, columns: readonly TableColumn[]): TableRow[] => {
  const labels = countLabelColumns(body, columns)
  let group = ''
  const rows: TableRow[] = []
  for (const [index, cells] of body.entries()) {
    const texts = cells.map(wordsOf)
    if (isGroupRow(cells)) group = texts[0] ?? ''
    if (isGroupRow(cells) && cells[0]?.columnSpan === columns.length) continue
    if (texts.every(text => text === '')) continue
    const label = joined(texts.slice(0, labels))
    const unit = unitOfRow(columns, texts, label)
    const named = group === '' || group === label ? {} : { group }
    rows.push({ row: from + index, label, ...named, ...(unit === undefined ? {} : { unit }), texts })
  }
  return rows
}

/**
 * A table as questions need it: every row with its label and a text for each column, every column with the texts of
 * all its header rows. A table without header cells has columns with an empty header.
 */
export const viewTable = (table: Pick<TableBlock, 'rows' | 'columns' | 'cells'>): TableView => {
  const grid = gridOf(table)
  const top = countTopHeaders(grid)
  const headers = top === grid.length ? Math.min(1, top) : top
  const columns = Array.from({ length: table.columns }, (_, column) => columnOf(grid, headers, column))
  return { columns, rows: bodyRows(grid.slice(headers), headers, columns) }
}
