import { createHash } from 'node:crypto'
import { PlatformError } from '@millwright/spec'
import type { Migration } from '@millwright/spec'
import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Store, StoreTables } from './store.ts'

/** The migrations of one part of the product; `owner` is its name in the record. */
export interface OwnedMigrations {
  readonly owner: string
  readonly migrations: readonly Migration[]
}

type MigrationTables = {
  store_migration: { owner: string; name: string; hash: string; applied_at: Date }
}

/** Any constant of our own: whoever migrates this database takes this advisory lock. */
const lockKey = 7300_0001

const hashOf = (migration: Migration): string =>
  createHash('sha256').update(JSON.stringify(migration.up)).digest('hex')

const createRecord = sql`
  create table if not exists store_migration (
    owner text not null,
    name text not null,
    hash text not null,
    applied_at timestamptz not null default now(),
    primary key (owner, name)
  )`

const incompatible = (reason: string): PlatformError => new PlatformError('STORE_INCOMPATIBLE', { reason })

/** What is still to be applied, in order of name; refuses a record that these migrations did not write. */
const findPending = (
  { owner, migrations }: OwnedMigrations,
  applied: ReadonlyMap<string, string>,
): readonly Migration[] => {
  const ordered = migrations.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const known = new Map(ordered.map(migration => [migration.name, migration]))
  if (known.size !== ordered.length) throw new Error(`bug: ${owner} has two migrations of one name`)
  for (const [name, hash] of applied) {
    const migration = known.get(name)
    if (migration === undefined)
      throw incompatible(`it holds the change "${name}" of ${owner}, made by a newer version of Millwright`)
    if (hashOf(migration) !== hash)
      throw incompatible(
        `the change "${name}" of ${owner} was applied in another wording than this version has`,
      )
  }
  return ordered.filter(migration => !applied.has(migration.name))
}

const applyOwned = async (
  transaction: Transaction<MigrationTables>,
  owned: OwnedMigrations,
): Promise<readonly string[]> => {
  const { owner } = owned
  const rows = await transaction
    .selectFrom('store_migration')
    .select(['name', 'hash'])
    .where('owner', '=', owner)
    .execute()
  const pending = findPending(owned, new Map(rows.map(row => [row.name, row.hash])))
  for (const migration of pending) {
    for (const statement of migration.up) await sql.raw(statement).execute(transaction)
    await transaction
      .insertInto('store_migration')
      .values({ owner, name: migration.name, hash: hashOf(migration), applied_at: new Date() })
      .execute()
  }
  return pending.map(migration => `${owner}/${migration.name}`)
}

/**
 * Brings the tables of every owner up to date, in the order given, all in one transaction: an upgrade happens whole
 * or not at all. Returns what was applied. Several processes may call it at once. Throws STORE_INCOMPATIBLE when
 * the record holds a migration that is unknown here or was applied in another wording.
 */
export const migrate = (store: Store, owners: readonly OwnedMigrations[]): Promise<readonly string[]> =>
  store.db.transaction().execute(async (started: Transaction<StoreTables>) => {
    const transaction = started.withTables<MigrationTables>()
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(transaction)
    await createRecord.execute(transaction)
    const applied: string[] = []
    for (const owned of owners) applied.push(...(await applyOwned(transaction, owned)))
    return applied
  })
