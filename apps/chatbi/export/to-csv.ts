import type { Cell, Language } from '@millwright/spec'
import { titleOf } from '../chart/encoding.ts'
import type { ResultTable } from '../execute/result-table.ts'

/**
 * RFC 4180 with a byte order mark, which spreadsheets need to read Chinese. A text that a spreadsheet would run
 * as a formula (`=`, `+`, `-`, `@`, tab or return first) is preceded by an apostrophe (OWASP, "CSV injection").
 */
export const toCsv = (table: ResultTable, language: Language): string => {
  const lines = [table.columns.map(column => titleOf(column, language)), ...table.rows]
  return `\uFEFF${lines.map(line => line.map(toField).join(',')).join('\r\n')}\r\n`
}

const toField = (cell: Cell): string => {
  if (cell === null) return ''
  const text = typeof cell === 'string' ? withoutFormula(cell) : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const withoutFormula = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !isNumber(text) ? `'${text}` : text
const isNumber = (text: string): boolean => /^[+-]?\d+(?:\.\d+)?$/.test(text)
