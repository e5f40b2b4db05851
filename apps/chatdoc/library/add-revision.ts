import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'
import type { DocumentFormat } from '../read/reader.ts'
import type { Incoming, Originals } from './originals.ts'
import { mayRead } from './readable.ts'
import type { FileResult } from './replies.ts'

/** A file about to become a revision of the document of its name. */
export interface NewRevision {
  readonly collectionId: string
  readonly name: string
  /** Its bytes; absent where they could not be had, and it is listed with the reason alone. */
  readonly incoming?: Incoming
  readonly format: DocumentFormat | 'unknown'
  /** Why it cannot be read, where that is known already: it is listed with it. */
  readonly failure?: { readonly code: string; readonly data: unknown }
  /** From when it holds; absent: from when it is ready. */
  readonly inForceFrom?: Date
  readonly batchId: string
  /** Who brings it. A document of this name that they may not read is not theirs to revise. */
  readonly actor: Actor
  readonly at: Date
}

export interface AddedRevision {
  readonly outcome: FileResult['outcome']
  readonly documentId: string
  readonly revisionId: string
  /** It waits for being read. */
  readonly isQueued: boolean
}

type Trx = Transaction<ChatDocTables>

const hashOf = ({ incoming }: NewRevision): string => incoming?.contentHash ?? ''

const titleOf = (name: string): string =>
  (name.split('/').at(-1) ?? name).replace(/(?<=.)\.[^.]{1,8}$/, '').slice(0, 300)

/**
 * Makes a file a document or the next revision of one, its original beside it: both or neither. The same bytes as the
 * newest revision are no new one; where that could not be read, it is read again. Two at once of one name become two
 * revisions, one after the other.
 */
export const addRevision = async (
  database: Kysely<ChatDocTables>,
  originals: Originals,
  request: NewRevision,
): Promise<AddedRevision> => {
  try {
    return await database.transaction().execute(async trx => {
      const document = await lockDocument(trx, request)
      const newest = await findNewest(trx, document.newest_id)
      if (newest?.content_hash === hashOf(request) && newest.format === request.format)
        return repeat(trx, request, newest)
      return insertRevision(trx, originals, { request, document, number: (newest?.number ?? 0) + 1 })
    })
  } finally {
    if (request.incoming) await originals.drop(request.incoming) // what was kept is no longer there under this name
  }
}

/** The row of this name, made where there is none, and held until the transaction ends. Throws RESOURCE_CONFLICT. */
const lockDocument = async (
  trx: Trx,
  { collectionId, name, actor, at }: NewRevision,
): Promise<Selectable<ChatDocTables['chatdoc_document']>> => {
  await trx
    .insertInto('chatdoc_document')
    .values({
      id: randomUUID(),
      collection_id: collectionId,
      name,
      title: titleOf(name),
      language: 'en',
      equipment: '[]',
      created_by: actor.personId,
      created_at: at,
    })
    .onConflict(conflict => conflict.columns(['collection_id', 'name']).doNothing())
    .execute()
  const document = await trx
    .selectFrom('chatdoc_document as document')
    .selectAll()
    .where('collection_id', '=', collectionId)
    .where('name', '=', name)
    .where(mayRead(actor))
    .forUpdate()
    .executeTakeFirst()
  if (document) return document
  throw new PlatformError('RESOURCE_CONFLICT', {
    what: 'file',
    message: `a document named "${name}" that you may not read is there already`,
  })
}

const findNewest = (trx: Trx, id: string | null) =>
  trx
    .selectFrom('chatdoc_revision')
    .select(['id', 'document_id', 'number', 'content_hash', 'format', 'state'])
    .where('id', '=', id ?? '')
    .executeTakeFirst()

type Newest = NonNullable<Awaited<ReturnType<typeof findNewest>>>

const repeat = async (
  trx: Trx,
  { failure, batchId }: NewRevision,
  newest: Newest,
): Promise<AddedRevision> => {
  const { id: revisionId, document_id: documentId, state } = newest
  await trx.updateTable('chatdoc_document').set({ vanished_at: null }).where('id', '=', documentId).execute()
  const isOver = state === 'failed' || state === 'cancelled'
  if (!isOver) return { outcome: 'unchanged', documentId, revisionId, isQueued: false }
  if (failure) return { outcome: 'failed', documentId, revisionId, isQueued: false }
  await trx
    .updateTable('chatdoc_revision')
    .set({ state: 'queued', failure: null, pages_read: 0, attempts: 0, batch_id: batchId })
    .where('id', '=', revisionId)
    .execute()
  return { outcome: 'again', documentId, revisionId, isQueued: true }
}

const insertRevision = async (
  trx: Trx,
  originals: Originals,
  place: {
    readonly request: NewRevision
    readonly document: Selectable<ChatDocTables['chatdoc_document']>
    readonly number: number
  },
): Promise<AddedRevision> => {
  const { request, document, number } = place
  const { incoming, failure } = request
  const revisionId = randomUUID()
  await trx
    .insertInto('chatdoc_revision')
    .values({
      id: revisionId,
      document_id: document.id,
      number,
      content_hash: hashOf(request),
      format: request.format,
      size_bytes: incoming?.sizeBytes ?? 0,
      state: failure ? 'failed' : 'queued',
      failure: failure ? JSON.stringify(failure) : null,
      pages: '[]',
      notices: '[]',
      in_force_from: request.inForceFrom ?? null,
      created_by: request.actor.personId,
      created_at: request.at,
      batch_id: request.batchId,
    })
    .execute()
  await trx
    .updateTable('chatdoc_document')
    .set({ newest_id: revisionId, vanished_at: null })
    .where('id', '=', document.id)
    .execute()
  if (incoming) await originals.keep(incoming, revisionId)
  const outcome = failure ? 'failed' : number === 1 ? 'added' : 'revised'
  return { outcome, documentId: document.id, revisionId, isQueued: !failure }
}
