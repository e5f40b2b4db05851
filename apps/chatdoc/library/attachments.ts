import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Actor, Localized } from '@millwright/spec'
import type { ChatDocTables } from '../tables.ts'
import { mayRead } from './readable.ts'

/** Names under which a file of this name may have come: "a.eml/b.zip/c.pdf" in "a.eml", or in "a.eml/b.zip". */
const outerNames = (name: string): readonly string[] =>
  name
    .split('/')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('/'))

/**
 * Names of the documents whose originals hold the bytes of this one too: the e-mail it was attached to, and whatever else it
 * came in that is kept. Those of `without` do not count.
 */
export const findHolders = async (
  database: Kysely<ChatDocTables>,
  documentId: string,
  without: readonly string[],
): Promise<readonly string[]> => {
  const document = await database
    .selectFrom('chatdoc_document')
    .select(['collection_id', 'name'])
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (!document) return []
  const { rows } = await sql<{ name: string }>`
    select name from chatdoc_document holder
    where collection_id = ${document.collection_id} and name = any(${outerNames(document.name)}::text[])
      and not id = any(${without}::text[])
      and exists (select 1 from chatdoc_revision revision where revision.document_id = holder.id
        and content_hash <> '' and format in ('email', 'unknown'))
    order by name`.execute(database)
  return rows.map(row => row.name)
}

/** The documents that came in this one and that the person may read, itself not among them. */
export const findAttachments = async (
  database: Kysely<ChatDocTables>,
  document: { readonly collectionId: string; readonly name: string },
  actor: Actor,
): Promise<readonly string[]> => {
  const rows = await database
    .selectFrom('chatdoc_document as document')
    .innerJoin('chatdoc_collection as collection', 'collection.id', 'document.collection_id')
    .select('document.id')
    .where('document.collection_id', '=', document.collectionId)
    .where(sql<boolean>`starts_with(document.name, ${`${document.name}/`})`)
    .where(mayRead(actor))
    .orderBy('document.name')
    .execute()
  return rows.map(row => row.id)
}

/** What stays of a file elsewhere because of what it came in, or of what came in it. */
export const keptWith = (holders: readonly string[], isEmail: boolean): readonly Localized[] => [
  ...holders.map(name => ({
    en: `The original of “${name}”, which it came in, still holds the bytes of this file. Delete that document too to remove them.`,
    zh: `它所来自的“${name}”的原件仍包含此文件的字节。请一并删除该文档以移除。`,
  })),
  ...(isEmail
    ? [
        {
          en: 'Attachments are documents of their own: those that were not deleted with it stay.',
          zh: '附件是独立的文档：未一并删除的附件仍会保留。',
        },
      ]
    : []),
]
