import type { Generated, JSONColumnType } from 'kysely'

/** What is searched: the words of one or a few blocks, kept once for all revisions of a document that hold them. */
interface PassageTable {
  id: Generated<number>
  document_id: string
  /** Hash of everything it was made from: unique within the document. */
  key: string
  /** Its terms as one word each that PostgreSQL's text parser leaves as it is: the text of the BM25 index. */
  terms: string
  /** Its terms in order, field by field, for scoring; `encode-tokens.ts` says how. */
  tokens: string
  /** Titles of the headings above it, outermost first. */
  heading_path: JSONColumnType<readonly string[]>
}

/** Where a passage stands in a revision. */
interface PassagePlaceTable {
  passage_id: number
  revision_id: string
  /** Place in reading order among the passages of the revision, from 0. */
  ordinal: number
  /** In reading order. */
  block_ids: JSONColumnType<readonly string[]>
  /** The row of the table, from 0, where the passage is one. */
  table_row: number | null
}

/** The index's tables as Kysely sees them. */
export interface IndexTables {
  chatdoc_passage: PassageTable
  chatdoc_passage_place: PassagePlaceTable
}
