import { createHash } from 'node:crypto'
import type { Cell, DataConnection, QueryResult } from '@millwright/spec'
import type { ResultTable, ResultTableColumn } from './result-table.ts'
import { describeColumns } from './describe-columns.ts'
import { countEqualBeyond } from './equal-beyond.ts'
import type { BeyondLimit } from './beyond-limit.ts'
import { toStable } from './stable-cell.ts'

export interface QueryCaps {
  readonly maxRows: number
  readonly timeoutMs: number
  /** Most cells kept; rows beyond it are cut like rows beyond `maxRows`. Default 500,000. */
  readonly maxCells?: number
  /** Most characters kept of one text, and of all texts together; more is cut. Default 10,000 and 20 million. */
  readonly maxTextLength?: number
  readonly maxTextInAll?: number
}

export interface ExecuteOptions {
  /** SQL that the guard has passed. */
  readonly sql: string
  /** What the compiler says of the columns; those of a person's SQL are matched by name. */
  readonly outputs: readonly ResultTableColumn[]
  readonly connection: DataConnection
  readonly caps: QueryCaps
  readonly signal?: AbortSignal
  /** Guarded SQL that counts the source rows behind the answer. */
  readonly rowCountSql?: string
  /** Tells whether the limit cuts between equal rows. */
  readonly beyond?: BeyondLimit
}

const countTimeoutMs = 5_000
/** Rows beyond the limit are looked at where the answer itself came quicker: it is as long again. */
const quickMs = 1_000
const defaultMaxCells = 500_000
const defaultMaxTextLength = 10_000
const defaultMaxTextInAll = 20_000_000

/**
 * Runs guarded SQL within its caps and gives the rows with what their columns mean. The rows behind the answer, and equal
 * ones that its limit cuts off, are counted where that does not take too long. Throws QUERY_FAILED, QUERY_TIMEOUT and
 * QUERY_CANCELLED of the connection.
 */
export const executeQuery = async (options: ExecuteOptions): Promise<ResultTable> => {
  const { connection, sql, caps } = options
  const signal = options.signal ? { signal: options.signal } : {}
  const counting = countRows(options)
  const result = await connection.query({ sql, maxRows: caps.maxRows, timeoutMs: caps.timeoutMs, ...signal })
  const columns = describeColumns(result, options.outputs)
  const { rows, cutTexts } = cutTextsOf(cutRows(result, caps.maxCells ?? defaultMaxCells), caps)
  const [sourceRowCount, equalBeyond] = await Promise.all([counting, lookBeyond(options, result)])
  return {
    columns,
    rows,
    rowCount: rows.length,
    truncated: result.truncated || rows.length < result.rows.length,
    elapsedMs: result.elapsedMs,
    rowHash: hashRows(columns, rows),
    ...(cutTexts === 0 ? {} : { cutTexts }),
    ...(sourceRowCount === undefined ? {} : { sourceRowCount }),
    ...(equalBeyond === 0 ? {} : { equalBeyond }),
  }
}

const lookBeyond = async (
  { connection, beyond, caps, signal }: ExecuteOptions,
  { rows, elapsedMs }: QueryResult,
): Promise<number> =>
  beyond && rows.length === beyond.count && elapsedMs < quickMs
    ? countEqualBeyond(connection, beyond, { maxRows: caps.maxRows, ...(signal ? { signal } : {}) })
    : 0

const cutRows = (result: QueryResult, maxCells: number): Cell[][] => {
  const most = Math.max(1, Math.floor(maxCells / Math.max(1, result.columns.length)))
  return result.rows.slice(0, most).map(row => [...row])
}

/** Long texts end in "…"; the first row that would pass the limit in all ends the table. */
const cutTextsOf = (
  rows: readonly Cell[][],
  { maxTextLength = defaultMaxTextLength, maxTextInAll = defaultMaxTextInAll }: QueryCaps,
): { readonly rows: Cell[][]; readonly cutTexts: number } => {
  const kept: Cell[][] = []
  let [length, cutTexts] = [0, 0]
  for (const row of rows) {
    for (const [i, cell] of row.entries()) {
      if (typeof cell !== 'string') continue
      if (cell.length > maxTextLength) {
        row[i] = `${cell.slice(0, maxTextLength).replace(/[\uD800-\uDBFF]$/, '')}…`
        cutTexts++
      }
      length += Math.min(cell.length, maxTextLength)
    }
    if (length > maxTextInAll && kept.length > 0) break
    kept.push(row)
  }
  return { rows: kept, cutTexts }
}

/** A count that fails or is late is no reason to withhold the answer. */
const countRows = async ({
  connection,
  rowCountSql,
  signal,
}: ExecuteOptions): Promise<number | undefined> => {
  if (rowCountSql === undefined) return undefined
  try {
    const { rows } = await connection.query({
      sql: rowCountSql,
      maxRows: 1,
      timeoutMs: countTimeoutMs,
      ...(signal ? { signal } : {}),
    })
    const count = Number(rows[0]?.[0])
    return Number.isSafeInteger(count) ? count : undefined
  } catch {
    return undefined
  }
}

/** SHA-256 of the column ids and the rows as JSON; numbers to twelve digits, so that the order of a sum is no change. */
export const hashRows = (columns: readonly ResultTableColumn[], rows: readonly (readonly Cell[])[]): string =>
  createHash('sha256')
    .update(JSON.stringify([columns.map(column => column.id), rows.map(row => row.map(toStable))]))
    .digest('hex')
