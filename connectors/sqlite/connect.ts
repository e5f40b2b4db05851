import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { PlatformError } from '@millwright/spec'
import type { Connector, DataConnection } from '@millwright/spec'
import { createChildPool } from './child-pool.ts'
import type { SqliteRequest } from './messages.ts'

/** A database file, and the caps of this connection. */
export interface SqliteSettings {
  readonly path: string
  /** Memory of SQLite in each process. Default 512. */
  readonly memoryLimitMb?: number
  /** Queries at the same time, each in a process of its own. Default 3. */
  readonly poolSize?: number
}

const isSettings = (settings: unknown): settings is SqliteSettings =>
  typeof settings === 'object' && settings !== null && 'path' in settings && typeof settings.path === 'string'

const catalogTimeoutMs = 120_000

const unreachable = (path: string, reason: string): PlatformError =>
  /not a database/.test(reason)
    ? new PlatformError('SOURCE_NOT_SUPPORTED', {
        location: basename(path),
        reason: 'it is not a SQLite database, or it is encrypted or damaged',
      })
    : new PlatformError('SOURCE_UNREACHABLE', { location: basename(path), reason })

const connect = async (settings: unknown, signal?: AbortSignal): Promise<DataConnection> => {
  if (!isSettings(settings))
    throw new PlatformError('SOURCE_NOT_SUPPORTED', {
      location: 'the SQLite source',
      reason: 'its settings name no file',
    })
  const { path } = settings
  if (!existsSync(path))
    throw new PlatformError('SOURCE_UNREACHABLE', {
      location: basename(path),
      reason: 'the file does not exist',
    })
  const open: SqliteRequest = { kind: 'open', path, memoryLimitMb: settings.memoryLimitMb ?? 512 }
  const pool = createChildPool(open, settings.poolSize ?? 3)
  try {
    const opened = await pool.ask(open, { signal })
    if (opened.kind === 'error') throw unreachable(path, opened.reason)
  } catch (error) {
    pool.close()
    throw error
  }
  return {
    dialect: 'sqlite',
    readCatalog: async catalogSignal => {
      const reply = await pool.ask(
        { kind: 'catalog' },
        { timeoutMs: catalogTimeoutMs, signal: catalogSignal },
      )
      if (reply.kind === 'catalog') return { dialect: 'sqlite', tables: [...reply.tables] }
      throw unreachable(path, reply.kind === 'error' ? reply.reason : 'its catalogue cannot be read')
    },
    query: async ({ sql, maxRows, timeoutMs, signal: querySignal }) => {
      const startedAt = performance.now()
      const reply = await pool.ask({ kind: 'query', sql, maxRows }, { timeoutMs, signal: querySignal })
      if (reply.kind !== 'rows')
        throw new PlatformError('QUERY_FAILED', {
          reason: reply.kind === 'error' ? reply.reason : 'no rows came',
        })
      const { columns, rows, truncated } = reply
      return {
        columns,
        rows,
        truncated,
        rowCount: rows.length,
        elapsedMs: Math.round(performance.now() - startedAt),
      }
    },
    close: () => Promise.resolve(pool.close()),
  }
}

/**
 * Opens a SQLite file for reading: read-only handle, `query_only`, no ATTACH, PRAGMA or extensions (SQLite's own
 * authorizer), capped heap. Queries run in child processes that are ended on timeout and cancel, because SQLite's
 * step cannot be interrupted from Node. Settings: {@link SqliteSettings}.
 */
export const sqliteConnector: Connector = { kind: 'sqlite', dialect: 'sqlite', connect }
