import type { Candidate } from './candidate.ts'
import type { QuestionFacts } from './ranking/question-facts.ts'
import type { RankedQuery } from './ranking/rank-pool.ts'
import type { QuestionFacts as TableFacts } from './single-table/features.ts'
import type { RankedQuery as RankedTableQuery } from './single-table/ranking.ts'

/** A candidate with what a learned model judges it by again, once its rows are known. */
export interface RankedCandidate extends Candidate {
  /** Where readings of a small table by itself were ranked. */
  readonly ranking?: { readonly facts: TableFacts; readonly ranked: RankedTableQuery }
  /** Where readings of a database were ranked. */
  readonly learned?: { readonly facts: QuestionFacts; readonly ranked: RankedQuery }
  /** It stands first because of what was confirmed of other questions of the source. */
  readonly followsConfirmed?: true
  /** What it speaks of was said before, or may have been: it is not sure, however well its words are linked. */
  readonly isDoubtful?: true
  /** Once its rows are known: the same for candidates that give the same answer. */
  readonly answer?: string
}
