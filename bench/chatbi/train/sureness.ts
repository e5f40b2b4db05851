import { emitMass } from '@millwright/chatbi'
import type { Masses } from '@millwright/chatbi'
import type { TableExample } from './collect-examples.ts'
import { gramOf } from './feature-register.ts'
import type { FeatureRegister } from './feature-register.ts'
import { keepLarge } from './fit-weights.ts'
import { probabilitiesOf, trainLogLinear } from './log-linear.ts'
import type { Reading } from './log-linear.ts'

/** What is thought likeliest of a question, and how the probability is shared among the answers of all readings. */
export interface Judgment {
  readonly example: TableExample
  readonly best: TableExample['readings'][number] | undefined
  readonly masses: Masses
}

/** The answer that most of the probability of the first `count` readings is for, by the likeliest of its readings. */
export const judge = (example: TableExample, weights: Float64Array, count: number): Judgment => {
  const readings = example.readings.slice(0, count)
  if (readings.length === 0) return { example, best: undefined, masses: [0] }
  const probabilities = probabilitiesOf(weights, readings)
  const answers = [
    ...Map.groupBy(
      readings.map((reading, i) => ({ reading, probability: probabilities[i] ?? 0 })),
      ({ reading }) => keyOf(reading.answers),
    ).values(),
  ]
    .map(found => ({
      best: found.reduce((a, b) => (b.probability > a.probability ? b : a)).reading,
      mass: found.reduce((sum, { probability }) => sum + probability, 0),
    }))
    .toSorted((a, b) => b.mass - a.mass)
  const [own = 0, ...others] = answers.map(({ mass }) => mass)
  return { example, best: answers[0]?.best, masses: [own, ...others] }
}

const keyOf = (texts: readonly string[]): string => texts.toSorted().join('\n')

/** Words of the question say little of how far a reading may be trusted; the other features all do, where they are not rare. */
const fewest = 12

const training = { epochs: 8, rate: 0.05, sparsity: 1e-3 } as const

/** A logistic model of whether the likeliest reading is right: a choice between it and nothing, which has no features. */
export const fitSureness = (
  judgments: readonly Judgment[],
  register: FeatureRegister,
): ReadonlyMap<string, number> => {
  const all = judgments.map(judgment => [...featuresOf(judgment, register)])
  const counts = new Map<string, number>()
  for (const [name] of all.flat()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const names = new Map<string, number>()
  for (const [name, count] of counts) if (count >= fewest) names.set(name, names.size)
  const idOf = (name: string): number => names.get(name) ?? 0
  const examples = judgments.flatMap((judgment, i) => {
    if (!judgment.best) return []
    const features = (all[i] ?? []).filter(([name]) => names.has(name))
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
  return keepLarge([...names].map(([name, id]) => [name, weights[id] ?? 0]))
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
  { best, masses }: Judgment,
  register: FeatureRegister,
): Generator<readonly [name: string, value: number]> {
  const own: (readonly [string, number])[] = []
  emitMass(masses, (name, value) => own.push([name, value]))
  yield* own
  if (!best) return
  for (const [i, id] of best.features.entries()) {
    const name = register.names[id] ?? ''
    if (gramOf(name) === undefined) yield [name, best.values[i] ?? 0]
  }
}
