import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, endOfDay } from './scope.ts'

test('a day goes to its last moment and comes back as the same day', () => {
  for (const day of ['2026-01-01', '2024-02-29', '2026-12-31']) assert.equal(dayOf(endOfDay(day)), day)
})
