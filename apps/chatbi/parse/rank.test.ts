import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confidenceOf } from './rank.ts'
import type { Features } from './rank.ts'

const features: Features = {
  coverQuality: 0.9,
  unusedShare: 0,
  joins: 2,
  isConnected: true,
  penalty: 0,
  weakestLink: 1,
  meanLink: 0.85,
  contentCount: 4,
  hasOutput: true,
  usesMetric: false,
  farFilters: 0,
  unusedTelling: 0,
}

const withLink = (weakestLink: number, unusedShare: number): number =>
  confidenceOf({ ...features, weakestLink, unusedShare }, 0)

test('a weak likeness makes a reading less sure', () => {
  assert.ok(withLink(0.8, 0) < withLink(1, 0))
  assert.ok(withLink(0.5, 0) < withLink(0.8, 0))
})

test('a likeness that is not perfect refuses nothing that would be answered without it', () => {
  assert.ok(withLink(1, 0.22) > 0.05)
  assert.equal(withLink(0.8, 0.22), withLink(1, 0.22))
})
