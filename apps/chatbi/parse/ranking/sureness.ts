import { chanceOf } from './boosted-trees.ts'
import type { BoostedTrees } from './boosted-trees.ts'
import { emitFeatures } from './features.ts'
import type { Emit, QuestionFacts } from './question-facts.ts'
import type { RankedQuery } from './rank-pool.ts'
import { emitResultFeatures } from './result-features.ts'
import type { Rows } from './result-features.ts'

/** How the probability is spread over the answers of one question. */
export interface Spread {
  /** Of all readings that give the rows of the best. */
  readonly mass: number
  /** Of the best reading alone. */
  readonly own: number
  /** Of all readings that give the rows next in probability. */
  readonly next: number
}

/** What confidence is told from besides the features of the reading. */
export const emitSpread = ({ mass, own, next }: Spread, emit: Emit): void => {
  emit('spread mass', mass)
  emit('spread own', own)
  emit('spread next', next)
}

/** Pairs with words say which reading is meant, not how far to trust it. */
export const isTelling = (feature: string): boolean => !feature.includes('|')

/** The chance that the reading is right, by how the probability is spread and by what it says for itself. */
export const surenessOf = (
  spread: Spread,
  reading: { readonly facts: QuestionFacts; readonly ranked: RankedQuery; readonly rows: Rows | undefined },
  confidence: BoostedTrees,
): number => {
  const { facts, ranked, rows } = reading
  const places = new Map(confidence.features.map((feature, place) => [feature, place]))
  const values = new Float64Array(confidence.features.length)
  const take = (feature: string, value: number): void => {
    const place = places.get(feature)
    if (place !== undefined) values[place] = (values[place] ?? 0) + value
  }
  emitSpread(spread, take)
  emitFeatures(facts, ranked, take)
  if (rows) emitResultFeatures(facts, ranked.query, rows, take)
  return chanceOf(confidence, values)
}
