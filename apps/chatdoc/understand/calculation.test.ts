import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calculationOf } from './calculation.ts'
import { kindOfQuestion } from './question-kind.ts'

const isHan = (question: string): boolean => /\p{Script=Han}/u.test(question)
const asked = (question: string) => calculationOf(question, isHan(question) ? 'zh' : 'en')
const typeOf = (question: string): string =>
  kindOfQuestion(question, { language: isHan(question) ? 'zh' : 'en', codes: [] }).type

test('two periods or two things make a calculation, in English and Chinese', () => {
  const operations = {
    'What is the percentage change in revenue between 2018 and 2019?': 'percent-change',
    'What was the change in accrued expenses between 2018 and 2019?': 'change',
    'What is the average gross profit for 2017-2019?': 'average',
    'What was the sum of the net sales of APAC and EMEA in 2019?': 'sum',
    'How much higher is the torque of M10 than of M8?': 'difference',
    'What are other sales as a percentage of total sales in 2018?': 'share',
    'What is the ratio of total assets to total liabilities in 2019?': 'ratio',
    '2019年营业收入比2018年增长了百分之几？': 'percent-change',
    '2018年到2019年营业收入变化了多少？': 'change',
    'M8和M10的扭矩相差多少？': 'difference',
    '华东和华南的销售额合计是多少？': 'sum',
    '2017年至2019年的平均利润是多少？': 'average',
    '华东占总销售额的百分之几？': 'share',
  }
  for (const [question, operation] of Object.entries(operations)) {
    assert.equal(asked(question)?.operation, operation, question)
  }
})

test('what a cell or a sentence tells by itself is no calculation', () => {
  for (const question of [
    'What is the total revenue in 2019?',
    'What was the increase in the write-down in 2018?',
    'Why did revenue increase by 14% from 2018 to 2019?',
    'In which year was the total equity larger?',
    'What were other sales in 2019 and 2018 respectively?',
    'What changed between revision 1 and revision 2?',
    'What is the weighted average lease term?',
    '2019年的合计是多少？',
    '第1版和第2版的扭矩有什么变化？',
  ])
    assert.equal(asked(question), undefined, question)
})

test('a span names every year in it, a short form its year, and the things are told in their order', () => {
  assert.deepEqual(asked('What is the average profit for 2017-2019?')?.periods, ['2017', '2018', '2019'])
  assert.deepEqual(asked('What is the average of sales for F19 and F18?')?.periods, ['2018', '2019'])
  assert.deepEqual(asked('What is the difference in net sales in 2019 between APAC and EMEA?')?.items, [
    'APAC',
    'EMEA',
  ])
  assert.deepEqual(asked('What percentage of total sales is made up of other sales in 2019?')?.items, [
    'other sales',
    'total sales',
  ])
})

test('a difference between two things may be told in words, so its type is a comparison', () => {
  assert.equal(typeOf('What is the difference between a clutch and a brake?'), 'comparison')
  assert.equal(typeOf('What is the percentage change in revenue between 2018 and 2019?'), 'calculation')
})
