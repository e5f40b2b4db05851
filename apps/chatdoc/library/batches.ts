import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'
import { mayRead, mayReadCollection } from './readable.ts'
import type { Batch } from './replies.ts'
import { toFailure } from './to-replies.ts'

export interface BatchRange {
  readonly offset: number
  readonly limit: number
}

const ofBatch = (database: Kysely<ChatDocTables>, batchId: string, actor: Actor) =>
  database
    .selectFrom('chatdoc_revision as revision')
    .innerJoin('chatdoc_document as document', 'document.id', 'revision.document_id')
    .innerJoin('chatdoc_collection as collection', 'collection.id', 'document.collection_id')
    .where('revision.batch_id', '=', batchId)
    .where(mayRead(actor))

const loadCounts = async (
  database: Kysely<ChatDocTables>,
  batchId: string,
  actor: Actor,
): Promise<Batch['counts']> => {
  const rows = await ofBatch(database, batchId, actor)
    .select(['revision.state', sql<number>`count(*)::int`.as('count')])
    .groupBy('revision.state')
    .execute()
  const none = { queued: 0, reading: 0, ready: 0, failed: 0, cancelled: 0 }
  return { ...none, ...Object.fromEntries(rows.map(row => [row.state, row.count])) }
}

/** The files of a batch that `actor` may read, by name; all of them where no range is given. */
export const loadBatchFiles = async (
  database: Kysely<ChatDocTables>,
  batchId: string,
  actor: Actor,
  range?: BatchRange,
): Promise<Batch['files']> => {
  const files = ofBatch(database, batchId, actor)
    .select(['document.name', 'document.id as document_id', 'revision.id as revision_id'])
    .select(['revision.number', 'revision.state', 'revision.failure'])
    .orderBy('document.name')
    .orderBy('revision.number')
  const rows = await (range ? files.offset(range.offset).limit(range.limit) : files).execute()
  return rows.map(row => ({
    name: row.name,
    documentId: row.document_id,
    revisionId: row.revision_id,
    number: row.number,
    state: row.state,
    ...(row.failure && { failure: toFailure(row.failure) }),
  }))
}

/** What came together, as `actor` may know it. Throws RESOURCE_NOT_FOUND where they know of none. */
export const loadBatch = async (
  database: Kysely<ChatDocTables>,
  batchId: string,
  { actor, range }: { readonly actor: Actor; readonly range: BatchRange },
): Promise<Batch> => {
  const batch = await database
    .selectFrom('chatdoc_batch as batch')
    .innerJoin('chatdoc_collection as collection', 'collection.id', 'batch.collection_id')
    .select(['batch.id', 'batch.collection_id', 'batch.closed_at'])
    .where('batch.id', '=', batchId)
    .where(mayReadCollection(actor))
    .executeTakeFirst()
  if (!batch) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'batch', id: batchId })
  const archives = await database
    .selectFrom('chatdoc_archive')
    .select('name')
    .where('batch_id', '=', batchId)
    .orderBy('name')
    .execute()
  const counts = await loadCounts(database, batchId, actor)
  return {
    id: batch.id,
    collectionId: batch.collection_id,
    isOver: batch.closed_at !== null && counts.queued + counts.reading === 0,
    unpacking: archives.map(({ name }) => name),
    counts,
    files: await loadBatchFiles(database, batchId, actor, range),
  }
}
