import type { Query } from '../../query/query.ts'
import { arbitraryConditions } from './anchor.ts'
import { composeFloating } from './compose.ts'
import { emitFeatures, factsOf, signaturesOf } from './features.ts'
import type { Emit, QuestionFacts } from './features.ts'
import type { FloatingTable } from './row-set.ts'
import { createShapeReader } from './shape.ts'
import type { Shape } from './shape.ts'
import stored from './weights.json' with { type: 'json' }

/** A log-linear model over features of readings. */
export interface RankingWeights {
  /** Words and pairs of words that features are made of; others say nothing. */
  readonly grams: ReadonlySet<string>
  readonly weights: ReadonlyMap<string, number>
  /** How sure to be of the likeliest: a logistic model over its features and its part of the probability. */
  readonly confidence: ReadonlyMap<string, number>
}

export const rankingWeights: RankingWeights = {
  grams: new Set<string>(stored.grams),
  weights: new Map(Object.entries<number>(stored.weights)),
  confidence: new Map(Object.entries<number>(stored.confidence)),
}

/** A query that may be meant, before it is known how likely. */
export interface PooledQuery {
  readonly query: Query
  readonly shape: Shape
  /** Its place among what the grammar composed, from 0; absent where it did not. */
  readonly grammarRank?: number
  /** How much less the grammar thinks of it than of its best. */
  readonly grammarGap?: number
}

/** What the grammar composed, its score beside it. */
export interface GrammarQuery {
  readonly query: Query
  readonly score: number
}

/** All queries that may be meant, each once: those of the grammar, and those composed without one. */
export const poolOf = (
  table: FloatingTable,
  fromGrammar: readonly GrammarQuery[],
): readonly PooledQuery[] => {
  const read = createShapeReader(table)
  const pool = new Map<string, PooledQuery>()
  const best = fromGrammar[0]?.score ?? 0
  const arbitrary = new Set(arbitraryConditions(table.lattice).map(condition => JSON.stringify(condition)))
  fromGrammar.forEach(({ query, score }, grammarRank) => {
    if (query.filters.some(filter => arbitrary.has(JSON.stringify(filter)))) return
    const key = keyOf(query)
    if (!pool.has(key)) pool.set(key, { query, shape: read(query), grammarRank, grammarGap: best - score })
  })
  for (const query of composeFloating(table)) {
    const key = keyOf(query)
    if (!pool.has(key)) pool.set(key, { query, shape: read(query) })
  }
  return [...pool.values()]
}

/** What tells a query from others: names of outputs and the dataset they all stand on do not. */
const keyOf = (query: Query): string =>
  JSON.stringify([
    query.measures.map(measure => measure.expression),
    query.dimensions.map(({ field }) => field.field),
    query.columns.map(column => column.value),
    query.filters,
    query.time,
    query.having,
    query.orderBy,
    query.limit,
    query.setOperation,
  ])

/** The features of a pooled query besides pairs of words and signatures. */
export const emitOwn = (
  facts: QuestionFacts,
  { shape, grammarRank, grammarGap }: PooledQuery,
  emit: Emit,
): void => {
  emitFeatures(facts, shape, emit)
  emitGrammar(grammarRank, grammarGap, emit)
}

/** Every feature of a pooled query, pairs of words and signatures among them. */
export const emitAll = (
  facts: QuestionFacts,
  grams: readonly string[],
  pooled: PooledQuery,
  emit: Emit,
): void => {
  emitOwn(facts, pooled, emit)
  for (const signature of signaturesOf(pooled.shape))
    for (const gram of grams) emit(`${signature}|${gram}`, 1)
}

const emitGrammar = (rank: number | undefined, gap: number | undefined, emit: Emit): void => {
  if (rank === undefined || gap === undefined) return emit('composed freely', 1)
  emit(`grammar:${rank < 3 ? rank : rank < 6 ? 'few' : 'many'}`, 1)
  emit('grammar gap', Math.min(3, gap))
}

/** What the features that are emitted weigh together. */
export const weigh = (
  { weights }: Pick<RankingWeights, 'weights'>,
  emitInto: (emit: Emit) => void,
): number => {
  let score = 0
  emitInto((feature, value) => {
    score += value * (weights.get(feature) ?? 0)
  })
  return score
}

/** How the probability of all readings is shared among the answers that they give: parts of 1, the greatest first. */
export type Masses = readonly [own: number, ...others: readonly number[]]

/** What confidence is told from besides the features of the reading. */
export const emitMass = (masses: Masses, emit: Emit): void => {
  const [own, second = 0] = masses
  const bounded = Math.min(0.995, Math.max(0.005, own))
  emit('bias', 1)
  emit('logit mass', Math.log(bounded / (1 - bounded)))
  emit('log of mass to second', Math.log((own + 0.01) / (second + 0.01)))
  emit('entropy of masses', -masses.reduce((sum, mass) => sum + mass * Math.log(mass + 1e-9), 0))
  emit('answers', Math.log(masses.length))
}

/** The chance that the likeliest answer is right. */
export const sureness = (
  masses: Masses,
  emitOwn: (emit: Emit) => void,
  { confidence }: Pick<RankingWeights, 'confidence'> = rankingWeights,
): number => {
  if (confidence.size === 0) return masses[0]
  const evidence = weigh({ weights: confidence }, emit => {
    emitMass(masses, emit)
    emitOwn(emit)
  })
  return 1 / (1 + Math.exp(-evidence))
}

export interface RankedQuery extends PooledQuery {
  readonly score: number
  /** Its part of the probability of all. */
  readonly probability: number
}

/** The pool by likelihood under the model; the likeliest first. */
export const rankPool = (
  table: FloatingTable,
  pool: readonly PooledQuery[],
  { grams, weights }: Pick<RankingWeights, 'grams' | 'weights'> = rankingWeights,
): readonly RankedQuery[] => {
  const facts = factsOf(table)
  const known = facts.grams.filter(gram => grams.has(gram))
  const bySignature = new Map<string, number>()
  const signatureScore = (signature: string): number => {
    const cached = bySignature.get(signature)
    if (cached !== undefined) return cached
    const sum = known.reduce((total, gram) => total + (weights.get(`${signature}|${gram}`) ?? 0), 0)
    bySignature.set(signature, sum)
    return sum
  }
  const scored = pool.map(pooled => {
    let score = weigh({ weights }, add => emitOwn(facts, pooled, add))
    for (const signature of signaturesOf(pooled.shape)) score += signatureScore(signature)
    return { pooled, score }
  })
  scored.sort((a, b) => b.score - a.score)
  const highest = scored[0]?.score ?? 0
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - highest), 0)
  return scored.map(({ pooled, score }) => ({
    ...pooled,
    score,
    probability: Math.exp(score - highest) / total,
  }))
}
