import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition, Query } from '../../query/query.ts'
import { createQueryLabels } from './query-labels.ts'

const inner: Query = {
  measures: [],
  dimensions: [{ id: 'line', field: { dataset: 'line', field: 'line_name' } }],
  columns: [],
  filters: [],
  having: [],
  orderBy: [
    { by: { kind: 'measure', measure: { kind: 'metric', metric: 'stop_hours' } }, direction: 'desc' },
  ],
  limit: { count: 1 },
}

test('a filter by another query says which rows that query picks', () => {
  const field = { dataset: 'line', field: 'line_name' }
  const label = createQueryLabels(undefined, 'en').condition({ kind: 'in-query', field, query: inner })
  assert.equal(label, 'line_name is the one with the highest stop_hours')
  const three = { ...inner, limit: { count: 3 } }
  assert.equal(
    createQueryLabels(undefined, 'zh').condition({ kind: 'in-query', field, query: three, negated: true }),
    'line_name 不为 stop_hours最高的 3 个之一',
  )
})

test('a filter by a query without an order says its condition', () => {
  const field = { dataset: 'line', field: 'line_name' }
  const { limit: _, ...rest } = inner
  const query: Query = {
    ...rest,
    orderBy: [],
    filters: [{ kind: 'in', field: { dataset: 'line', field: 'area' }, values: ['A'] }],
  }
  const label = createQueryLabels(undefined, 'en').condition({ kind: 'in-query', field, query })
  assert.equal(label, 'line_name is among those where area is A')
})

test('two bounds of one time are one period of a label, by its days or its hours', () => {
  const bound = (operator: '<' | '>=', value: string): Condition => ({
    kind: 'compare',
    left: { kind: 'field', field: { dataset: 'stop', field: 'started_at' } },
    operator,
    right: { kind: 'value', value },
  })
  const label = (from: string, to: string): string =>
    createQueryLabels(undefined, 'en').condition({
      kind: 'related',
      dataset: 'stop',
      filters: [bound('>=', from), bound('<', to)],
      negated: true,
    })
  assert.equal(
    label('2026-10-01T00:00:00', '2026-11-01T00:00:00'),
    'without stop (started_at 2026-10-01 – 2026-10-31)',
  )
  assert.equal(
    label('2026-10-01T22:00:00', '2026-10-02T06:00:00'),
    'without stop (started_at 2026-10-01 22:00 – 2026-10-02 06:00)',
  )
})
