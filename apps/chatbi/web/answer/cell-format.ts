import type { Language } from '@millwright/spec'
import type { ResultTableColumn } from '../../execute/result-table.ts'

export type CellValue = string | number | boolean | null

/** Whether a column is set flush right. */
export const isNumericColumn = (column: ResultTableColumn): boolean =>
  column.type === 'integer' || column.type === 'decimal' || column.type === 'float'

/** Heading of a column with its unit; a percentage changes by percentage points. */
export const columnHeading = (column: ResultTableColumn, label: string, language: Language): string => {
  const points = language === 'zh' ? '百分点' : 'percentage points'
  const unit = column.percent ? (column.comparison === 'change' ? points : '%') : column.unit
  return unit ? `${label} (${unit})` : label
}

const grainLength = { hour: 16, day: 10, week: 10, month: 7, quarter: 7, year: 4 } as const

const formatTime = (column: ResultTableColumn, text: string): string => {
  if (column.grain === 'quarter') return `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`
  if (column.grain) return text.slice(0, grainLength[column.grain]).replace('T', ' ')
  return text.replace('T', ' ').replace(/ 00:00:00(\.0+)?$/, '')
}

const decimalsOf = (column: ResultTableColumn, value: number): number => {
  if (column.decimals !== undefined) return column.decimals
  if (Number.isInteger(value) || column.type === 'integer') return 0
  if (column.percent) return 2
  return Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 2
}

/** A cell as a person reads it; the unit stands in the heading. */
export const formatCell = (column: ResultTableColumn, value: CellValue, language: Language): string => {
  if (value === null) return '–'
  if (typeof value === 'boolean')
    return value ? (language === 'zh' ? '是' : 'yes') : language === 'zh' ? '否' : 'no'
  if (typeof value === 'number' && column.role !== 'key') {
    const shown = column.percent ? value * 100 : value
    const decimals = decimalsOf(column, shown)
    return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      minimumFractionDigits: isNumericColumn(column) ? decimals : 0,
      maximumFractionDigits: decimals,
      signDisplay: column.comparison === 'change' || column.comparison === 'growth' ? 'exceptZero' : 'auto',
    }).format(shown)
  }
  const text = String(value)
  return column.type === 'timestamp' || column.type === 'date' ? formatTime(column, text) : text
}

/** Tab-separated text of a table, for a spreadsheet; numbers as they are. */
export const toTsv = (headings: readonly string[], rows: readonly (readonly CellValue[])[]): string =>
  [headings, ...rows]
    .map(row => row.map(cell => String(cell ?? '').replaceAll(/[\t\n\r]/g, ' ')).join('\t'))
    .join('\n')

/** Order of two cells: numbers by size, texts by the language's order, empty ones last. */
export const compareCells = (left: CellValue, right: CellValue, collator: Intl.Collator): number => {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}
