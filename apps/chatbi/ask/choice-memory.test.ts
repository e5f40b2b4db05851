import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { Actor } from '@millwright/spec'
import { chatBiMigrations } from '../migrations.ts'
import type { ChatBiTables } from '../tables.ts'
import { createChoiceMemory } from './choice-memory.ts'

const pglite = new PGlite()
const database = new Kysely<ChatBiTables>({ dialect: new PGliteDialect({ pglite }) })
for (const migration of chatBiMigrations) for (const statement of migration.up) await pglite.exec(statement)
after(() => database.destroy())

const ann: Actor = { personId: 'ann', name: 'Ann', role: 'viewer', via: 'session' }

test('answers about a source are forgotten with it, and those about others stay', async () => {
  const choices = createChoiceMemory(database, { now: () => new Date('2026-11-23T08:00:00Z') })
  await choices.remember(ann, 'gone', 'rate', 'heating')
  await choices.remember(ann, 'kept', 'rate', 'cooling')
  await choices.forget('gone')
  assert.deepEqual(await choices.recall(ann, 'gone'), {})
  assert.deepEqual(await choices.recall(ann, 'kept'), { rate: 'cooling' })
})

test('a person forgets answers of their own alone, about some sources or about all', async () => {
  const choices = createChoiceMemory(database, { now: () => new Date('2026-11-23T08:00:00Z') })
  const bo: Actor = { ...ann, personId: 'bo' }
  for (const source of ['a', 'b']) {
    await choices.remember(ann, source, 'speed', 'idle')
    await choices.remember(bo, source, 'speed', 'idle')
  }
  await choices.forgetChoices(ann, ['speed'], ['a'])
  const recalled = () =>
    Promise.all([ann, bo].flatMap(who => [choices.recall(who, 'a'), choices.recall(who, 'b')]))
  assert.deepEqual(await recalled(), [{}, { speed: 'idle' }, { speed: 'idle' }, { speed: 'idle' }])
  await choices.forgetChoices(ann, ['speed'])
  assert.deepEqual(await recalled(), [{}, {}, { speed: 'idle' }, { speed: 'idle' }])
})
