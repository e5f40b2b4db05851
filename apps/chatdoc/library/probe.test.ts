import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rareWords } from './probe.ts'

test('the rarest words are those that stand least often, codes and Chinese among them, the longest first', () => {
  const words = rareWords(['spindle spindle spindle E-207-X', 'spindle temperature 主轴温度', '主轴温度'])
  assert.deepEqual(words, ['temperature', 'E-207-X', '主轴温度', 'spindle'])
})

test('words that nobody would search for are passed over', () => {
  assert.deepEqual(rareWords(['a to the -- 12 ()']), [])
})
