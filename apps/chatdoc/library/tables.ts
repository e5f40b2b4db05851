import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { ModelTrial } from '../index/model-trial.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import type { Block } from '../document/block.ts'
import type { Notice, Page } from '../document/document.ts'
import type { DocumentFormat, ReadWindow } from '../read/reader.ts'
import type { Deletion, RevisionState } from './replies.ts'

type DeletionDetail = Pick<Deletion, 'name' | 'title' | 'revisions' | 'removed' | 'probe' | 'kept'>

/** A set of documents with its readers and its own words. */
interface CollectionTable {
  id: string
  name: string
  description: string
  /** Words that the text analysis keeps whole, one trade term each. */
  dictionary: JSONColumnType<readonly string[]>
  /** Null: as for every collection. */
  ranking: JSONColumnType<RankingWeights> | null
  /** Of the embedding model that came last, where golden questions tried it. */
  trial: JSONColumnType<ModelTrial> | null
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
  /** The revision with the highest number, whatever its state. */
  newest_id: string | null
  /** A person gave the title: reading leaves it alone. */
  is_titled: Generated<boolean>
  /** When its file was missed in the watched folder it came from. */
  vanished_at: Date | null
}

interface RevisionTable {
  id: string
  document_id: string
  /** Counts from 1 within the document. */
  number: number
  /** SHA-256 of the original's bytes, in hex. */
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
  /** The upload or scan that brought it. */
  batch_id: string | null
  /** Readings begun since it last came further: a file that ends the process is given up some day. */
  attempts: Generated<number>
  /** Sealed: the password that opens it. */
  sealed_password: string | null
}

interface BlockTable {
  revision_id: string
  /** Place in reading order, from 0. */
  ordinal: number
  /** `id` of the block within its revision. */
  id: string
  block: JSONColumnType<Block>
}

/** What was read so far of a revision on its way; gone when its tree stands. */
interface WindowTable {
  revision_id: string
  ordinal: number
  last_page: number
  content: JSONColumnType<ReadWindow>
}

/** A steward's change of a block. It holds in every revision that has a block of this id. */
interface CorrectionTable {
  document_id: string
  block_id: string
  /** Counts from 1. */
  version: number
  original: JSONColumnType<Block>
  block: JSONColumnType<Block>
  by_name: string
  at: Date
}

/** Files that came together: their end is told once. */
interface BatchTable {
  id: string
  collection_id: string
  created_by: string
  created_at: Date
  /** No more files come. */
  closed_at: Date | null
  /** All were read, or not, and who asked to be told is. */
  told_at: Date | null
}

/** An archive that waits to be unpacked; its bytes lie beside the originals under its id. */
interface ArchiveTable {
  id: string
  batch_id: string
  /** As it was sent: the names of its files begin with it. */
  name: string
  in_force_from: Date | null
  created_by: string
  created_at: Date
}

/** Who is told of the end of a batch of the collection. */
interface WebhookTable {
  collection_id: string
  url: string
  sealed_secret: string
  /** The person whose rights say which files are told of. */
  set_by: string
  last_at: Date | null
  last_failure: string | null
}

/** A folder on the server that a collection follows, with the rights of who set it. */
interface FolderTable {
  id: string
  collection_id: string
  path: string
  set_by: string
  scanned_at: Date | null
  failure: JSONColumnType<{ readonly code: string; readonly data: unknown }> | null
}

/** A file of a followed folder as it was last seen. */
interface FolderFileTable {
  folder_id: string
  /** Within the folder, with `/` between its folders. */
  name: string
  size_bytes: ColumnType<number, number, number>
  changed_at_ms: number
  document_id: string | null
}

/** Receipts of deletions; `detail` is what `deletionSchema` names beyond the columns. */
interface DeletionTable {
  id: string
  document_id: string
  collection_id: string
  by_id: string
  by_name: string
  at: Date
  detail: JSONColumnType<DeletionDetail>
}

/** The library's tables as Kysely sees them. */
export interface LibraryTables {
  chatdoc_collection: CollectionTable
  chatdoc_reader: ReaderTable
  chatdoc_document: DocumentTable
  chatdoc_revision: RevisionTable
  chatdoc_block: BlockTable
  chatdoc_window: WindowTable
  chatdoc_correction: CorrectionTable
  chatdoc_batch: BatchTable
  chatdoc_archive: ArchiveTable
  chatdoc_deletion: DeletionTable
  chatdoc_webhook: WebhookTable
  chatdoc_folder: FolderTable
  chatdoc_folder_file: FolderFileTable
}
