import { createRandom } from '../random.ts'

/** Features of one passage by name. */
type Row = Readonly<Record<string, number>>

/** The passages of one question; `right` is the index of the one that answers, -1 where it was not found. */
export interface RankingGroup {
  readonly rows: readonly Row[]
  readonly right: number
}

export type Weights = Readonly<Record<string, number>>

/** Not a feature of a passage, but of the whole search. */
const leftOut = new Set(['topicality'])

/** Weight of features that the data never shows: set by hand, since questions over prose have no part numbers. */
const byHand: Weights = { codes: 6, 'heading-coverage': 1, 'caption-coverage': 0.5 }

export const scoreWith = (weights: Weights, row: Row): number => {
  let score = 0
  for (const name in weights) score += (weights[name] ?? 0) * (row[name] ?? 0)
  return score
}

const epochs = 25
const rate = 0.05
const decay = 0.002
const batch = 32

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map(item => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)

/** Gradient of the negative logarithm of the right passage's probability (ListNet, Z. Cao et al., ICML 2007). */
const addGradient = (gradient: Record<string, number>, { rows, right }: RankingGroup, weights: Weights): void => {
  const scores = rows.map(row => scoreWith(weights, row))
  const best = Math.max(...scores)
  const shares = scores.map(score => Math.exp(score - best))
  const total = shares.reduce((sum, share) => sum + share, 0)
  for (const [index, row] of rows.entries()) {
    const error = (shares[index] ?? 0) / total - (index === right ? 1 : 0)
    for (const name in gradient) gradient[name] = (gradient[name] ?? 0) + error * (row[name] ?? 0)
  }
} // prettier-ignore

interface Moments {
  readonly first: Record<string, number>
  readonly second: Record<string, number>
  count: number
}

/** One step of Adam (D. Kingma & J. Ba, ICLR 2015) with decay; no weight falls under 0. */
const step = (weights: Record<string, number>, gradient: Weights, moments: Moments): void => {
  moments.count += 1
  for (const name of Object.keys(weights)) {
    const slope = (gradient[name] ?? 0) / batch + decay * (weights[name] ?? 0)
    const first = (moments.first[name] = 0.9 * (moments.first[name] ?? 0) + 0.1 * slope)
    const second = (moments.second[name] = 0.999 * (moments.second[name] ?? 0) + 0.001 * slope * slope)
    const change =
      first / (1 - 0.9 ** moments.count) / (Math.sqrt(second / (1 - 0.999 ** moments.count)) + 1e-8)
    weights[name] = Math.max(0, (weights[name] ?? 0) - rate * change)
  }
}

/** Linear weights under which the right passage of each group is the likeliest. */
export const fitListwise = (groups: readonly RankingGroup[]): Weights => {
  const usable = groups.filter(group => group.right !== -1 && group.rows.length > 1)
  const names = Object.keys(usable[0]?.rows[0] ?? {}).filter(name => !leftOut.has(name) && !(name in byHand))
  const weights: Record<string, number> = Object.fromEntries(names.map(name => [name, 1]))
  const moments: Moments = { first: {}, second: {}, count: 0 }
  const random = createRandom(7)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(usable, random)
    for (let from = 0; from < order.length; from += batch) {
      const gradient: Record<string, number> = Object.fromEntries(names.map(name => [name, 0]))
      for (const group of order.slice(from, from + batch)) addGradient(gradient, group, weights)
      step(weights, gradient, moments)
    }
  }
  return { ...weights, ...byHand }
}
