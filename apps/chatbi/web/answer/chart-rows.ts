import type { ResultTable } from '../../execute/result-table.ts'
import type { CellValue } from './cell-format.ts'

/** The rows as Vega's data: one object a row, keyed by column id; large numbers that travel as text become numbers. */
export const toChartRows = (table: ResultTable): readonly Readonly<Record<string, CellValue>>[] =>
  table.rows.map(row =>
    Object.fromEntries(
      table.columns.map((column, index) => {
        const cell = row[index] ?? null
        return [column.id, column.role === 'measure' && typeof cell === 'string' ? Number(cell) : cell]
      }),
    ),
  )
