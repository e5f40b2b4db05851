import { createRandom } from '../../random.ts'

/** Features of one reading by number, with their values, and whether its rows are the right ones. */
export interface Reading {
  readonly features: Int32Array
  readonly values: Float32Array
  readonly isRight: boolean
}

/** The readings of one question. */
export type Example = readonly Reading[]

export interface TrainOptions {
  readonly featureCount: number
  readonly epochs: number
  /** Step of AdaGrad. */
  readonly rate: number
  /** Weight of the L1 norm, per example. */
  readonly sparsity: number
}

/**
 * Weights that make right readings likely: the gradient of log Σ p(right reading), whichever of them it is, as in Liang,
 * Jordan and Klein, "Learning Dependency-Based Compositional Semantics" (ACL 2011), by AdaGrad (Duchi, Hazan and Singer,
 * JMLR 2011) with a proximal L1 step taken when a feature is next met. The order of examples is that of a fixed seed.
 */
export const trainLogLinear = (examples: readonly Example[], options: TrainOptions): Float64Array => {
  const state = createState(options)
  const usable = examples.filter(
    example => example.some(one => one.isRight) && example.some(one => !one.isRight),
  )
  const order = usable.map((_, i) => i)
  const random = createRandom(11)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random)
    for (const i of order) step(state, usable[i] ?? [], options)
  }
  settle(state, options)
  return state.weights
}

interface State {
  readonly weights: Float64Array
  readonly squares: Float64Array
  /** Step at which each feature was last shrunk. */
  readonly shrunkAt: Int32Array
  readonly gradient: Float64Array
  steps: number
}

const createState = ({ featureCount }: TrainOptions): State => ({
  weights: new Float64Array(featureCount),
  squares: new Float64Array(featureCount),
  shrunkAt: new Int32Array(featureCount),
  gradient: new Float64Array(featureCount),
  steps: 0,
})

export const scoreOf = (weights: Float64Array, { features, values }: Reading): number => {
  let score = 0
  for (let i = 0; i < features.length; i++) score += (weights[features[i] ?? 0] ?? 0) * (values[i] ?? 0)
  return score
}

/** Parts of the probability of all readings. */
export const probabilitiesOf = (weights: Float64Array, example: Example): readonly number[] => {
  const scores = example.map(reading => scoreOf(weights, reading))
  const highest = Math.max(...scores)
  const powers = scores.map(score => Math.exp(score - highest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map(power => power / total)
}

const step = (state: State, example: Example, options: TrainOptions): void => {
  state.steps++
  const touched = new Set<number>()
  for (const { features } of example) for (const feature of features) touched.add(feature)
  for (const feature of touched) shrink(state, feature, options)
  const probabilities = probabilitiesOf(state.weights, example)
  const rightMass = example.reduce((sum, one, i) => sum + (one.isRight ? (probabilities[i] ?? 0) : 0), 0)
  example.forEach(({ features, values, isRight }, i) => {
    const probability = probabilities[i] ?? 0
    const pull = (isRight ? probability / Math.max(rightMass, 1e-12) : 0) - probability
    if (Math.abs(pull) < 1e-6) return
    for (let j = 0; j < features.length; j++) {
      const feature = features[j] ?? 0
      state.gradient[feature] = (state.gradient[feature] ?? 0) + pull * (values[j] ?? 0)
    }
  })
  for (const feature of touched) climb(state, feature, options)
}

const climb = ({ weights, squares, gradient }: State, feature: number, { rate }: TrainOptions): void => {
  const slope = gradient[feature] ?? 0
  gradient[feature] = 0
  if (slope === 0) return
  squares[feature] = (squares[feature] ?? 0) + slope * slope
  weights[feature] = (weights[feature] ?? 0) + (rate * slope) / Math.sqrt(1e-6 + (squares[feature] ?? 0))
}

/** The L1 steps that the feature has missed, at its present rate. */
const shrink = (state: State, feature: number, { rate, sparsity }: TrainOptions): void => {
  const missed = state.steps - (state.shrunkAt[feature] ?? 0)
  state.shrunkAt[feature] = state.steps
  const weight = state.weights[feature] ?? 0
  if (weight === 0 || missed === 0) return
  const amount = (missed * sparsity * rate) / Math.sqrt(1e-6 + (state.squares[feature] ?? 0))
  state.weights[feature] = Math.sign(weight) * Math.max(0, Math.abs(weight) - amount)
}

const settle = (state: State, options: TrainOptions): void => {
  state.steps++
  for (let feature = 0; feature < state.weights.length; feature++) shrink(state, feature, options)
}

const shuffle = (items: number[], random: () => number): void => {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = items[i] ?? 0
    items[i] = items[j] ?? 0
    items[j] = held
  }
}
