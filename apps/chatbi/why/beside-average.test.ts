import assert from 'node:assert/strict'
import { test } from 'node:test'
import { besideAverage } from './beside-average.ts'
import type { BlockSums } from './grouped-days.ts'

const rows = (amounts: Readonly<Record<string, number>>): readonly BlockSums[] =>
  Object.entries(amounts).flatMap(([value, numerator]) =>
    [0, 1].map(block => ({ block, value, numerator, denominator: 0 })),
  )

test('of a line’s own machines those are judged that are beyond every machine elsewhere', () => {
  // two other lines, whose sums stand for an average one
  const others = rows({ 'lathe 1': 5, 'lathe 2': 6, 'pump 1': 50, 'pump 2': 52 })
  const found = besideAverage(
    { before: others, after: rows({ 'lathe 7': 90, 'lathe 8': 12, 'pump 7': 104 }) },
    1 / 2,
  )
  assert.deepEqual(found.judged, [])
  const worse = besideAverage(
    { before: others, after: rows({ 'lathe 7': 400, 'lathe 8': 12, 'pump 7': 104 }) },
    1 / 2,
  )
  assert.deepEqual(worse.judged, ['lathe 7'])
  const own = worse.before.filter(row => row.value === 'lathe 7')
  const total = own.reduce((sum, { numerator }) => sum + numerator, 0)
  assert.ok(Math.abs(total - (2 * 2 * (5 + 6 + 50 + 52)) / 4) < 1e-9, String(total))
})
