import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createDatabase, duckdbConnector } from './index.ts'
import type { GeneratedTable } from './index.ts'

const at = (text: string): number => Date.parse(`${text}Z`)

const lines: GeneratedTable = {
  name: 'line',
  comment: 'Production lines',
  columns: [
    { name: 'line_id', type: 'text' },
    { name: 'built_on', type: 'date', comment: 'Commissioned' },
  ],
  primaryKey: ['line_id'],
  chunks: () => [
    [
      ['L1', 'L2'],
      [at('2020-03-01T00:00'), null],
    ],
  ],
}
const counts = (rows: number): GeneratedTable => ({
  name: 'production',
  columns: [
    { name: 'id', type: 'integer' },
    { name: 'line_id', type: 'text' },
    { name: 'hour_start', type: 'timestamp' },
    { name: 'kwh', type: 'float' },
    { name: 'planned', type: 'boolean' },
  ],
  primaryKey: ['id'],
  foreignKeys: [{ columns: ['line_id'], table: 'line', referencedColumns: ['line_id'] }],
  chunks: () => [
    [
      Float64Array.from({ length: rows }, (_, i) => i),
      Array.from({ length: rows }, (_, i) => (i % 2 ? 'L1' : 'L2')),
      Array.from({ length: rows }, () => at('2026-11-01T06:00')),
      Array.from({ length: rows }, () => 0.5),
      Array.from({ length: rows }, () => true),
    ],
  ],
})

test('writes chunks larger than a vector with keys, comments and types that the catalogue shows', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'demo.duckdb')
  await createDatabase(path, [lines, counts(5000)])
  const connection = await duckdbConnector.connect({ databasePath: path })
  t.after(() => connection.close())
  const { tables } = await connection.readCatalog()
  const [line, production] = tables
  assert.equal(line?.comment, 'Production lines')
  assert.deepEqual(line?.columns[1], { name: 'built_on', type: 'date', nativeType: 'DATE', nullable: true, comment: 'Commissioned' }) // prettier-ignore
  assert.equal(production?.rowCount, 5000)
  assert.deepEqual(production?.primaryKey, ['id'])
  assert.deepEqual(production?.foreignKeys, [{ columns: ['line_id'], table: 'line', referencedColumns: ['line_id'] }]) // prettier-ignore
  const result = await connection.query({
    sql: 'SELECT p.id, p.hour_start, p.kwh, p.planned, l.built_on FROM production p JOIN line l USING (line_id) WHERE p.id >= 4998 ORDER BY 1',
    maxRows: 10,
    timeoutMs: 5000,
  })
  assert.deepEqual(result.rows, [
    [4998, '2026-11-01T06:00:00', 0.5, true, null],
    [4999, '2026-11-01T06:00:00', 0.5, true, '2020-03-01'],
  ])
})

test('leaves nothing behind when a key is broken, and keeps the older database', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'millwright-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'demo.duckdb')
  await createDatabase(path, [lines])
  await assert.rejects(createDatabase(path, [counts(10)]))
  assert.deepEqual(await readdir(folder), ['demo.duckdb'])
  assert.ok(existsSync(path))
})
