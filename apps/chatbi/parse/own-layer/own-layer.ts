import type { LinkResult } from '../../link/link.ts'
import { fieldsOfCondition } from '../../query/fields-of.ts'
import type { FieldRef, Query } from '../../query/query.ts'
import type { RankedCandidate } from '../ranked-candidate.ts'
import type { ModelView } from '../model-view.ts'
import { useOf } from '../ranking/query-use.ts'

/**
 * What the confirmed questions of one workspace add to the ranking: which words speak of which parts of a query over this
 * source. Weights are by `part|word`, in units of a candidate's score.
 */
export interface OwnLayer {
  readonly weights: ReadonlyMap<string, number>
}

/** A few confirmed questions must not outweigh what the words plainly say. */
const mostBonus = 0.5
/** A learned ranking counts in logits, ten to one of the grammar's score. */
const logitsPerScore = 10

/** Words that carry meaning, as they are looked up. */
export const wordsOf = ({ atoms, isStop }: LinkResult): readonly string[] => [
  ...new Set(
    atoms
      .filter((atom, at) => !isStop[at] && atom.kind !== 'punct' && atom.kind !== 'number')
      .map(atom => atom.stem.toLowerCase()),
  ),
]

const nameOf = ({ dataset, field }: FieldRef): string => `${dataset}.${field}`

/** What a query is made of, values and times apart: those are for one question alone. */
export const partsOf = (query: Query, view: ModelView): readonly string[] => [
  ...new Set([
    ...(query.root === undefined ? [] : [`rows ${query.root}`]),
    ...query.measures.map(({ expression }) => `measure ${JSON.stringify(expression)}`),
    ...query.dimensions.map(({ field, grain, part }) => `by ${nameOf(field)} ${grain ?? part ?? ''}`),
    ...query.columns.map(({ value }) => `show ${JSON.stringify(value)}`),
    ...useOf(query, view)
      .fields.filter(({ role }) => role === 'sum' || role === 'show')
      .map(({ ref }) => `uses ${nameOf(ref)}`),
    ...query.filters.flatMap(fieldsOfCondition).map(field => `where ${nameOf(field)}`),
    ...(query.time ? [`time ${nameOf(query.time.field)}`] : []),
    ...(query.orderBy[0] ? [`order ${query.orderBy[0].direction}`] : []),
  ]),
]

/** What the layer thinks of a query of these parts for these words, within bounds. */
export const bonusOf = (
  { weights }: OwnLayer,
  words: readonly string[],
  parts: readonly string[],
): number => {
  let sum = 0
  for (const part of parts) for (const word of words) sum += weights.get(`${part}|${word}`) ?? 0
  return Math.max(-mostBonus, Math.min(mostBonus, sum))
}

/** The candidates in the order that the layer gives them; as they are without one. */
export const withOwnLayer = (
  candidates: readonly RankedCandidate[],
  { lattice, view }: { readonly lattice: LinkResult; readonly view: ModelView },
  layer: OwnLayer | undefined,
): readonly RankedCandidate[] => {
  if (!layer || layer.weights.size === 0) return candidates
  const words = wordsOf(lattice)
  const weighed = candidates.map(candidate =>
    addBonus(candidate, bonusOf(layer, words, partsOf(candidate.query, view))),
  )
  const before = sumOf(candidates)
  const scale = before / Math.max(Number.MIN_VALUE, sumOf(weighed))
  const [best, ...others] = weighed
    .map(one => (one.learned ? { ...one, probability: (one.probability ?? 0) * scale } : one))
    .toSorted((a, b) => b.score - a.score)
  if (!best) return []
  const isByLayer = best.query !== candidates[0]?.query
  return [isByLayer ? { ...best, followsConfirmed: true } : best, ...others]
}

/** Of those that a learned ranking shares a probability among. */
const sumOf = (candidates: readonly RankedCandidate[]): number =>
  candidates.reduce((sum, one) => sum + (one.learned ? (one.probability ?? 0) : 0), 0)

const addBonus = (candidate: RankedCandidate, bonus: number): RankedCandidate => {
  const score = candidate.score + bonus
  const { learned, probability } = candidate
  if (!learned) return { ...candidate, score }
  const ranked = { ...learned.ranked, score: learned.ranked.score + logitsPerScore * bonus }
  return {
    ...candidate,
    score,
    learned: { ...learned, ranked },
    probability: (probability ?? 0) * Math.exp(logitsPerScore * bonus),
  }
}
