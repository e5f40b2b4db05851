import type { SearchScope } from './searched-places.ts'

/** What is searched: passages that hold any of some terms. */
export interface TermSearch {
  readonly scope: SearchScope
  /** The terms of the question, whose rarities are told. */
  readonly terms: readonly string[]
  /** Those of them that are searched. */
  readonly searched: readonly string[]
  readonly limit: number
}

/** A passage that was found, before it is scored. */
export interface Candidate {
  readonly passageId: number
  /** As `encode-tokens.ts` wrote them. */
  readonly tokens: string
}

export interface FoundByTerms {
  /** The likeliest first. */
  readonly candidates: readonly Candidate[]
  /**
   * How rare each of the terms is, in their order: its inverse document frequency up to one factor for all, 0 for a
   * term that stands nowhere.
   */
  readonly rarities: readonly number[]
}

/** The index of the passages' terms, whichever the database has. */
export interface TermIndex {
  /** Complete up to the limit, however small a part of the library the scope is. */
  find(search: TermSearch): Promise<FoundByTerms>
}
