import type { Cell } from '@millwright/spec'

export interface CompareOptions {
  readonly isOrdered: boolean
  readonly allowExtraColumns: boolean
}

type Rows = readonly (readonly Cell[])[]

/**
 * Whether `actual` gives the rows of `expected`: as multisets, or as lists where the order counts; columns in
 * any order; numbers to one part in ten thousand; times by their shortest spelling. Column matching follows the
 * test suite accuracy of Zhong, Yu and Klein (2020): some assignment of columns must make the rows equal.
 */
export const sameRows = (expected: Rows, actual: Rows, options: CompareOptions): boolean => {
  if (expected.length !== actual.length) return false
  if (expected.length === 0) return true
  const [gold, mine] = [expected.map(normalizeRow), actual.map(normalizeRow)]
  const [width, available] = [gold[0]?.length ?? 0, mine[0]?.length ?? 0]
  if (options.allowExtraColumns ? available < width : available !== width) return false
  const candidates = Array.from({ length: width }, (_, column) =>
    Array.from({ length: available }, (_unused, other) => other).filter(other =>
      sameColumn(columnOf(gold, column), columnOf(mine, other), options.isOrdered),
    ),
  )
  return tryAssignments(candidates, [], chosen => {
    const picked = mine.map(row => chosen.map(column => row[column] ?? ''))
    return options.isOrdered
      ? gold.every((row, i) => sameRow(row, picked[i] ?? []))
      : sameMultiset(gold, picked)
  })
}

type Value = string | number

const normalizeRow = (row: readonly Cell[]): readonly Value[] => row.map(normalize)

const normalize = (cell: Cell): Value => {
  if (cell === null) return '∅'
  if (typeof cell === 'boolean') return cell ? 1 : 0
  if (typeof cell === 'number') return cell
  const text = cell.trim()
  if (text !== '' && Number.isFinite(Number(text))) return Number(text)
  return text
    .toLowerCase()
    .replace(/^(\d{4}-\d\d-\d\d)[t ]00:00(:00(\.0+)?)?(z|\+00(:00)?)?$/, '$1')
    .replace(/^(\d{4}-\d\d-\d\d)t/, '$1 ')
}

const sameValue = (a: Value, b: Value): boolean => {
  if (typeof a !== 'number' || typeof b !== 'number') return String(a) === String(b)
  return Math.abs(a - b) <= 1e-4 * Math.max(1e-6, Math.abs(a), Math.abs(b))
}
const sameRow = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.every((value, i) => sameValue(value, b[i] ?? ''))
const columnOf = (rows: readonly (readonly Value[])[], column: number): readonly Value[] =>
  rows.map(row => row[column] ?? '')

const order = (a: Value, b: Value): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a) < String(b)
      ? -1
      : String(a) > String(b)
        ? 1
        : 0

const sameColumn = (a: readonly Value[], b: readonly Value[], isOrdered: boolean): boolean =>
  isOrdered ? sameRow(a, b) : sameRow(a.toSorted(order), b.toSorted(order))

/** Numbers are rounded to four significant digits for sorting only, so that near-equal rows meet. */
const rowKey = (row: readonly Value[]): string =>
  row.map(value => (typeof value === 'number' ? value.toPrecision(4) : value)).join('\u0001')
const sameMultiset = (a: readonly (readonly Value[])[], b: readonly (readonly Value[])[]): boolean => {
  const [x, y] = [a, b].map(rows => rows.toSorted((r, s) => (rowKey(r) < rowKey(s) ? -1 : 1)))
  return (x ?? []).every((row, i) => sameRow(row, y?.[i] ?? []))
}

const assignmentLimit = 2000

const tryAssignments = (
  candidates: readonly (readonly number[])[],
  chosen: readonly number[],
  accept: (chosen: readonly number[]) => boolean,
  budget = { left: assignmentLimit },
): boolean => {
  if (chosen.length === candidates.length) return budget.left-- > 0 && accept(chosen)
  return (candidates[chosen.length] ?? [])
    .filter(column => !chosen.includes(column))
    .some(column => tryAssignments(candidates, [...chosen, column], accept, budget))
}
