import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Passage, ReadOutput } from '../../step-outputs.ts'
import { understandQuestion } from '../../understand/understand-question.ts'
import { loadReaderModel } from '../model/reader-model.ts'
import { readPassages } from './read-passages.ts'

const model = loadReaderModel()
const passageOf = (id: string, text: string, headingPath: string[] = []): Passage => ({
  passageId: id,
  collectionId: 'c',
  documentId: id,
  documentTitle: '',
  documentName: id,
  revisionId: id,
  revisionNumber: 1,
  headingPath,
  blocks: [{ kind: 'paragraph', id, text, boxes: [] }],
  score: 1,
  features: {},
})
const read = (question: string, passages: readonly Passage[]): ReadOutput => {
  const { output: understood } = understandQuestion({ input: { question }, now: new Date(), equipment: [] })
  return readPassages({ understood, passages, model })
}

const founding = passageOf(
  'founding',
  'The works at Linz were founded by Ida Kern in 1912 as a foundry. Today they employ 3,400 people. The first furnace was fired with charcoal.',
)
const furnace = passageOf('furnace', 'The furnace is relined every two years. It burns gas since 1971.')

test('the sentence that answers is found, with the stretch of it that is asked for', () => {
  const { candidates } = read('Who founded the works at Linz?', [founding, furnace])
  assert.match(candidates[0]?.quote ?? '', /^The works at Linz were founded/)
  assert.equal(candidates[0]?.short, 'Ida Kern')
  const year = read('In which year were the works at Linz founded?', [founding, furnace])
  assert.equal(year.candidates[0]?.short, '1912')
})

test('a figure is told with its currency and its scale', () => {
  const sales = passageOf(
    'sales',
    'Net profit after tax was $9.8 million. The tax rate was 13.0% in that year.',
  )
  assert.match(
    read('What was the net profit after tax?', [sales]).candidates[0]?.short ?? '',
    /\$9\.8 million/,
  )
  assert.match(read('What was the tax rate?', [sales]).candidates[0]?.short ?? '', /13\.0%/)
})

test('a question whose names stand nowhere is far less sure than one whose names do', () => {
  const known = read('Who founded the works at Linz?', [founding, furnace])
  const unknown = read('Who founded the Osaka shipyard of Kawanami?', [founding, furnace])
  assert.ok(known.confidence > model.threshold)
  assert.ok(unknown.confidence < model.threshold)
})

test('what stands under a heading that fits the question is preferred', () => {
  const text = 'Set it to zero first and then raise it until the loop begins to swing.'
  const fitting = passageOf('fitting', text, ['Drives', 'Manual tuning of the loop'])
  const other = passageOf('other', text, ['Drives', 'Spare parts'])
  const { candidates } = read('How is the loop tuned manually?', [other, fitting])
  assert.equal(candidates[0]?.passage, 1)
})

test('of two texts that say the same, the one in the language of the question is read', () => {
  const english = passageOf('en', 'The baud rate of the serial port is 250000.')
  const chinese = passageOf('zh', '串口的波特率 baud rate 是 250000。')
  const { candidates } = read('What is the baud rate of the serial port?', [chinese, english])
  assert.equal(candidates[0]?.passage, 1)
})

test('nothing to read gives no candidate and no confidence', () => {
  assert.deepEqual(read('Who founded the works?', []), { candidates: [], confidence: 0 })
})
