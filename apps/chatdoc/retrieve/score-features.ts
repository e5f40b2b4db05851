import { passageFields } from '../index/encode-tokens.ts'
import type { PassageField } from '../index/encode-tokens.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import type { PassageStatistics } from './passage-statistics.ts'
import { accumulatedProximity, bestSentences, dependence } from './proximity.ts'
import type { WeightedTerm } from './weighted-term.ts'

/** What a passage is scored by, each a share from 0 to about 1, in the order of the weights. */
export const featureNames = [
  'bm25f', 'bm25-body', 'bm25-pairs', 'coverage', 'body-coverage', 'heading-coverage', 'title-coverage',
  'caption-coverage', 'sentence', 'two-sentences', 'ordered-pairs', 'unordered-pairs', 'proximity', 'codes', 'numbers',
  'rank', 'number-expected',
] as const // prettier-ignore
export type FeatureName = (typeof featureNames)[number]
export type Features = Readonly<Record<FeatureName, number>>

/** What the passages of one search have in common. */
export interface ScoringContext {
  readonly terms: readonly WeightedTerm[]
  /** Mean length of each field among the passages found. */
  readonly meanLengths: Readonly<Record<PassageField, number>>
  /** The question asks for a number, an amount or a date. */
  readonly expectsNumber: boolean
}

const saturation = 1.2
const fieldWeights: Readonly<Record<PassageField, number>> = {
  title: 1,
  headings: 1,
  caption: 0.8,
  body: 1,
}
const lengthNormalisation: Readonly<Record<PassageField, number>> = {
  title: 0.2,
  headings: 0.2,
  caption: 0.3,
  body: 0.7,
}

const isWordLike = (term: WeightedTerm): boolean =>
  term.kind !== 'bigram' && !(term.isExtra && term.kind === 'character')

type Choice = (term: WeightedTerm) => boolean

/** Fields, and how much each weighs in the passage's collection. */
interface WeighedFields {
  readonly fields: readonly PassageField[]
  readonly weights: RankingWeights
}

/** BM25F (H. Zaragoza et al., TREC 2004): fields are added before saturation. A share of the weight of the terms. */
const fieldedBm25 = (
  { terms, meanLengths }: ScoringContext,
  { counts, lengths }: PassageStatistics,
  { fields, weights }: WeighedFields,
  chosen: Choice,
): number => {
  let [score, total] = [0, 0]
  for (const [index, term] of terms.entries()) {
    if (!chosen(term)) continue
    let frequency = 0
    for (const field of fields) {
      const b = lengthNormalisation[field]
      const norm = 1 - b + (b * lengths[field]) / Math.max(1, meanLengths[field])
      frequency += (weights[field] * fieldWeights[field] * (counts[field][index] ?? 0)) / norm
    }
    total += term.weight
    score += (term.weight * frequency) / (saturation + frequency)
  }
  return total === 0 ? 0 : score / total
}

/** A share of the weight of the terms; what stands only in a field that weighs less than 1 counts less. */
const coverage = (
  terms: readonly WeightedTerm[],
  { counts }: PassageStatistics,
  { fields, weights }: WeighedFields,
  chosen: Choice,
): number => {
  let [found, total] = [0, 0]
  for (const [index, term] of terms.entries()) {
    if (!chosen(term)) continue
    total += term.weight
    let share = 0
    for (const field of fields)
      if ((counts[field][index] ?? 0) > 0) share = Math.max(share, Math.min(1, weights[field]))
    found += share * term.weight
  }
  return total === 0 ? 0 : found / total
}

const isCode: Choice = term => term.kind === 'code'
const isNumeric: Choice = ({ kind }) => kind === 'number' || kind === 'quantity' || kind === 'date'
const isPair: Choice = term => term.kind === 'bigram' || (term.kind === 'word' && term.text.length === 2)

/** The features that do not ask which field a word stands in. */
export type PlaceFeatures = Pick<
  Features,
  | 'sentence'
  | 'two-sentences'
  | 'ordered-pairs'
  | 'unordered-pairs'
  | 'proximity'
  | 'rank'
  | 'number-expected'
>

/** How the words of the question stand together; `rank` is the passage's place in the index's order, from 0. */
export const scorePlaces = (
  { terms, expectsNumber }: ScoringContext,
  passage: PassageStatistics,
  rank: number,
): PlaceFeatures => {
  const sentences = bestSentences(terms, passage.occurrences)
  const pairs = dependence(terms, passage.occurrences)
  return {
    sentence: sentences.one,
    'two-sentences': sentences.two,
    'ordered-pairs': pairs.ordered,
    'unordered-pairs': pairs.unordered,
    proximity: terms.some(isWordLike) ? accumulatedProximity(terms, passage.occurrences) : 0,
    rank: 1 / (1 + rank / 4),
    'number-expected': expectsNumber && passage.numberSentences.has(sentences.sentence) ? 1 : 0,
  }
}

/** In which fields the words of the question stand, as much as each field weighs. */
export const scoreFields = (
  context: ScoringContext,
  passage: PassageStatistics,
  weights: RankingWeights,
): Omit<Features, keyof PlaceFeatures> => {
  const bm25 = (fields: readonly PassageField[], chosen: Choice = isWordLike): number =>
    fieldedBm25(context, passage, { fields, weights }, chosen)
  const covers = (fields: readonly PassageField[], chosen: Choice = isWordLike): number =>
    coverage(context.terms, passage, { fields, weights }, chosen)
  const coversOne = (field: PassageField): number => Math.max(1, weights[field]) * covers([field])
  return {
    bm25f: bm25(passageFields),
    'bm25-body': bm25(['body']),
    'bm25-pairs': bm25(['body'], isPair),
    coverage: covers(passageFields),
    'body-coverage': coversOne('body'),
    'heading-coverage': coversOne('headings'),
    'title-coverage': coversOne('title'),
    'caption-coverage': coversOne('caption'),
    codes: covers(passageFields, isCode),
    numbers: covers(passageFields, isNumeric),
  }
}
