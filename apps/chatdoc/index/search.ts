import type { Actor, Language } from '@millwright/spec'
import type { Block } from '../document/block.ts'
import type { DocumentFormat } from '../read/reader.ts'

/** What a search is limited to; absent means any. */
export interface SearchFilter {
  readonly collectionIds?: readonly string[]
  readonly documentIds?: readonly string[]
  readonly formats?: readonly DocumentFormat[]
  readonly equipment?: readonly string[]
  readonly language?: Language
  /** The moment whose revisions in force are searched; absent: now. */
  readonly asOf?: Date
}

export interface SearchRequest {
  readonly question: string
  readonly filter: SearchFilter
  /** Who asks: only what they may read is searched, in the query itself. */
  readonly actor: Actor
  /** At most so many hits come back, best first. */
  readonly limit: number
  /**
   * Of named collections, documents or equipment with no more passages than are ranked, those that hold none of the
   * words come too, after the others: who reads for an answer may find it there.
   */
  readonly readsWhole?: boolean
  readonly signal?: AbortSignal
}

/** A passage that was found: one block, a stretch of short ones, or one row of a table. */
export interface Hit {
  readonly passageId: string
  readonly collectionId: string
  readonly documentId: string
  readonly documentTitle: string
  readonly documentName: string
  readonly revisionId: string
  readonly revisionNumber: number
  /** Titles of the headings above it, outermost first. */
  readonly headingPath: readonly string[]
  /** In reading order. */
  readonly blocks: readonly Block[]
  /** The row of the table that was found, from 0, where it is one. */
  readonly tableRow?: number
  /** Higher is better; comparable within one search only. */
  readonly score: number
  /** What made the score, by the name of the feature. */
  readonly features: Readonly<Record<string, number>>
}

export interface SearchResult {
  readonly hits: readonly Hit[]
  /** The terms that were searched, as a person reads them. */
  readonly terms: readonly string[]
  readonly durationMs: number
}

/** Finds passages. The same for the page, the API, tokens and every later interface. */
export interface PassageSearch {
  search(request: SearchRequest): Promise<SearchResult>
}
