import { emitMass } from '@millwright/chatbi'
import type { TableExample } from './collect-examples.ts'
import type { FeatureRegister } from './feature-register.ts'
import { probabilitiesOf, trainLogLinear } from './log-linear.ts'
import type { Reading } from './log-linear.ts'

/** What is thought likeliest of a question, and the probability of all readings that give its answer. */
export interface Judgment {
  readonly example: TableExample
  readonly best: TableExample['readings'][number] | undefined
  readonly mass: number
}

/** The likeliest of the first `count` readings under the weights. */
export const judge = (example: TableExample, weights: Float64Array, count: number): Judgment => {
  const readings = example.readings.slice(0, count)
  if (readings.length === 0) return { example, best: undefined, mass: 0 }
  const probabilities = probabilitiesOf(weights, readings)
  const best = readings[probabilities.indexOf(Math.max(...probabilities))]
  const key = keyOf(best?.answers ?? [])
  const mass = readings.reduce(
    (sum, one, i) => sum + (keyOf(one.answers) === key ? (probabilities[i] ?? 0) : 0),
    0,
  )
  return { example, best, mass }
}

const keyOf = (texts: readonly string[]): string => texts.toSorted().join('\n')

/** Features that say how far a reading may be trusted, whatever it is about. */
const telling =
  /^(missed|idle|whole:|anchors:|relation:|result|grammar|composed freely|anchor within|anchor weaker)/

const training = { epochs: 8, rate: 0.05, sparsity: 1e-3 } as const

/** A logistic model of whether the likeliest reading is right: a choice between it and nothing, which has no features. */
export const fitSureness = (
  judgments: readonly Judgment[],
  register: FeatureRegister,
): ReadonlyMap<string, number> => {
  const names = new Map<string, number>()
  const idOf = (name: string): number => {
    const id = names.get(name) ?? names.size
    names.set(name, id)
    return id
  }
  const examples = judgments.flatMap(judgment => {
    if (!judgment.best) return []
    const features = [...featuresOf(judgment, register)]
    const own: Reading = {
      features: Int32Array.from(features, ([name]) => idOf(name)),
      values: Float32Array.from(features, ([, value]) => value),
      isRight: judgment.best.isRight,
    }
    const nothing: Reading = {
      features: new Int32Array(),
      values: new Float32Array(),
      isRight: !judgment.best.isRight,
    }
    return [[own, nothing]]
  })
  const weights = trainLogLinear(examples, { ...training, featureCount: names.size })
  return new Map(
    [...names]
      .map(([name, id]) => [name, Math.round((weights[id] ?? 0) * 100) / 100] as const)
      .filter(([, weight]) => Math.abs(weight) >= 0.02),
  )
}

/** The chance that the likeliest reading is right. */
export const surenessOf = (
  judgment: Judgment,
  weights: ReadonlyMap<string, number> | undefined,
  register: FeatureRegister,
): number => {
  if (!judgment.best) return 0
  let evidence = 0
  for (const [name, value] of featuresOf(judgment, register)) evidence += value * (weights?.get(name) ?? 0)
  return 1 / (1 + Math.exp(-evidence))
}

const featuresOf = function* (
  { best, mass }: Judgment,
  register: FeatureRegister,
): Generator<readonly [name: string, value: number]> {
  const own: (readonly [string, number])[] = []
  emitMass(mass, (name, value) => own.push([name, value]))
  yield* own
  if (!best) return
  for (const [i, id] of best.features.entries()) {
    const name = register.names[id] ?? ''
    if (telling.test(name)) yield [name, best.values[i] ?? 0]
  }
}
