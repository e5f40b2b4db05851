import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Store } from './store.ts'

/** What upkeep needs of a store. */
export type UpkeepStore = Pick<Store, 'execute'>

const everyMs = 5 * 60_000
const worthBytes = 4 * 1024 * 1024

const recordSchema = z.object({ lsn: z.string() })
const tablesSchema = z.array(z.object({ name: z.string() }))

const recordFile = (folder: string): string => join(folder, 'millwright-upkeep.json')

const readLastPlace = async (folder: string): Promise<string> => {
  const text = await readFile(recordFile(folder), 'utf8').catch(() => '{"lsn":"0/0"}')
  return recordSchema.parse(JSON.parse(text)).lsn
}

/** How far the log has come, and by how many bytes since `lsn`: the measure of what was written. */
const measureWritten = async (store: UpkeepStore, lsn: string) => {
  const [row] = await store.execute(
    `select pg_current_wal_lsn()::text as lsn, pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn)::float8 as bytes`,
    [lsn],
  )
  return z.object({ lsn: z.string(), bytes: z.number() }).parse(row)
}

const vacuumAll = async (store: UpkeepStore): Promise<void> => {
  const tables = tablesSchema.parse(
    await store.execute(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname <> 'information_schema'
       and (schemaname <> 'pg_catalog' or tablename in ('pg_attribute', 'pg_class', 'pg_statistic', 'pg_depend'))`,
    ),
  )
  for (const { name } of tables) await store.execute(`vacuum (analyze) ${name}`) // one at a time: others get their turn
}

/**
 * Frees dead rows and renews the planner's statistics once enough was written since the last time, as autovacuum
 * does on a server; the embedded database has none. Returns whether it did.
 */
export const maintainPglite = async (store: UpkeepStore, folder: string): Promise<boolean> => {
  const { bytes } = await measureWritten(store, await readLastPlace(folder))
  if (bytes < worthBytes) return false
  await vacuumAll(store)
  const { lsn } = await measureWritten(store, '0/0')
  await writeFile(recordFile(folder), JSON.stringify({ lsn }))
  return true
}

/** Looks after the database every five minutes until stopped; stopping waits for work in progress. */
export const startUpkeep = (store: UpkeepStore, folder: string): { stop(): Promise<void> } => {
  let current: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    current = maintainPglite(store, folder).catch(() => false) // a broken store shows in every other query
  }, everyMs).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await current
    },
  }
}
