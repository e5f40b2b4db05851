import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plantModel } from '../parse/testing/plant-model.ts'
import { emptyQuery } from './query.ts'
import type { Query } from './query.ts'
import { validateQuery } from './validate-query.ts'

const duration = { kind: 'field', field: { dataset: 'stop', field: 'duration_min' } } as const
const good: Query = {
  ...emptyQuery,
  measures: [{ id: 'hours', expression: { kind: 'metric', metric: 'stop_hours' } }],
  dimensions: [{ id: 'shift', field: { dataset: 'stop', field: 'shift' } }],
  filters: [{ kind: 'compare', left: duration, operator: '>', right: { kind: 'value', value: 5 } }],
  orderBy: [{ by: { kind: 'output', id: 'hours' }, direction: 'desc' }],
}
const codes = (query: Query): readonly string[] =>
  validateQuery(query, plantModel).map(one => `${one.code} ${one.at?.path ?? ''}`)

test('a query whose names and types are right has no fault', () => assert.deepEqual(codes(good), []))

const faults: readonly (readonly [claim: string, change: Partial<Query>, code: string])[] = [
  [
    'a metric that is not there',
    { measures: [{ id: 'hours', expression: { kind: 'metric', metric: 'stop_hour' } }] },
    'QUERY_METRIC_UNKNOWN measures.0',
  ],
  [
    'a field that is not there',
    { dimensions: [{ id: 'shift', field: { dataset: 'stop', field: 'shft' } }] },
    'QUERY_FIELD_UNKNOWN dimensions.0.field',
  ],
  ['a dataset that is not there', { root: 'stopp' }, 'QUERY_DATASET_UNKNOWN root'],
  [
    'a number compared with words',
    {
      filters: [{ kind: 'compare', left: duration, operator: '>', right: { kind: 'value', value: 'long' } }],
    },
    'QUERY_TYPE_MISMATCH filters.0.right',
  ],
  [
    'an order by what is no output',
    { orderBy: [{ by: { kind: 'output', id: 'day' }, direction: 'asc' }] },
    'QUERY_OUTPUT_UNKNOWN orderBy.0',
  ],
  [
    'a month of what is no time',
    { dimensions: [{ id: 'shift', field: { dataset: 'stop', field: 'shift' }, grain: 'month' }] },
    'QUERY_TYPE_MISMATCH dimensions.0',
  ],
  [
    'the sum of times',
    {
      measures: [
        {
          id: 'hours',
          expression: {
            kind: 'aggregate',
            aggregate: 'sum',
            value: { kind: 'field', field: { dataset: 'stop', field: 'started_at' } },
          },
        },
      ],
    },
    'QUERY_TYPE_MISMATCH measures.0',
  ],
  [
    'a period that ends before it begins',
    {
      time: {
        field: { dataset: 'stop', field: 'started_at' },
        range: { from: '2026-02-01T00:00:00', to: '2026-01-01T00:00:00', text: '' },
      },
    },
    'QUERY_RANGE_EMPTY time.range',
  ],
  ['a comparison without a period', { compareTo: { text: 'last month' } }, 'QUERY_TIME_MISSING compareTo'],
  [
    'sets of different width',
    { setOperation: { kind: 'union', query: { ...good, dimensions: [], orderBy: [] } } },
    'QUERY_OUTPUTS_DIFFER setOperation.query',
  ],
]
for (const [claim, change, code] of faults)
  test(`names ${claim}`, () => assert.deepEqual(codes({ ...good, ...change }), [code]))

test('names what was probably meant', () => {
  const [fault] = validateQuery(
    { ...good, measures: [{ id: 'hours', expression: { kind: 'metric', metric: 'stop_hour' } }] },
    plantModel,
  )
  assert.equal(fault?.fix, 'stop_hours')
})

test('a query that asks for nothing is a fault', () => assert.deepEqual(codes(emptyQuery), ['QUERY_EMPTY ']))

test('names an average within what is no dimension', () => {
  const faults = validateQuery(
    {
      ...emptyQuery,
      measures: [{ id: 'n', expression: { kind: 'rows', dataset: 'stop' } }],
      dimensions: [{ id: 'line', field: { dataset: 'line', field: 'line_name' } }],
      having: [
        {
          measure: { kind: 'rows', dataset: 'stop' },
          operator: '>',
          right: { kind: 'groups-average', within: 'type' },
        },
      ],
    },
    plantModel,
  )
  assert.deepEqual(
    faults.map(({ code }) => code),
    ['QUERY_AVERAGE_WITHIN'],
  )
})

test('names a condition on a change that has no second period', () =>
  assert.deepEqual(
    codes({
      ...emptyQuery,
      measures: [{ id: 'n', expression: { kind: 'rows', dataset: 'stop' } }],
      dimensions: [{ id: 'line', field: { dataset: 'line', field: 'line_name' } }],
      having: [
        {
          measure: { kind: 'rows', dataset: 'stop' },
          of: 'change',
          operator: '>',
          right: { kind: 'value', value: 0 },
        },
      ],
    }),
    ['QUERY_CHANGE having.0.of'],
  ))
