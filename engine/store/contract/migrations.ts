import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isPlatformError } from '@millwright/spec'
import type { Migration } from '@millwright/spec'
import { migrate } from '../migrate.ts'
import type { Store } from '../store.ts'

const first: Migration = {
  name: '001-press',
  up: ['create table press (id int)', 'insert into press values (1)'],
}
const second: Migration = { name: '002-press-name', up: ['alter table press add column name text'] }

const isIncompatible = (pattern: RegExp) => (error: unknown) =>
  isPlatformError(error, 'STORE_INCOMPATIBLE') && pattern.test(error.data.reason)

export const describeMigrations = (get: () => Store): void => {
  it('applies each migration once, in order of name, also when several processes start at once', async () => {
    const press = [{ owner: 'press', migrations: [second, first] }]
    const applied = await Promise.all([migrate(get(), press), migrate(get(), press), migrate(get(), press)])
    assert.deepEqual(applied.flat(), ['press/001-press', 'press/002-press-name'])
    assert.deepEqual(await get().execute('select id, name from press'), [{ id: 1, name: null }])
    assert.deepEqual(await migrate(get(), press), [])
  })

  it('refuses a migration that was changed after it had been applied', async () => {
    const changed = { ...first, up: ['create table press (id bigint)'] }
    const press = [{ owner: 'press', migrations: [changed, second] }]
    await assert.rejects(migrate(get(), press), isIncompatible(/"001-press" of press .* another wording/))
  })

  it('refuses a database that a newer version has migrated', async () => {
    const press = [{ owner: 'press', migrations: [first] }]
    await assert.rejects(migrate(get(), press), isIncompatible(/"002-press-name" of press, made by a newer/))
  })

  it('leaves the tables of an app that is not there any more alone', async () => {
    assert.deepEqual(await migrate(get(), [{ owner: 'other', migrations: [] }]), [])
    assert.equal((await get().execute('select id from press')).length, 1)
  })

  it('applies nothing at all when one statement fails', async () => {
    const good: Migration = { name: '001', up: ['create table lathe (id int)'] }
    const bad: Migration = {
      name: '001',
      up: ['create table mill (id int)', 'alter table nowhere add x int'],
    }
    const owners = [
      { owner: 'lathe', migrations: [good] },
      { owner: 'mill', migrations: [bad] },
    ]
    await assert.rejects(migrate(get(), owners), /nowhere/)
    await assert.rejects(get().execute('select * from lathe'), { code: '42P01' })
    assert.deepEqual(await migrate(get(), owners.slice(0, 1)), ['lathe/001'])
  })
}
