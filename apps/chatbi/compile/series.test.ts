import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { emptyQuery } from '../query/query.ts'
import type { MeasureExpression, Query, SeriesCalculation, TimeGrain } from '../query/query.ts'
import { guardSql } from '../guard/guard-sql.ts'
import { compileQuery } from './compile-query.ts'
import { openDuckdb, openPostgres, openSqlite } from './testing/databases.ts'
import { dataset, semanticModel } from './testing/model-builder.ts'
import { calendar } from './testing/plant.ts'

// Line A has nothing in March 2025 and starts in November 2024; B has one month alone.
const tables = [
  {
    name: 'scrap',
    columns: ['scrap_id integer', 'line text', 'day date', 'year integer', 'quantity integer'],
    rows: [
      [1, 'A', '2024-11-05', 2024, 10],
      [2, 'A', '2024-12-01', 2024, 20],
      [3, 'A', '2025-01-31', 2025, 30],
      [4, 'A', '2025-01-01', 2025, 10],
      [5, 'A', '2025-02-02', 2025, 10],
      [6, 'A', '2025-04-04', 2025, 0],
      [7, 'A', '2025-11-30', 2025, 15],
      [8, 'B', '2025-01-07', 2025, 7],
    ],
  },
] as const
const databases = await Promise.all([openDuckdb(tables), openSqlite(tables), openPostgres(tables)])
after(() => Promise.all(databases.map(database => database.close())))

const modelOf = (dialect: 'duckdb' | 'sqlite' | 'postgres' | 'mysql') =>
  semanticModel(dialect, {
    datasets: [
      dataset('scrap', 'Scrap', [
        'scrap_id* integer key',
        'line text',
        'day date time',
        'year integer',
        'quantity integer measure',
      ]),
    ],
    relationships: [],
  })

const quantity = {
  kind: 'aggregate',
  aggregate: 'sum',
  value: { kind: 'field', field: { dataset: 'scrap', field: 'quantity' } },
} as const satisfies MeasureExpression
const of = (calculation: SeriesCalculation, measure: MeasureExpression = quantity): MeasureExpression => ({
  kind: 'series',
  of: measure,
  calculation,
})
const byPeriod = (
  grain: TimeGrain,
  measures: readonly MeasureExpression[],
  parts: Partial<Query> = {},
): Query => ({
  ...emptyQuery,
  measures: measures.map((expression, i) => ({ id: `m${i + 1}`, expression })),
  dimensions: [{ id: 'period', field: { dataset: 'scrap', field: 'day' }, grain }],
  ...parts,
})
const ofLine = (line: string): Partial<Query> => ({
  filters: [
    {
      kind: 'compare',
      left: { kind: 'field', field: { dataset: 'scrap', field: 'line' } },
      operator: '=',
      right: { kind: 'value', value: line },
    },
  ],
})

/** The rows that every engine gives, after the guard. */
const rowsOf = async (query: Query): Promise<unknown> => {
  const answers = await Promise.all(
    databases.map(async database => {
      const model = modelOf(database.dialect)
      const compiled = compileQuery(query, model, { calendar })
      assert.ok(compiled.ok, JSON.stringify(compiled))
      const guarded = await guardSql(compiled.sql, {
        model,
        role: 'viewer',
        dialect: database.dialect,
        maxRows: 100,
      })
      assert.ok(guarded.ok, compiled.sql)
      const rows = await database.query(guarded.sql)
      return rows.map(row => row.map(v => (typeof v === 'number' ? Number(v.toPrecision(6)) : v)))
    }),
  )
  assert.deepEqual(answers[1], answers[0], 'SQLite differs from DuckDB')
  assert.deepEqual(answers[2], answers[0], 'PostgreSQL differs from DuckDB')
  return answers[0]
}

test('the first period and one after a gap have no predecessor; nothing grows from zero', async () => {
  const changes = [of({ kind: 'difference', since: 'period' }), of({ kind: 'growth', since: 'period' })]
  assert.deepEqual(await rowsOf(byPeriod('month', [quantity, ...changes], ofLine('A'))), [
    ['2024-11-01', 10, null, null],
    ['2024-12-01', 20, 10, 1],
    ['2025-01-01', 40, 20, 1],
    ['2025-02-01', 10, -30, -0.75],
    ['2025-04-01', 0, null, null],
    ['2025-11-01', 15, null, null],
  ])
})

test('each group has a series of its own', async () => {
  const [period] = byPeriod('month', []).dimensions
  assert.ok(period)
  const query = byPeriod('month', [of({ kind: 'running-total' })], {
    dimensions: [{ id: 'line', field: { dataset: 'scrap', field: 'line' } }, period],
    time: {
      field: { dataset: 'scrap', field: 'day' },
      range: { from: '2024-12-01T00:00:00', to: '2025-03-01T00:00:00', text: '' },
    },
  })
  assert.deepEqual(await rowsOf(query), [
    ['A', '2024-12-01', 20],
    ['A', '2025-01-01', 60],
    ['B', '2025-01-01', 7],
    ['A', '2025-02-01', 70],
  ])
})

test('the first period asked about is set against the one before it, which is read and not shown', async () => {
  const measures = [
    quantity,
    of({ kind: 'growth', since: 'period' }),
    of({ kind: 'moving-average', periods: 3 }),
  ]
  const query = byPeriod('month', measures, {
    ...ofLine('A'),
    time: {
      field: { dataset: 'scrap', field: 'day' },
      range: { from: '2025-01-15T00:00:00', to: '2025-03-01T00:00:00', text: '' },
    },
  })
  assert.deepEqual(await rowsOf(query), [
    // of January what is asked about alone
    ['2025-01-01', 30, 0.5, 20],
    ['2025-02-01', 10, -0.666667, 20],
  ])
})

test('a period asked about is set against the year before, which is read and not shown', async () => {
  const query = byPeriod('month', [quantity, of({ kind: 'earlier', since: 'year' })], {
    ...ofLine('A'),
    time: { field: { dataset: 'scrap', field: 'day' }, range: { from: '2025-10-01T00:00:00', text: '' } },
  })
  assert.deepEqual(await rowsOf(query), [['2025-11-01', 15, 10]])
})

test('a running total starts again where it is to; a mean runs as the mean of all rows so far', async () => {
  const mean: MeasureExpression = { ...quantity, aggregate: 'avg' }
  const measures = [of({ kind: 'running-total', restarts: 'year' }), of({ kind: 'running-total' }, mean)]
  assert.deepEqual(await rowsOf(byPeriod('quarter', measures, ofLine('A'))), [
    ['2024-10-01', 30, 15],
    ['2025-01-01', 50, 16],
    ['2025-04-01', 50, 13.3333],
    ['2025-10-01', 65, 13.5714],
  ])
})

test('a moving average takes the periods that there are within its span', async () => {
  const query = byPeriod('month', [of({ kind: 'moving-average', periods: 3 })], ofLine('A'))
  assert.deepEqual(await rowsOf(query), [
    ['2024-11-01', 10],
    ['2024-12-01', 15],
    ['2025-01-01', 23.3333],
    ['2025-02-01', 23.3333],
    ['2025-04-01', 5],
    ['2025-11-01', 15],
  ])
})

test('years kept as whole numbers are periods too', async () => {
  const query = byPeriod('year', [of({ kind: 'growth', since: 'period' })], {
    dimensions: [{ id: 'year', field: { dataset: 'scrap', field: 'year' }, grain: 'year' }],
  })
  assert.deepEqual(await rowsOf(query), [
    [2024, null],
    [2025, 1.4],
  ])
})

test('a condition on the change keeps months; they are still set against those that it drops', async () => {
  const change = of({ kind: 'difference', since: 'period' })
  const query = byPeriod('month', [quantity], {
    ...ofLine('A'),
    having: [{ measure: change, operator: '<', right: { kind: 'value', value: 0 } }],
  })
  assert.deepEqual(await rowsOf(query), [['2025-02-01', 10]])
})

const refusals: readonly (readonly [claim: string, query: Query, code: string])[] = [
  [
    'a running total without periods',
    { ...emptyQuery, measures: [{ id: 'm', expression: of({ kind: 'running-total' }) }] },
    'SERIES_WITHOUT_PERIODS',
  ],
  [
    'a change of a change',
    byPeriod('month', [of({ kind: 'running-total' }, of({ kind: 'growth', since: 'period' }))]),
    'SERIES_NESTED',
  ],
  [
    'a running total of what does not add up',
    byPeriod('month', [of({ kind: 'running-total' }, { ...quantity, aggregate: 'median' })]),
    'RUNNING_TOTAL_OF_PARTS',
  ],
  [
    'a series beside a second period',
    byPeriod('month', [of({ kind: 'running-total' })], {
      time: { field: { dataset: 'scrap', field: 'day' }, range: { from: '2025-01-01T00:00:00', text: '' } },
      compareTo: { from: '2024-01-01T00:00:00', text: '' },
    }),
    'SERIES_COMPARED',
  ],
]
for (const [claim, query, code] of refusals)
  test(`refuses ${claim}`, () => {
    const compiled = compileQuery(query, modelOf('duckdb'), { calendar })
    assert.ok(!compiled.ok)
    assert.deepEqual(
      compiled.diagnostics.map(finding => finding.code),
      [code],
    )
  })
