import type { Query } from '../query/query.ts'
import type { Parts } from './collect.ts'
import type { Cover } from './cover.ts'
import type { Draft } from './draft.ts'
import type { Features } from './rank.ts'

/** A query that a question may mean, and how the grammar came to it. */
export interface Candidate {
  readonly query: Query
  /** The same reading with nothing shown but what was asked for. */
  readonly asked: Query
  readonly score: number
  readonly features: Features
  readonly cover: Cover
  readonly parts: Parts
  readonly draft: Draft
  /** The chance that it is the one meant, where a learned model ranks; else confidence is told from the features. */
  readonly probability?: number
}
