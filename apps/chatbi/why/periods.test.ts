import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlantCalendar } from '@millwright/spec'
import { blockAt, blockHoursOf, countBlocks, findPeriods } from './periods.ts'

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
  assert.equal(countBlocks(periods.before, 24), 30)
})

test('a period that is not over ends with its last whole day and goes with as much of the one before', () => {
  const periods = findPeriods(range('2026-11-01', '2026-12-01'), undefined, present)
  assert.deepEqual(datesOf(periods), ['10-01T00', '10-25T00', '11-01T00', '11-25T00'])
})

test('the period that is asked for is kept', () => {
  const periods = findPeriods(range('2026-10-01', '2026-11-01'), range('2026-08-01', '2026-09-01'), present)
  assert.deepEqual(datesOf(periods).slice(0, 2), ['08-01T00', '09-01T00'])
})

test('single days are compared hour by hour, weeks shift by shift, months day by day', () => {
  const hoursOf = (from: string, to: string): number =>
    blockHoursOf(findPeriods(range(from, to), undefined, present), true)
  assert.equal(hoursOf('2026-11-24', '2026-11-25'), 1)
  assert.equal(hoursOf('2026-11-16', '2026-11-23'), 8)
  assert.equal(hoursOf('2026-10-01', '2026-11-01'), 24)
})

test('what is kept by the day is compared day by day, however short the period', () => {
  assert.equal(blockHoursOf(findPeriods(range('2026-11-16', '2026-11-23'), undefined, present), false), 24)
})

test('an hour is of the block that it is in, one that began before the period of the first', () => {
  const week = { from: '2026-11-16T06:00:00', to: '2026-11-23T06:00:00' }
  const blocks = ['2026-11-16T06:00:00', '2026-11-16T13:00:00', '2026-11-16T14:00:00', '2026-11-16'].map(
    time => blockAt(week, time, 8),
  )
  assert.deepEqual(blocks, [0, 0, 1, 0])
  assert.equal(countBlocks(week, 8), 21)
})
