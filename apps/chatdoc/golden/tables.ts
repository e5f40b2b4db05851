import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** A question whose right place a person confirmed or corrected. */
interface GoldenTable {
  id: string
  /** The collection of its place; of what was asked where there is no place. */
  collection_id: string
  question: string
  /** The place that is right: the document and its blocks; null where the right answer is that there is none. */
  document_id: string | null
  block_ids: JSONColumnType<readonly string[]>
  /** What the place says, so that it is known again when its blocks have changed. */
  quote: string
  /** Whether the answer of the run that it was marked on was right. */
  was_right: boolean
  run_id: string
  created_by: string
  created_by_name: string
  created_at: ColumnType<Date, Date, never>
}

/** How one golden question came out at one check. */
interface GoldenScoreTable {
  check_id: string
  golden_id: string
  verdict: 'right' | 'near' | 'wrong' | 'abstained'
  confidence: number
}

/** All golden questions of a collection asked at once. */
interface GoldenCheckTable {
  id: string
  collection_id: string
  checked_at: ColumnType<Date, Date, never>
  checked_by: string
  checked_by_name: string
  total: number
  right_count: number
  sequence: Generated<number>
}

export interface GoldenTables {
  chatdoc_golden: GoldenTable
  chatdoc_golden_score: GoldenScoreTable
  chatdoc_golden_check: GoldenCheckTable
}
