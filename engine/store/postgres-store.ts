import pg from 'pg'
import { createPooledStore, storeTypes } from './pooled-store.ts'
import type { Store } from './store.ts'

export interface PostgresStoreOptions {
  readonly connectionString: string
  readonly maxConnections?: number
}

/** A store on a PostgreSQL server. Throws STORE_UNAVAILABLE with the server's or the network's reason. */
export const createPostgresStore = async (options: PostgresStoreOptions): Promise<Store> => {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 15_000,
    application_name: 'millwright',
    types: storeTypes,
  })
  const store = createPooledStore('postgres', pool, {}, async () => undefined)
  try {
    await store.execute('select 1')
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
