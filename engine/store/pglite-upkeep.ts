import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Store } from './store.ts'

/** What upkeep needs of a store. */
export type UpkeepStore = Pick<Store, 'execute'>

const everyMs = 5 * 60_000
const worthBytes = 4 * 1024 * 1024

/** The log is looked at this often, and may grow this long: what a start after a crash has to replay. */
const checkpointEveryMs = 10_000
const longestLogBytes = 128 * 1024 * 1024

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

/**
 * Tables of which enough changed since they were last looked after, by the measures of autovacuum: a large one that
 * grows is not read again and again.
 */
const findWorn = async (store: UpkeepStore): Promise<readonly string[]> => {
  await store.execute('select pg_stat_force_next_flush()')
  const tables = tablesSchema.parse(
    await store.execute(
      `select format('%I.%I', schemaname, relname) as name from pg_stat_all_tables
       where (schemaname not in ('information_schema', 'pg_catalog', 'pg_toast')
           or relname in ('pg_attribute', 'pg_class', 'pg_statistic', 'pg_depend'))
         and (n_dead_tup > 50 + 0.2 * n_live_tup or n_ins_since_vacuum > 1000 + 0.2 * n_live_tup
           or n_mod_since_analyze > 50 + 0.1 * n_live_tup)`,
    ),
  )
  return tables.map(table => table.name)
}

/**
 * Frees dead rows and renews the planner's statistics once enough was written since the last time, as autovacuum
 * does on a server; the embedded database has none. Returns whether it did.
 */
export const maintainPglite = async (store: UpkeepStore, folder: string): Promise<boolean> => {
  const { bytes } = await measureWritten(store, await readLastPlace(folder))
  if (bytes < worthBytes) return false
  for (const name of await findWorn(store)) await store.execute(`vacuum (analyze) ${name}`) // one at a time: others get their turn
  const { lsn } = await measureWritten(store, '0/0')
  await writeFile(recordFile(folder), JSON.stringify({ lsn }))
  return true
}

/**
 * Shortens the log once it is long, as the checkpointer does on a server; the embedded database has none, and would
 * replay everything since it was opened after a crash. Returns whether it did.
 */
export const checkpointPglite = async (
  store: UpkeepStore,
  longestBytes: number = longestLogBytes,
): Promise<boolean> => {
  const [row] = await store.execute(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`,
  )
  const { bytes } = z.object({ bytes: z.number() }).parse(row)
  if (bytes < longestBytes) return false
  await store.execute('checkpoint')
  return true
}

/** Looks after the database until stopped; stopping waits for work in progress. */
export const startUpkeep = (store: UpkeepStore, folder: string): { stop(): Promise<void> } => {
  const doEvery = (ms: number, work: () => Promise<boolean>) => {
    let current: Promise<unknown> | undefined
    const timer = setInterval(() => {
      current ??= work()
        .catch(() => false) // a broken store shows in every other query
        .finally(() => (current = undefined))
    }, ms).unref()
    return async (): Promise<void> => {
      clearInterval(timer)
      await current
    }
  }
  const stops = [
    doEvery(everyMs, () => maintainPglite(store, folder)),
    doEvery(checkpointEveryMs, () => checkpointPglite(store)),
  ]
  return {
    stop: async () => {
      await Promise.all(stops.map(stop => stop()))
    },
  }
}
