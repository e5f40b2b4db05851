import { passageFields } from '../index/encode-tokens.ts'
import type { PassageField } from '../index/encode-tokens.ts'
import { evenWeights } from '../index/ranking-weights.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import { countWords } from './count-words.ts'
import type { CountedWords } from './count-words.ts'
import { scoreFeedback } from './feedback.ts'
import { createPassageReader } from './passage-statistics.ts'
import type { PassageStatistics } from './passage-statistics.ts'
import { formOf } from './question-form.ts'
import weights from './reranker-weights.json' with { type: 'json' }
import { featureNames, scoreFields, scorePlaces } from './score-features.ts'
import type { Features, PlaceFeatures, ScoringContext } from './score-features.ts'
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

/** Passages read for one question: what no weight of a collection changes. */
export interface ReadPassages {
  readonly context: ScoringContext
  readonly passages: readonly PassageStatistics[]
  readonly places: readonly PlaceFeatures[]
  /** A question with a code or for a fact is about no topic, however alike the passages score. */
  readonly isPrecise: boolean
  /** Counted once, where they are asked for. */
  readonly words: () => CountedWords
}

/** Reads passages that the index found, in its order, for `orderPassages`. */
export const readPassages = (
  question: string,
  terms: readonly WeightedTerm[],
  tokens: readonly string[],
): ReadPassages => {
  const passages = tokens.map(createPassageReader(terms))
  const form = formOf(question)
  const context = { terms, meanLengths: meanLengths(passages), expectsNumber: form.expectsNumber }
  let words: CountedWords | undefined
  return {
    context,
    passages,
    places: passages.map((passage, rank) => scorePlaces(context, passage, rank)),
    isPrecise: form.expectsFact || terms.some(term => term.kind === 'code'),
    words: () => (words ??= countWords(tokens)),
  }
}

const scoreAll = ({ isPrecise, words }: ReadPassages, features: readonly Features[]) => {
  const fact = normalised(features.map(scoreFact))
  const topic = isPrecise ? 0 : topicality(fact)
  if (topic === 0) return { topic, scores: fact }
  const base = normalised(features.map(scoreTopic))
  const feedback = scoreFeedback(words(), base)
  const scores = fact.map(
    (score, index) =>
      (1 - topic) * score + topic * (0.35 * (base[index] ?? 0) + 0.65 * (feedback[index] ?? 0)),
  )
  return { topic, scores }
}

/** Passages in the order of how likely they answer, best first, each weighed as its collection says. */
export const orderPassages = (
  read: ReadPassages,
  weightsOf: (index: number) => RankingWeights = () => evenWeights,
): readonly RankedPassage[] => {
  const features = read.passages.map((passage, index): Features => ({
    ...scoreFields(read.context, passage, weightsOf(index)),
    ...(read.places[index] as PlaceFeatures), // one of each passage
  }))
  const { topic, scores } = scoreAll(read, features)
  return scores
    .map((score, index) => ({ index, score, features: { ...features[index], topicality: topic } }))
    .toSorted((a, b) => b.score - a.score)
}
