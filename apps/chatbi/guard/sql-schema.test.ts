import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roles } from '@millwright/spec'
import { guardSql } from './guard-sql.ts'
import { sqlSchemaOf } from './sql-schema.ts'
import { guardDialects, guardedModel } from './testing.ts'

test('the guard lets everything pass that the editor offers, and the editor offers nothing else', async () => {
  for (const dialect of guardDialects)
    for (const role of roles) {
      const model = guardedModel(dialect)
      const schema = sqlSchemaOf(model, role)
      for (const table of schema.tables) {
        const sql = `SELECT ${table.columns.map(c => c.name).join(', ')} FROM ${table.name}`
        const result = await guardSql(sql, { model, role, dialect, maxRows: 10 })
        assert.ok(result.ok, JSON.stringify(result))
      }
      const offered = schema.tables.flatMap(t => t.columns.map(c => c.name))
      assert.ok(!offered.includes('badge') && !offered.includes('entry'))
      assert.equal(offered.includes('salary'), role === 'steward' || role === 'administrator')
    }
})
