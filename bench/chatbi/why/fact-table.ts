import type { GeneratedCell, GeneratedTable } from '@millwright/demo'

/** One row of a fact table: what happened at `time`, in the order of the table's columns. */
export type FactRow = readonly GeneratedCell[]

/** A table of what happened, read whole: rows to be changed, and the place of each column. */
export interface FactTable {
  readonly table: GeneratedTable
  readonly rows: readonly FactRow[]
  /** Place of a column; throws where there is none. */
  at(column: string): number
  readonly timeAt: number
  timeOf(row: FactRow): number
}

/** The column that tells when a row happened, in milliseconds of plant wall time. */
const timeColumns = {
  production: 'hour_start',
  stop: 'started_at',
  defect: 'detected_at',
  energy: 'hour_start',
} as const
export type FactName = keyof typeof timeColumns
export const factNames = ['production', 'stop', 'defect', 'energy'] as const satisfies readonly FactName[]

export const readRows = (table: GeneratedTable): readonly FactRow[] => {
  const rows: FactRow[] = []
  for (const chunk of table.chunks())
    for (let i = 0; i < (chunk[0]?.length ?? 0); i++) rows.push(chunk.map(column => column[i] ?? null))
  return rows
}

export const readFacts = (tables: readonly GeneratedTable[], name: FactName): FactTable => {
  const table = tables.find(one => one.name === name)
  if (!table) throw new Error(`bug: no table ${name}`)
  const timeAt = columnAt(table, timeColumns[name])
  return {
    table,
    rows: readRows(table),
    at: column => columnAt(table, column),
    timeAt,
    timeOf: row => Number(row[timeAt]),
  }
}

export const columnAt = ({ name, columns }: GeneratedTable, column: string): number => {
  const at = columns.findIndex(one => one.name === column)
  if (at < 0) throw new Error(`bug: ${name} has no column ${column}`)
  return at
}

const chunkRows = 8192

/** The table with other rows, keys given anew where it counts them. */
export const withRows = (table: GeneratedTable, rows: readonly FactRow[]): GeneratedTable => {
  const [key] = table.primaryKey
  const keyAt = key === undefined ? -1 : columnAt(table, key)
  return {
    ...table,
    *chunks() {
      for (let from = 0; from < rows.length; from += chunkRows) {
        const part = rows.slice(from, from + chunkRows)
        yield table.columns.map((_, at) =>
          part.map((row, i) => (at === keyAt ? from + i + 1 : (row[at] ?? null))),
        )
      }
    },
  }
}
