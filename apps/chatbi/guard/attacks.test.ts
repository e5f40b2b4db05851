import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { roles, sqlDialectSchema } from '@millwright/spec'
import { z } from 'zod'
import { guardSql } from './guard-sql.ts'
import { guardDialects, guardedModel } from './testing.ts'

const corpus = z
  .array(
    z.object({
      why: z.string(),
      dialects: z.array(sqlDialectSchema),
      sql: z.string(),
      code: z.string().optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('corpus/attacks.json', import.meta.url), 'utf8')))

const chain = (before: string, unit: string, times: number, after: string): string =>
  before + unit.repeat(times) + after

// Attacks on the parser itself: too long to keep as data.
const endless = [
  { why: 'words without end', sql: chain('SELECT 1', ', 1', 4000, ''), code: 'SQL_TOO_LONG' },
  {
    why: 'deep parentheses',
    sql: `${chain('SELECT ', '(', 300, '1')}${')'.repeat(300)}`,
    code: 'SQL_TOO_DEEP',
  },
  { why: 'deep NOT', sql: chain('SELECT ', 'NOT ', 500, 'TRUE'), code: 'SQL_TOO_DEEP' },
  { why: 'deep minus', sql: chain('SELECT ', '- ', 500, '1'), code: 'SQL_TOO_DEEP' },
  {
    why: 'deep subqueries',
    sql: `${chain('SELECT * FROM ', '(SELECT * FROM ', 200, 'line')}${') AS x'.repeat(200)}`,
    code: 'SQL_TOO_DEEP',
  },
  { why: 'a long sum', sql: chain('SELECT 1', ' + 1', 1000, ''), code: 'SQL_TOO_LONG' },
  { why: 'a long union', sql: chain('SELECT 1', ' UNION ALL SELECT 1', 500, ''), code: 'SQL_TOO_LONG' },
  {
    why: 'many tables',
    sql: `SELECT 1 FROM ${Array.from({ length: 100 }, (_, i) => `line AS l${i}`).join(', ')}`,
    code: 'SQL_TOO_LONG',
  },
  {
    why: 'deep CASE',
    sql: `${chain('SELECT ', 'CASE WHEN TRUE THEN ', 100, '1')}${' END'.repeat(100)}`,
    code: 'SQL_TOO_DEEP',
  },
  { why: 'a very long text', sql: `SELECT '${'x'.repeat(60_000)}'`, code: 'SQL_TOO_LONG' },
]

test('the corpus holds what it promises', () => {
  assert.ok(corpus.length >= 100, `${corpus.length} attacks`)
  for (const dialect of guardDialects)
    assert.ok(corpus.filter(a => a.dialects.includes(dialect)).length >= 100, `fewer than 100 for ${dialect}`)
  const keys = corpus.map(a => `${a.dialects.join()} ${a.sql}`)
  assert.deepEqual(
    keys.filter((k, i) => keys.indexOf(k) !== i),
    [],
    'an attack is listed twice',
  )
})

for (const dialect of guardDialects)
  test(`every attack on ${dialect} is refused, for its own reason`, async () => {
    const attacks = [...corpus.filter(a => a.dialects.includes(dialect)), ...endless]
    const wrong: string[] = []
    for (const attack of attacks) {
      const result = await guardSql(attack.sql, {
        model: guardedModel(dialect),
        role: 'viewer',
        dialect,
        maxRows: 100,
      })
      if (result.ok)
        wrong.push(`passed: ${attack.why}: ${attack.sql.slice(0, 100)}\n${result.sql.slice(0, 200)}`)
      else if (attack.code !== undefined && !result.diagnostics.some(d => d.code === attack.code))
        wrong.push(
          `${attack.why}: ${attack.code} expected, ${result.diagnostics.map(d => `${d.code} ${d.message}`).join(' ')}`,
        )
      else if (result.diagnostics.some(d => d.code === 'SQL_UNVERIFIED' || d.message === ''))
        wrong.push(`only the last check caught it: ${attack.why}: ${attack.sql.slice(0, 100)}`)
    }
    assert.deepEqual(wrong, [])
  })

test('outputs that name outputs cannot outgrow the server', async () => {
  const doubling = Array.from({ length: 40 }, (_, i) => `, a${i} + a${i} AS a${i + 1}`).join('')
  const sorted = Array.from({ length: 2000 }, () => 'a').join(', ')
  const wide = `${Array.from({ length: 300 }, (_, i) => `duration_min + ${i}`).join(' + ')}`
  for (const sql of [
    `SELECT duration_min AS a0${doubling} FROM stop`,
    `SELECT (SELECT max(${wide}) FROM stop) AS a FROM line ORDER BY coalesce(${sorted})`,
  ])
    for (const dialect of guardDialects) {
      const began = performance.now()
      const result = await guardSql(sql, {
        model: guardedModel(dialect),
        role: 'viewer',
        dialect,
        maxRows: 100,
      })
      assert.equal(result.ok, false, dialect)
      assert.ok(performance.now() - began < 2000, `${dialect} took too long`)
    }
})

test('what a viewer may not see, an administrator may', async () => {
  for (const role of roles)
    for (const dialect of guardDialects) {
      const result = await guardSql('SELECT salary FROM employee', {
        model: guardedModel(dialect),
        role,
        dialect,
        maxRows: 100,
      })
      assert.equal(result.ok, role === 'steward' || role === 'administrator', `${role} on ${dialect}`)
    }
})
