import type { Evidence, Localized } from '@millwright/spec'
import type { Query } from '../query/query.ts'

/**
 * One way to understand the question. `score` orders candidates; `confidence` is 0..1, meant as the chance that
 * it is right. `unusedWords` are content words that nothing in the query stands for.
 */
export interface Reading {
  readonly query: Query
  readonly score: number
  readonly confidence: number
  readonly reasons: readonly Evidence[]
  readonly unusedWords: readonly string[]
  /** What was assumed without being said ("month" → production date). */
  readonly assumptions: readonly Localized[]
}
