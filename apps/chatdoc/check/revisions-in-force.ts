import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Actor } from '@millwright/spec'
import { isInForce } from '../library/in-force.ts'
import { mayRead } from '../library/readable.ts'
import type { ChatDocTables } from '../tables.ts'

export interface InForceRequest {
  readonly revisionIds: readonly string[]
  readonly asOf: Date
  readonly actor: Actor
}

/** Those of the revisions that hold at the moment, of documents that the person may read. */
export type FindInForce = (request: InForceRequest) => Promise<ReadonlySet<string>>

export const createFindInForce =
  (database: Kysely<ChatDocTables>): FindInForce =>
  async ({ revisionIds, asOf, actor }) => {
    if (revisionIds.length === 0) return new Set()
    const { rows } = await sql<{ id: string }>`
      select revision.id from chatdoc_revision revision
      join chatdoc_document document on document.id = revision.document_id
      where revision.id = any(${[...new Set(revisionIds)]}::text[]) and ${isInForce(asOf)}
        and ${mayRead(actor)}`.execute(database)
    return new Set(rows.map(row => row.id))
  }
