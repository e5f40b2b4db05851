import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adjustByBenjaminiHochberg, studentTwoSided, welchTest } from './statistics.ts'

const near = (actual: number, expected: number, tolerance = 1e-6): void =>
  assert.ok(Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`)

test("Student's t gives the tabulated two-sided chances", () => {
  near(studentTwoSided(12.706, 1), 0.05, 1e-5)
  near(studentTwoSided(2.228139, 10), 0.05)
  near(studentTwoSided(2.75, 30), 0.01, 1e-5)
  near(studentTwoSided(0, 5), 1)
})

test('the false discovery rate is adjusted as in the worked example', () => {
  // by hand: p × m / rank, made monotone from the largest down
  const adjusted = adjustByBenjaminiHochberg([0.01, 0.04, 0.03, 0.005])
  for (const [i, expected] of [0.02, 0.04, 0.04, 0.02].entries()) near(adjusted[i] ?? 1, expected)
})

test('estimates without variance prove nothing', () => {
  assert.equal(welchTest({ value: 1, variance: 0, df: 1 }, { value: 2, variance: 0, df: 1 }).p, 1)
})
