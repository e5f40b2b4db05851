import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlantCalendar } from '@millwright/spec'
import { emptyQuery } from '../query/query.ts'
import type { Query, TimeRange } from '../query/query.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import { shiftToNow } from './shift-to-now.ts'

const calendar: PlantCalendar = { timeZone: 'Asia/Shanghai', weekStart: 1, shifts: [] }
const askedAt = new Date('2026-11-23T03:00:00Z')
const now = new Date('2027-01-15T03:00:00Z')
const queryFor = (question: string): Query => {
  const [found] = findTimeExpressions(question, { now: askedAt, calendar })
  assert.ok(found?.range)
  return {
    ...emptyQuery,
    time: { field: { dataset: 'stop', field: 'started_at' }, range: found.range },
    ...(found.compareTo ? { compareTo: found.compareTo } : {}),
  }
}
const start = (range: TimeRange | undefined): string | undefined => range?.from?.slice(0, 10)

test('a verified question about last month means the month before the one it is asked in', () => {
  const question = 'stops by line last month'
  const shifted = shiftToNow(queryFor(question), { question, askedAt, now, calendar })
  assert.equal(start(shifted.time?.range), '2026-12-01')
})

test('both periods of a comparison move', () => {
  const question = 'output this month vs last month'
  const shifted = shiftToNow(queryFor(question), { question, askedAt, now, calendar })
  assert.deepEqual([start(shifted.time?.range), start(shifted.compareTo)], ['2027-01-01', '2026-12-01'])
})

test('ages count from the day on which it is asked again', () => {
  const at = '2026-11-23T00:00:00'
  const query: Query = {
    ...emptyQuery,
    root: 'machine',
    filters: [
      {
        kind: 'compare',
        left: { kind: 'field', field: { dataset: 'machine', field: 'installed_on' } },
        operator: '<',
        right: { kind: 'expression', expression: { kind: 'moment', at, ago: { count: 3, unit: 'year' } } },
      },
    ],
  }
  const shifted = shiftToNow(query, { question: 'machines older than 3 years', askedAt, now, calendar })
  assert.deepEqual(
    JSON.parse(JSON.stringify(shifted)),
    JSON.parse(JSON.stringify(query).replace(at, '2027-01-15T00:00:00')),
  )
})

test('a range that a person set by hand stays', () => {
  const query: Query = {
    ...emptyQuery,
    time: {
      field: { dataset: 'stop', field: 'started_at' },
      range: { from: '2026-03-01T00:00:00', to: '2026-04-01T00:00:00', text: 'March' },
    },
  }
  assert.deepEqual(shiftToNow(query, { question: 'stops last month', askedAt, now, calendar }), query)
})
