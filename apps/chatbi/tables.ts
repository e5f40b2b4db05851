import type { JSONColumnType } from 'kysely'
import type { Role } from '@millwright/spec'
import type { Query } from './query/query.ts'

/** Verdict of re-running a verified question. `at` is ISO 8601. */
export interface LastCheck {
  readonly verdict: 'same' | 'differs' | 'failed'
  readonly at: string
  readonly detail: string
}

interface VerifiedTable {
  id: string
  question: string
  /** The question with case, space and punctuation evened out. */
  question_key: string
  source_id: string
  query: JSONColumnType<Query>
  model_version: number
  row_hash: string
  run_id: string
  /** Role of the person who confirmed it. */
  role: Role
  asked_at: Date
  created_by: string
  created_by_name: string
  created_at: Date
  last_check: JSONColumnType<LastCheck> | null
}

interface ChoiceTable {
  person_id: string
  source_id: string
  choice_id: string
  value: string
  chosen_at: Date
}

/** ChatBI's tables as Kysely sees them. */
export interface ChatBiTables {
  chatbi_verified: VerifiedTable
  chatbi_choice: ChoiceTable
}
