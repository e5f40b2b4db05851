import assert from 'node:assert/strict'
import { test } from 'node:test'
import { estimateAdded, estimateMean } from './estimates.ts'
import { noSeries, sumOf } from './grouped-days.ts'
import type { Series } from './grouped-days.ts'
import { welchTest } from './statistics.ts'

const toSeries = (numerator: readonly number[], denominator: readonly number[] = []): Series => ({
  numerator,
  denominator,
  sum: sumOf(numerator),
  weight: sumOf(denominator),
})

/** Scrap of 1000 parts in each of 21 shifts; in `own` of them they are of the new lot, of which 30 are scrap and not 15. */
const week = (own: readonly number[]) => {
  const blocks = Array.from({ length: 21 }, (_, at) => ({ isOwn: own.includes(at), wobble: (at * 7) % 5 }))
  const group = toSeries(
    blocks.map(({ isOwn, wobble }) => (isOwn ? 28 + wobble : 0)),
    blocks.map(({ isOwn }) => (isOwn ? 1000 : 0)),
  )
  const total = toSeries(
    blocks.map(({ isOwn, wobble }) => (isOwn ? 28 : 13) + wobble),
    blocks.map(() => 1000),
  )
  return { group, total }
}

test('which shifts a lot came in says nothing of how good it was', () => {
  const { group, total } = week([2, 3, 9, 10, 11, 17])
  const after = estimateAdded(group, total, { isCount: true })
  const before = estimateAdded(noSeries(21), week([]).total, { isCount: true })
  assert.ok(after && before)
  const { t, p } = welchTest(before, after)
  assert.ok(t > 5 && p < 0.005, `${t} ${p}`)
})

test('what was there in one shift alone is not known to vary', () => {
  const { group, total } = week([4])
  const after = estimateAdded(group, total, { isCount: true })
  const before = estimateAdded(noSeries(21), week([]).total, { isCount: true })
  assert.ok(after && before)
  assert.equal(welchTest(before, after).p, 1)
})

test('blocks that are like the one before tell less than blocks in any order', () => {
  const runs = [1, 1, 1, 1, 9, 9, 9, 9, 1, 1, 1, 1, 9, 9, 9, 9, 1, 1, 1, 1, 9]
  const mixed = runs.map((_, at) => runs[(at * 4) % 21] ?? 0)
  assert.equal(sumOf(runs), sumOf(mixed))
  assert.ok(
    estimateMean(toSeries(runs), { lags: 2 }).variance >
      1.5 * estimateMean(toSeries(mixed), { lags: 2 }).variance,
  )
})
