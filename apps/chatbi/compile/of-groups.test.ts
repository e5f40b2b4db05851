import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { emptyQuery } from '../query/query.ts'
import type { AllGroups, FieldRef, MeasureExpression, Query } from '../query/query.ts'
import { compileQuery } from './compile-query.ts'
import { openDuckdb } from './testing/databases.ts'
import { calendar, plantModel, plantTables } from './testing/plant.ts'

const database = await openDuckdb(plantTables)
after(() => database.close())

const hourStart: FieldRef = { dataset: 'production', field: 'hour_start' }
const line: FieldRef = { dataset: 'line', field: 'line_name' }
const daily = (rest: Partial<MeasureExpression & { kind: 'of-groups' }>): MeasureExpression => ({
  kind: 'of-groups',
  aggregate: 'avg',
  of: { kind: 'metric', metric: 'output' },
  by: { field: hourStart, grain: 'day' },
  ...rest,
})
const queryOf = (expression: MeasureExpression, rest: Partial<Query> = {}): Query => ({
  ...emptyQuery,
  measures: [{ id: 'm', expression }],
  ...rest,
})
const rowsOf = async (query: Query): Promise<readonly (readonly unknown[])[]> => {
  const compiled = compileQuery(query, plantModel('duckdb'), { calendar })
  assert.ok(compiled.ok, JSON.stringify(compiled))
  return database.query(compiled.sql)
}

test('days are what is aggregated: the output of all lines of a day is one of them', async () => {
  assert.deepEqual(await rowsOf(queryOf(daily({}))), [[97.5]])
  assert.deepEqual(await rowsOf(queryOf(daily({ aggregate: 'max' }))), [[190]])
  assert.deepEqual(await rowsOf(queryOf(daily({ aggregate: 'count' }))), [[4]])
})

test('a line without such a day has none of them and is still told', async () => {
  const many = daily({ aggregate: 'count', when: { operator: '>', value: 60 } })
  assert.deepEqual(await rowsOf(queryOf(many)), [[3]])
  assert.deepEqual(await rowsOf(queryOf(many, { dimensions: [{ id: 'line', field: line }] })), [
    ['Line 1', 2],
    ['Line 2', 0],
    ['Line 4', 0],
  ])
})

test('days are set against what they come to themselves, those of a line against the days of that line', async () => {
  const above = (ofAll: AllGroups): MeasureExpression =>
    daily({ aggregate: 'count', when: { operator: '>', ofAll } })
  // the days have 190, 50, 70 and 80 pieces
  assert.deepEqual(await rowsOf(queryOf(above({}))), [[1]])
  assert.deepEqual(await rowsOf(queryOf(above({ statistic: 'median' }))), [[2]])
  assert.deepEqual(await rowsOf(queryOf(above({ times: 2 }))), [[0]])
  const byLine = { dimensions: [{ id: 'line', field: line }] }
  assert.deepEqual(await rowsOf(queryOf(above({}), byLine)), [
    ['Line 1', 1],
    ['Line 2', 1],
    ['Line 4', 0],
  ])
})

const faults: readonly (readonly [claim: string, query: Query, code: string])[] = [
  [
    'another measure beside it',
    queryOf(daily({}), {
      measures: [
        { id: 'm', expression: daily({}) },
        { id: 'o', expression: { kind: 'metric', metric: 'output' } },
      ],
    }),
    'GROUPS_NOT_ALONE',
  ],
  [
    'one as a part of another',
    queryOf({ kind: 'arithmetic', operator: '/', left: daily({}), right: { kind: 'number', value: 2 } }),
    'GROUPS_NESTED',
  ],
  ['one of another', queryOf(daily({ of: daily({}) })), 'GROUPS_NESTED'],
]
for (const [claim, query, code] of faults)
  test(`refuses ${claim}`, () => {
    const compiled = compileQuery(query, plantModel('duckdb'), { calendar })
    assert.ok(!compiled.ok)
    assert.deepEqual([...new Set(compiled.diagnostics.map(finding => finding.code))], [code])
  })
