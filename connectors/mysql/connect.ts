import { createConnection, createPool } from 'mysql2'
import type { ConnectionOptions, Pool, PoolConnection } from 'mysql2'
import { isPlatformError, PlatformError } from '@millwright/spec'
import type { Connector, DataConnection, QueryRequest, QueryResult } from '@millwright/spec'
import { parseAddress } from './address.ts'
import type { MysqlAddress } from './address.ts'
import { isConnectionError, toConnectError } from './connect-error.ts'
import { connectGuarded } from './guarded-stream.ts'
import { readMysqlCatalog } from './read-catalog.ts'
import { readTexts, runSql } from './run-sql.ts'
import { refusalOf } from './select-only.ts'
import { toCell, toDataType } from './to-cell.ts'

/** A server by its connection string (`mysql://user:password@host:3306/database?sslmode=…`, or `mariadb://`). */
export interface MysqlSettings {
  readonly connectionString: string
  /** Queries at the same time; more wait. Default 4. */
  readonly poolSize?: number
}

const isSettings = (settings: unknown): settings is MysqlSettings =>
  typeof settings === 'object' &&
  settings !== null &&
  'connectionString' in settings &&
  typeof settings.connectionString === 'string'

const catalogTimeoutMs = 120_000

type Limits = Pick<QueryRequest, 'timeoutMs'> & { readonly signal?: AbortSignal | undefined }

const cancelled = (reason: string): PlatformError => new PlatformError('QUERY_CANCELLED', { reason })

const connectionOptions = (address: MysqlAddress): ConnectionOptions => ({
  host: address.host,
  port: address.port,
  user: address.user,
  password: address.password,
  database: address.database,
  charset: 'utf8mb4',
  connectTimeout: 10_000,
  multipleStatements: false,
  stream: () => connectGuarded(address.host, address.port),
  ...(address.ssl ? { ssl: address.ssl } : {}),
})

/** Stops the statement of the connection `threadId` from another one. */
const killQuery = (options: ConnectionOptions, threadId: number): void => {
  const connection = createConnection(options)
  connection.on('error', () => undefined)
  connection.query(`KILL QUERY ${threadId}`, () => connection.destroy())
}

/** Waits for a connection no longer than the limits say; one that comes too late goes back. */
const takeConnection = (pool: Pool, { timeoutMs, signal }: Limits): Promise<PoolConnection> =>
  new Promise((resolve, reject) => {
    let isOver = false
    const onAbort = () => end(() => reject(cancelled('it was stopped')))
    const timer = setTimeout(
      () => end(() => reject(new PlatformError('QUERY_TIMEOUT', { timeoutMs }))),
      timeoutMs,
    )
    const end = (settle: () => void) => {
      isOver = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      settle()
    }
    if (signal?.aborted) return onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    pool.getConnection((error, connection) => {
      if (isOver) return error ? undefined : connection.release()
      return end(() => (error ? reject(error) : resolve(connection)))
    })
  })

/** Kills the statement on the server when a limit is passed. A killed SLEEP ends without an error, hence the check after. */
const withLimits = async <T>(
  threadId: number,
  options: ConnectionOptions,
  { timeoutMs, signal }: Limits,
  work: () => Promise<T>,
): Promise<T> => {
  let stopped: PlatformError | undefined
  const stop = (error: PlatformError) => {
    stopped ??= error
    killQuery(options, threadId)
  }
  const onAbort = () => stop(cancelled('it was stopped'))
  const timer = setTimeout(() => stop(new PlatformError('QUERY_TIMEOUT', { timeoutMs })), timeoutMs)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()
  try {
    const result = await work()
    if (stopped) throw stopped
    return result
  } catch (error) {
    throw stopped ?? error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

const prepareSession = async (connection: PoolConnection): Promise<void> => {
  await readTexts(connection, `SET time_zone = '+00:00'`)
  await readTexts(connection, 'SET SESSION TRANSACTION READ ONLY')
}

/** The server's own limit, somewhat later than ours: MySQL counts milliseconds, MariaDB seconds. */
const setServerTimeout = async (connection: PoolConnection, timeoutMs: number): Promise<void> => {
  const [version] = await readTexts(connection, 'SELECT version() AS v')
  const ms = Math.ceil(timeoutMs) + 2000
  await readTexts(
    connection,
    version?.['v']?.includes('MariaDB')
      ? `SET SESSION max_statement_time = ${ms / 1000}`
      : `SET SESSION max_execution_time = ${ms}`,
  )
}

const runQuery = async (
  connection: PoolConnection,
  { sql, maxRows, timeoutMs }: QueryRequest,
  onEnough: () => void,
): Promise<QueryResult> => {
  const startedAt = performance.now()
  await setServerTimeout(connection, timeoutMs)
  await readTexts(connection, 'START TRANSACTION READ ONLY')
  try {
    const { fields, rows, truncated } = await runSql(connection, sql, { maxRows, onEnough })
    const types = fields.map(toDataType)
    return {
      columns: fields.map((field, i) => ({ name: field.name, type: types[i] ?? 'text' })),
      rows: rows.map(row => fields.map((field, i) => toCell(row[i] ?? null, field, types[i] ?? 'text'))),
      rowCount: rows.length,
      truncated,
      elapsedMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    await readTexts(connection, 'ROLLBACK').catch(() => undefined) // a connection that broke has no transaction left
  }
}

const toQueryError = (error: unknown): PlatformError =>
  new PlatformError(
    'QUERY_FAILED',
    { reason: error instanceof Error ? error.message : String(error) },
    { cause: error },
  )

const connect = async (settings: unknown, signal?: AbortSignal): Promise<DataConnection> => {
  if (!isSettings(settings))
    throw new PlatformError('SOURCE_NOT_SUPPORTED', {
      location: 'the MySQL source',
      reason: 'its settings hold no connection string',
    })
  const address = parseAddress(settings.connectionString)
  const options = connectionOptions(address)
  const pool = createPool({ ...options, connectionLimit: settings.poolSize ?? 4, idleTimeout: 60_000 })
  const prepared = new WeakSet<object>()
  const closing = new AbortController()

  const use = async <T>(given: Limits, work: (connection: PoolConnection) => Promise<T>): Promise<T> => {
    if (closing.signal.aborted) throw cancelled('the source was closed')
    const limits = {
      timeoutMs: given.timeoutMs,
      signal: given.signal ? AbortSignal.any([given.signal, closing.signal]) : closing.signal,
    }
    const connection = await takeConnection(pool, limits).catch((error: unknown) => {
      throw isPlatformError(error) ? error : toConnectError(error, address.location)
    })
    let keep = true
    try {
      return await withLimits(connection.threadId, options, limits, async () => {
        if (!prepared.has(connection)) await prepareSession(connection)
        prepared.add(connection)
        return work(connection)
      })
    } catch (error) {
      // a KILL may arrive late and hit the next statement, so a stopped connection is not used again
      keep = !isConnectionError(error) && !isPlatformError(error)
      if (isPlatformError(error)) throw error
      throw keep ? toQueryError(error) : toConnectError(error, address.location)
    } finally {
      if (keep) connection.release()
      else connection.destroy()
    }
  }

  const query = async (request: QueryRequest): Promise<QueryResult> => {
    const refusal = refusalOf(request.sql)
    if (refusal) throw new PlatformError('QUERY_FAILED', { reason: refusal })
    return use(request, connection =>
      runQuery(connection, request, () => killQuery(options, connection.threadId)),
    )
  }

  const close = (): Promise<void> => {
    closing.abort()
    return new Promise(resolve => pool.end(() => resolve()))
  }
  try {
    await use({ timeoutMs: 15_000, signal }, connection => readTexts(connection, 'SELECT 1'))
  } catch (error) {
    await close()
    throw error
  }
  return {
    dialect: 'mysql',
    readCatalog: catalogSignal =>
      use({ timeoutMs: catalogTimeoutMs, signal: catalogSignal }, readMysqlCatalog),
    query,
    close,
  }
}

/**
 * Opens a MySQL or MariaDB server for reading: SELECT alone, read-only transactions, the server's own time limit,
 * KILL QUERY on timeout and cancel; sessions run in UTC. Of the connection string nothing but address, user and
 * TLS mode is used; link-local and metadata addresses are refused. Settings: {@link MysqlSettings}.
 */
export const mysqlConnector: Connector = { kind: 'mysql', dialect: 'mysql', connect }
