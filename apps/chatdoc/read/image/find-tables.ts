import type { VisualRow } from './visual-rows.ts'
import { heightOf, median } from './visual-rows.ts'

/** Rows of runs that stand in columns. `columns`: their left and right edges. */
export interface RunTable {
  readonly rows: readonly VisualRow[]
  readonly columns: readonly Interval[]
}
interface Interval {
  readonly left: number
  readonly right: number
}

/** Runs longer than this on average are prose in two columns. */
const longestCell = 32

const mergeIntervals = (intervals: readonly Interval[], slack: number): Interval[] => {
  const merged: Interval[] = []
  for (const interval of intervals.toSorted((a, b) => a.left - b.left)) {
    const last = merged.at(-1)
    if (last && interval.left < last.right + slack)
      merged[merged.length - 1] = { left: last.left, right: Math.max(last.right, interval.right) }
    else merged.push({ left: interval.left, right: interval.right })
  }
  return merged
}

const columnsOf = (rows: readonly VisualRow[]): Interval[] =>
  mergeIntervals(
    rows.filter(row => row.length > 1).flatMap(row => row.map(run => run.box)),
    0,
  )

const isTable = (rows: readonly VisualRow[], columns: readonly Interval[]): boolean => {
  const several = rows.filter(row => row.length > 1)
  if (columns.length < 2 || several.length < (columns.length > 2 ? 2 : 3)) return false
  const texts = several.flatMap(row => row.map(run => run.line.text))
  if (texts.reduce((sum, text) => sum + text.length, 0) / texts.length > longestCell) return false
  return several.filter(row => row.length >= Math.ceil(columns.length / 2)).length >= 0.6 * several.length
}

/** A row of one run goes on a table where it stands in one of its columns, close below. */
const goesOn = (row: VisualRow, band: readonly VisualRow[], height: number): boolean => {
  const last = band.at(-1)
  const bottom = Math.max(...(last ?? []).map(run => run.box.bottom))
  const top = Math.min(...row.map(run => run.box.top))
  if (last === undefined || top - bottom > 2.5 * height) return false
  if (row.length > 1) return true
  const columns = columnsOf(band)
  const box = row[0]?.box
  return (
    box !== undefined &&
    top - bottom < 0.8 * height &&
    columns.filter(column => box.left < column.right && box.right > column.left).length === 1
  )
}

const trimmed = (band: readonly VisualRow[]): readonly VisualRow[] =>
  band.slice(0, band.findLastIndex(row => row.length > 1) + 1)

/** Tables without regard to rules: bands of rows whose runs stand in common columns. */
export const findRunTables = (rows: readonly VisualRow[]): RunTable[] => {
  const height = median(rows.flatMap(row => row.map(run => heightOf(run.box))))
  const tables: RunTable[] = []
  let band: VisualRow[] = []
  const close = (): void => {
    const kept = trimmed(band)
    const columns = columnsOf(kept)
    if (isTable(kept, columns)) tables.push({ rows: kept, columns })
    band = []
  }
  for (const row of rows) {
    if (band.length > 0 && !goesOn(row, band, height)) close()
    if (band.length > 0 || row.length > 1) band.push(row)
  }
  close()
  return tables
}
