import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { roles } from '@millwright/spec'
import type { Localized, Role } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'
import type { Reader } from './replies.ts'

/** Whose readers: of a collection (`documentId` is empty), or of one document in it. */
export interface ReadersOf {
  readonly collectionId: string
  readonly documentId: string
}

const toReader = ({ kind, subject }: { kind: 'role' | 'person'; subject: string }): Reader => {
  if (kind === 'person') return { kind, subject }
  const role = roles.find(one => one === subject)
  if (role === undefined) throw new Error(`bug: ${subject} is no role`)
  return { kind, subject: role }
}

export const loadReaders = async (
  database: Kysely<ChatDocTables>,
  collectionId: string,
  documentId: string,
): Promise<Reader[]> => {
  const rows = await database
    .selectFrom('chatdoc_reader')
    .select(['kind', 'subject'])
    .where('collection_id', '=', collectionId)
    .where('document_id', '=', documentId)
    .orderBy('kind', 'desc')
    .orderBy('subject')
    .execute()
  return rows.map(toReader)
}

/** Makes these the readers, in place of those before. */
export const saveReaders = async (
  trx: Kysely<ChatDocTables>,
  { collectionId, documentId }: ReadersOf,
  readers: readonly Reader[],
): Promise<void> => {
  await trx
    .deleteFrom('chatdoc_reader')
    .where('collection_id', '=', collectionId)
    .where('document_id', '=', documentId)
    .execute()
  if (readers.length === 0) return
  await trx
    .insertInto('chatdoc_reader')
    .values(
      readers.map(({ kind, subject }) => ({
        collection_id: collectionId,
        document_id: documentId,
        kind,
        subject,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** A person whose rights are asked for. */
export interface Candidate {
  readonly personId: string
  readonly name: string
  readonly role: Role
}

/** The readers among which a document's reader has to be: of its collection and, where it is restricted, its own. */
export interface DocumentReaders {
  readonly collection: readonly Reader[]
  readonly document?: readonly Reader[]
}

const roleNames: Readonly<Record<Role, Localized>> = {
  viewer: { en: 'everyone', zh: '所有人' },
  analyst: { en: 'analysts and above', zh: '分析员及以上' },
  steward: { en: 'stewards and above', zh: '数据管理员及以上' },
  administrator: { en: 'administrators', zh: '系统管理员' },
}

const reasonsAmong = (
  readers: readonly Reader[],
  { personId, role }: Candidate,
  place: Localized,
): Localized[] =>
  readers.flatMap(reader => {
    if (reader.kind === 'person')
      return reader.subject === personId
        ? [{ en: `named a reader of ${place.en}`, zh: `被指定为${place.zh}的读者` }]
        : []
    if (roles.indexOf(reader.subject) > roles.indexOf(role)) return []
    const name = roleNames[reader.subject]
    return [{ en: `${name.en} may read ${place.en}`, zh: `${name.zh}可读${place.zh}` }]
  })

/** Why a person may read the document, each reason that holds; empty where they may not. The same rules as `mayRead`. */
export const reasonsToRead = (readers: DocumentReaders, person: Candidate): readonly Localized[] => {
  if (person.role === 'administrator')
    return [{ en: 'administrators read everything', zh: '系统管理员可读全部内容' }]
  const ofCollection = reasonsAmong(readers.collection, person, { en: 'the collection', zh: '该文档集' })
  if (readers.document === undefined || ofCollection.length === 0) return ofCollection
  const ofDocument = reasonsAmong(readers.document, person, { en: 'this document', zh: '该文档' })
  return ofDocument.length === 0 ? [] : [...ofCollection, ...ofDocument]
}

/** Removes readers that name a document that is gone. */
export const forgetReaders = async (trx: Kysely<ChatDocTables>, documentId: string): Promise<void> => {
  await sql`delete from chatdoc_reader where document_id = ${documentId}`.execute(trx)
}
