import type { DataType } from '@millwright/spec'

/** Dates and timestamps are milliseconds of plant wall time as if UTC. */
export type GeneratedCell = string | number | boolean | null

export interface GeneratedColumn {
  readonly name: string
  readonly type: DataType
  readonly comment?: string
}

/** A table that is made while it is written: `chunks` yields columnar pieces, one array a column. */
export interface GeneratedTable {
  readonly name: string
  readonly comment: string
  readonly columns: readonly GeneratedColumn[]
  readonly primaryKey: readonly string[]
  readonly foreignKeys: readonly {
    readonly columns: readonly string[]
    readonly table: string
    readonly referencedColumns: readonly string[]
  }[]
  chunks(): Iterable<readonly (readonly GeneratedCell[])[]>
}

const chunkRows = 8192

/** Turns rows into columnar chunks of some thousand rows. */
export function* toChunks(
  rows: Iterable<readonly GeneratedCell[]>,
  columnCount: number,
): Generator<readonly (readonly GeneratedCell[])[]> {
  const empty = (): GeneratedCell[][] => Array.from({ length: columnCount }, () => [])
  let columns = empty()
  for (const row of rows) {
    for (let i = 0; i < columnCount; i++) columns[i]?.push(row[i] ?? null)
    if (columns[0]?.length === chunkRows) {
      yield columns
      columns = empty()
    }
  }
  if (columns[0]?.length) yield columns
}
