import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Block } from '../document/block.ts'
import { checkWritten } from './check-written.ts'
import { figureStandsIn, quoteStandsIn } from './stands-in.ts'

const sources = [
  { number: 1, text: 'The M8 caliper bolts are tightened to 25 N·m. The bracket takes 47 N·m.' },
  { number: 2, text: '报警E-207表示主轴电机过热。请清洁控制柜的滤网。' },
]
const verdict = (text: string, citations: readonly number[]) => checkWritten({ text, citations }, sources)

test('a sentence stands when its figures and most of its words stand in what it cites', () => {
  const judged = verdict('Tighten the M8 caliper bolts to 25 N·m.', [1])
  assert.ok(judged.ok)
  assert.equal(judged.proved.proofs[0]?.quote, 'The M8 caliper bolts are tightened to 25 N·m.')
  assert.ok(verdict('E-207表示主轴电机过热，请清洁滤网。', [2]).ok)
})

test('another number, another code, no citation or a foreign one drops it', () => {
  for (const [text, citations] of [
    ['Tighten the M8 caliper bolts to 52 N·m.', [1]],
    ['Tighten the M10 caliper bolts to 25 N·m.', [1]],
    ['Tighten the M8 caliper bolts to 25 N·m.', []],
    ['Tighten the M8 caliper bolts to 25 N·m.', [7]],
    ['The operator calls the supplier before lunch.', [1]],
    ['E-208表示主轴电机过热。', [2]],
  ] as const)
    assert.equal(verdict(text, citations).ok, false, text)
})

test('a figure stands by itself: 2.5 is not in 12.5, 20 not in 207', () => {
  assert.ok(figureStandsIn('2.5', 'set to 2.5 mm'))
  assert.ok(!figureStandsIn('2.5', 'set to 12.5 mm'))
  assert.ok(!figureStandsIn('20', 'alarm E-207'))
  assert.ok(!figureStandsIn('1', 'it is 1.5'))
  assert.ok(figureStandsIn('30', 'Years Ended September 30, \n 2019'))
})

test('a quote stands literally, in the text of its block or in a cell', () => {
  const block: Block = { kind: 'paragraph', id: 'b', boxes: [], text: 'Open the guard. Lock it.' }
  assert.ok(quoteStandsIn('Lock it.', block))
  assert.ok(!quoteStandsIn('Lock  it.', block))
  assert.ok(!quoteStandsIn('', block))
})
