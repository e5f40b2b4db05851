import { passageFields } from '../index/encode-tokens.ts'
import type { PassageField } from '../index/encode-tokens.ts'
import { scoreFeedback } from './feedback.ts'
import { createPassageReader } from './passage-statistics.ts'
import type { PassageStatistics } from './passage-statistics.ts'
import { formOf } from './question-form.ts'
import weights from './reranker-weights.json' with { type: 'json' }
import { featureNames, scoreFeatures } from './score-features.ts'
import type { Features } from './score-features.ts'
import type { WeightedTerm } from './weighted-term.ts'

/** A passage in its place: `index` counts among the passages given. Scores are from 0 to 1. */
export interface RankedPassage {
  readonly index: number
  readonly score: number
  readonly features: Readonly<Record<string, number>>
}

const meanLengths = (passages: readonly PassageStatistics[]): Record<PassageField, number> => {
  const mean = (field: PassageField): number =>
    passages.reduce((sum, passage) => sum + passage.lengths[field], 0) / Math.max(1, passages.length)
  return Object.fromEntries(passageFields.map(field => [field, mean(field)])) as Record<PassageField, number> // every field
}

const normalised = (scores: readonly number[]): readonly number[] => {
  const best = Math.max(...scores, Number.MIN_VALUE)
  return scores.map(score => score / best)
}

/** The learned scorer, for a question that one place answers. */
const scoreFact = (features: Features): number =>
  featureNames.reduce((sum, name) => sum + weights.weights[name] * features[name], 0)

/** The scorer by hand of the words' weight and closeness, for a topic that many passages are about. */
const scoreTopic = (features: Features): number =>
  features.bm25f + 0.15 * (features['ordered-pairs'] + features['unordered-pairs']) + 0.1 * features.sentence

/**
 * Whether the question is about a topic, from 0 to 1: the best passages score alike (a spread of scores predicts how
 * precise a search is: A. Shtok et al., "Predicting query performance by query-drift estimation", TOIS 2012).
 */
const topicality = (scores: readonly number[]): number => {
  const [, ...next] = scores.toSorted((a, b) => b - a).slice(0, 10)
  if (next.length === 0) return 0
  const mean = next.reduce((sum, score) => sum + score, 0) / next.length
  return Math.min(1, Math.max(0, (mean - 0.4) / 0.15))
}

/** A question with a code or for a fact is about no topic, however alike the passages score. */
const scoreAll = (isPrecise: boolean, tokens: readonly string[], features: readonly Features[]) => {
  const fact = normalised(features.map(scoreFact))
  const topic = isPrecise ? 0 : topicality(fact)
  if (topic === 0) return { topic, scores: fact }
  const base = normalised(features.map(scoreTopic))
  const feedback = scoreFeedback(tokens, base)
  const scores = fact.map(
    (score, index) =>
      (1 - topic) * score + topic * (0.35 * (base[index] ?? 0) + 0.65 * (feedback[index] ?? 0)),
  )
  return { topic, scores }
}

/** Puts passages that the index found, in its order, into the order of how likely they answer, best first. */
export const rankPassages = (
  question: string,
  terms: readonly WeightedTerm[],
  tokens: readonly string[],
): readonly RankedPassage[] => {
  const passages = tokens.map(createPassageReader(terms))
  const form = formOf(question)
  const context = { terms, meanLengths: meanLengths(passages), expectsNumber: form.expectsNumber }
  const features = passages.map((passage, rank) => scoreFeatures(context, passage, rank))
  const isPrecise = form.expectsFact || terms.some(term => term.kind === 'code')
  const { topic, scores } = scoreAll(isPrecise, tokens, features)
  return scores
    .map((score, index) => ({ index, score, features: { ...features[index], topicality: topic } }))
    .toSorted((a, b) => b.score - a.score)
}
