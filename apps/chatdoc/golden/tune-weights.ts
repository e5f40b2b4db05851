import { evenWeights, rankingParts } from '../index/ranking-weights.ts'
import type { RankingPart, RankingWeights } from '../index/ranking-weights.ts'

/** A golden question whose place was found: `rankWith` tells its place in the order, from 1. */
export interface TuningCase {
  readonly id: string
  rankWith(weights: RankingWeights): number
}

/** How well an order does over some cases, each from 0 to 1. */
export interface OrderQuality {
  /** Mean of one over the rank of the place. */
  readonly reciprocalRank: number
  /** Share whose place comes first. */
  readonly first: number
}

export interface Tuned {
  /** Learned from all cases. */
  readonly weights: RankingWeights
  readonly present: OrderQuality
  readonly tuned: OrderQuality
  /** On cases that the weights were not learned from: what to expect of questions to come. */
  readonly heldOut: OrderQuality
}

const steps = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const
const rounds = 3
const folds = 5

/** A change must be worth so much of the mean reciprocal rank, or it is chance. */
const leastGain = 0.004

const qualityOf = (cases: readonly TuningCase[], weights: RankingWeights): OrderQuality => {
  let [reciprocal, first] = [0, 0]
  for (const one of cases) {
    const rank = one.rankWith(weights)
    reciprocal += 1 / rank
    if (rank === 1) first += 1
  }
  const total = Math.max(1, cases.length)
  return { reciprocalRank: reciprocal / total, first: first / total }
}

/** Ranks are asked for again and again with the same weights. */
const remembering = (one: TuningCase): TuningCase => {
  const known = new Map<string, number>()
  return {
    id: one.id,
    rankWith: weights => {
      const key = rankingParts.map(part => weights[part]).join(' ')
      const rank = known.get(key) ?? one.rankWith(weights)
      known.set(key, rank)
      return rank
    },
  }
}

/** The best step for one part, the others as they are; as it is, where none is better by enough. */
const bestStep = (
  cases: readonly TuningCase[],
  weights: RankingWeights,
  part: RankingPart,
): RankingWeights => {
  let best = { weights, score: qualityOf(cases, weights).reciprocalRank + leastGain }
  const nearestFirst = steps.toSorted((a, b) => Math.abs(a - weights[part]) - Math.abs(b - weights[part]))
  for (const step of nearestFirst) {
    const changed = { ...weights, [part]: step }
    const score = qualityOf(cases, changed).reciprocalRank
    if (score > best.score) best = { weights: changed, score }
  }
  return best.weights
}

const learn = async (cases: readonly TuningCase[], breathe: () => Promise<void>): Promise<RankingWeights> => {
  let weights = evenWeights
  for (let round = 0; round < rounds; round++) {
    const before = weights
    for (const part of rankingParts) {
      weights = bestStep(cases, weights, part)
      await breathe()
    }
    if (weights === before) break
  }
  return weights
}

/**
 * Learns a collection's weights from its golden questions: coordinate ascent on the mean reciprocal rank of their
 * places (D. Metzler & W. B. Croft, "Linear feature-based models for information retrieval", Information Retrieval 10,
 * 2007), from even weights on. What to expect of them is measured on questions held out, a fifth at a time. `breathe`
 * is called between steps and may reject to stop.
 */
export const tuneWeights = async (
  given: readonly TuningCase[],
  present: RankingWeights,
  breathe: () => Promise<void>,
): Promise<Tuned> => {
  const cases = given.map(remembering)
  const weights = await learn(cases, breathe)
  let [reciprocal, first] = [0, 0]
  for (let fold = 0; fold < folds; fold++) {
    const own = cases.filter((_, index) => index % folds === fold)
    const learned = await learn(
      cases.filter((_, index) => index % folds !== fold),
      breathe,
    )
    const quality = qualityOf(own, learned)
    reciprocal += quality.reciprocalRank * own.length
    first += quality.first * own.length
  }
  const total = Math.max(1, cases.length)
  return {
    weights,
    present: qualityOf(cases, present),
    tuned: qualityOf(cases, weights),
    heldOut: { reciprocalRank: reciprocal / total, first: first / total },
  }
}
