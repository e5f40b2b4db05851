import pg from 'pg'
import { PlatformError } from '@millwright/spec'
import { z } from 'zod'
import { createPooledStore, storeTypes } from './pooled-store.ts'
import type { Store } from './store.ts'

export interface PostgresStoreOptions {
  readonly connectionString: string
  readonly maxConnections?: number
}

const oldestVersion = 15

const serverSchema = z.object({ version: z.string(), encoding: z.string() })

/** Refuses a server on which the product would fail later, in the middle of something. */
const requireFit = async (store: Store): Promise<void> => {
  const [row] = await store.execute(
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
  )
  const { version, encoding } = serverSchema.parse(row)
  if (Number.parseInt(version, 10) < oldestVersion)
    throw new PlatformError('STORE_INCOMPATIBLE', {
      reason: `the server is PostgreSQL ${version}, and ${oldestVersion} is the oldest that works`,
    })
  if (encoding !== 'UTF8')
    throw new PlatformError('STORE_INCOMPATIBLE', { reason: `its encoding is ${encoding}, not UTF8` })
}

const requireAddress = (connectionString: string): void => {
  if (!URL.canParse(connectionString) || !/^postgres(ql)?:/.test(connectionString))
    throw new PlatformError('CONFIG_INVALID', {
      problems: [
        'the address of the database is not of the form postgres://user:password@host:5432/database',
      ],
    })
}

/**
 * A store on a PostgreSQL server. Throws CONFIG_INVALID for an address that is none, STORE_UNAVAILABLE with the
 * server's or the network's reason, and STORE_INCOMPATIBLE.
 */
export const createPostgresStore = async (options: PostgresStoreOptions): Promise<Store> => {
  requireAddress(options.connectionString)
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 15_000,
    application_name: 'millwright',
    types: storeTypes,
  })
  const store = createPooledStore('postgres', pool, {}, async () => undefined)
  try {
    await requireFit(store)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
