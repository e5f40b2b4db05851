import { filled, headerEvidence, kindOf } from './cell-kind.ts'
import { isUnit } from './number-formats.ts'

type Row = readonly string[]

const unitLike =
  /^[[(（【].{1,15}[\])）】]$|^([kmcμµ]?(m|g|s|W|Wh|Pa|N|A|V|J|L|Hz)|Nm|mm[23]|m[23]|°C|℃|K|%|rpm|r\/min|min|h|bar|mm\/s|kg\/h|-|元|件|个|小时|分钟|秒|吨|米|毫米|公斤|千克)$/

/** A second header row of nothing but units. */
const isUnitRow = (row: Row, body: readonly Row[]): boolean => {
  const cells = row.map(cell => cell.trim()).filter(cell => cell !== '')
  return (
    cells.length > 0 &&
    cells.every(cell => unitLike.test(cell) || isUnit(cell)) &&
    cells.some(cell => /\p{L}|[%％℃°]/u.test(cell)) &&
    body.some(values => values.some(cell => kindOf(cell) === 'number'))
  )
}

const withUnit = (header: string, unit: string): string => {
  const bare = unit.trim().replace(/^[[(（【]|[\])）】]$/g, '')
  return bare === '' || bare === '-' ? header : `${header.trim()} [${bare}]`
}

const at = (row: Row, column: number): string => (row[column] ?? '').trim()

/** A row of names below a row that heads several columns at once: it fills what that one leaves blank. */
const isSubheader = (upper: Row, row: Row, body: readonly Row[]): boolean =>
  body.length > 0 &&
  row.every(cell => ['empty', 'text'].includes(kindOf(cell))) &&
  row.some((_, column) => at(row, column) !== '' && at(upper, column) === '') &&
  headerEvidence(row, body) > 0

/** A heading holds for the blank columns to its right, as far as the row below has names there. */
const joinRows = (upper: Row, row: Row, width: number): readonly string[] => {
  let heading = ''
  return Array.from({ length: width }, (_, column) => {
    const own = at(upper, column)
    const below = at(row, column)
    heading = own !== '' ? own : below === '' ? '' : heading
    const above = own !== '' ? own : heading
    return [above, below === above ? '' : below].filter(text => text !== '').join(' ')
  })
}

/** A row above the header that groups its columns: fuller than a title, and the names below it repeat. */
const isGroupRow = (row: Row | undefined, header: Row): boolean => {
  if (!row || filled(row) < 2) return false
  const names = header.map(cell => cell.trim().toLowerCase()).filter(cell => cell !== '')
  return (
    new Set(names).size < names.length && row.every((cell, i) => cell.trim() === '' || at(header, i) !== '')
  )
}

/** The names that the rows around `first` give together, and the first row of values below them. */
export const joinHeaderRows = (
  rows: readonly Row[],
  first: number,
  width: number,
): { readonly headers: Row; readonly dataRow: number; readonly notes: readonly string[] } => {
  const row = rows[first] ?? []
  const next = rows[first + 1]
  const body = rows.slice(first + 2, first + 102)
  if (next && isUnitRow(next, body))
    return {
      headers: row.map((header, i) => withUnit(header, next[i] ?? '')),
      dataRow: first + 2,
      notes: ['the row of units below the header was joined to the names'],
    }
  if (next && isSubheader(row, next, body))
    return {
      headers: joinRows(row, next, width),
      dataRow: first + 2,
      notes: ['the header has two rows; their names were joined'],
    }
  const group = rows[first - 1]
  if (group && isGroupRow(group, row))
    return {
      headers: joinRows(group, row, width),
      dataRow: first + 1,
      notes: ['the row above the header groups its columns and was joined to the names'],
    }
  return { headers: row, dataRow: first + 1, notes: [] }
}
