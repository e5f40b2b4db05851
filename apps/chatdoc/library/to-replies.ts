import type { Selectable } from 'kysely'
import { errorRules, PlatformError } from '@millwright/spec'
import type { ErrorCode } from '@millwright/spec'
import type { Collection, DocumentSummary, Failure, Revision } from './replies.ts'
import type { LibraryTables } from './tables.ts'

const isKnown = (code: string): code is ErrorCode => Object.hasOwn(errorRules, code)

/** A kept failure with its sentence; that of a code which another version wrote is the code itself. */
export const toFailure = ({ code, data }: { readonly code: string; readonly data: unknown }): Failure => ({
  code,
  data,
  // data was kept together with its code
  message: isKnown(code) ? new PlatformError(code, data as never).message : code,
})

export type RevisionRow = Omit<
  Selectable<LibraryTables['chatdoc_revision']>,
  'pages' | 'notices' | 'created_by' | 'batch_id' | 'attempts' | 'sealed_password'
>

/** Columns of a revision that a reply needs; its pages and notices may be large. */
export const revisionColumns = [
  'id',
  'document_id',
  'number',
  'content_hash',
  'format',
  'size_bytes',
  'state',
  'failure',
  'page_count',
  'pages_read',
  'in_force_from',
  'in_force_to',
  'created_at',
  'read_at',
] as const

const isInForce = (row: RevisionRow, now: Date): boolean =>
  (row.state === 'ready' || row.read_at !== null) &&
  row.in_force_from !== null &&
  row.in_force_from <= now &&
  (row.in_force_to === null || now < row.in_force_to)

export const toRevision = (row: RevisionRow, now: Date): Revision => ({
  id: row.id,
  documentId: row.document_id,
  number: row.number,
  contentHash: row.content_hash,
  format: row.format,
  sizeBytes: row.size_bytes,
  state: row.state,
  ...(row.failure && { failure: toFailure(row.failure) }),
  pageCount: row.page_count,
  pagesRead: row.pages_read,
  ...(row.in_force_from && { inForceFrom: row.in_force_from.toISOString() }),
  ...(row.in_force_to && { inForceTo: row.in_force_to.toISOString() }),
  isInForce: isInForce(row, now),
  createdAt: row.created_at.toISOString(),
  ...(row.read_at && { readAt: row.read_at.toISOString() }),
})

export type DocumentRow = Selectable<LibraryTables['chatdoc_document']> & { readonly collection_name: string }

export const toDocument = (row: DocumentRow, newest: RevisionRow, now: Date): DocumentSummary => ({
  id: row.id,
  collectionId: row.collection_id,
  collectionName: row.collection_name,
  name: row.name,
  title: row.title,
  language: row.language,
  equipment: [...row.equipment],
  isRestricted: row.is_restricted,
  createdAt: row.created_at.toISOString(),
  ...(row.vanished_at && { vanishedAt: row.vanished_at.toISOString() }),
  newest: toRevision(newest, now),
})

export const toCollection = (
  row: Selectable<LibraryTables['chatdoc_collection']>,
  counts: Collection['counts'],
): Collection => ({
  id: row.id,
  name: row.name,
  description: row.description,
  dictionary: [...row.dictionary],
  ...(row.ranking && { ranking: row.ranking }),
  ...(row.trial && { trial: row.trial }),
  createdAt: row.created_at.toISOString(),
  counts,
})
