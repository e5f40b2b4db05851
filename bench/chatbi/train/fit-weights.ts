import { gramOf } from './feature-register.ts'
import type { FeatureRegister } from './feature-register.ts'
import { trainLogLinear } from './log-linear.ts'
import type { Example, TrainOptions } from './log-linear.ts'

/** Weights by the name of the feature, and the words that some of the features are made of. */
export interface NamedWeights {
  readonly grams: ReadonlySet<string>
  readonly weights: ReadonlyMap<string, number>
}

const smallestWeight = 0.02

/** As weights are written. */
export const roundWeight = (weight: number): number => Math.round(weight * 100) / 100

/** Trains on the features that are common enough, and keeps the weights that are large enough. */
export const fitWeights = (
  examples: readonly Example[],
  register: FeatureRegister,
  training: Omit<TrainOptions, 'featureCount'>,
): NamedWeights => {
  const isKept = register.names.map((_, id) => register.isKept(id))
  const kept = examples.map(readings =>
    readings.map(({ features, values, isRight }) => {
      const places = [...features.keys()].filter(place => isKept[features[place] ?? -1])
      return {
        features: Int32Array.from(places, place => features[place] ?? 0),
        values: Float32Array.from(places, place => values[place] ?? 0),
        isRight,
      }
    }),
  )
  const trained = trainLogLinear(kept, { ...training, featureCount: register.names.length })
  const weights = keepLarge(register.names.map((name, id) => [name, trained[id] ?? 0]))
  return { grams: new Set([...weights.keys()].flatMap(name => gramOf(name) ?? [])), weights }
}

/** Weights as they are written, those that are hardly any left out. */
export const keepLarge = (named: readonly (readonly [string, number])[]): ReadonlyMap<string, number> =>
  new Map(
    named
      .map(([name, weight]) => [name, roundWeight(weight)] as const)
      .filter(([, weight]) => Math.abs(weight) >= smallestWeight),
  )

/** Weights by the numbers that the register gives their features. */
export const toDense = ({ weights }: NamedWeights, register: FeatureRegister): Float64Array =>
  Float64Array.from(register.names, name => weights.get(name) ?? 0)

/** Weights as JSON, one a line in the order of their names, so that two trainings can be compared. */
export const weightLines = (weights: ReadonlyMap<string, number>): string => {
  const lines = [...weights]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, weight]) => `    ${JSON.stringify(name)}: ${weight}`)
  return `{\n${lines.join(',\n')}\n  }`
}
