import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareGroups } from './compare-groups.ts'
import type { BlockSums, ComparisonFrame, GroupedDays } from './grouped-days.ts'

const days = 7
const frame = (isRatio: boolean): ComparisonFrame => ({ isRatio, blocksBefore: days, blocksAfter: days })

/** Numbers that vary a little and never by chance: the same at every run. */
const wobble = (seed: number): number => 1 + 0.06 * Math.sin(seed * 12.9898)

/** What each value has on a day in either period: numerator, and denominator where it is a ratio. */
type Daily = Readonly<Record<string, readonly [number, number?]>>

const toRows = (daily: Daily, first: number): readonly BlockSums[] =>
  Object.entries(daily).flatMap(([value, [numerator, denominator = 0]], at) =>
    Array.from({ length: days }, (_, day) => ({
      block: day,
      value,
      numerator: numerator * wobble(first + day + 31 * at),
      denominator,
    })),
  )

const grouped = (before: Daily, after: Daily): GroupedDays => ({
  dimension: { field: { dataset: 'production', field: 'line' }, label: { en: 'line' } },
  before: toRows(before, 1),
  after: toRows(after, 8),
})

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

test('the parts of a sum add up to its change, and the group that alone changed stands out', () => {
  const before: Daily = { A: [100], B: [80], C: [60] }
  const { total, effects } = compareGroups([grouped(before, { ...before, B: [140] })], frame(false))
  near(sum(effects.map(effect => effect.contribution)), total.change)
  assert.equal(effects.find(effect => effect.t > 0)?.value, 'B')
  const b = effects.find(effect => effect.value === 'B')
  assert.ok(b && b.adjustedP < 0.001 && b.contribution > 0.9 * total.change, JSON.stringify(b))
})

test('when all groups grow alike, none stands out', () => {
  const { total, effects } = compareGroups(
    [grouped({ A: [100], B: [80], C: [60] }, { A: [150], B: [120], C: [90] })],
    frame(false),
  )
  assert.ok(total.p < 0.001)
  assert.ok(effects.every(effect => effect.adjustedP > 0.05))
})

test('mix and rate effects of a ratio add up to its change', () => {
  const { total, effects } = compareGroups(
    [grouped({ A: [2, 100], B: [5, 100] }, { A: [4, 150], B: [5, 60] })],
    frame(true),
  )
  near(sum(effects.map(effect => effect.mixEffect + effect.rateEffect)), total.change)
})

test('a group that is new is a change of the mix', () => {
  const { effects } = compareGroups(
    [grouped({ A: [2, 100], B: [2, 100] }, { A: [2, 100], B: [2, 100], C: [10, 60] })],
    frame(true),
  )
  const c = effects.find(effect => effect.value === 'C')
  assert.ok(c && c.adjustedP < 0.001 && c.rateEffect === 0 && c.mixEffect > 0, JSON.stringify(c))
  assert.equal(c.before, null)
})

test('a reversal is flagged: every group fell, and the whole rose', () => {
  const compared = compareGroups(
    [grouped({ easy: [1, 100], hard: [10, 50] }, { easy: [0.4, 50], hard: [16, 100] })],
    frame(true),
  )
  assert.ok(compared.total.change > 0)
  assert.deepEqual(
    compared.reversals.map(({ label }) => label.en),
    ['line'],
  )
})

test('no reversal is flagged where the groups only changed by chance', () => {
  const flat: Daily = { A: [2, 100], B: [3, 100] }
  assert.deepEqual(compareGroups([grouped(flat, flat)], frame(true)).reversals, [])
})

test('two names of one grouping are tested once', () => {
  const one = grouped({ A: [1], B: [2] }, { A: [2], B: [2] })
  const { effects } = compareGroups([one, one], frame(false))
  assert.equal(effects.length, 2)
})

test('earlier tests count in the correction', () => {
  const days = [grouped({ A: [100], B: [80], C: [60] }, { A: [104], B: [80], C: [60] })]
  const alone = compareGroups(days, frame(false)).effects
  const after = compareGroups(days, frame(false), 50).effects
  assert.ok(after.every((effect, i) => effect.adjustedP >= (alone[i]?.adjustedP ?? 1)))
  assert.ok((after[0]?.adjustedP ?? 0) > (alone[0]?.adjustedP ?? 0))
})

test('a value that is nearly everything is not judged by the few rows beside it', () => {
  const whole = (rows: readonly BlockSums[]) =>
    rows.map(row => ({ ...row, numerator: Math.round(row.numerator) }))
  const days = grouped({ done: [200, 9000], open: [1, 20] }, { done: [240, 9000], open: [0, 12] })
  const { effects } = compareGroups(
    [{ ...days, before: whole(days.before), after: whole(days.after) }],
    frame(true),
  )
  assert.deepEqual(effects, [])
})

test('a value with all failures of a part of the inspections is judged by how often it was inspected', () => {
  const days = grouped({ A: [2, 100], B: [0, 300] }, { A: [9, 100], B: [0, 300] })
  const whole = (rows: readonly BlockSums[]) =>
    rows.map(row => ({ ...row, numerator: Math.round(row.numerator) }))
  const { effects } = compareGroups(
    [{ ...days, before: whole(days.before), after: whole(days.after) }],
    frame(true),
  )
  assert.equal(effects[0]?.value, 'A')
  assert.ok((effects[0]?.adjustedP ?? 1) < 0.01, JSON.stringify(effects[0]))
})

test('of a thing and its kind that stand for the same rows the thing is named', () => {
  const kind = grouped({ pump: [100], drill: [80] }, { pump: [160], drill: [80] })
  const dimension = { field: { dataset: 'machine', field: 'name' }, label: { en: 'machine' }, isName: true }
  const thing: GroupedDays = { dimension, before: renamed(kind.before), after: renamed(kind.after) }
  const { effects } = compareGroups([kind, thing], frame(false))
  assert.equal(effects[0]?.value, 'pump 2')
})

/** The pump by its name, the drill as two that share its sums. */
const renamed = (rows: readonly BlockSums[]): readonly BlockSums[] =>
  rows.flatMap(row =>
    row.value === 'pump'
      ? [{ ...row, value: 'pump 2' }]
      : ['drill 1', 'drill 2'].map(value => ({ ...row, value, numerator: row.numerator / 2 })),
  )

test('sums of periods of different lengths are compared by what they come to in a day', () => {
  const days = grouped({ A: [100], B: [80] }, { A: [160], B: [80] })
  const shorter = days.after.filter(({ block }) => block < 4)
  const compared = (isPerDay: boolean) =>
    compareGroups([{ ...days, after: shorter }], {
      isRatio: false,
      blocksBefore: 7,
      blocksAfter: 4,
      ...(isPerDay ? { blocksPerUnit: 1 } : {}),
    })
  assert.ok(compared(false).total.change < 0)
  const { total, effects } = compared(true)
  assert.ok(total.change > 40, String(total.change))
  assert.equal(effects.find(effect => effect.contribution > 40)?.value, 'A')
})
