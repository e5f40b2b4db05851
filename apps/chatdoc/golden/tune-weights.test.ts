import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evenWeights } from '../index/ranking-weights.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import { tuneWeights } from './tune-weights.ts'
import type { TuningCase } from './tune-weights.ts'

const stop = (): Promise<void> => Promise.resolve()

const casesOf = (count: number, rankWith: (weights: RankingWeights, index: number) => number): TuningCase[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `q${index}`,
    rankWith: weights => rankWith(weights, index),
  }))

test('headings that mislead weigh less, and the gain holds on questions that were not learned from', async () => {
  const cases = casesOf(20, ({ headings }) => (headings < 0.6 ? 1 : 3))
  const { weights, present, tuned, heldOut } = await tuneWeights(cases, evenWeights, stop)
  assert.equal(weights.headings, 0.5) // the step nearest to even that is enough
  assert.deepEqual({ ...weights, headings: 1 }, evenWeights)
  assert.deepEqual([present.first, tuned.first, heldOut.first], [0, 1, 1])
})

test('weights that help a single question alone do not help those held out', async () => {
  const cases = casesOf(20, ({ title }, index) => (index === 7 && title !== 4 ? 2 : 1))
  const { weights, tuned, present, heldOut } = await tuneWeights(cases, evenWeights, stop)
  assert.equal(weights.title, 4)
  assert.ok(tuned.reciprocalRank > present.reciprocalRank)
  assert.equal(heldOut.reciprocalRank, present.reciprocalRank)
})

test('where no weight matters, all stay even', async () => {
  const { weights } = await tuneWeights(
    casesOf(12, (_, index) => index + 1),
    { ...evenWeights, body: 2 },
    stop,
  )
  assert.deepEqual(weights, evenWeights)
})

test('tuning stops where it is told to', async () => {
  const stopped = new Error('stopped')
  await assert.rejects(
    tuneWeights(
      casesOf(12, () => 1),
      evenWeights,
      () => Promise.reject(stopped),
    ),
    stopped,
  )
})
