/** A column as it was loaded. `stageName` is its name in the staging table; `typed`: the file gave it a type. */
export interface StagedColumn {
  readonly stageName: string
  readonly header: string
  readonly typed: boolean
}

/** A table loaded as text, before types are decided. */
export interface StagedTable {
  readonly wantedName: string
  readonly file: string
  /** Name of the staging table, in the database `stage`. */
  readonly stageName: string
  readonly columns: readonly StagedColumn[]
  readonly rowCount: number
  /** Line (or sheet row) of a row by its position from 0; absent where lines mean nothing. */
  readonly lineOf?: (row: number) => number
  readonly notes: readonly string[]
}
