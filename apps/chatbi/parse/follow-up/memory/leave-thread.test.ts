import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brief } from '../../testing/ask-plant.ts'
import { askInTurn, converse } from '../testing/converse.ts'

const alone = (question: string): string =>
  brief(askInTurn(question).candidates[0]?.query ?? assert.fail(question))

test('what leaves the thread is read by itself', () => {
  const asked = 'downtime by line in August'
  for (const words of [
    'never mind, ',
    'By the way, ',
    'another question: ',
    'Different topic - ',
    'ok, something else: ',
  ])
    assert.equal(converse('scrap on line 2 in October', words + asked), alone(asked), words)
  const question = '8月各产线停机时长'
  for (const words of ['换个问题，', '对了，', '算了，', '顺便问一下，', '另外问一下，'])
    assert.equal(converse('10月2号线废品数', words + question), alone(question), words)
})

test('"by the way" goes on where what follows means nothing by itself', () => {
  assert.equal(
    converse('scrap on line 2 in October', 'oh, by the way, and on nights?'),
    'scrap where line.line_name = Line 2, production.shift = night time hour_start 2026-10-01..2026-11-01',
  )
  assert.equal(
    converse('10月2号线废品数', '对了，夜班呢'),
    'sum(production.scrap_qty) where line.line_name = Line 2, production.shift = night time hour_start 2026-10-01..2026-11-01',
  )
})

test('a condition that is not minded any more is no other thread', () => {
  assert.equal(
    converse('scrap on line 2 on nights in October', 'never mind the shift'),
    'scrap where line.line_name = Line 2 time hour_start 2026-10-01..2026-11-01',
  )
})
