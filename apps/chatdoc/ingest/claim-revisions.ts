import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { DocumentFormat } from '../read/reader.ts'
import type { ChatDocTables } from '../tables.ts'

/** A revision on its way, with what reading it needs to know. */
export interface RevisionToRead {
  readonly id: string
  readonly documentId: string
  readonly name: string
  readonly format: DocumentFormat | 'unknown'
  /** Readings begun since it last came further, this one included: more than one was cut off. */
  readonly attempts: number
  readonly sealedPassword: string | null
}

/** Marks a revision that is on its way as being read; undefined where it is no longer. */
export const claimRevision = async (
  database: Kysely<ChatDocTables>,
  revisionId: string,
): Promise<RevisionToRead | undefined> => {
  const chosen = sql`
    select id from chatdoc_revision where id = ${revisionId} and state in ('queued', 'reading') for update`
  return (await claim(database, chosen))[0]
}

/** Marks the first revisions of a batch that nobody has begun as being read, in the order in which they came. */
export const claimFresh = (
  database: Kysely<ChatDocTables>,
  batchId: string,
  limit: number,
): Promise<readonly RevisionToRead[]> =>
  claim(
    database,
    sql`
      select id from chatdoc_revision where batch_id = ${batchId} and state = 'queued' and attempts = 0
      order by created_at, id limit ${limit} for update`,
  )

const claim = async (
  database: Kysely<ChatDocTables>,
  chosen: ReturnType<typeof sql>,
): Promise<readonly RevisionToRead[]> => {
  const { rows } = await sql<RevisionToRead & { readonly createdAt: Date }>`
    with chosen as (${chosen})
    update chatdoc_revision revision set state = 'reading', attempts = revision.attempts + 1
    from chatdoc_document document, chosen
    where document.id = revision.document_id and revision.id = chosen.id
    returning revision.id, revision.document_id as "documentId", document.name, revision.format,
      revision.attempts, revision.sealed_password as "sealedPassword",
      revision.created_at as "createdAt"`.execute(database)
  return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
}

/** Revisions of a batch whose reading was cut off, the one that was most often last. */
export const findCutOff = async (
  database: Kysely<ChatDocTables>,
  batchId: string,
): Promise<readonly string[]> => {
  const rows = await database
    .selectFrom('chatdoc_revision')
    .select('id')
    .where('batch_id', '=', batchId)
    .where('state', 'in', ['queued', 'reading'])
    .where('attempts', '>', 0)
    .orderBy('attempts')
    .orderBy('created_at')
    .execute()
  return rows.map(row => row.id)
}
