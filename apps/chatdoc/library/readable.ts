import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { roles } from '@millwright/spec'
import type { Actor } from '@millwright/spec'

/** Roles whose readers `actor` is among: their own and every lesser one. */
const rolesOf = (actor: Actor): readonly string[] => roles.slice(0, roles.indexOf(actor.role) + 1)

/**
 * Whether `actor` may read the row of `chatdoc_document` that the query calls `document`. Every query that shows or
 * searches documents holds this condition; there is no other way to them. Administrators read everything: they
 * could name themselves readers, and the audit log says what they opened.
 */
export const mayRead = (actor: Actor, document = 'document'): RawBuilder<boolean> => {
  if (actor.role === 'administrator') return sql<boolean>`true`
  const alias = sql.ref(document)
  const named = (documentId: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`exists (
    select 1 from chatdoc_reader reader
    where reader.collection_id = ${alias}.collection_id and reader.document_id = ${documentId}
      and ((reader.kind = 'person' and reader.subject = ${actor.personId})
        or (reader.kind = 'role' and reader.subject in (${sql.join(rolesOf(actor))}))))`
  return sql<boolean>`(${named(sql`''`)} and (not ${alias}.is_restricted or ${named(sql`${alias}.id`)}))`
}
