import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { PlatformError } from '../errors/platform-error.ts'
import { isPlatformError } from '../errors/platform-error.ts'
import type { SqlDialect } from './catalog.ts'
import type { DataConnection, QueryRequest } from './connector.ts'

const timestampType: Readonly<Record<SqlDialect, string>> = {
  duckdb: 'TIMESTAMP',
  postgres: 'timestamp',
  mysql: 'DATETIME',
  sqlite: 'DATETIME',
}

/** Statements that make the tables of the contract in an empty database of `dialect`. */
export const contractTables = (dialect: SqlDialect): readonly string[] => [
  'CREATE TABLE line (line_id VARCHAR(10) PRIMARY KEY, line_name VARCHAR(50) NOT NULL)',
  `CREATE TABLE stop (
    stop_id BIGINT PRIMARY KEY, line_id VARCHAR(10), started_at ${timestampType[dialect]}, shift_day DATE,
    duration_min DOUBLE PRECISION, cost DECIMAL(10,2), counter BIGINT, remark VARCHAR(200),
    FOREIGN KEY (line_id) REFERENCES line (line_id))`,
  `INSERT INTO line VALUES ('L1', 'Line 1'), ('L2', '二号线')`,
  `INSERT INTO stop VALUES
    (1, 'L1', '2026-11-02 06:15:00', '2026-11-02', 12.5, 100.25, 9007199254740993, 'spindle ''overheat'''),
    (2, 'L2', '2026-11-02 23:59:59', '2026-11-02', 0.1, 3.00, -7, '刀具磨损'),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
  'CREATE TABLE number (n INT NOT NULL)',
  `INSERT INTO number VALUES ${Array.from({ length: 1000 }, (_, i) => `(${i})`).join(', ')}`,
  'CREATE VIEW long_stop AS SELECT stop_id, duration_min FROM stop WHERE duration_min > 10',
]

/** What a connector shows the contract: a connection to a database that holds `contractTables`. */
export interface ContractSetup {
  readonly connection: DataConnection
  close(): Promise<void>
}

export interface ContractOptions {
  /** Why the suite cannot run here; shown as the reason of the skip. */
  readonly skip?: string | undefined
  /** Why work cannot be stopped here (an embedded database on the test's own thread). */
  readonly skipStopping?: string | undefined
}

const slow = 'SELECT sum(a.n + b.n + c.n + d.n) AS s FROM number a, number b, number c, number d'
const soonMs = 4000

/**
 * What every connector promises, run against the real thing: catalogue with keys, cells as they travel, caps,
 * timeouts and cancellation that stop the work, one statement that only reads.
 */
export const describeConnector = (
  name: string,
  setup: () => Promise<ContractSetup>,
  options: ContractOptions = {},
): void => {
  describe(`connector ${name}`, { skip: options.skip ?? false }, () => {
    let opened: ContractSetup
    before(async () => {
      opened = await setup()
    })
    after(() => opened?.close())
    const query = (sql: string, more: Partial<QueryRequest> = {}) =>
      opened.connection.query({ sql, maxRows: 1000, timeoutMs: 10_000, ...more })
    describeCatalog(() => opened.connection)
    describeCells(query)
    describeLimits(query)
    describeStopping(query, options.skipStopping)
    describeReadOnly(query)
    it('refuses questions once it is closed', async () => {
      const again = await setup()
      await again.connection.close()
      await assert.rejects(again.connection.query({ sql: 'SELECT 1', maxRows: 1, timeoutMs: 1000 }))
      await again.close()
    })
  })
}

type Query = (sql: string, more?: Partial<QueryRequest>) => ReturnType<DataConnection['query']>

const errorOf = async (work: Promise<unknown>): Promise<PlatformError> => {
  const error: unknown = await work.then(
    () => undefined,
    (e: unknown) => e,
  )
  assert.ok(isPlatformError(error), `expected a PlatformError, got ${String(error)}`)
  return error
}

const describeCatalog = (connection: () => DataConnection): void => {
  it('reads tables and views with types, keys and row counts', async () => {
    const { dialect, tables } = await connection().readCatalog()
    assert.equal(dialect, connection().dialect)
    const found = tables.map(table => `${table.kind} ${table.name}`)
    assert.deepEqual(
      found.sort((a, b) => a.localeCompare(b)),
      ['table line', 'table number', 'table stop', 'view long_stop'],
    )
    const line = tables.find(table => table.name === 'line')
    const stop = tables.find(table => table.name === 'stop')
    assert.deepEqual(line?.primaryKey, ['line_id'])
    assert.equal(line?.columns.find(column => column.name === 'line_name')?.nullable, false)
    assert.deepEqual(stop?.primaryKey, ['stop_id'])
    assert.equal(stop?.rowCount, 3)
    assert.deepEqual(
      stop?.foreignKeys.map(({ columns, table, referencedColumns }) => ({
        columns,
        table,
        referencedColumns,
      })),
      [{ columns: ['line_id'], table: 'line', referencedColumns: ['line_id'] }],
    )
    assert.deepEqual(
      stop?.columns.map(column => [column.name, column.type]),
      [
        ['stop_id', 'integer'],
        ['line_id', 'text'],
        ['started_at', 'timestamp'],
        ['shift_day', 'date'],
        ['duration_min', 'float'],
        ['cost', 'decimal'],
        ['counter', 'integer'],
        ['remark', 'text'],
      ],
    )
  })
}

const describeCells = (query: Query): void => {
  it('delivers cells as JSON without losing digits, zones or characters', async () => {
    const { columns, rows } = await query('SELECT * FROM stop ORDER BY stop_id')
    assert.deepEqual(
      columns.map(column => column.name),
      ['stop_id', 'line_id', 'started_at', 'shift_day', 'duration_min', 'cost', 'counter', 'remark'],
    )
    assert.deepEqual(rows, [
      [1, 'L1', '2026-11-02T06:15:00', '2026-11-02', 12.5, 100.25, '9007199254740993', "spindle 'overheat'"],
      [2, 'L2', '2026-11-02T23:59:59', '2026-11-02', 0.1, 3, -7, '刀具磨损'],
      [3, null, null, null, null, null, null, null],
    ])
  })
  it('gives aggregates as numbers with a numeric type', async () => {
    const { columns, rows } = await query(
      'SELECT count(*) AS c, sum(stop_id) AS s, sum(cost) AS d, avg(duration_min) AS a FROM stop',
    )
    assert.deepEqual(rows, [[3, 6, 103.25, 6.3]])
    for (const { type } of columns) assert.ok(['integer', 'decimal', 'float'].includes(type), type)
  })
  it('names the columns of an empty result', async () => {
    const result = await query('SELECT stop_id, remark FROM stop WHERE stop_id > 99')
    assert.deepEqual(
      result.columns.map(column => column.name),
      ['stop_id', 'remark'],
    )
    assert.deepEqual([result.rows, result.rowCount, result.truncated], [[], 0, false])
  })
  it('keeps both of two columns of one name', async () => {
    const { columns, rows } = await query(
      'SELECT a.n, b.n FROM number a JOIN number b ON b.n = a.n + 1 WHERE a.n = 5',
    )
    assert.equal(columns.length, 2)
    assert.deepEqual(rows, [[5, 6]])
  })
}

const describeLimits = (query: Query): void => {
  it('cuts at the row cap and says so', async () => {
    const cut = await query('SELECT n FROM number ORDER BY n', { maxRows: 10 })
    assert.deepEqual([cut.rowCount, cut.rows.length, cut.truncated], [10, 10, true])
    const whole = await query('SELECT n FROM number', { maxRows: 1000 })
    assert.deepEqual([whole.rowCount, whole.truncated], [1000, false])
  })
  it('does not start what is cancelled already', async () => {
    const error = await errorOf(query('SELECT 1', { signal: AbortSignal.abort() }))
    assert.equal(error.code, 'QUERY_CANCELLED')
  })
  it('answers many at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, i) => query(`SELECT n FROM number WHERE n = ${i}`)),
    )
    assert.deepEqual(
      results.map(result => result.rows),
      Array.from({ length: 12 }, (_, i) => [[i]]),
    )
  })
  it('says what was wrong with the SQL', async () => {
    const error = await errorOf(query('SELECT no_such_column FROM stop'))
    assert.equal(error.code, 'QUERY_FAILED')
    assert.match(error.message, /no_such_column/)
  })
}

const describeStopping = (query: Query, skip: string | boolean = false): void => {
  it('stops at the timeout and answers again', { skip }, async () => {
    const startedAt = performance.now()
    const error = await errorOf(query(slow, { timeoutMs: 300 }))
    assert.equal(error.code, 'QUERY_TIMEOUT')
    assert.ok(performance.now() - startedAt < soonMs)
    assert.deepEqual((await query('SELECT 1 AS one')).rows, [[1]])
  })
  it('stops when it is cancelled and answers again', { skip }, async () => {
    const abort = new AbortController()
    const startedAt = performance.now()
    setTimeout(() => abort.abort(), 200)
    const error = await errorOf(query(slow, { timeoutMs: 60_000, signal: abort.signal }))
    assert.equal(error.code, 'QUERY_CANCELLED')
    assert.ok(performance.now() - startedAt < soonMs)
    assert.deepEqual((await query('SELECT 1 AS one')).rows, [[1]])
  })
}

const describeReadOnly = (query: Query): void => {
  const writes = [
    "INSERT INTO line VALUES ('L9', 'x')",
    "UPDATE line SET line_name = 'x'",
    'DELETE FROM stop',
    'CREATE TABLE mine (a INT)',
    'DROP VIEW long_stop',
    'ALTER TABLE line ADD COLUMN b INT',
  ]
  for (const sql of writes)
    it(`refuses ${sql.split(' ')[0]}`, async () => {
      const { code } = await errorOf(query(sql))
      assert.ok(code === 'QUERY_FAILED' || code === 'SQL_REFUSED', code)
      assert.deepEqual((await query('SELECT count(*) AS c FROM line')).rows, [[2]])
    })
  for (const sql of ['SELECT 1; SELECT 2', 'SELECT 1; DROP TABLE stop', 'COMMIT; DELETE FROM stop'])
    it(`refuses more than one statement: ${sql}`, async () => {
      const { code } = await errorOf(query(sql))
      assert.ok(code === 'QUERY_FAILED' || code === 'SQL_REFUSED', code)
      assert.deepEqual((await query('SELECT count(*) AS c FROM stop')).rows, [[3]])
    })
}
