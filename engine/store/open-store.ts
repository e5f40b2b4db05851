import type { PgliteExtension } from './open-pglite.ts'
import { createPgliteStore } from './pglite-store.ts'
import { createPostgresStore } from './postgres-store.ts'
import type { Store } from './store.ts'

/** Where the store is. */
export type StoreOptions =
  /** Embedded PostgreSQL in `dataDir`/store; the data folder is locked for this process. */
  | { readonly dataDir: string; readonly extensions?: readonly PgliteExtension[] }
  /** A PostgreSQL server. */
  | { readonly connectionString: string; readonly maxConnections?: number }

/**
 * Opens the store and proves that it answers. Throws DATA_FOLDER_LOCKED, DATA_FOLDER_UNUSABLE or
 * STORE_UNAVAILABLE; CONFIG_INVALID or STORE_INCOMPATIBLE for a server. Transactions on the embedded store run one after another: inside one, use its own handle alone.
 */
export const openStore = (options: StoreOptions): Promise<Store> =>
  'connectionString' in options ? createPostgresStore(options) : createPgliteStore(options)
