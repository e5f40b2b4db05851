import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { SqlDialect } from '@millwright/spec'
import { guardSql } from '../guard/guard-sql.ts'
import { compileQuery } from './compile-query.ts'
import type { CompiledQuery } from './compile-query.ts'
import { openDuckdb, openPostgres, openSqlite } from './testing/databases.ts'
import type { Query, RowExpression } from '../query/query.ts'
import { emptyQuery } from '../query/query.ts'
import { exampleQueries } from './testing/example-queries.ts'
import { calendar, plantModel, plantTables } from './testing/plant.ts'

const dialects: readonly SqlDialect[] = ['duckdb', 'sqlite', 'postgres', 'mysql']
const databases = await Promise.all([
  openDuckdb(plantTables),
  openSqlite(plantTables),
  openPostgres(plantTables),
])
after(() => Promise.all(databases.map(d => d.close())))

const compiled = (name: string, dialect: SqlDialect): CompiledQuery => {
  const query = exampleQueries[name]
  assert.ok(query)
  const result = compileQuery(query, plantModel(dialect), { calendar })
  assert.ok(result.ok, `${name} on ${dialect}: ${JSON.stringify(result)}`)
  return result
}

/** Booleans are 0 and 1 in SQLite, and sums of floating-point numbers end in different digits. */
const comparable = (rows: readonly (readonly unknown[])[]): unknown =>
  rows.map(row =>
    row.map(v =>
      typeof v === 'boolean' ? Number(v) : typeof v === 'number' ? Number(v.toPrecision(10)) : v,
    ),
  )

for (const dialect of dialects)
  test(`the SQL of every example is as agreed in ${dialect}`, () => {
    const file = new URL(`goldens/${dialect}.sql`, import.meta.url)
    const text = Object.keys(exampleQueries)
      .map(name => `-- ${name}\n${compiled(name, dialect).sql};\n`)
      .join('\n')
    if (process.env['UPDATE_GOLDENS'] !== undefined || !existsSync(file)) writeFileSync(file, text)
    assert.equal(text, readFileSync(file, 'utf8'))
  })

for (const name of Object.keys(exampleQueries)) {
  test(`${name}: DuckDB, SQLite and PostgreSQL give the same rows, before and after the guard`, async () => {
    const answers = await Promise.all(
      databases.map(async database => {
        const { sql } = compiled(name, database.dialect)
        const guarded = await guardSql(sql, {
          model: plantModel(database.dialect),
          role: 'viewer',
          dialect: database.dialect,
          maxRows: 1000,
        })
        assert.ok(guarded.ok, `${database.dialect}: ${JSON.stringify(guarded)}\n${sql}`)
        const rows = comparable(await database.query(sql))
        assert.deepEqual(comparable(await database.query(guarded.sql)), rows, database.dialect)
        return rows
      }),
    )
    assert.deepEqual(answers[1], answers[0], 'SQLite differs from DuckDB')
    assert.deepEqual(answers[2], answers[0], 'PostgreSQL differs from DuckDB')
  })

  test(`${name}: the guard lets the MySQL pass, and every column is described`, async () => {
    const { sql, outputs, rowCountSql } = compiled(name, 'mysql')
    for (const text of [sql, ...(rowCountSql === undefined ? [] : [rowCountSql])]) {
      const guarded = await guardSql(text, {
        model: plantModel('mysql'),
        role: 'viewer',
        dialect: 'mysql',
        maxRows: 1000,
      })
      assert.ok(guarded.ok, `${JSON.stringify(guarded)}\n${text}`)
    }
    assert.ok(outputs.length > 0 && outputs.every(o => o.label.en !== ''))
  })
}

test('sums of two facts are what each fact says alone', async () => {
  const [database] = databases
  assert.ok(database)
  const rows = await database.query(compiled('measures of two facts', 'duckdb').sql)
  const total = (i: number): number => rows.reduce((sum, row) => sum + Number(row[i] ?? 0), 0)
  assert.equal(Math.round(total(2) * 60), 310)
  assert.equal(total(3), 390)
})

const tagName: RowExpression = { kind: 'field', field: { dataset: 'tag', field: 'tag_name' } }
const readings: Query = {
  ...emptyQuery,
  columns: [
    { id: 'name', value: tagName },
    { id: 'clock', value: { kind: 'number-in', of: tagName, reads: 'clock' } },
    { id: 'second', value: { kind: 'number-in', of: tagName, reads: 'second' } },
  ],
}

test('a clock counts in its last unit, a range ends with its second number', async () => {
  for (const database of databases.filter(({ dialect }) => dialect !== 'sqlite')) {
    const result = compileQuery(readings, plantModel(database.dialect), { calendar })
    assert.ok(result.ok)
    const model = plantModel(database.dialect)
    const guarded = await guardSql(result.sql, { model, role: 'viewer', dialect: model.dialect, maxRows: 9 })
    assert.ok(guarded.ok, result.sql)
    assert.deepEqual(
      await database.query(guarded.sql),
      [
        ['urgent', null, null],
        ['export', null, null],
        ['due in 1:02.5', 62.5, 2.5],
        ['due in 2:00:05', 7205, 0],
        ['takes 35–45 min', 35, 45],
        ['takes 12.5-13', 12.5, 13],
      ],
      database.dialect,
    )
  }
})

test('a database without patterns refuses to read clocks instead of reading them wrongly', () => {
  const result = compileQuery(readings, plantModel('sqlite'), { calendar })
  assert.ok(!result.ok)
  assert.deepEqual(
    result.diagnostics.map(({ code }) => code),
    ['NOT_IN_DIALECT', 'NOT_IN_DIALECT'],
  )
})

test('rows in a row are counted up to the one that breaks them', async () => {
  // of urgent, export, due in …, due in …, takes … min, takes 12.5-13
  for (const database of databases)
    assert.deepEqual(await database.query(compiled('the most rows in a row', database.dialect).sql), [[3]])
})

test('the rows behind an answer are counted', async () => {
  const [database] = databases
  assert.ok(database)
  const { rowCountSql } = compiled('a metric with a filter, a period and a limit', 'duckdb')
  assert.ok(rowCountSql)
  assert.deepEqual(await database.query(rowCountSql), [[4]])
})
