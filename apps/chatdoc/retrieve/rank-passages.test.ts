import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAnalyser } from '../analyse/analyse-text.ts'
import { encodePassage } from '../index/encode-tokens.ts'
import { questionTerms } from './question-terms.ts'
import { orderPassages, readPassages } from './rank-passages.ts'
import { weighTerms } from './weighted-term.ts'

const analyser = createAnalyser()
const frame = { title: 'Manual', headingPath: [], caption: '', blockIds: ['b'] }
const tokensOf = (body: string, headingPath: readonly string[] = []): string =>
  encodePassage({ ...frame, headingPath, body }, analyser).tokens

const rank = (question: string, tokens: readonly string[]): readonly number[] => {
  const terms = questionTerms(question, analyser)
  const weighted = weighTerms(
    terms,
    terms.map(() => 2),
  )
  return orderPassages(readPassages(question, weighted, tokens)).map(passage => passage.index)
}

test('the passage with the very code comes before one with more of the other words', () => {
  const wrong = tokensOf('Alarm E-208: spindle drive alarm. Reset the alarm of the spindle drive.')
  const right = tokensOf('E-207 means that the drive is too hot.')
  assert.equal(rank('spindle alarm E-207', [wrong, right])[0], 1)
})

test('words that stand together come before the same words apart', () => {
  const apart = tokensOf('The pressure is high. Later on, somebody has to look at every single relief of the oil valve.')
  const together = tokensOf('The oil pressure relief valve is at the rear, below the tank and beside the main filter.')
  assert.equal(rank('oil pressure relief valve', [apart, together])[0], 1)
}) // prettier-ignore

test('a passage under a heading of the question comes before one without', () => {
  const body = 'Once a year, use grease of class 2.'
  const order = rank('lubrication of the gearbox once a year', [tokensOf(body), tokensOf(body, ['Gearbox', 'Lubrication'])])
  assert.equal(order[0], 1)
}) // prettier-ignore

test('a Chinese question finds its passage although the words were cut in other places', () => {
  const wrong = tokensOf('主轴的转速由变频器调节，电源电压为三百八十伏。')
  const right = tokensOf('冷却泵电机过热时，先检查冷却液液位。')
  assert.equal(rank('冷却泵的电机为什么过热', [wrong, right])[0], 1)
})
