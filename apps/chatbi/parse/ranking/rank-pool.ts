import type { Candidate } from '../candidate.ts'
import { emitFeatures } from './features.ts'
import type { PooledQuery } from './features.ts'
import { composedPool, editedPool } from './pool.ts'
import type { Emit, QuestionFacts } from './question-facts.ts'
import { signaturesOf } from './signature.ts'

/** A log-linear model over features of readings. */
export interface ReadingWeights {
  /** Words and pairs of words that features are made of; others say nothing. */
  readonly grams: ReadonlySet<string>
  readonly weights: ReadonlyMap<string, number>
}

export interface RankedQuery extends PooledQuery {
  readonly score: number
}

/** So many of the grammar's readings are read otherwise too; of what comes of that, so many again. */
const editedCounts = [8, 4] as const

/** Every feature of a reading before it is run, pairs of words and signatures among them. */
export const emitAll = (facts: QuestionFacts, pooled: PooledQuery, emit: Emit): void => {
  emitFeatures(facts, pooled, emit)
  for (const signature of signaturesOf(pooled.query))
    for (const gram of facts.grams) emit(`${signature}|${gram}`, 1)
}

/** What the features that are emitted weigh together. */
export const weigh = (weights: ReadonlyMap<string, number>, emitInto: (emit: Emit) => void): number => {
  let score = 0
  emitInto((feature, value) => {
    score += value * (weights.get(feature) ?? 0)
  })
  return score
}

export interface RankPoolOptions {
  /** Without one, what the grammar thinks of its readings orders them. */
  readonly model: ReadingWeights | undefined
  /** Whether doubtful choices are taken otherwise too; they are unless it says no. */
  readonly hasAlternatives?: boolean
}

/** The grammar's readings and what is one or two edits away from them, the likeliest first. */
export const rankPool = (
  facts: QuestionFacts,
  composed: readonly Candidate[],
  { model, hasAlternatives = true }: RankPoolOptions,
): readonly RankedQuery[] => {
  const score = createScorer(facts, model)
  const known = new Map(composedPool(composed))
  let ranked = [...known.values()].map(score)
  const rounds = model ? editedCounts : editedCounts.slice(0, 1)
  for (const count of hasAlternatives ? rounds : []) {
    const edited = editedPool(best(ranked, count), facts, known)
    for (const [key, pooled] of edited) known.set(key, pooled)
    ranked = [...ranked, ...[...edited.values()].map(score)]
  }
  return best(ranked, ranked.length)
}

const best = (ranked: readonly RankedQuery[], count: number): readonly RankedQuery[] =>
  ranked.toSorted((a, b) => b.score - a.score).slice(0, count)

const createScorer = (
  facts: QuestionFacts,
  model: ReadingWeights | undefined,
): ((pooled: PooledQuery) => RankedQuery) => {
  if (!model) return pooled => ({ ...pooled, score: -pooled.gap - pooled.edits.length })
  const grams = facts.grams.filter(gram => model.grams.has(gram))
  const bySignature = new Map<string, number>()
  const signatureScore = (signature: string): number => {
    const known = bySignature.get(signature)
    if (known !== undefined) return known
    const sum = grams.reduce((total, gram) => total + (model.weights.get(`${signature}|${gram}`) ?? 0), 0)
    bySignature.set(signature, sum)
    return sum
  }
  return pooled => {
    let score = weigh(model.weights, emit => emitFeatures(facts, pooled, emit))
    for (const signature of signaturesOf(pooled.query)) score += signatureScore(signature)
    return { ...pooled, score }
  }
}
