import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlantCalendar } from '@millwright/spec'
import { blockGrain, countBlocks, findPeriods } from './periods.ts'

const calendar: PlantCalendar = { timeZone: 'Asia/Shanghai', weekStart: 1, shifts: [] }
const present = { now: new Date('2026-11-25T03:00:00Z'), calendar }
const range = (from: string, to: string) => ({ from: `${from}T00:00:00`, to: `${to}T00:00:00`, text: '' })
const datesOf = (periods: ReturnType<typeof findPeriods>): readonly string[] =>
  [periods.before, periods.after].flatMap(({ from, to }) => [from, to]).map(time => time.slice(5, 13))

test('without a time, the last full week goes with the week before', () => {
  assert.deepEqual(datesOf(findPeriods(undefined, undefined, present)), [
    '11-09T00',
    '11-16T00',
    '11-16T00',
    '11-23T00',
  ])
})

test('a month goes with the whole month before, longer or shorter', () => {
  const periods = findPeriods(range('2026-10-01', '2026-11-01'), undefined, present)
  assert.deepEqual(datesOf(periods), ['09-01T00', '10-01T00', '10-01T00', '11-01T00'])
  assert.equal(countBlocks(periods.before, 'day'), 30)
})

test('a period that is not over ends with its last whole day and goes with as much of the one before', () => {
  const periods = findPeriods(range('2026-11-01', '2026-12-01'), undefined, present)
  assert.deepEqual(datesOf(periods), ['10-01T00', '10-25T00', '11-01T00', '11-25T00'])
})

test('the period that is asked for is kept', () => {
  const periods = findPeriods(range('2026-10-01', '2026-11-01'), range('2026-08-01', '2026-09-01'), present)
  assert.deepEqual(datesOf(periods).slice(0, 2), ['08-01T00', '09-01T00'])
})

test('single days are compared hour by hour', () => {
  assert.equal(blockGrain(findPeriods(range('2026-11-24', '2026-11-25'), undefined, present)), 'hour')
})
