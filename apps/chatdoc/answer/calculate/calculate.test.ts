import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Operation } from '../../understand/operation.ts'
import { calculate } from './calculate.ts'
import { figureOf } from './figure.ts'

const compute = (operation: Operation, texts: readonly string[], unit?: string) => {
  const figures = texts.map(text => figureOf(text) ?? assert.fail(`no figure: ${text}`))
  return calculate({ operation, figures, unit, language: 'en' })
}

test('a cell is a number with its sign, its share mark and its unit, or it is none', () => {
  assert.deepEqual(figureOf('$(1,250.5)'), { value: -1250.5, decimals: 1 })
  assert.deepEqual(figureOf('(2.7)%'), { value: -2.7, decimals: 1, unit: '%' })
  assert.deepEqual(figureOf('−42'), { value: -42, decimals: 0 })
  assert.deepEqual(figureOf('25 N·m'), { value: 25, decimals: 0, unit: 'N·m' })
  assert.deepEqual(figureOf('1,234 (1)'), { value: 1234, decimals: 0 })
  for (const text of ['—', '3 x 400', 'M8', '2 to 4', '12,34', '(5', 'n/a', '±40'])
    assert.equal(figureOf(text), undefined, text)
})

test('the formula shows its parts, and rounds what the division leaves', () => {
  assert.equal(compute('percent-change', ['1,250', '1,000'])?.formula, '(1,250 − 1,000) / 1,000 = 25 %')
  assert.equal(compute('percent-change', ['668', '716'])?.result, '−6.7 %')
  assert.equal(compute('change', ['0.43', '1.75'])?.formula, '0.43 − 1.75 = −1.32')
  assert.equal(compute('change', ['(1.9)', '(2.2)'], 'million')?.formula, '(−1.9) − (−2.2) = 0.3 million')
  assert.equal(compute('average', ['148', '151', '133'])?.formula, '(148 + 151 + 133) / 3 = 144')
  assert.equal(compute('sum', ['34%', '11%'], '%')?.result, '45 %')
  assert.equal(compute('change', ['40.0%', '38.1%'], '%')?.result, '1.9 percentage points')
  assert.equal(compute('ratio', ['92,364', '336,032'])?.result, '0.27')
})

test('what means nothing is not computed: a share of nothing, a growth from below zero', () => {
  assert.equal(compute('percent-change', ['10', '(5)']), undefined)
  assert.equal(compute('percent-change', ['10', '0']), undefined)
  assert.equal(compute('share', ['10', '0']), undefined)
})
