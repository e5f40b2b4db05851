import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant, brief } from '../testing/ask-plant.ts'
import { plantWithDefects } from '../testing/plant-with-defects.ts'
import { createSampleValueIndex } from '../testing/sample-value-index.ts'

const sources = [{ model: plantWithDefects, index: createSampleValueIndex(plantWithDefects) }]

const questions: readonly (readonly [question: string, query: string])[] = [
  ['scrap by defect type', 'defect_quantity by defect.defect_type'],
  [
    'scrap from cracks in October',
    'defect_quantity where defect.defect_type = Crack time detected_at 2026-10-01..2026-11-01',
  ],
  ['各缺陷类型的报废数', 'sum(defect.quantity) by defect.defect_type'],
  [
    '上周因为裂纹报废了多少件',
    'sum(defect.quantity) where defect.defect_type = Crack time detected_at 2026-11-16..2026-11-23',
  ],
  // what both tables know is asked of the one that was named
  ['scrap by line', 'scrap by line.line_name'],
  // and what the other does not know cannot be asked of it
  ['scrap by shift', 'scrap by production.shift'],
]

for (const [question, query] of questions)
  test(`${question} → ${query}`, () => {
    const [first] = askPlant(question, { sources }).candidates
    assert.equal(first && brief(first.query), query)
  })
