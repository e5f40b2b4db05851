import assert from 'node:assert/strict'
import { test } from 'node:test'
import { understandQuestion } from '../../understand/understand-question.ts'
import type { Passage } from '../../step-outputs.ts'
import { checkAnswer } from '../../check/check-answer.ts'
import { citeAnswer } from '../../cite/cite-answer.ts'
import { composeAnswer } from './compose-answer.ts'

const passageOf = (rows: readonly (readonly string[])[], caption = ''): Passage => ({
  passageId: '1',
  collectionId: 'c',
  documentId: 'd',
  documentTitle: 'Annual report',
  documentName: 'report.pdf',
  revisionId: 'r',
  revisionNumber: 1,
  headingPath: ['Sales'],
  blocks: [
    {
      kind: 'table',
      id: 't',
      caption,
      rows: rows.length,
      columns: rows[0]?.length ?? 0,
      cells: rows.flatMap((texts, row) =>
        texts.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text, isHeader: row === 0 })),
      ),
      text: rows.map(row => row.join('\t')).join('\n'),
      boxes: [],
    },
  ],
  score: 1,
  features: {},
})
const sales = passageOf([
  ['(in millions)', '2019', '2018', '2017'],
  ['Fixed price', '1,250', '1,000', '900'],
  ['Other', '44.1', '56.7', '70.8'],
  ['Returns', '(12)', '(8)', '(9)'],
  ['Total sales', '1,282.1', '1,048.7', '961.8'],
])
const bolts = passageOf(
  [
    ['螺纹', '扳手尺寸 (mm)', '8.8级 (N·m)', '10.9级 (N·m)'],
    ['M8', '13', '25', '36'],
    ['M10', '17', '49', '72'],
  ],
  '螺栓的拧紧扭矩',
)

const compose = (passage: Passage, question: string) => {
  const { output: understood } = understandQuestion({ input: { question }, now: new Date(), equipment: [] })
  return composeAnswer({
    understood,
    retrieved: { terms: [], passages: [passage], documentCount: 1 },
    read: { candidates: [], confidence: 0 },
    threshold: 0.5,
  })
}
const check = (passage: Passage, answer: ReturnType<typeof compose>) =>
  checkAnswer({
    answer,
    citations: citeAnswer(answer, [passage]),
    passages: [passage],
    inForce: new Set(['r']),
  })

test('a change is computed from the cells of its years, each cited', () => {
  const answer = compose(sales, 'What is the percentage change in fixed price sales between 2018 and 2019?')
  assert.equal(answer.parts[0]?.text, '(1,250 − 1,000) / 1,000 = 25 %')
  assert.equal(answer.short, '25 %')
  assert.deepEqual(
    answer.parts[0].sources.map(source => source.cells?.[0]),
    [
      [1, 1],
      [1, 2],
    ],
  )
  const { output, checks } = check(sales, answer)
  assert.equal(output.answer.parts.length, 3)
  assert.ok(checks.every(one => one.verdict === 'pass'))
})

test('things of one column and brackets are taken as they stand, with the scale of the table', () => {
  const share = compose(sales, 'What are fixed price sales as a percentage of total sales in 2019?')
  assert.equal(share.parts[0]?.text, '1,250 / 1,282.1 = 97.5 %')
  const change = compose(sales, 'What was the change in returns from 2018 to 2019?')
  assert.equal(change.parts[0]?.text, '(−12) − (−8) = −4 million')
  assert.equal(compose(sales, 'What is the average of total sales for 2017-2019?').short, '1,097.53 million')
})

test('a Chinese question finds the row of each thing and the column that both share', () => {
  const answer = compose(bolts, 'M8和M10螺栓8.8级的扭矩相差多少？')
  assert.equal(answer.short, '−24 N·m')
  assert.equal(compose(bolts, 'M8和M10螺栓相差多少？').form, 'abstention')
})

test('values that are not surely found give no answer, and never one value among others', () => {
  for (const question of [
    'What is the percentage change in marketing expenses between 2018 and 2019?',
    'What is the percentage change in other sales between 2014 and 2015?',
    'What is the change in the average of other sales between 2018 and 2019?',
    'What is the ratio of fixed price sales in 2019 to 2018?',
  ])
    assert.equal(compose(sales, question).form, 'abstention', question)
})

test('a computed number is dropped where its cell, its formula or its result was changed', () => {
  const answer = compose(sales, 'What is the percentage change in fixed price sales between 2018 and 2019?')
  const [result, ...rows] = answer.parts
  assert.ok(result?.calculation)
  const [first, second] = result.calculation.operands
  assert.ok(first && second)
  const wrongOperand = { ...result.calculation, operands: [{ ...first, text: '1,350' }, second] }
  const wrongs = [
    { ...answer, parts: [{ ...result, text: '(1,250 − 1,000) / 1,000 = 52 %' }, ...rows] },
    { ...answer, parts: [{ ...result, calculation: wrongOperand }, ...rows] },
    { ...answer, short: '52 %' },
    { ...answer, parts: [{ ...result, calculation: { ...result.calculation, unit: 'billion' } }, ...rows] },
  ]
  for (const wrong of wrongs) {
    const { output, checks } = check(sales, wrong)
    assert.equal(output.answer.form, 'abstention')
    assert.equal(output.answer.short, undefined)
    assert.equal(checks.find(one => one.name === 'calculation-repeats')?.verdict, 'warn')
  }
})
