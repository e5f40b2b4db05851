import { passageFields } from '../index/encode-tokens.ts'
import type { PassageField } from '../index/encode-tokens.ts'
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
// prettier-ignore

type Choice = (term: WeightedTerm) => boolean

/** BM25F (H. Zaragoza et al., TREC 2004): fields are added before saturation. A share of the weight of the terms. */
const fieldedBm25 = (
  { terms, meanLengths }: ScoringContext,
  { counts, lengths }: PassageStatistics,
  fields: readonly PassageField[],
  chosen: Choice,
): number => {
  let [score, total] = [0, 0]
  for (const [index, term] of terms.entries()) {
    if (!chosen(term)) continue
    let frequency = 0
    for (const field of fields) {
      const b = lengthNormalisation[field]
      const norm = 1 - b + (b * lengths[field]) / Math.max(1, meanLengths[field])
      frequency += (fieldWeights[field] * (counts[field][index] ?? 0)) / norm
    }
    total += term.weight
    score += (term.weight * frequency) / (saturation + frequency)
  }
  return total === 0 ? 0 : score / total
}

const coverage = (
  terms: readonly WeightedTerm[],
  { counts }: PassageStatistics,
  fields: readonly PassageField[],
  chosen: Choice,
): number => {
  let [found, total] = [0, 0]
  for (const [index, term] of terms.entries()) {
    if (!chosen(term)) continue
    total += term.weight
    if (fields.some(field => (counts[field][index] ?? 0) > 0)) found += term.weight
  }
  return total === 0 ? 0 : found / total
}

const isCode: Choice = term => term.kind === 'code'
const isNumeric: Choice = ({ kind }) => kind === 'number' || kind === 'quantity' || kind === 'date'
const isPair: Choice = term => term.kind === 'bigram' || (term.kind === 'word' && term.text.length === 2)

/** The features of one passage; `rank` is its place in the index's order, from 0. */
export const scoreFeatures = (
  context: ScoringContext,
  passage: PassageStatistics,
  rank: number,
): Features => {
  const { terms } = context
  const words = terms.filter(isWordLike)
  const sentences = bestSentences(terms, passage.occurrences)
  const pairs = dependence(terms, passage.occurrences)
  const covers = (fields: readonly PassageField[], chosen: Choice = isWordLike): number =>
    coverage(terms, passage, fields, chosen)
  return {
    bm25f: fieldedBm25(context, passage, passageFields, isWordLike),
    'bm25-body': fieldedBm25(context, passage, ['body'], isWordLike),
    'bm25-pairs': fieldedBm25(context, passage, ['body'], isPair),
    coverage: covers(passageFields),
    'body-coverage': covers(['body']),
    'heading-coverage': covers(['headings']),
    'title-coverage': covers(['title']),
    'caption-coverage': covers(['caption']),
    sentence: sentences.one,
    'two-sentences': sentences.two,
    'ordered-pairs': pairs.ordered,
    'unordered-pairs': pairs.unordered,
    proximity: words.length === 0 ? 0 : accumulatedProximity(terms, passage.occurrences),
    codes: covers(passageFields, isCode),
    numbers: covers(passageFields, isNumeric),
    rank: 1 / (1 + rank / 4),
    'number-expected': context.expectsNumber && passage.numberSentences.has(sentences.sentence) ? 1 : 0,
  }
}
