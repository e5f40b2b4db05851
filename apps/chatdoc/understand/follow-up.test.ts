import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UnderstandOutput } from '../step-outputs.ts'
import { understandQuestion } from './understand-question.ts'

const now = new Date('2026-03-01T00:00:00Z')
const equipment = ['CNC-07', 'Pump 3', '主轴驱动器']
const ask = (question: string, before?: UnderstandOutput): UnderstandOutput =>
  understandQuestion({ input: { question }, now, equipment, before }).output

test('"it" and "那台" stand for what the question before was about', () => {
  const first = ask('What does alarm E-207 on CNC-07 mean?')
  assert.match(ask('How do I reset it?', first).question, /CNC-07 E-207/)
  const chinese = ask('主轴驱动器报警怎么处理？')
  assert.match(ask('那台的电压是多少？', chinese).question, /^主轴驱动器的电压/)
})

test('"what about 30 kW?" asks the same of another thing', () => {
  const first = ask('What is the fuse rating for the 15 kW drive?')
  assert.equal(ask('What about 30 kW?', first).question, 'What is the fuse rating for the 30 kW drive?')
  const code = ask('What does E-207 mean?')
  assert.equal(ask('What about E-208?', code).question, 'What does E-208 mean?')
  const chinese = ask('15千瓦驱动器的保险丝是多少安？')
  assert.equal(ask('30千瓦呢？', chinese).question, '30千瓦驱动器的保险丝是多少安？')
})

test('a question that names its own thing stays as it is', () => {
  const first = ask('What does alarm E-207 mean?')
  const question = 'Where is the fuse of Pump 3?'
  const output = ask(question, first)
  assert.equal(output.question, question)
  assert.deepEqual(output.equipment, ['Pump 3'])
})

test('equipment is found as a whole word: Pump 3 is not Pump 30', () => {
  assert.deepEqual(ask('Where is the fuse of Pump 30?').equipment, [])
})
