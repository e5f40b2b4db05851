import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { roles } from '@millwright/spec'
import type { Actor } from '@millwright/spec'

/** Roles whose readers `actor` is among: their own and every lesser one. */
const rolesOf = (actor: Actor): readonly string[] => roles.slice(0, roles.indexOf(actor.role) + 1)

/** Whether a reader row of the collection, for itself or for one document, names `actor` or their role. */
const isNamed = (
  actor: Actor,
  collectionId: RawBuilder<unknown>,
  documentId: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`exists (
    select 1 from chatdoc_reader reader
    where reader.collection_id = ${collectionId} and reader.document_id = ${documentId}
      and ((reader.kind = 'person' and reader.subject = ${actor.personId})
        or (reader.kind = 'role' and reader.subject in (${sql.join(rolesOf(actor))}))))`

/** Whether `actor` may read the collection whose row the query calls `collection`; its documents may be fewer. */
export const mayReadCollection = (actor: Actor, collection = 'collection'): RawBuilder<boolean> =>
  actor.role === 'administrator' ? sql<boolean>`true` : isNamed(actor, sql.ref(`${collection}.id`), sql`''`)

/**
 * Whether `actor` may read the row of `chatdoc_document` that the query calls `document`. Every query that shows or
 * searches documents holds this condition; there is no other way to them. Administrators read everything: they
 * could name themselves readers, and the audit log says what they opened.
 */
export const mayRead = (actor: Actor, document = 'document'): RawBuilder<boolean> => {
  if (actor.role === 'administrator') return sql<boolean>`true`
  const collectionId = sql.ref(`${document}.collection_id`)
  const isOpen = sql<boolean>`not ${sql.ref(`${document}.is_restricted`)}`
  return sql<boolean>`(${isNamed(actor, collectionId, sql`''`)}
    and (${isOpen} or ${isNamed(actor, collectionId, sql.ref(`${document}.id`))}))`
}
