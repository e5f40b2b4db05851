import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor, Clock } from '@millwright/spec'
import type { PassageIndex } from '../index/passage-index.ts'
import type { ChatDocTables } from '../tables.ts'
import { letsRead } from './collections.ts'
import { mayRead } from './readable.ts'
import { reindexDocument } from './reindex.ts'
import { loadReaders, saveReaders } from './readers.ts'
import type { DocumentSummary, Reader, Revision, RevisionState } from './replies.ts'
import { revisionColumns, toDocument, toRevision } from './to-replies.ts'
import type { RevisionRow } from './to-replies.ts'

export interface DocumentFilter {
  readonly collectionId?: string | undefined
  readonly state?: RevisionState | undefined
  /** Part of the name, the title or a piece of equipment. */
  readonly text?: string | undefined
  readonly offset: number
  readonly limit: number
}

export interface DocumentChange {
  readonly title?: string | undefined
  readonly equipment?: readonly string[] | undefined
  /** Null: everyone who reads the collection. */
  readonly readers?: readonly Reader[] | null | undefined
}

/** A document with all its revisions, the newest first. */
export interface DocumentWithRevisions {
  readonly document: DocumentSummary
  readonly revisions: readonly Revision[]
}

/** Documents as `actor` may know them; one that they may not read is RESOURCE_NOT_FOUND. */
export interface Documents {
  list(
    filter: DocumentFilter,
    actor: Actor,
  ): Promise<{ readonly documents: readonly DocumentSummary[]; readonly total: number }>
  get(id: string, actor: Actor): Promise<DocumentWithRevisions>
  /** The revision and the document it is of. */
  ofRevision(
    revisionId: string,
    actor: Actor,
  ): Promise<{ readonly document: DocumentSummary; readonly revision: Revision }>
  /** Throws INPUT_INVALID where the actor would lock themselves out. */
  change(id: string, change: DocumentChange, actor: Actor): Promise<void>
  readers(id: string, actor: Actor): Promise<readonly Reader[]>
}

const documentNotFound = (id: string): PlatformError =>
  new PlatformError('RESOURCE_NOT_FOUND', { what: 'document', id })

/** Text as it stands, where `%` and `_` would stand for others. */
const toPattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

const readable = (database: Kysely<ChatDocTables>, actor: Actor) =>
  database
    .selectFrom('chatdoc_document as document')
    .innerJoin('chatdoc_collection as collection', 'collection.id', 'document.collection_id')
    .innerJoin('chatdoc_revision as newest', 'newest.id', 'document.newest_id')
    .where(mayRead(actor))

const withinFilter = (database: Kysely<ChatDocTables>, filter: DocumentFilter, actor: Actor) => {
  let query = readable(database, actor)
  if (filter.collectionId !== undefined)
    query = query.where('document.collection_id', '=', filter.collectionId)
  if (filter.state !== undefined) query = query.where('newest.state', '=', filter.state)
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = toPattern(filter.text)
    query = query.where(
      sql<boolean>`(document.name ilike ${pattern} or document.title ilike ${pattern}
        or document.equipment::text ilike ${pattern})`,
    )
  }
  return query
}

export const createDocuments = (
  database: Kysely<ChatDocTables>,
  clock: Clock,
  passages: PassageIndex,
): Documents => {
  const loadRevisions = async (documentId: string): Promise<readonly Revision[]> => {
    const rows = await database
      .selectFrom('chatdoc_revision')
      .select([...revisionColumns])
      .where('document_id', '=', documentId)
      .orderBy('number', 'desc')
      .execute()
    return rows.map(row => toRevision(row, clock.now()))
  }
  const get = async (id: string, actor: Actor): Promise<DocumentWithRevisions> => {
    const row = await readable(database, actor)
      .selectAll('document')
      .select('collection.name as collection_name')
      .where('document.id', '=', id)
      .executeTakeFirst()
    const [newest] = row ? await findRevisions(database, [row.newest_id ?? '']) : []
    if (!row || !newest) throw documentNotFound(id)
    return { document: toDocument(row, newest, clock.now()), revisions: await loadRevisions(id) }
  }
  return {
    get,
    list: async (filter, actor) => {
      const { total } = await withinFilter(database, filter, actor)
        .select(sql<number>`count(*)::int`.as('total'))
        .executeTakeFirstOrThrow()
      const rows = await withinFilter(database, filter, actor)
        .selectAll('document')
        .select('collection.name as collection_name')
        .orderBy('document.name')
        .orderBy('document.id')
        .offset(filter.offset)
        .limit(filter.limit)
        .execute()
      const newest = await findRevisions(
        database,
        rows.map(row => row.newest_id ?? ''),
      )
      const byId = new Map(newest.map(row => [row.id, row]))
      return {
        total,
        documents: rows.flatMap(row => {
          const revision = byId.get(row.newest_id ?? '')
          return revision ? [toDocument(row, revision, clock.now())] : []
        }),
      }
    },
    ofRevision: async (revisionId, actor) => {
      const row = await readable(database, actor)
        .innerJoin('chatdoc_revision as revision', 'revision.document_id', 'document.id')
        .select('document.id')
        .where('revision.id', '=', revisionId)
        .executeTakeFirst()
      const found = row && (await get(row.id, actor))
      const revision = found?.revisions.find(({ id }) => id === revisionId)
      if (!found || !revision)
        throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'revision', id: revisionId })
      return { document: found.document, revision }
    },
    readers: async (id, actor) => {
      const { document } = await get(id, actor)
      return loadReaders(database, document.collectionId, id)
    },
    change: async (id, { title, equipment, readers }, actor) => {
      const { document } = await get(id, actor)
      if (readers && !letsRead(readers, actor))
        throw new PlatformError('INPUT_INVALID', {
          problems: ['with these readers you could not read the document yourself'],
        })
      const set = {
        ...(title !== undefined && { title, is_titled: true }),
        ...(equipment !== undefined && { equipment: JSON.stringify(equipment) }),
        ...(readers !== undefined && { is_restricted: readers !== null }),
      }
      if (Object.keys(set).length === 0) return
      await database.transaction().execute(async trx => {
        await trx.updateTable('chatdoc_document').set(set).where('id', '=', id).execute()
        if (readers !== undefined)
          await saveReaders(trx, { collectionId: document.collectionId, documentId: id }, readers ?? [])
        if (title !== undefined) await reindexDocument(trx, passages, id)
      })
    },
  }
}

const findRevisions = async (
  database: Kysely<ChatDocTables>,
  ids: readonly string[],
): Promise<readonly RevisionRow[]> =>
  ids.length === 0
    ? []
    : database
        .selectFrom('chatdoc_revision')
        .select([...revisionColumns])
        .where('id', 'in', ids)
        .execute()
