import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Block } from '../document/block.ts'
import type { Notice, Page } from '../document/document.ts'
import type { DocumentFormat } from '../read/reader.ts'

/** A set of documents with its readers and its own words. */
interface CollectionTable {
  id: string
  name: string
  description: string
  /** Words that the text analysis keeps whole, one trade term each. */
  dictionary: JSONColumnType<readonly string[]>
  created_by: string
  created_at: Generated<Date>
}

/**
 * Who may read. `document_id` is empty for the collection itself. A person reads a document if a row of its
 * collection names them or their role (or a lesser one), and, where the document is restricted, one of its own too.
 */
interface ReaderTable {
  collection_id: string
  document_id: string
  kind: 'role' | 'person'
  /** A role of `spec`, or the id of a person. */
  subject: string
}

interface DocumentTable {
  id: string
  collection_id: string
  /** The file's name with its folders inside the collection; unique there. */
  name: string
  title: string
  language: 'en' | 'zh'
  /** Equipment that the document is about, as people name it. */
  equipment: JSONColumnType<readonly string[]>
  /** Has readers of its own, which narrow those of the collection. */
  is_restricted: Generated<boolean>
  created_by: string
  created_at: Generated<Date>
}

/** - `queued`, `reading`: on its way · `ready`: searchable · `failed`: `failure` says why */
export type RevisionState = 'queued' | 'reading' | 'ready' | 'failed'

interface RevisionTable {
  id: string
  document_id: string
  /** Counts from 1 within the document. */
  number: number
  /** SHA-256 of the original's bytes, in hex; names the original in the data folder. */
  content_hash: string
  format: DocumentFormat | 'unknown'
  size_bytes: ColumnType<number, number, number>
  state: RevisionState
  failure: JSONColumnType<{ readonly code: string; readonly data: unknown }> | null
  page_count: Generated<number>
  pages_read: Generated<number>
  pages: JSONColumnType<readonly Page[]>
  notices: JSONColumnType<readonly Notice[]>
  /** In force from this moment until `in_force_to` (absent: still). Only a `ready` revision is in force. */
  in_force_from: Date | null
  in_force_to: Date | null
  created_by: string
  created_at: Generated<Date>
  read_at: Date | null
}

interface BlockTable {
  revision_id: string
  /** Place in reading order, from 0. */
  ordinal: number
  /** `id` of the block within its revision. */
  id: string
  block: JSONColumnType<Block>
}

/** The library's tables as Kysely sees them. */
export interface LibraryTables {
  chatdoc_collection: CollectionTable
  chatdoc_reader: ReaderTable
  chatdoc_document: DocumentTable
  chatdoc_revision: RevisionTable
  chatdoc_block: BlockTable
}
