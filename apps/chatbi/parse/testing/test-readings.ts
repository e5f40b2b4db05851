import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SemanticModel } from '../../model/semantic-model.ts'
import { validateQuery } from '../../query/validate-query.ts'
import { askPlant, brief } from './ask-plant.ts'
import { plantModel } from './plant-model.ts'
import { createSampleValueIndex } from './sample-value-index.ts'

/** One test a question over the plant's model, or another: it is read as the query (`brief`), which is valid. */
export const testReadings = (
  readings: readonly (readonly [query: string, ...asked: readonly string[]])[],
  model: SemanticModel = plantModel,
): void => {
  const sources = [{ model, index: createSampleValueIndex(model) }]
  for (const [query, ...asked] of readings)
    for (const question of asked)
      test(`"${question}" is read as ${query}`, () => {
        const best = askPlant(question, { sources }).candidates[0]?.query ?? assert.fail()
        assert.equal(brief(best), query)
        assert.deepEqual(validateQuery(best, model), [])
      })
}
