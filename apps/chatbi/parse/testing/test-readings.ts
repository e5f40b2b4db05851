import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateQuery } from '../../query/validate-query.ts'
import { askPlant, brief } from './ask-plant.ts'
import { plantModel } from './plant-model.ts'

/** One test a question over the plant's model: it is read as the query (`brief`), which is valid. */
export const testReadings = (
  readings: readonly (readonly [query: string, ...asked: readonly string[]])[],
): void => {
  for (const [query, ...asked] of readings)
    for (const question of asked)
      test(`"${question}" is read as ${query}`, () => {
        const best = askPlant(question).candidates[0]?.query ?? assert.fail()
        assert.equal(brief(best), query)
        assert.deepEqual(validateQuery(best, plantModel), [])
      })
}
