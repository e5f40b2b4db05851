import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openDuckdb, openPostgres, openSqlite } from '../compile/testing/databases.ts'
import { column, string, toQuery } from './build.ts'
import { parseSql } from './parse/parse-query.ts'
import { printSql } from './print.ts'
import { sqlSyntax } from './syntax.ts'

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom("'", '"', '\\', '`', '[', ']', '-', '\n', ';', '/*', '*/', '--', '$$', 'E', '%', '中'), maxLength: 12 }),
).filter(text => !text.includes('\0') && text.isWellFormed()) // prettier-ignore

test('a text comes back from the database as it went in', async () => {
  const databases = await Promise.all([openDuckdb([]), openSqlite([]), openPostgres([])])
  try {
    await fc.assert(
      fc.asyncProperty(nasty, async text => {
        for (const database of databases) {
          const query = toQuery({ kind: 'select', items: [{ value: string(text), alias: 'x' }] })
          const rows = await database.query(printSql(query, sqlSyntax[database.dialect]))
          // The test's own reader shortens midnights; nothing else may change.
          assert.deepEqual(rows, [[text.endsWith(' 00:00:00') ? text.slice(0, 10) : text]], database.dialect)
        }
      }),
      { seed: 11, numRuns: 150 },
    )
  } finally {
    await Promise.all(databases.map(d => d.close()))
  }
})

test('what is printed reads back as the same texts and names in every dialect', () => {
  fc.assert(
    fc.property(nasty, nasty, (text, name) => {
      fc.pre(name !== '' && !name.includes(']'))
      for (const syntax of Object.values(sqlSyntax)) {
        const query = toQuery({
          kind: 'select',
          items: [{ value: string(text), alias: name }, { value: column(name, 't') }],
          from: [{ kind: 'table', name: 't', alias: 't' }],
        })
        const printed = printSql(query, syntax)
        const { body } = parseSql(printed, syntax.dialect)
        assert.ok(body.kind === 'select')
        const [first, second] = body.items
        assert.deepEqual(first?.value, { kind: 'string', value: text }, syntax.dialect)
        assert.equal(first?.alias, name)
        assert.equal(second?.value.kind === 'column' ? second.value.name : undefined, name)
      }
    }),
    { seed: 12, numRuns: 400 },
  )
})

test('any text is either read or refused with a place, never with another error', () => {
  const words = fc.constantFrom('SELECT', 'FROM', 'a', 't', ',', '(', ')', '*', 'WHERE', '=', "'x'", '1', 'AND', 'NOT', 'IN', 'CASE', 'WHEN', 'THEN', 'END', 'JOIN', 'ON', 'WITH', 'AS', 'UNION', '||', '-', '::', 'int', 'ORDER', 'BY', 'OVER', ';', '/*', '--') // prettier-ignore
  fc.assert(
    fc.property(fc.array(words, { maxLength: 25 }), parts => {
      for (const syntax of Object.values(sqlSyntax)) {
        let printed: string | undefined
        try {
          printed = printSql(parseSql(parts.join(' '), syntax.dialect), syntax)
        } catch (error) {
          assert.ok(error instanceof Error && 'from' in error, String(error))
        }
        // What is printed is a fixed point: nothing changes when it is read again.
        if (printed !== undefined) assert.equal(printSql(parseSql(printed, syntax.dialect), syntax), printed)
      }
    }),
    { seed: 13, numRuns: 2000 },
  )
})

test('a column may be called like what every object inherits', () => {
  for (const name of ['constructor', 'valueOf', '__proto__']) {
    const printed = printSql(
      toQuery({
        kind: 'select',
        items: [{ value: column(name), alias: 'a' }],
        from: [{ kind: 'table', name: 't' }],
      }),
      sqlSyntax.duckdb,
    )
    assert.equal(printSql(parseSql(printed, 'duckdb'), sqlSyntax.duckdb), printed)
  }
})
