import type { StagedColumn } from './staged-table.ts'
import type { ValueFormat } from './value-format.ts'

/** What a column will be. Without `format` it stays text. */
export interface ColumnPlan {
  readonly column: StagedColumn
  readonly format?: ValueFormat
  /** Cells with a value that the format does not read. */
  readonly unfitCount: number
  readonly notes: readonly string[]
}

/** How often a proposed format reads a column's cells, counted over all rows. */
export interface Fit {
  readonly format: ValueFormat
  readonly fits: number
}
