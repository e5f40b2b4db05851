import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkQuestion } from '../link/link-question.ts'
import { plantModel } from './testing/plant-model.ts'
import { createSampleValueIndex } from './testing/sample-value-index.ts'
import { findCandidates, toReading } from './find-readings.ts'
import { viewOf } from './model-view.ts'

test('why words were taken as they were is told in both languages', () => {
  const question = '三号线的飞品率'
  const index = createSampleValueIndex(plantModel)
  const lattice = linkQuestion({ question, model: plantModel, index, times: [] })
  const [best] = findCandidates(lattice, viewOf(plantModel), 'explained')
  assert.ok(best)
  const texts = toReading(best, undefined).reasons.map(reason => reason.text)
  assert.deepEqual(texts, [
    {
      en: '“三号线” → line.line_name = Line 3 (value (synonym))',
      zh: '“三号线” → line.line_name = Line 3（值的同义词）',
    },
    { en: '“飞品率” → scrap rate (pinyin)', zh: '“飞品率” → 废品率（读音相同）' },
  ])
})

test('Chinese words that nothing stands for are told as they were said', () => {
  const question = '各产线的奇怪废品率'
  const index = createSampleValueIndex(plantModel)
  const lattice = linkQuestion({ question, model: plantModel, index, times: [] })
  const [best] = findCandidates(lattice, viewOf(plantModel), 'explained')
  assert.ok(best)
  assert.deepEqual(toReading(best, undefined).unusedWords, ['奇怪'])
})
