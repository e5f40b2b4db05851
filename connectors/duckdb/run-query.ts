import { StatementType } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api'
import { PlatformError, isPlatformError } from '@millwright/spec'
import type { Cell, QueryRequest, QueryResult } from '@millwright/spec'
import { toCell, toDataType } from './to-cell.ts'

const interruptEveryMs = 25

/**
 * Runs `work` on `connection` and stops it in DuckDB when `signal` aborts or `timeoutMs` passes. DuckDB has no
 * statement timeout and forgets an interrupt that comes before the work, hence the repeated call.
 */
export const withInterrupt = async <T>(
  connection: DuckDBConnection,
  limits: { readonly timeoutMs?: number; readonly signal?: AbortSignal | undefined },
  work: () => Promise<T>,
): Promise<T> => {
  let stop: 'timeout' | 'cancel' | undefined
  let repeat: NodeJS.Timeout | undefined
  const interrupt = (why: 'timeout' | 'cancel') => {
    if (stop) return
    stop = why
    connection.interrupt()
    repeat = setInterval(() => connection.interrupt(), interruptEveryMs)
  }
  const onAbort = () => interrupt('cancel')
  if (limits.signal?.aborted) throw cancelled(limits.signal)
  limits.signal?.addEventListener('abort', onAbort, { once: true })
  const timer =
    limits.timeoutMs === undefined ? undefined : setTimeout(() => interrupt('timeout'), limits.timeoutMs)
  try {
    return await work()
  } catch (cause) {
    if (stop === 'timeout')
      throw new PlatformError('QUERY_TIMEOUT', { timeoutMs: limits.timeoutMs ?? 0 }, { cause })
    if (stop === 'cancel') throw cancelled(limits.signal)
    throw cause
  } finally {
    clearTimeout(timer)
    clearInterval(repeat)
    limits.signal?.removeEventListener('abort', onAbort)
  }
}

/** The error of a stopped query. */
export const cancelled = (signal: AbortSignal | undefined): PlatformError => {
  const reason: unknown = signal?.reason
  return new PlatformError('QUERY_CANCELLED', {
    reason: reason instanceof Error && reason.name !== 'AbortError' ? reason.message : 'it was stopped',
  })
}

/** First line of DuckDB's message; what follows repeats the SQL. */
export const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split(/\n\s*\n|\nLINE \d+:/)[0] ?? text).trim().replace(/\.$/, '')
}

/** One SELECT and nothing else: even a temporary table would stay in the connection for the next asker. */
const prepareSelect = async (connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> => {
  const statements = await connection.extractStatements(sql)
  if (statements.count !== 1)
    throw new PlatformError('QUERY_FAILED', { reason: 'exactly one statement is needed' })
  const prepared = await statements.prepare(0)
  if (prepared.statementType !== StatementType.SELECT) {
    prepared.destroySync()
    throw new PlatformError('QUERY_FAILED', { reason: 'only SELECT is permitted' })
  }
  return prepared
}

const readRows = async (
  prepared: DuckDBPreparedStatement,
  maxRows: number,
): Promise<Omit<QueryResult, 'elapsedMs'>> => {
  const result = await prepared.stream()
  const types = result.columnTypes()
  const rows: Cell[][] = []
  let truncated = false
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    const take = Math.min(chunk.rowCount, maxRows - rows.length)
    const start = rows.length
    for (let row = 0; row < take; row++) rows.push(Array.from({ length: types.length }, () => null))
    types.forEach((type, column) => {
      chunk.visitColumnValues(column, (value, row) => {
        const target = row < take ? rows[start + row] : undefined
        if (target) target[column] = toCell(value, type)
      })
    })
    if (take < chunk.rowCount) {
      truncated = true
      break
    }
  }
  return {
    columns: result.columnNames().map((name, i) => ({ name, type: toDataType(types[i]!) })),
    rows,
    rowCount: rows.length,
    truncated,
  }
}

/** One SELECT with its caps. Errors: QUERY_FAILED, QUERY_TIMEOUT, QUERY_CANCELLED. */
export const runQuery = async (
  connection: DuckDBConnection,
  { sql, maxRows, timeoutMs, signal }: QueryRequest,
): Promise<QueryResult> => {
  const startedAt = performance.now()
  try {
    return await withInterrupt(connection, { timeoutMs, signal }, async () => {
      const prepared = await prepareSelect(connection, sql)
      try {
        const result = await readRows(prepared, maxRows)
        return { ...result, elapsedMs: Math.round(performance.now() - startedAt) }
      } finally {
        prepared.destroySync()
      }
    })
  } catch (cause) {
    if (isPlatformError(cause)) throw cause
    throw new PlatformError('QUERY_FAILED', { reason: reasonOf(cause) }, { cause })
  }
}
