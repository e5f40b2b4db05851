import type { Kysely } from 'kysely'

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
