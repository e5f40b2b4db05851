import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameRows } from './compare-rows.ts'

const strict = { isOrdered: false, allowExtraColumns: false }

test('rows are equal whatever the order of rows and columns', () => {
  assert.ok(
    sameRows(
      [
        ['a', 1],
        ['b', 2],
      ],
      [
        [2, 'b'],
        [1, 'a'],
      ],
      strict,
    ),
  )
  assert.ok(
    !sameRows(
      [
        ['a', 1],
        ['b', 2],
      ],
      [
        [1, 'b'],
        [2, 'a'],
      ],
      strict,
    ),
  )
})
test('the order of rows counts where it was asked for', () => {
  assert.ok(!sameRows([['a'], ['b']], [['b'], ['a']], { ...strict, isOrdered: true }))
})
test('numbers are compared with a tolerance, times by their shortest spelling, flags as 0 and 1', () => {
  assert.ok(sameRows([[0.3333333, '2026-10-01', true]], [[0.33333, '2026-10-01T00:00:00', 1]], strict))
  assert.ok(!sameRows([[100]], [[101]], strict))
})
test('duplicates count', () => assert.ok(!sameRows([['a'], ['a'], ['b']], [['a'], ['b'], ['b']], strict)))
test('columns besides those asked for are a fault only where the suite says so', () => {
  assert.ok(!sameRows([['a']], [['a', 3]], strict))
  assert.ok(sameRows([['a']], [['a', 3]], { ...strict, allowExtraColumns: true }))
})
