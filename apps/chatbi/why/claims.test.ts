import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claimsOf, narrowestOf, widerThan } from './claims.ts'
import type { GroupEffect } from './compare-groups.ts'

const effect = (
  dimension: string,
  value: string,
  { contribution, t, size = 100 }: { contribution: number; t: number; size?: number },
): GroupEffect => ({
  dimension: { field: { dataset: 'production', field: dimension }, label: { en: dimension } },
  value,
  before: null,
  after: null,
  contribution,
  mixEffect: 0,
  rateEffect: contribution,
  size,
  t,
  p: Math.abs(t) > 3 ? 0.0001 : 0.2,
  adjustedP: Math.abs(t) > 3 ? 0.001 : 0.5,
})
const change = 100
const valuesOf = (effects: readonly GroupEffect[]): readonly unknown[] => effects.map(({ value }) => value)

test('what one product gained another lost: neither came about by itself', () => {
  const came = effect('product', 'vented', { contribution: 120, t: 6 })
  const went = effect('product', 'solid', { contribution: -90, t: -5 })
  const line = effect('line', 'line 2', { contribution: 80, t: 4 })
  const claim = { change, below: 0.05 }
  assert.deepEqual(valuesOf(claimsOf([came, went, line], { ...claim, isExchange: true })), ['line 2'])
  assert.deepEqual(valuesOf(claimsOf([came, went, line], claim)), ['vented', 'line 2'])
  const byChance = effect('product', 'solid', { contribution: -90, t: -1 })
  assert.deepEqual(valuesOf(claimsOf([came, byChance], { ...claim, isExchange: true })), ['vented'])
  // of a change that is no more than usual
  assert.deepEqual(valuesOf(claimsOf([came, byChance], { change, below: 0.01, isExchange: true })), [])
})

test('beside each other the value is told first that most of the change is of', () => {
  const regular = effect('reason', 'tool change', { contribution: 15, t: 9 })
  const large = effect('reason', 'overheat', { contribution: 80, t: 6 })
  assert.equal(narrowestOf([regular, large])?.value, 'overheat')
  const unclear = effect('reason', 'overheat', { contribution: 80, t: 4 })
  assert.equal(narrowestOf([regular, unclear])?.value, 'tool change')
})

test('what has more of the change and is nearly as clear may be the wider cause', () => {
  const machine = effect('machine', 'lathe 1', { contribution: 25, t: 10 })
  const line = effect('line', 'line 3', { contribution: 95, t: 8 })
  const area = effect('area', 'machining', { contribution: 96, t: 3.5 })
  assert.deepEqual(valuesOf(widerThan(machine, [machine, line, area])), ['line 3'])
})
