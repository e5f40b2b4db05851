import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { emptyQuery } from '../query/query.ts'
import type { Query } from '../query/query.ts'
import { compileQuery } from './compile-query.ts'
import { calendar } from './testing/plant.ts'
import { dataset, semanticModel } from './testing/model-builder.ts'

const dearest: Query = {
  ...emptyQuery,
  columns: [{ id: 'name', value: { kind: 'field', field: { dataset: 'tool', field: 'name' } } }],
  orderBy: [
    {
      by: { kind: 'row', value: { kind: 'field', field: { dataset: 'tool', field: 'price' } } },
      direction: 'desc',
    },
  ],
  limit: { count: 1 },
}
const commonestKind: Query = {
  ...emptyQuery,
  dimensions: [{ id: 'kind', field: { dataset: 'tool', field: 'kind' } }],
  orderBy: [{ by: { kind: 'measure', measure: { kind: 'rows', dataset: 'tool' } }, direction: 'desc' }],
}

const sqlOf = (dialect: 'sqlite' | 'duckdb' | 'postgres' | 'mysql', query: Query): string => {
  const tools = dataset('tool', 'Tools', ['code* text key', 'name!', 'kind', 'price integer'])
  const compiled = compileQuery(query, semanticModel(dialect, { datasets: [tools], relationships: [] }), {
    calendar,
  })
  assert.ok(compiled.ok)
  return compiled.sql
}

test('the first of equal rows in SQLite is the first of the table, as whoever writes the SQL by hand finds it', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(`CREATE TABLE tool (code TEXT PRIMARY KEY, name TEXT, kind TEXT, price INTEGER);
    INSERT INTO tool VALUES ('T9', 'Saw', 'cutting', 40), ('T1', 'Mill', 'cutting', 90), ('T0', 'Lathe', 'turning', 90)`)
  assert.deepEqual(database.prepare(sqlOf('sqlite', dearest)).get()?.['name'], 'Mill')
})

test('elsewhere the key of the row, or the group, decides between equal ones', () => {
  for (const dialect of ['duckdb', 'postgres', 'mysql'] as const) {
    assert.match(sqlOf(dialect, dearest), /ORDER BY .*price.* DESC.*, .*code/s)
    assert.match(sqlOf(dialect, commonestKind), /ORDER BY COUNT\(\*\) DESC.*, .*kind/s)
  }
})
