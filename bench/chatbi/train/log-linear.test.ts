import assert from 'node:assert/strict'
import { test } from 'node:test'
import { probabilitiesOf, trainLogLinear } from './log-linear.ts'
import type { Example, Reading } from './log-linear.ts'

const reading = (features: readonly number[], isRight: boolean): Reading => ({
  features: Int32Array.from(features),
  values: Float32Array.from(features, () => 1),
  isRight,
})

/** Feature 0 is of right readings, 1 of wrong ones, 2 and 3 of either as it happens. */
const examples: readonly Example[] = Array.from({ length: 60 }, (_, i) => [
  reading([0, 2 + (i % 2)], true),
  reading([1, 2 + ((i + 1) % 2)], false),
  reading([1, 2 + (i % 2)], false),
])
const options = { featureCount: 4, epochs: 5, rate: 0.1, sparsity: 1e-3 }

test('what tells right readings from wrong ones is weighed, what does not is left out', () => {
  const [right = 0, wrong = 0, ...noise] = trainLogLinear(examples, options)
  assert.ok(right > 0.5 && wrong < -0.5, `${right} ${wrong}`)
  for (const weight of noise) assert.ok(Math.abs(weight) < 0.15, `${weight}`)
})

test('any of several right readings may be the one that is meant', () => {
  const latent = examples.map(example => [...example, reading([0], true)])
  const weights = trainLogLinear(latent, options)
  const probabilities = probabilitiesOf(weights, latent[0] ?? [])
  assert.ok((probabilities[0] ?? 0) + (probabilities[3] ?? 0) > 0.8)
  assert.ok(Math.abs(probabilities.reduce((sum, one) => sum + one, 0) - 1) < 1e-9)
})

test('the same examples give the same weights, and those without a choice none', () => {
  assert.deepEqual(trainLogLinear(examples, options), trainLogLinear(examples, options))
  const alike = [[reading([0], true), reading([1], true)], [reading([2], false)]]
  assert.deepEqual([...trainLogLinear(alike, options)], [0, 0, 0, 0])
})
