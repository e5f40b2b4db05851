import type { Query } from '../../query/query.ts'
import { chanceOf } from './boosted-trees.ts'
import type { BoostedTrees } from './boosted-trees.ts'
import { emitFeatures } from './features.ts'
import type { Emit, QuestionFacts } from './question-facts.ts'
import type { RankedQuery } from './rank-pool.ts'
import { outputCountOf } from './signature.ts'
import { emitResultFeatures } from './result-features.ts'
import type { Rows } from './result-features.ts'
import type { Spread } from './weigh-answers.ts'

/** What confidence is told from besides the features of the reading. */
export const emitSpread = (spread: Spread, emit: Emit): void => {
  emit('spread mass', spread.mass)
  emit('spread own', spread.own)
  emit('spread next', spread.next)
  emit('spread answers', spread.answers)
  emit('spread readings', spread.readings)
  emit('spread entropy', spread.entropy)
}

/** How long the question is, and how large its answer. */
export const emitSize = ({ lattice }: QuestionFacts, rows: Rows, emit: Emit): void => {
  emit('size question', lattice.atoms.length)
  emit('size rows', rows.length)
  emit('size columns', rows[0]?.length ?? 0)
}

/** Pairs with words say which reading is meant, not how far to trust it. */
export const isTelling = (feature: string): boolean => !feature.includes('|')

/** An answer whose rows are not known is thought to have one. */
const oneRowOf = (query: Query): Rows => [Array.from({ length: outputCountOf(query) }, () => null)]

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
  emitSize(facts, rows ?? oneRowOf(ranked.query), take)
  if (rows) emitResultFeatures(facts, ranked.query, rows, take)
  return chanceOf(confidence, values)
}
