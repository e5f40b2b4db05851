import { isNullSpelling } from './null-spellings.ts'

export type CellKind = 'empty' | 'number' | 'time' | 'flag' | 'text'

/** What a cell looks like by itself. */
export const kindOf = (cell: string): CellKind => {
  const text = cell.trim()
  if (text === '' || isNullSpelling(text)) return 'empty'
  if (/^\(?[-+−]?\s*[$€£¥￥]?\s*[-+]?\d[\d.,' \u00a0]*([eE][-+]?\d+)?\s*[%％]?\)?$/.test(text))
    return 'number'
  if (/^\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,4}日?)?([ T].*)?$|^\d{1,2}:\d{2}/.test(text)) return 'time'
  if (/^(true|false|yes|no|是|否)$/i.test(text)) return 'flag'
  return 'text'
}

/** How many cells of a row hold something. */
export const filled = (row: readonly string[]): number => row.filter(cell => cell.trim() !== '').length

/** 2019, 2020, 2021 or 1948, 1952, 1956: years that head columns, not values. */
const isYearRun = (row: readonly string[]): boolean => {
  const years = row
    .filter(cell => cell.trim() !== '')
    .map(Number)
    .filter(n => Number.isInteger(n) && n >= 1900 && n <= 2100)
  const steps = years.slice(1).map((year, i) => year - (years[i] ?? 0))
  return years.length >= 2 && (steps.every(step => step > 0) || steps.every(step => step < 0))
}

/** Columns in which `row` is of another kind than the values below, minus those in which it is of the same. */
export const headerEvidence = (row: readonly string[], body: readonly (readonly string[])[]): number => {
  let evidence = 0
  row.forEach((cell, column) => {
    const kinds = body.map(values => kindOf(values[column] ?? '')).filter(kind => kind !== 'empty')
    if (kinds.length === 0) return
    const usual = (['number', 'time', 'flag', 'text'] as const).find(
      kind => kinds.filter(k => k === kind).length > kinds.length * 0.7,
    )
    if (!usual) return
    const own = kindOf(cell)
    if (own === 'empty') return
    if (own !== usual) evidence += 1
    else if (usual !== 'text' && !isYearRun(row)) evidence -= 1
  })
  return evidence
}
