import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from '@millwright/spec'
import { parseWithPreview } from '../parse-question.ts'
import { plantNow } from '../testing/ask-plant.ts'
import { plantCalendar, plantModel } from '../testing/plant-model.ts'
import { createSampleValueIndex } from '../testing/sample-value-index.ts'

const ask = (rows: readonly (readonly Cell[])[] | undefined) =>
  parseWithPreview(
    {
      question: 'output by line last week',
      sources: [{ model: plantModel, index: createSampleValueIndex(plantModel) }],
      now: plantNow,
      calendar: plantCalendar,
    },
    () => Promise.resolve(rows),
  )

test('what finds rows is sure; the same reading that finds none, or no value, is answered and not sure', async () => {
  const found = await ask([['Line 1', 12]])
  assert.equal(found.decision, 'answer')
  assert.ok(found.isSure)
  for (const nothing of [[], [[null, null]]]) {
    const { decision, isSure, candidates } = await ask(nothing)
    assert.equal(decision, 'answer')
    assert.ok(!isSure)
    assert.deepEqual(candidates[0]?.query, found.candidates[0]?.query)
  }
  assert.ok((await ask(undefined)).isSure, 'rows that are not known say nothing')
})
