import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyQuery } from '../../query/query.ts'
import type { Query } from '../../query/query.ts'
import * as edits from './query-edits.ts'

const field = (name: string) => ({ dataset: 'stop', field: name })
const query: Query = {
  ...emptyQuery,
  measures: [{ id: 'hours', expression: { kind: 'metric', metric: 'stop_hours' } }],
  dimensions: [
    { id: 'line', field: field('line_id') },
    { id: 'reason', field: field('reason_code') },
  ],
  orderBy: [
    { by: { kind: 'output', id: 'hours' }, direction: 'desc' },
    { by: { kind: 'output', id: 'line' }, direction: 'asc' },
  ],
  limit: { count: 3, per: 'line' },
  time: { field: field('started_at'), range: { from: '2026-10-01T00:00:00', text: '' } },
  compareTo: { text: 'before' },
}

test('what is sorted and limited by a removed grouping goes with it', () => {
  const edited = edits.removeDimension(query, 0)
  assert.deepEqual(
    edited.dimensions.map(item => item.id),
    ['reason'],
  )
  assert.deepEqual(edited.orderBy, [{ by: { kind: 'output', id: 'hours' }, direction: 'desc' }])
  assert.deepEqual(edited.limit, { count: 3 })
})

test('what is sorted by a measure is sorted by the one that takes its place', () => {
  const edited = edits.setMeasure(query, 0, { kind: 'metric', metric: 'scrap_rate' })
  assert.deepEqual(edited.measures, [
    { id: 'scrap_rate', expression: { kind: 'metric', metric: 'scrap_rate' } },
  ])
  assert.deepEqual(edited.orderBy[0]?.by, { kind: 'output', id: 'scrap_rate' })
})

const monthly: Query = {
  ...emptyQuery,
  measures: [
    {
      id: 'running',
      expression: {
        kind: 'series',
        of: { kind: 'metric', metric: 'stop_hours' },
        calculation: { kind: 'running-total' },
      },
    },
  ],
  dimensions: [{ id: 'month', field: field('started_at'), grain: 'month' }],
  orderBy: [{ by: { kind: 'output', id: 'running' }, direction: 'desc' }],
}

test('a running total is a plain value again where its periods are removed or no periods any more', () => {
  for (const edited of [
    edits.removeDimension(monthly, 0),
    edits.setDimension(monthly, 0, { field: field('shift') }),
  ]) {
    assert.deepEqual(edited.measures, [
      { id: 'stop_hours', expression: { kind: 'metric', metric: 'stop_hours' } },
    ])
    assert.deepEqual(edited.orderBy[0]?.by, { kind: 'output', id: 'stop_hours' })
  }
  const weekly = edits.setDimension(monthly, 0, { field: field('started_at'), grain: 'week' })
  assert.deepEqual(weekly.measures, monthly.measures)
})

test('a share within groups that are gone is one of all groups', () => {
  const of = { kind: 'metric', metric: 'stop_hours' } as const
  const shared: Query = {
    ...query,
    measures: [{ id: 'share', expression: { kind: 'share', of, within: 'line' } }],
  }
  assert.deepEqual(edits.removeDimension(shared, 0).measures[0]?.expression, { kind: 'share', of })
  assert.deepEqual(edits.removeDimension(shared, 1).measures, shared.measures)
})

test('outputs never share a name', () => {
  const twice = edits.addDimension(edits.addDimension(query, { field: field('shift') }), {
    field: field('shift'),
  })
  assert.deepEqual(
    twice.dimensions.map(item => item.id),
    ['line', 'reason', 'shift', 'shift_2'],
  )
})

test('a comparison does not outlive the period it compares', () => {
  const edited = edits.removeTime(query)
  assert.equal(edited.time, undefined)
  assert.equal(edited.compareTo, undefined)
})

test('a query is never changed in place', () => {
  const before = structuredClone(query)
  edits.removeMeasure(query, 0)
  edits.setLimit(query, 9)
  edits.removeOrder(query, 0)
  assert.deepEqual(query, before)
})
