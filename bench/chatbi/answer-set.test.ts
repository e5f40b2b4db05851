import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameAnswers, toAnswers } from './answer-set.ts'

test('the answers are the distinct values of the first column', () => {
  assert.deepEqual(
    toAnswers([
      ['a', 1],
      ['b', 2],
      ['a', 3],
      [null, 4],
    ]),
    ['a', 'b'],
  )
})

test('numbers, days and texts are compared by what they say', () => {
  assert.ok(sameAnswers(['1,234'], ['1234']))
  assert.ok(sameAnswers(['20 August 1955'], ['1955-08-20']))
  assert.ok(sameAnswers(['July 9, 2004'], ['2004-07-09T00:00:00']))
  assert.ok(sameAnswers(['Málaga CF'], ['malaga cf[3]']))
  assert.ok(sameAnswers(['"Nadir"'], ['Nadir (film)']))
  assert.ok(!sameAnswers(['1234'], ['1235']))
})

test('answers are a set: order does not count, a missing or an extra one does', () => {
  assert.ok(sameAnswers(['a|b'], ['b', 'a']))
  assert.ok(!sameAnswers(['a', 'b'], ['a']))
  assert.ok(!sameAnswers(['a'], ['a', 'b']))
  assert.ok(!sameAnswers(['a'], []))
})

test('yes is what a database calls true', () => {
  assert.ok(sameAnswers(['yes'], ['true']) && sameAnswers(['否'], ['false']) && sameAnswers(['no'], ['否']))
  assert.ok(!sameAnswers(['yes'], ['false']) && !sameAnswers(['yes'], ['1']))
})
