import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import { sql } from 'kysely'
import { isUniqueViolation } from '../store-error.ts'
import type { Store } from '../store.ts'
import type { StoreKind } from './store-kinds.ts'
import { describeMigrations } from './migrations.ts'
import { describeTransactions } from './transactions.ts'

const only = async (store: Store, text: string, values?: readonly unknown[]): Promise<unknown> =>
  Object.values((await store.execute(text, values))[0] ?? {})[0]

const describeTypes = (get: () => Store): void => {
  it('gives numbers, texts and dates as the same types everywhere', async () => {
    const [row] = await get().execute(`
      select 7::int8 as count, 1.50::numeric as price, 2.5::float8 as share, date '2026-11-23' as day,
        timestamp '2026-11-23 06:00' as local, timestamptz '2026-11-23 06:00+08' as instant, true as flag,
        '废品率 📉'::text as label, array['a','b'] as tags, '{"k":[1,null]}'::jsonb as doc, null as nothing,
        '\\x0001ff'::bytea as bytes`)
    assert.deepEqual(row, {
      count: 7,
      price: '1.50',
      share: 2.5,
      day: '2026-11-23',
      local: '2026-11-23 06:00:00',
      instant: new Date('2026-11-22T22:00:00Z'),
      flag: true,
      label: '废品率 📉',
      tags: ['a', 'b'],
      doc: { k: [1, null] },
      nothing: null,
      bytes: Buffer.from([0, 1, 255]),
    })
  })

  it('takes values of these types as parameters', async () => {
    const instant = new Date('2026-11-22T22:00:00.123Z')
    const [row] = await get().execute(
      `select $1::timestamptz as instant, $2::text[] as tags, $3::jsonb as doc, $4::bytea as bytes, $5::int8 as n, $6::text as t`,
      [instant, ['甲', 'b"c'], JSON.stringify(['x']), Buffer.from([9, 0]), 9007199254740991, "o'clock \\ \n"],
    )
    const expected = {
      instant,
      tags: ['甲', 'b"c'],
      doc: ['x'],
      bytes: Buffer.from([9, 0]),
      n: 9007199254740991,
    }
    assert.deepEqual(row, { ...expected, t: "o'clock \\ \n" })
  })

  it('fails on a whole number that a JavaScript number would round', async () => {
    await assert.rejects(get().execute('select 9007199254740993::int8'), /does not fit a number/)
    assert.equal(await only(get(), 'select 1'), 1)
  })
}

const describeStatements = (get: () => Store): void => {
  it('runs several statements at once and returns the rows of all', async () => {
    const rows = await get().execute(
      `create table many (n int); insert into many values (1), (2); select n from many order by n; select 'end' as n`,
    )
    assert.deepEqual(rows, [{ n: 1 }, { n: 2 }, { n: 'end' }])
  })

  it('leaves no transaction open when one of several statements fails', async () => {
    await get().execute('create table half (n int)')
    const halved = get().execute('begin; insert into half values (1); select 1/0; commit')
    await assert.rejects(halved, /division by zero/)
    assert.equal(await only(get(), 'select count(*) from half'), 0)
  })

  it('keeps the SQLSTATE of an error and goes on afterwards', async () => {
    await assert.rejects(get().execute('selekt 1'), { code: '42601' })
    await assert.rejects(get().execute('select $1::int', ['no number']), { code: '22P02' })
    await assert.rejects(get().execute('select * from nowhere'), { code: '42P01' })
    assert.equal(await only(get(), 'select $1::text', ['still here']), 'still here')
  })

  it('tells a unique violation, and of which constraint', async () => {
    await get().execute('create table unique_one (n int constraint unique_one_n unique)')
    await get().execute('insert into unique_one values (1)')
    const failure: unknown = await get()
      .execute('insert into unique_one values (1)')
      .catch((error: unknown) => error)
    assert.ok(isUniqueViolation(failure))
    assert.ok(isUniqueViolation(failure, 'unique_one_n'))
    assert.ok(!isUniqueViolation(failure, 'other'))
    assert.ok(!isUniqueViolation(new Error('23505')))
  })

  it('carries much: 20,000 rows out, a text of 4 MB in and out, 5,000 parameters', async () => {
    const rows = await get().execute('select n, repeat(n::text, 5) as t from generate_series(1, 20000) n')
    assert.equal(rows.length, 20_000)
    assert.deepEqual(rows[19_999], { n: 20_000, t: '20000'.repeat(5) })
    const text = '磨'.repeat(1_400_000)
    assert.equal(await only(get(), 'select $1::text', [text]), text)
    const numbers = Array.from({ length: 5000 }, (_, index) => index)
    const sum = await get()
      .db.withTables<{ none: { n: number } }>()
      .executeQuery<{ total: number }>(
        sql<{
          total: number
        }>`select sum(n)::int as total from (values ${sql.join(numbers.map(n => sql`(${n}::int)`))}) v(n)`.compile(
          get().db,
        ),
      )
    assert.equal(sum.rows[0]?.total, 12_497_500)
  })

  it('answers many who ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => only(get(), 'select $1::int', [index])),
    )
    assert.deepEqual(answers, [...answers.keys()])
  })
}

const describeEnd = (kind: StoreKind): void => {
  it('keeps what was written, and tells that it is closed', async () => {
    const bench = await kind.create()
    try {
      const first = await bench.open()
      await first.execute('create table kept (n int); insert into kept values (5)')
      await first.close()
      await first.close()
      await assert.rejects(first.execute('select 1'), error => isPlatformError(error, 'STORE_UNAVAILABLE'))
      const second = await bench.open()
      assert.equal(await only(second, 'select n from kept'), 5)
      await second.close()
    } finally {
      await bench.remove()
    }
  })
}

/** What every kind of store promises. */
export const describeStore = (kind: StoreKind): void => {
  describe(`store: ${kind.name}`, { skip: kind.skip ?? false }, () => {
    let store: Store
    let remove: () => Promise<void>
    before(async () => {
      const bench = await kind.create()
      remove = () => bench.remove()
      store = await bench.open()
    })
    after(async () => {
      await store.close()
      await remove()
    })
    describeTypes(() => store)
    describeStatements(() => store)
    describeTransactions(() => store)
    describeMigrations(() => store)
    describeEnd(kind)
  })
}
