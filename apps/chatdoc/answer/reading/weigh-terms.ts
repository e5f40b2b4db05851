import { strengthIn } from './question-terms.ts'
import type { QuestionTerm } from './question-terms.ts'
import type { ReadablePassage } from './pieces.ts'

/** A term with how much it tells the passages apart, and how surely each passage and heading holds it. */
export interface WeighedTerm {
  readonly term: QuestionTerm
  readonly weight: number
  readonly inPassages: readonly number[]
  readonly inHeadings: readonly number[]
}

/**
 * Inverse document frequency within what was found: log(1 + (n − df + 0.5)/(df + 0.5)) (Robertson, Spärck Jones
 * 1976, smoothed as in BM25), times what the term says by itself.
 */
export const weighTerms = (
  terms: readonly QuestionTerm[],
  passages: readonly ReadablePassage[],
): readonly WeighedTerm[] =>
  terms.map(term => {
    const inPassages = passages.map(({ whole }) => strengthIn(term, whole))
    const inHeadings = passages.map(({ headings }) => strengthIn(term, headings))
    const holders = inPassages.reduce((sum, strength) => sum + strength, 0)
    const rarity = Math.log(1 + (passages.length - holders + 0.5) / (holders + 0.5))
    return { term, weight: term.prior * (0.4 + rarity), inPassages, inHeadings }
  })
