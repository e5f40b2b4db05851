import { isNullSpelling } from './null-spellings.ts'
import { mode } from './sniff-dialect.ts'

/** Where the table starts. `headerRow` undefined: there is no header. `dataRow` is the first row of values. */
export interface Header {
  readonly headerRow?: number
  readonly dataRow: number
  readonly headers: readonly string[]
  readonly notes: readonly string[]
}

type CellKind = 'empty' | 'number' | 'time' | 'flag' | 'text'

const kindOf = (cell: string): CellKind => {
  const text = cell.trim()
  if (text === '' || isNullSpelling(text)) return 'empty'
  if (/^\(?[-+−]?\s*[$€£¥￥]?\s*[-+]?\d[\d.,' \u00a0]*([eE][-+]?\d+)?\s*[%％]?\)?$/.test(text))
    return 'number'
  if (/^\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,4}日?)?([ T].*)?$|^\d{1,2}:\d{2}/.test(text)) return 'time'
  if (/^(true|false|yes|no|是|否)$/i.test(text)) return 'flag'
  return 'text'
}

const filled = (row: readonly string[]): number => row.filter(cell => cell.trim() !== '').length

/** 2019, 2020, 2021: years that head columns, not values. */
const isYearRun = (row: readonly string[]): boolean => {
  const years = row.map(Number).filter(n => Number.isInteger(n) && n >= 1900 && n <= 2100)
  return years.length >= 2 && years.every((year, i) => i === 0 || year === (years[i - 1] ?? 0) + 1)
}

/** Columns in which `row` is of another kind than the values below, minus those in which it is of the same. */
const headerEvidence = (row: readonly string[], body: readonly (readonly string[])[]): number => {
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

const isHeader = (row: readonly string[], body: readonly (readonly string[])[]): boolean => {
  const cells = row.map(cell => cell.trim()).filter(cell => cell !== '')
  if (cells.length === 0) return false
  if (body.length === 0) return row.every(cell => kindOf(cell) === 'text')
  const evidence = headerEvidence(row, body)
  if (evidence !== 0) return evidence > 0
  const repeatsBelow = row.some(
    (cell, column) =>
      cell.trim() !== '' && body.some(values => (values[column] ?? '').trim() === cell.trim()),
  )
  const areDistinct = new Set(cells.map(cell => cell.toLowerCase())).size === cells.length
  return areDistinct && !repeatsBelow && cells.every(cell => kindOf(cell) === 'text')
}

const unitLike =
  /^[[(（【].{1,15}[\])）】]$|^([kmcμµ]?(m|g|s|W|Wh|Pa|N|A|V|J|L|Hz)|Nm|mm[23]|m[23]|°C|℃|K|%|rpm|r\/min|min|h|bar|mm\/s|kg\/h|-|元|件|个|小时|分钟|秒|吨|米|毫米|公斤|千克)$/

/** A second header row of nothing but units. */
const isUnitRow = (row: readonly string[], body: readonly (readonly string[])[]): boolean => {
  const cells = row.map(cell => cell.trim()).filter(cell => cell !== '')
  return (
    cells.length > 0 &&
    cells.every(cell => unitLike.test(cell)) &&
    cells.some(cell => /\p{L}|[%％℃°]/u.test(cell)) &&
    body.some(values => values.some(cell => kindOf(cell) === 'number'))
  )
}

const withUnit = (header: string, unit: string): string => {
  const bare = unit.trim().replace(/^[[(（【]|[\])）】]$/g, '')
  return bare === '' || bare === '-' ? header : `${header.trim()} [${bare}]`
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
  const next = rows[first + 1]
  if (next && isUnitRow(next, rows.slice(first + 2, first + 60)))
    return {
      headerRow: first,
      dataRow: first + 2,
      headers: pad(row.map((header, i) => withUnit(header, next[i] ?? ''))),
      notes: [...notes, 'the row of units below the header was joined to the names'],
    }
  return { headerRow: first, dataRow: first + 1, headers: pad(row), notes }
}
