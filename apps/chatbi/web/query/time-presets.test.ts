import assert from 'node:assert/strict'
import { test } from 'node:test'
import { presetRange, previousPeriod, rangeText, toLocalNow, yearBefore } from './time-presets.ts'

const now = toLocalNow('2026-11-23T01:30:00Z', 'Asia/Shanghai')

test('the plant’s clock decides which day it is', () => {
  assert.equal(now.toISOString(), '2026-11-23T09:30:00.000Z')
  assert.equal(toLocalNow('2026-11-22T17:00:00Z', 'Asia/Shanghai').toISOString().slice(0, 10), '2026-11-23')
})

test('presets end where the next period begins', () => {
  const bounds = (name: Parameters<typeof presetRange>[0], weekStart = 1) => {
    const { from, to } = presetRange(name, now, weekStart)
    return [from?.slice(0, 10), to?.slice(0, 10)]
  }
  assert.deepEqual(bounds('thisWeek'), ['2026-11-23', '2026-11-30'])
  assert.deepEqual(bounds('lastWeek'), ['2026-11-16', '2026-11-23'])
  assert.deepEqual(bounds('thisWeek', 7), ['2026-11-22', '2026-11-29'])
  assert.deepEqual(bounds('last7Days'), ['2026-11-16', '2026-11-23'])
  assert.deepEqual(bounds('lastMonth'), ['2026-10-01', '2026-11-01'])
  assert.deepEqual(bounds('lastQuarter'), ['2026-07-01', '2026-10-01'])
  assert.deepEqual(bounds('lastYear'), ['2025-01-01', '2026-01-01'])
})

test('the period before a whole month is the month before, of others one as long', () => {
  const october = { from: '2026-10-01T00:00:00', to: '2026-11-01T00:00:00', text: '' }
  assert.deepEqual(previousPeriod(october), { from: '2026-09-01T00:00:00', to: '2026-10-01T00:00:00' })
  const week = { from: '2026-11-16T00:00:00', to: '2026-11-23T00:00:00', text: '' }
  assert.deepEqual(previousPeriod(week), { from: '2026-11-09T00:00:00', to: '2026-11-16T00:00:00' })
  assert.equal(previousPeriod({ to: '2026-11-23T00:00:00', text: '' }), undefined)
})

test('a leap day has its place a year before', () => {
  const leap = { from: '2028-02-29T00:00:00', to: '2028-03-01T00:00:00', text: '' }
  assert.deepEqual(yearBefore(leap), { from: '2027-02-28T00:00:00', to: '2027-03-01T00:00:00' })
})

test('the last day is shown, not the first one after', () => {
  assert.equal(
    rangeText({ from: '2026-10-01T00:00:00', to: '2026-11-01T00:00:00' }),
    '2026-10-01 – 2026-10-31',
  )
  assert.equal(rangeText({ from: '2026-10-01T00:00:00', to: '2026-10-02T00:00:00' }), '2026-10-01')
  assert.equal(rangeText({ from: '2026-10-01T00:00:00' }), '2026-10-01 – …')
})
