import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wilsonInterval } from './interval.ts'

test('an interval holds what was counted, and nothing in a hundred may still be one in thirty', () => {
  const [low, high] = wilsonInterval(0, 100)
  assert.equal(low, 0)
  assert.ok(high > 0.03 && high < 0.045, String(high))
  const [from, to] = wilsonInterval(50, 100)
  assert.ok(Math.abs(from - 0.4038) < 1e-3 && Math.abs(to - 0.5962) < 1e-3)
})
