import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { createWideSchema } from './wide-schema.ts'

test('makes as many tables as are asked for, each with rows that refer to its subject, and questions', async () => {
  const schema = await createWideSchema(40)
  const database = new DatabaseSync(schema.path, { readOnly: true })
  assert.equal(database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all().length, 40)
  const joined = database.prepare('SELECT * FROM machine_event JOIN machine USING (machine_id)').all()
  assert.equal(joined.length, 60)
  assert.ok(schema.questions.length >= 40)
  database.close()
  await schema.remove()
})
