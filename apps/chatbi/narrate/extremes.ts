import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'

/** Indexes of the rows that have a value in the column, in their order. */
export const rowsWithValue = (table: ResultTable, column: ResultTableColumn): readonly number[] => {
  const index = table.columns.indexOf(column)
  return table.rows.flatMap((row, i) => ((row[index] ?? null) === null ? [] : [i]))
}

/** Rows with the highest and the lowest value of the column; the first row where none has a value. */
export const extremes = (
  table: ResultTable,
  column: ResultTableColumn,
): { readonly high: number; readonly low: number } => {
  const index = table.columns.indexOf(column)
  const valueOf = (row: number): number => Number(table.rows[row]?.[index])
  const [first = 0, ...others] = rowsWithValue(table, column)
  return {
    high: others.reduce((high, row) => (valueOf(row) > valueOf(high) ? row : high), first),
    low: others.reduce((low, row) => (valueOf(row) < valueOf(low) ? row : low), first),
  }
}
