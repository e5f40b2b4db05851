import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Actor } from '@millwright/spec'
import type { Block } from '../document/block.ts'
import { wasRead } from '../library/in-force.ts'
import { mayRead } from '../library/readable.ts'
import { loadBlocks } from '../library/blocks.ts'
import type { ChatDocTables } from '../tables.ts'

/** A revision that held once, with all of its blocks on demand. */
export interface PastRevision {
  readonly id: string
  readonly number: number
  /** A moment at which it was in force. */
  readonly inForceFrom: Date
  readonly blocks: () => Promise<readonly Block[]>
}

export interface RevisionsRequest {
  readonly documentId: string
  readonly asOf: Date
  readonly actor: Actor
}

/** Revisions of a document that were in force at or before a moment, the oldest first; none where it may not be read. */
export type LoadRevisions = (request: RevisionsRequest) => Promise<readonly PastRevision[]>

export const createLoadRevisions =
  (database: Kysely<ChatDocTables>): LoadRevisions =>
  async ({ documentId, asOf, actor }) => {
    const { rows } = await sql<{ id: string; number: number; inForceFrom: Date }>`
      select revision.id, revision.number, revision.in_force_from as "inForceFrom" from chatdoc_revision revision
      join chatdoc_document document on document.id = revision.document_id
      where document.id = ${documentId} and ${wasRead} and revision.in_force_from <= ${asOf}
        and (revision.in_force_to is null or revision.in_force_to > revision.in_force_from)
        and ${mayRead(actor)}
      order by revision.number`.execute(database)
    return rows.map(row => ({ ...row, blocks: () => loadBlocks(database, row.id) }))
  }
