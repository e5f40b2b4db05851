import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noSeries, sumOf } from './grouped-days.ts'
import type { Series } from './grouped-days.ts'
import { estimateMean } from './estimates.ts'
import { testMeans, testShares } from './paired-test.ts'
import { welchTest } from './statistics.ts'

const toSeries = (numerator: readonly number[]): Series => ({
  numerator,
  denominator: numerator.map(() => 0),
  sum: sumOf(numerator),
  weight: 0,
})

/** A week of shifts; the night shift, each third of them, scraps about `mean`, and nothing is of it in between. */
const nights = (mean: number, seed: number): Series =>
  toSeries(
    Array.from({ length: 21 }, (_, at) => (at % 3 === 0 ? Math.round(mean + 4 * Math.sin(at + seed)) : 0)),
  )

test('a shift that is a third of each day has risen, though it is nothing for the rest of it', () => {
  const group = { before: nights(40, 1), after: nights(60, 2) }
  assert.ok(welchTest(estimateMean(group.before), estimateMean(group.after)).p > 0.05)
  assert.ok(testMeans(group, { isCount: true }).p < 0.005)
})

test('shares are compared block by block, and counts vary at least as counts do', () => {
  const others = toSeries(Array.from({ length: 21 }, (_, at) => (at % 3 === 0 ? 0 : 50 + (at % 5))))
  const total = (own: Series): Series => toSeries(own.numerator.map((n, i) => n + (others.numerator[i] ?? 0)))
  const compare = (before: Series, after: Series): number =>
    testShares({ before, after }, { before: total(before), after: total(after) }, { isCount: true })?.p ?? 1
  assert.ok(compare(nights(40, 1), nights(60, 2)) < 0.005)
  // the same in every block but for a few pieces, which counts are off by anyway
  assert.ok(compare(nights(40, 1), nights(41, 1)) > 0.3)
})

test('a value of one block alone proves nothing, nor does one of none', () => {
  const once = toSeries(Array.from({ length: 21 }, (_, at) => (at === 3 ? 90 : 0)))
  assert.equal(testMeans({ before: noSeries(21), after: once }).p, 1)
  assert.equal(testMeans({ before: noSeries(21), after: noSeries(21) }).p, 1)
})
