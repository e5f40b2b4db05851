import type { Kysely } from 'kysely'
import { createPgliteStore } from './pglite-store.ts'
import type { PgliteExtension } from './open-pglite.ts'
import { createPostgresStore } from './postgres-store.ts'

/** Tables known to nobody in particular; each area adds its own: `store.db.withTables<{ run_event: … }>()`. */
export type StoreTables = Record<never, never>

/** The database of the product. PostgreSQL dialect whichever `kind`; int8 arrives as number, numeric and dates as text, timestamptz as Date. */
export interface Store {
  readonly kind: 'pglite' | 'postgres'
  readonly db: Kysely<StoreTables>
  /**
   * Runs SQL text as it stands and returns the rows of all its statements. Without `values` it may hold several
   * statements, transaction commands among them; an error rolls back what they left open.
   */
  execute(text: string, values?: readonly unknown[]): Promise<readonly StoreRow[]>
  close(): Promise<void>
}

/** A row by its column names. */
export type StoreRow = Readonly<Record<string, unknown>>

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
