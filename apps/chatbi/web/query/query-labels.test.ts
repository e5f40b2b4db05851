import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Query } from '../../query/query.ts'
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
