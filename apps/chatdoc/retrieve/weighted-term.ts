import type { QuestionTerm } from './question-terms.ts'

/** A term of the question: `weight` is what its kind says times its rarity (inverse document frequency). */
export interface WeightedTerm extends QuestionTerm {
  readonly rarity: number
}

/** The terms with the rarity that the index knows; one that stands nowhere counts as the rarest. */
export const weighTerms = (
  terms: readonly QuestionTerm[],
  rarities: readonly number[],
): readonly WeightedTerm[] => {
  const rarest = Math.max(1, ...rarities)
  return terms.map((term, index) => {
    const known = rarities[index] ?? 0
    const rarity = known > 0 ? known : rarest
    return { ...term, rarity, weight: term.weight * rarity }
  })
}
