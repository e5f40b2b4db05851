import type { Cell, Language } from '@millwright/spec'
import { titleOf } from '../chart/encoding.ts'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'

/** The rows as an Excel workbook of one sheet: numbers as numbers, times as dates, text as text (never a formula). */
export const toXlsx = async (table: ResultTable, language: Language): Promise<Uint8Array> => {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const header = table.columns.map(column => ({
    value: titleOf(column, language),
    fontWeight: 'bold' as const,
  }))
  const rows = table.rows.map(row =>
    table.columns.map((column, index) => toExcelCell(row[index] ?? null, column)),
  )
  const columns = table.columns.map(column => ({ width: Math.max(12, titleOf(column, language).length + 2) }))
  return writeExcelFile([header, ...rows], { columns, stickyRowsCount: 1 }).toBuffer()
}

const toExcelCell = (cell: Cell, column: ResultTableColumn) => {
  if (cell === null) return null
  if (typeof cell === 'boolean') return { value: cell, type: Boolean }
  if (column.role === 'time' && typeof cell === 'string') return toExcelDate(cell)
  if (typeof cell === 'number')
    return { value: cell, type: Number, ...(column.percent ? { format: '0.0%' } : {}) }
  return { value: typeof cell === 'string' ? withoutEscape(cell) : cell, type: String }
}

/** `_x0041_` is how a workbook writes a character by its number (ECMA-376, ST_Xstring); a text that looks so stays. */
const withoutEscape = (text: string): string => text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')

/** Excel dates have no zone: wall time goes in as if it were UTC. */
const toExcelDate = (text: string) => {
  const time = Date.parse(`${text.replace(' ', 'T').replace(/Z$/, '')}${text.length > 10 ? 'Z' : ''}`)
  if (Number.isNaN(time)) return { value: text, type: String }
  return { value: new Date(time), type: Date, format: text.length > 10 ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd' }
}
