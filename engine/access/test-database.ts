import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { accessMigrations } from './migrations.ts'
import type { AccessTables } from './tables.ts'

/** An empty database in memory with the tables of this folder. */
export const createTestDatabase = async (): Promise<Kysely<AccessTables>> => {
  const db = new Kysely<AccessTables>({ dialect: new PGliteDialect({ pglite: () => PGlite.create() }) })
  for (const migration of accessMigrations)
    for (const statement of migration.up) await sql.raw(statement).execute(db)
  return db
}

/** A clock that tests move by hand. */
export const createTestClock = (start = '2026-11-23T08:00:00Z') => {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    passS: (seconds: number): void => {
      at += seconds * 1000
    },
  }
}
