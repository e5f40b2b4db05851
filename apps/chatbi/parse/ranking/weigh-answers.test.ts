import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentOf, weighAnswers } from './weigh-answers.ts'

const reading = (name: string, probability: number, rows: readonly (readonly number[])[]) => ({
  name,
  score: Math.log(probability),
  answer: JSON.stringify(rows),
  content: contentOf(rows),
})

test('the answer is that which most of the probability is for, not that of the likeliest reading', () => {
  const { ranked } = weighAnswers([
    reading('alone', 0.4, [[7]]),
    reading('one of two', 0.35, [[9]]),
    reading('other of two', 0.25, [[9]]),
  ])
  assert.deepEqual(
    ranked.map(one => one.reading.name),
    ['one of two', 'alone'],
  )
  assert.ok(Math.abs((ranked[0]?.part ?? 0) - 0.6) < 1e-9)
})

test('the same rows in another order speak for each other, and stay an answer of their own', () => {
  const { ranked, spread } = weighAnswers([
    reading('up', 0.3, [[1], [2]]),
    reading('down', 0.3 - 1e-9, [[2], [1]]),
    reading('other', 0.4, [[5]]),
  ])
  assert.deepEqual(
    ranked.map(one => one.reading.name),
    ['up', 'other', 'down'],
  )
  assert.equal(spread.answers, 2)
  assert.equal(spread.readings, 3)
  assert.ok(Math.abs(spread.mass - 0.6) < 1e-6)
  assert.ok(Math.abs(spread.next - 0.4) < 1e-6)
  assert.ok(Math.abs(spread.own - 0.3) < 1e-6)
})

test('one answer leaves nothing open; of two alike the entropy is the logarithm of two', () => {
  assert.equal(weighAnswers([reading('only', 1, [[1]])]).spread.entropy, 0)
  const { spread } = weighAnswers([reading('one', 0.5, [[1]]), reading('other', 0.5, [[2]])])
  assert.ok(Math.abs(spread.entropy - Math.log(2)) < 1e-9)
  assert.deepEqual(weighAnswers([]).ranked, [])
})
