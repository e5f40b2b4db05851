import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { describeRunService } from './contract/run-service.contract.ts'
import { runMigrations } from './tables.ts'
import type { RunTables } from './tables.ts'

describeRunService('PGlite in memory', async () => {
  const pglite = new PGlite()
  const db = new Kysely<RunTables>({ dialect: new PGliteDialect({ pglite }) })
  for (const { up } of runMigrations) for (const statement of up) await sql.raw(statement).execute(db)
  return { db, close: () => pglite.close() }
})
