import { filled, headerEvidence, kindOf } from './cell-kind.ts'
import { joinHeaderRows } from './header-rows.ts'
import { mode } from './sniff-dialect.ts'

/** Where the table starts. `headerRow` undefined: there is no header. `dataRow` is the first row of values. */
export interface Header {
  readonly headerRow?: number
  readonly dataRow: number
  readonly headers: readonly string[]
  readonly notes: readonly string[]
}

/** A blank corner above labels of rows. */
const isCornerBlank = (row: readonly string[], body: readonly (readonly string[])[]): boolean =>
  body.length >= 2 &&
  (row[0] ?? '').trim() === '' &&
  row.slice(1).every(cell => cell.trim() !== '') &&
  body.every(values => (values[0] ?? '').trim() !== '')

const isHeader = (row: readonly string[], body: readonly (readonly string[])[]): boolean => {
  const cells = row.map(cell => cell.trim()).filter(cell => cell !== '')
  if (cells.length === 0) return false
  if (body.length === 0) return row.every(cell => kindOf(cell) === 'text')
  const evidence = headerEvidence(row, body)
  if (evidence !== 0) return evidence > 0
  if (isCornerBlank(row, body)) return true
  const repeatsBelow = row.some(
    (cell, column) =>
      cell.trim() !== '' && body.some(values => (values[column] ?? '').trim() === cell.trim()),
  )
  const areDistinct = new Set(cells.map(cell => cell.toLowerCase())).size === cells.length
  return areDistinct && !repeatsBelow && cells.every(cell => kindOf(cell) === 'text')
}

/**
 * Finds the header: the first row about as full as the table itself, of another kind than what stands below.
 * Rows above it are titles. `width` is the table's number of columns.
 */
export const findHeader = (rows: readonly (readonly string[])[], width: number): Header => {
  const usualFill = mode(rows.slice(0, 200).map(filled))
  const enough = Math.max(1, Math.ceil(Math.min(usualFill, width) * 0.6))
  const first = Math.max(
    0,
    rows.findIndex(row => filled(row) >= enough),
  )
  const titles = rows.slice(0, first)
  const body = rows.slice(first + 1, first + 101)
  const row = rows[first] ?? []
  const notes: string[] = titles.map(
    title =>
      `title above the table: ${title
        .filter(c => c.trim())
        .join(' ')
        .slice(0, 200)}`,
  )
  const pad = (cells: readonly string[]) => Array.from({ length: width }, (_, i) => cells[i] ?? '')
  if (!isHeader(row, body)) {
    notes.push('no header row was found; columns are named column1, column2 …')
    return { dataRow: first, headers: pad([]), notes }
  }
  const second = joinHeaderRows(rows, first, width)
  return {
    headerRow: first,
    dataRow: second.dataRow,
    headers: pad(second.headers),
    notes: [...notes, ...second.notes],
  }
}
