import type { Kysely, Selectable } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'
import type { Deletion } from './replies.ts'

const toDeletion = (row: Selectable<ChatDocTables['chatdoc_deletion']>): Deletion => ({
  id: row.id,
  documentId: row.document_id,
  collectionId: row.collection_id,
  by: row.by_name,
  at: row.at.toISOString(),
  ...row.detail,
})

/** A receipt names what was secret, perhaps: it is for who deleted it, and for administrators. */
const shownTo = (database: Kysely<ChatDocTables>, actor: Actor) => {
  const all = database.selectFrom('chatdoc_deletion').selectAll()
  return actor.role === 'administrator' ? all : all.where('by_id', '=', actor.personId)
}

/** Receipts of deletions, the newest first. */
export const listDeletions = async (
  database: Kysely<ChatDocTables>,
  actor: Actor,
  limit: number,
): Promise<readonly Deletion[]> => {
  const rows = await shownTo(database, actor).orderBy('at', 'desc').orderBy('id').limit(limit).execute()
  return rows.map(toDeletion)
}

export const getDeletion = async (
  database: Kysely<ChatDocTables>,
  actor: Actor,
  id: string,
): Promise<Deletion> => {
  const row = await shownTo(database, actor).where('id', '=', id).executeTakeFirst()
  if (!row) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'receipt', id })
  return toDeletion(row)
}
