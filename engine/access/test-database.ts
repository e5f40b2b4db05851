import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { accessMigrations } from './migrations.ts'
import type { AccessTables } from './tables.ts'

/** An empty database with the tables of this folder: in memory, or on the server that TEST_DATABASE_URL names. */
export const createTestDatabase = async (): Promise<Kysely<AccessTables>> => {
  const db = new Kysely<AccessTables>({ dialect: createDialect(process.env['TEST_DATABASE_URL']) })
  for (const migration of accessMigrations)
    for (const statement of migration.up) await sql.raw(statement).execute(db)
  return db
}

const createDialect = (url: string | undefined): PGliteDialect | PostgresDialect => {
  if (url === undefined || url === '') return new PGliteDialect({ pglite: () => PGlite.create() })
  const schema = `access_${randomUUID().replaceAll('-', '')}`
  return new PostgresDialect({
    pool: async () => {
      const first = new pg.Client(url)
      await first.connect()
      await first.query(`create schema ${schema}`)
      await first.end()
      return new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` })
    },
  })
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
