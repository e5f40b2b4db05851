import type { Catalog, DataType, SqlDialect } from './catalog.ts'

/**
 * A cell as it travels: JSON only. Integers beyond 2^53 and decimals beyond 15 digits are strings; dates are
 * `YYYY-MM-DD`, timestamps `YYYY-MM-DDTHH:mm:ss[.sss]` without zone as stored, or with `Z` where the source
 * stores an instant; binary is base64.
 */
export type Cell = string | number | boolean | null

export interface ResultColumn {
  readonly name: string
  readonly type: DataType
}

/** Rows of a query. `truncated` says that the row cap cut it; `rowCount` is the number delivered. */
export interface QueryResult {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly rowCount: number
  readonly truncated: boolean
  readonly elapsedMs: number
}

export interface QueryRequest {
  readonly sql: string
  readonly maxRows: number
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/**
 * An open, read-only connection to one source. `query` may be called concurrently. Aborting `signal` or
 * passing `timeoutMs` stops the work in the source itself; then QUERY_CANCELLED or QUERY_TIMEOUT.
 */
export interface DataConnection {
  readonly dialect: SqlDialect
  readCatalog(signal?: AbortSignal): Promise<Catalog>
  query(request: QueryRequest): Promise<QueryResult>
  close(): Promise<void>
}

/** Progress of long work: `fraction` in 0..1, or undefined where the total is unknown. */
export type ReportProgress = (progress: { readonly fraction?: number; readonly message: string }) => void

/** Opens sources of one kind. `settings` is checked by the connector and holds secrets: never log it. */
export interface Connector {
  readonly kind: string
  readonly dialect: SqlDialect
  connect(settings: unknown, signal?: AbortSignal): Promise<DataConnection>
}
