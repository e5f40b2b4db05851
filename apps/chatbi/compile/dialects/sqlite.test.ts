import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseSync } from 'node:sqlite'
import { column, toQuery } from '../../sql/build.ts'
import { printSql } from '../../sql/print.ts'
import { sqlite } from './sqlite.ts'

test('of numbers kept as texts an empty one is no number, and not 0', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(
    "CREATE TABLE reading (value TEXT); INSERT INTO reading VALUES ('3.5'), (''), ('  '), (NULL), (' 12')",
  )
  const value = sqlite.asNumber(column('value', 'reading'))
  const from = [{ kind: 'table' as const, name: 'reading', alias: 'reading' }]
  const sql = printSql(toQuery({ kind: 'select', items: [{ value, alias: 'n' }], from }), sqlite.syntax)
  assert.deepEqual(
    database
      .prepare(sql)
      .all()
      .map(row => row['n']),
    [3.5, null, null, null, 12],
  )
})
