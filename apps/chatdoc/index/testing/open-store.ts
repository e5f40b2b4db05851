import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { chatDocMigrations } from '../../migrations.ts'
import type { ChatDocTables } from '../../tables.ts'

/** A store in memory with ChatDoc's empty tables. */
export const openStore = async (pglite: PGlite): Promise<Kysely<ChatDocTables>> => {
  const ordered = chatDocMigrations.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const migration of ordered) for (const statement of migration.up) await pglite.exec(statement)
  return new Kysely<ChatDocTables>({ dialect: new PGliteDialect({ pglite }) })
}
