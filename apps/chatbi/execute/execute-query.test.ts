import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell, DataConnection, DataType } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'
import { executeQuery, hashRows } from './execute-query.ts'
import type { ResultTableColumn } from './result-table.ts'

const hours: ResultTableColumn = {
  id: 'stop_hours',
  label: { en: 'Stop hours', zh: '停机时长' },
  type: 'float',
  role: 'measure',
  unit: 'h',
}

const connectionOf = (
  columns: Readonly<Record<string, DataType>>,
  rows: readonly (readonly Cell[])[],
  count?: () => Promise<number>,
  limit = Infinity,
): DataConnection => ({
  dialect: 'duckdb',
  readCatalog: () => Promise.resolve({ dialect: 'duckdb', tables: [] }),
  close: () => Promise.resolve(),
  query: async ({ sql, maxRows }) => {
    if (sql === 'count')
      return {
        columns: [{ name: 'n', type: 'integer' }],
        rows: [[(await count?.()) ?? 0]],
        rowCount: 1,
        truncated: false,
        elapsedMs: 1,
      }
    return {
      columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
      rows: rows.slice(0, sql === 'more' ? maxRows : Math.min(maxRows, limit)),
      rowCount: Math.min(rows.length, maxRows),
      truncated: rows.length > maxRows,
      elapsedMs: 1,
    }
  },
})
const caps = { maxRows: 100, timeoutMs: 1000 }

test('columns that the compiler wrote keep their meaning', async () => {
  const connection = connectionOf({ stop_hours: 'float' }, [[1.5]])
  const table = await executeQuery({ sql: 'x', outputs: [hours], connection, caps })
  assert.deepEqual(table.columns, [hours])
})

test('columns of hand-written SQL are judged by name, type and values', async () => {
  const connection = connectionOf(
    { STOP_HOURS: 'float', day: 'text', line_id: 'text', name: 'text', n: 'integer' },
    [[1, '2026-10-01', 'L1', 'x', 2]],
  )
  const { columns } = await executeQuery({ sql: 'x', outputs: [hours], connection, caps })
  assert.deepEqual(
    columns.map(column => column.role),
    ['measure', 'time', 'key', 'dimension', 'measure'],
  )
  assert.equal(columns[0]?.unit, 'h')
})

test('two columns of one name get two ids', async () => {
  const connection: DataConnection = {
    ...connectionOf({}, []),
    query: () =>
      Promise.resolve({
        columns: [
          { name: 'a', type: 'integer' },
          { name: 'a', type: 'integer' },
        ],
        rows: [[1, 2]],
        rowCount: 1,
        truncated: false,
        elapsedMs: 1,
      }),
  }
  const { columns } = await executeQuery({ sql: 'x', outputs: [], connection, caps })
  assert.deepEqual(
    columns.map(column => column.id),
    ['a', 'a_2'],
  )
})

test('rows beyond the cell cap are cut and said to be', async () => {
  const connection = connectionOf(
    { a: 'integer', b: 'integer' },
    Array.from({ length: 50 }, (_, i) => [i, i]),
  )
  const table = await executeQuery({ sql: 'x', outputs: [], connection, caps: { ...caps, maxCells: 20 } })
  assert.deepEqual([table.rowCount, table.truncated], [10, true])
})

test('a text that would fill the journal is cut and said to be, whole characters stay whole', async () => {
  const connection = connectionOf({ names: 'text', n: 'integer' }, [
    [`ab${'😀'.repeat(50)}`, 1],
    ['short', 2],
  ])
  const cut = await executeQuery({ sql: 'x', outputs: [], connection, caps: { ...caps, maxTextLength: 5 } })
  assert.deepEqual(cut.rows, [
    ['ab😀…', 1],
    ['short', 2],
  ])
  assert.deepEqual([cut.cutTexts, cut.truncated], [1, false])
  const few = await executeQuery({ sql: 'x', outputs: [], connection, caps: { ...caps, maxTextInAll: 104 } })
  assert.deepEqual([few.rowCount, few.truncated, few.cutTexts], [1, true, undefined])
})

test('a count that fails is left out; the answer stands', async () => {
  const failing = () => Promise.reject(new PlatformError('QUERY_TIMEOUT', { timeoutMs: 1 }))
  const table = await executeQuery({
    sql: 'x',
    outputs: [],
    connection: connectionOf({ a: 'integer' }, [[1]], failing),
    caps,
    rowCountSql: 'count',
  })
  assert.equal(table.sourceRowCount, undefined)
  const counted = await executeQuery({
    sql: 'x',
    outputs: [],
    connection: connectionOf({ a: 'integer' }, [[1]], () => Promise.resolve(42)),
    caps,
    rowCountSql: 'count',
  })
  assert.equal(counted.sourceRowCount, 42)
})

test('rows beyond the limit that are equal to the last one within it are counted', async () => {
  const rows = [
    ['a', 0.3],
    ['b', 0.1 + 0.2],
    ['c', 0.3],
    ['d', 0.2],
    ['e', 0.3],
  ]
  const beyond = { sql: 'more', count: 1, by: ['hours'] }
  const ask = (all: readonly (readonly Cell[])[], count: number, by = ['hours']) =>
    executeQuery({
      sql: 'x',
      outputs: [],
      connection: connectionOf({ name: 'text', hours: 'float' }, all, undefined, count),
      caps,
      beyond: { ...beyond, count, by },
    })
  assert.equal((await ask(rows, 1)).equalBeyond, 2)
  assert.equal((await ask(rows, 3)).equalBeyond, undefined)
  assert.equal((await ask(rows, 9)).equalBeyond, undefined, 'nothing is cut')
  assert.equal((await ask(rows, 1, ['gone'])).equalBeyond, undefined)
})

test('the hash tells other rows apart and forgives the last digits of a sum', () => {
  assert.notEqual(hashRows([hours], [[1]]), hashRows([hours], [[2]]))
  assert.equal(hashRows([hours], [[0.1 + 0.2]]), hashRows([hours], [[0.3]]))
})
