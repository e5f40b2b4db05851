import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { parseQuestion } from '../parse-question.ts'
import { brief, plantNow } from '../testing/ask-plant.ts'
import { plantCalendar } from '../testing/plant-model.ts'
import { plantWithDefects } from '../testing/plant-with-defects.ts'
import { createSampleValueIndex } from '../testing/sample-value-index.ts'

/** The plant, where parts scrapped are counted in two tables. */
const model: SemanticModel = {
  ...plantWithDefects,
  metrics: plantWithDefects.metrics.map(one =>
    /^(scrap|output|defect_quantity)$/.test(one.name)
      ? { ...one, unit: 'pcs', better: one.name === 'output' ? 'higher' : 'lower' }
      : one,
  ),
}
const index = createSampleValueIndex(model)

const read = (question: string): string => {
  const options = { sources: [{ model, index }], now: plantNow, calendar: plantCalendar }
  const [best] = parseQuestion({ question, ...options }).candidates
  return best ? brief(best.query) : ''
}

for (const question of ['crack scrap', 'scrap because of cracks', '裂纹的废品量'])
  test(`"${question}" is what the table of kinds counts`, () =>
    assert.equal(read(question), 'defect_quantity where defect.defect_type = Crack'))

test('what a line made, and what is better the other way, stay as they are', () => {
  assert.match(read('scrap on line 2'), /^scrap where/)
  assert.doesNotMatch(read('crack output'), /defect_quantity/)
})
