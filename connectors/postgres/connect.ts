import pg from 'pg'
import type { ClientConfig, PoolClient } from 'pg'
import { PlatformError, isPlatformError } from '@millwright/spec'
import type { Connector, DataConnection, QueryRequest } from '@millwright/spec'
import { parseAddress } from './address.ts'
import type { PostgresAddress } from './address.ts'
import { isConnectionError, toConnectError } from './connect-error.ts'
import { createGuardedSocket } from './guarded-socket.ts'
import { readPostgresCatalog } from './read-catalog.ts'
import { runQuery, toQueryError } from './run-query.ts'

/** A server by its connection string (`postgres://user:password@host:5432/database?sslmode=…`). */
export interface PostgresSettings {
  readonly connectionString: string
  /** Queries at the same time; more wait. Default 4. */
  readonly poolSize?: number
}

const isSettings = (settings: unknown): settings is PostgresSettings =>
  typeof settings === 'object' &&
  settings !== null &&
  'connectionString' in settings &&
  typeof settings.connectionString === 'string'

const catalogTimeoutMs = 120_000
const graceMs = 2000

const clientConfig = ({ host, port, user, password, database, ssl }: PostgresAddress): ClientConfig => ({
  host,
  port,
  user,
  password,
  database,
  ssl,
  application_name: 'millwright',
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  stream: createGuardedSocket,
  options: '-c default_transaction_read_only=on -c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=iso_8601',
})

/** PostgreSQL stops a statement when another connection of the same user asks for it. */
const cancelBackend = async (config: ClientConfig, processId: number): Promise<void> => {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT pg_cancel_backend($1)', [processId])
  } finally {
    await client.end().catch(() => undefined)
  }
}

const processIdOf = (client: PoolClient): number =>
  'processID' in client && typeof client.processID === 'number' ? client.processID : 0

const cancelled = (reason: string): PlatformError => new PlatformError('QUERY_CANCELLED', { reason })

type Limits = Pick<QueryRequest, 'timeoutMs'> & { readonly signal?: AbortSignal | undefined }

/** Stops `work` on the server when a limit is passed; the server's own timeout comes first, ours is for a silent one. */
const withLimits = async <T>(
  client: PoolClient,
  config: ClientConfig,
  { timeoutMs, signal }: Limits,
  work: () => Promise<T>,
): Promise<T> => {
  let stopped: PlatformError | undefined
  const stop = (error: PlatformError) => {
    stopped ??= error
    cancelBackend(config, processIdOf(client)).catch(() => undefined)
  }
  const onAbort = () => stop(cancelled('it was stopped'))
  const timeout = new PlatformError('QUERY_TIMEOUT', { timeoutMs })
  const timer = setTimeout(() => stop(timeout), timeoutMs + graceMs)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()
  try {
    return await work()
  } catch (error) {
    if (stopped) throw stopped
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
    throw code === '57014' || code === '55P03' ? timeout : error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

/** Waits for a connection no longer than the limits say; one that comes too late goes back. */
const takeClient = (pool: pg.Pool, { timeoutMs, signal }: Limits): Promise<PoolClient> =>
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
    pool.connect().then(
      client => (isOver ? client.release() : end(() => resolve(client))),
      (error: unknown) =>
        isOver ? undefined : end(() => reject(error instanceof Error ? error : new Error(String(error)))),
    )
  })

const openPool = (config: ClientConfig, size: number): pg.Pool => {
  const pool = new pg.Pool({ ...config, max: size, idleTimeoutMillis: 60_000, allowExitOnIdle: true })
  // a connection that breaks while idle is dropped by the pool; the next question opens another
  pool.on('error', () => undefined)
  return pool
}

const connect = async (settings: unknown, signal?: AbortSignal): Promise<DataConnection> => {
  if (!isSettings(settings))
    throw new PlatformError('SOURCE_NOT_SUPPORTED', {
      location: 'the PostgreSQL source',
      reason: 'its settings hold no connection string',
    })
  const address = parseAddress(settings.connectionString)
  const { location } = address
  const config = clientConfig(address)
  const pool = openPool(config, settings.poolSize ?? 4)
  const closing = new AbortController()

  const use = async <T>(given: Limits, work: (client: PoolClient) => Promise<T>): Promise<T> => {
    if (pool.ending) throw cancelled('the source was closed')
    const signal = given.signal ? AbortSignal.any([given.signal, closing.signal]) : closing.signal
    const limits = { timeoutMs: given.timeoutMs, signal }
    const client = await takeClient(pool, limits).catch((error: unknown) => {
      throw isPlatformError(error) ? error : toConnectError(error, location)
    })
    let isBroken = false
    try {
      return await withLimits(client, config, limits, () => work(client))
    } catch (error) {
      if (isPlatformError(error)) throw error
      isBroken = isConnectionError(error)
      throw isBroken ? toConnectError(error, location) : toQueryError(error)
    } finally {
      client.release(isBroken)
    }
  }

  try {
    await use({ timeoutMs: 15_000, signal }, client => client.query('SELECT 1'))
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    dialect: 'postgres',
    readCatalog: catalogSignal =>
      use({ timeoutMs: catalogTimeoutMs, signal: catalogSignal }, readPostgresCatalog),
    query: request => use(request, client => runQuery(client, request)),
    close: async () => {
      if (pool.ending) return
      closing.abort()
      await pool.end()
    },
  }
}

/**
 * Opens a PostgreSQL server for reading: read-only transactions, the server's own statement timeout, cancellation in
 * the server, cursors for the row cap; sessions run in UTC. Of the connection string nothing but address, user and TLS
 * mode is used; link-local and metadata addresses are refused. Settings:
 * {@link PostgresSettings}.
 */
export const postgresConnector: Connector = { kind: 'postgres', dialect: 'postgres', connect }
