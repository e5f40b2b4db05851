import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askPlant } from './testing/ask-plant.ts'
import { plantModel } from './testing/plant-model.ts'
import { createSampleValueIndex } from './testing/sample-value-index.ts'
import { testReadings } from './testing/test-readings.ts'

const october = '2026-10-01..2026-11-01'

testReadings([
  [
    `rows(material_lot) where supplier.country != China time received_on ${october}`,
    'how many lots came from foreign suppliers in October',
    'how many imported lots did we get in October',
    '10月国外供应商来了多少批次',
    '10月进口批次有多少',
  ],
  [
    `rows(material_lot)[supplier.country = China] rows(material_lot)[supplier.country != China] time received_on ${october}`,
    'domestic vs foreign lots in October',
  ],
])

test('foreign of no country that the model knows is unused, and never sure', () => {
  const { datasets, ...rest } = plantModel
  const model = {
    ...rest,
    datasets: datasets.map(dataset => ({
      ...dataset,
      fields: dataset.fields.map(({ valueSynonyms: _, ...field }) => field),
    })),
  }
  const asked = askPlant('how many lots came from foreign suppliers in October', {
    sources: [{ model, index: createSampleValueIndex(model) }],
  })
  assert.ok(asked.unusedWords.includes('foreign') && !asked.isSure)
})
