import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Store } from '../store.ts'

type Tables = { account: { id: number; balance: number } }

const createAccount = async (store: Store) => {
  await store.execute('drop table if exists account; create table account (id int primary key, balance int)')
  await store.execute('insert into account values (1, 0)')
  return store.db.withTables<Tables>()
}

const balance = async (store: Store): Promise<number> => {
  const row = await store.db
    .withTables<Tables>()
    .selectFrom('account')
    .select('balance')
    .executeTakeFirstOrThrow()
  return row.balance
}

/** Reads, waits and writes: loses updates unless transactions keep apart. */
const addSlowly = (store: Store, amount: number): Promise<void> =>
  store.db
    .withTables<Tables>()
    .transaction()
    .execute(async transaction => {
      const row = await transaction
        .selectFrom('account')
        .select('balance')
        .forUpdate()
        .executeTakeFirstOrThrow()
      await sleep(5)
      await transaction
        .updateTable('account')
        .set({ balance: row.balance + amount })
        .execute()
    })

export const describeTransactions = (get: () => Store): void => {
  it('loses no update of transactions that run at once', async () => {
    await createAccount(get())
    await Promise.all(Array.from({ length: 20 }, () => addSlowly(get(), 1)))
    assert.equal(await balance(get()), 20)
  })

  it('shows nothing of a transaction that threw, and goes on', async () => {
    const db = await createAccount(get())
    const thrown = db.transaction().execute(async transaction => {
      await transaction.updateTable('account').set({ balance: 99 }).execute()
      throw new RangeError('changed my mind')
    })
    await assert.rejects(thrown, /changed my mind/)
    assert.equal(await balance(get()), 0)
  })

  it('refuses to commit after a statement failed inside', async () => {
    const db = await createAccount(get())
    const failed = db.transaction().execute(async transaction => {
      await transaction.updateTable('account').set({ balance: 99 }).execute()
      await sql`select 1/0`.execute(transaction).catch(() => undefined)
    })
    await assert.rejects(failed)
    assert.equal(await balance(get()), 0)
  })

  it('keeps statements of others out of an open transaction', async () => {
    const db = await createAccount(get())
    const seen: number[] = []
    const writing = db.transaction().execute(async transaction => {
      await transaction.updateTable('account').set({ balance: 50 }).execute()
      await sleep(30)
      await transaction.updateTable('account').set({ balance: 7 }).execute()
    })
    const reading = sleep(10).then(async () => void seen.push(await balance(get())))
    await Promise.all([writing, reading])
    assert.ok(seen[0] === 0 || seen[0] === 7, `a reader saw ${seen[0]}`)
  })

  it('has what the services build on: skip locked, returning, upsert, identity', async () => {
    await get().execute(
      'create table line (id int generated always as identity, name text unique, n int default 1)',
    )
    const upsert = `insert into line (name) values ($1) on conflict (name) do update set n = line.n + 1 returning id, n`
    assert.deepEqual(await get().execute(upsert, ['L1']), [{ id: 1, n: 1 }])
    assert.deepEqual(await get().execute(upsert, ['L1']), [{ id: 1, n: 2 }])
    const claim = `with next as (select id from line limit 1 for update skip locked) update line set n = 9 from next where line.id = next.id returning n`
    assert.deepEqual(await get().execute(claim), [{ n: 9 }])
  })
}
