import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { PlatformError } from '@millwright/spec'
import type { Connector, DataConnection } from '@millwright/spec'
import { createConnectionPool } from './connection-pool.ts'
import { readDuckdbCatalog } from './read-catalog.ts'
import { cancelled, reasonOf, runQuery, withInterrupt } from './run-query.ts'

/** What the connector opens: a database file, and the caps of this connection. */
export interface DuckdbSettings {
  readonly databasePath: string
  /** Memory of the whole connection; beyond it DuckDB spills to `tempDirectory`. Default 1024. */
  readonly memoryLimitMb?: number
  /** Default 2. */
  readonly threads?: number
  /** Queries at the same time; more wait. Default 4. */
  readonly poolSize?: number
  /** Where big queries spill; absent: none does, and a query beyond the memory limit fails. */
  readonly tempDirectory?: string
}

const isSettings = (settings: unknown): settings is DuckdbSettings =>
  typeof settings === 'object' &&
  settings !== null &&
  'databasePath' in settings &&
  typeof settings.databasePath === 'string'

/** No files, no network, no extensions, nothing to configure from SQL. */
const sandbox = (settings: DuckdbSettings): Record<string, string> => ({
  access_mode: 'READ_ONLY',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_unsigned_extensions: 'false',
  // in this order: without external access no folder can be set
  ...(settings.tempDirectory ? { temp_directory: settings.tempDirectory } : {}),
  enable_external_access: 'false',
  memory_limit: `${settings.memoryLimitMb ?? 1024}MB`,
  threads: String(settings.threads ?? 2),
  max_temp_directory_size: settings.tempDirectory ? '8GB' : '0KB',
})

const openInstance = async (settings: DuckdbSettings): Promise<DuckDBInstance> => {
  const location = basename(settings.databasePath)
  if (!existsSync(settings.databasePath))
    throw new PlatformError('SOURCE_UNREACHABLE', { location, reason: 'the database file does not exist' })
  if (settings.tempDirectory) await mkdir(settings.tempDirectory, { recursive: true })
  try {
    return await DuckDBInstance.create(settings.databasePath, sandbox(settings))
  } catch (cause) {
    throw new PlatformError('SOURCE_UNREACHABLE', { location, reason: reasonOf(cause) }, { cause })
  }
}

const openConnection = async (instance: DuckDBInstance): Promise<DuckDBConnection> => instance.connect()

const connect = async (settings: unknown, signal?: AbortSignal): Promise<DataConnection> => {
  if (!isSettings(settings))
    throw new PlatformError('SOURCE_NOT_SUPPORTED', {
      location: 'the DuckDB source',
      reason: 'its settings name no database file',
    })
  if (signal?.aborted) throw cancelled(signal)
  const instance = await openInstance(settings)
  const first = await openConnection(instance)
  await first.run('SET lock_configuration = true')
  const pool = createConnectionPool(() => openConnection(instance), settings.poolSize ?? 4, [first])
  return {
    dialect: 'duckdb',
    readCatalog: catalogSignal =>
      pool.use({ signal: catalogSignal }, connection =>
        withInterrupt(connection, { signal: catalogSignal }, () => readDuckdbCatalog(connection)),
      ),
    query: request => pool.use(request, connection => runQuery(connection, request)),
    close: async () => {
      await pool.close()
      instance.closeSync()
    },
  }
}

/**
 * Opens a DuckDB database file for reading in a sandbox: read-only, no external files or network, no
 * extensions, locked configuration, capped memory and threads. Settings: {@link DuckdbSettings}.
 */
export const duckdbConnector: Connector = { kind: 'files', dialect: 'duckdb', connect }
