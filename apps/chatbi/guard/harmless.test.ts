import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { sqlDialectSchema } from '@millwright/spec'
import type { SqlDialect } from '@millwright/spec'
import { z } from 'zod'
import { openDuckdb, openPostgres, openSqlite } from '../compile/testing/databases.ts'
import { guardSql } from './guard-sql.ts'
import { guardDialects, guardedModel, guardedTables } from './testing.ts'

const corpus = z
  .array(z.object({ dialects: z.array(sqlDialectSchema), sql: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('corpus/harmless.json', import.meta.url), 'utf8')))

const databases = await Promise.all([
  openDuckdb(guardedTables),
  openSqlite(guardedTables),
  openPostgres(guardedTables),
])
after(() => Promise.all(databases.map(d => d.close())))

const guard = (sql: string, dialect: SqlDialect, extra = {}) =>
  guardSql(sql, { model: guardedModel(dialect, extra), role: 'viewer', dialect, maxRows: 1000 })

const queriesFor = (dialect: SqlDialect): readonly string[] =>
  corpus.filter(q => q.dialects.includes(dialect)).map(q => q.sql)

test('the corpus holds what it promises', () => {
  assert.ok(corpus.length >= 60, `${corpus.length} queries`)
})

for (const dialect of guardDialects)
  test(`harmless queries pass on ${dialect}, and what passed passes again`, async () => {
    const wrong: string[] = []
    for (const sql of queriesFor(dialect)) {
      const result = await guard(sql, dialect)
      if (!result.ok) wrong.push(`${sql} => ${result.diagnostics.map(d => d.message).join(' ')}`)
      else {
        const again = await guard(result.sql, dialect)
        if (!again.ok || again.sql !== result.sql) wrong.push(`not the same when guarded twice: ${sql}`)
      }
    }
    assert.deepEqual(wrong, [])
  })

for (const database of databases)
  test(`a guarded query gives the rows of the query as written on ${database.dialect}`, async () => {
    const wrong: string[] = []
    for (const sql of queriesFor(database.dialect)) {
      const result = await guard(sql, database.dialect)
      assert.ok(result.ok, sql)
      const before = await answer(database, sql)
      const behind = await answer(database, result.sql)
      if (before !== behind || before.startsWith('error'))
        wrong.push(`${sql}\n${result.sql}\n${before}\n${behind}`)
    }
    assert.deepEqual(wrong, [])
  })

const answer = async (database: (typeof databases)[number], sql: string): Promise<string> => {
  try {
    return JSON.stringify(await database.query(sql))
  } catch (error) {
    return `error: ${String(error)}`
  }
}

const lineOne = { rowRules: [{ dataset: 'employee', roles: ['viewer'], condition: "line_id = 'L1'" }] }

test('a row rule holds however the table is read', async () => {
  const ways = [
    'SELECT name FROM employee',
    'SELECT e.name FROM employee AS e',
    'SELECT name FROM (SELECT * FROM employee) AS x',
    'WITH x AS (SELECT name FROM employee) SELECT name FROM x',
    'SELECT name FROM employee UNION SELECT name FROM employee',
    "SELECT name FROM employee WHERE line_id = 'L2' OR TRUE",
    'SELECT e.name FROM line AS l LEFT JOIN employee AS e ON TRUE WHERE e.name IS NOT NULL GROUP BY e.name',
    'SELECT (SELECT max(name) FROM employee) AS name',
  ]
  for (const database of databases)
    for (const sql of ways) {
      const result = await guard(sql, database.dialect, lineOne)
      assert.ok(result.ok, JSON.stringify(result))
      assert.deepEqual(await database.query(result.sql), [['Ann']], `${database.dialect}: ${sql}`)
      assert.ok(result.checks.some(c => c.name === 'row-rules'))
    }
})

test('an error in a condition tells nothing of rows that a rule takes away', async () => {
  for (const database of databases) {
    const sql =
      "SELECT name FROM employee WHERE CAST(CASE WHEN name = 'Bo' THEN name ELSE '1' END AS integer) = 1"
    const result = await guard(sql, database.dialect, lineOne)
    assert.ok(result.ok)
    assert.deepEqual(await database.query(result.sql), [['Ann']], database.dialect)
  }
})

test('no planner may mix conditions from outside with those of a rule: a limit stands between them', async () => {
  for (const dialect of guardDialects) {
    const result = await guard('SELECT name FROM employee', dialect, lineOne)
    assert.ok(result.ok)
    assert.match(result.sql, /WHERE employee\.line_id = 'L1'\s+(OFFSET 0|LIMIT 9{15})\s*\)/, dialect)
  }
})

test('a rule restricts the role it names and those below it', async () => {
  for (const [role, count] of [
    ['viewer', 1],
    ['analyst', 1],
    ['steward', 3],
  ] as const) {
    const [database] = databases
    const rowRules = [{ dataset: 'employee', roles: ['analyst' as const], condition: "line_id = 'L1'" }]
    const result = await guardSql('SELECT name FROM employee', {
      model: guardedModel('duckdb', { rowRules }),
      role,
      dialect: 'duckdb',
      maxRows: 10,
    })
    assert.ok(result.ok && database !== undefined)
    assert.equal((await database.query(result.sql)).length, count, role)
  }
})

test('a rule that cannot be read closes its table', async () => {
  for (const condition of ['line_id =', 'no_such_column = 1', 'line_id IN (SELECT 1)', "pg_sleep(1) = 'x'"])
    for (const dialect of guardDialects) {
      const result = await guard('SELECT name FROM employee', dialect, {
        rowRules: [{ dataset: 'employee', roles: ['viewer'], condition }],
      })
      assert.ok(!result.ok && result.diagnostics.some(d => d.code === 'ROW_RULE_INVALID'), condition)
    }
})

test('columns above the grade are taken out of the table before anything reads it', async () => {
  for (const database of databases) {
    const result = await guard('SELECT * FROM employee ORDER BY employee_id', database.dialect)
    assert.ok(result.ok)
    assert.doesNotMatch(result.sql, /salary|badge/)
    assert.deepEqual((await database.query(result.sql))[0], [1, 'Ann', 'L1'])
  }
})

test('a name given to a value cannot stand in for a column that is not to be seen', async () => {
  const result = await guard('SELECT employee_id AS salary FROM employee WHERE salary = 1', 'duckdb')
  assert.ok(result.ok)
  const [database] = databases
  assert.deepEqual(await database?.query(result.sql), [[1]])
})

test('the number of rows is limited, and a lower limit is kept', async () => {
  for (const [sql, limit] of [
    ['SELECT line_id FROM line', 'LIMIT 1001'],
    ['SELECT line_id FROM line LIMIT 5', 'LIMIT 5'],
    ['SELECT line_id FROM line LIMIT 5000000', 'LIMIT 1001'],
    ['SELECT line_id FROM line UNION ALL SELECT line_id FROM stop', 'LIMIT 1001'],
  ] as const)
    for (const dialect of guardDialects) {
      const result = await guard(sql, dialect)
      assert.ok(result.ok && result.sql.endsWith(limit), `${dialect}: ${sql}`)
    }
})

test('a finding points at its place', async () => {
  const result = await guard('SELECT line_id,\n  salery\nFROM line', 'sqlite')
  assert.ok(!result.ok)
  const [found] = result.diagnostics
  assert.deepEqual([found?.at?.line, found?.at?.column, found?.at?.from, found?.at?.to], [2, 3, 18, 24])
})
