import type { Kysely } from 'kysely'
import { toJsonb } from '../library/to-jsonb.ts'
import type { ReadWindow } from '../read/reader.ts'
import type { ChatDocTables } from '../tables.ts'

/** What was read so far, in order. */
export const loadWindows = async (
  database: Kysely<ChatDocTables>,
  revisionId: string,
): Promise<readonly ReadWindow[]> => {
  const rows = await database
    .selectFrom('chatdoc_window')
    .select('content')
    .where('revision_id', '=', revisionId)
    .orderBy('ordinal')
    .execute()
  return rows.map(row => row.content)
}

/** The revision was deleted or cancelled while it was read: nothing of it is to be kept. */
class RevisionGone extends Error {}

export const isRevisionGone = (error: unknown): boolean => error instanceof RevisionGone

/**
 * Notes how far the reading came and keeps the window where more is to follow: the last one is not worth it, since
 * the tree is built at once. Throws what `isRevisionGone` knows.
 */
export const saveWindow = async (
  database: Kysely<ChatDocTables>,
  revisionId: string,
  { window, ordinal }: { readonly window: ReadWindow; readonly ordinal: number },
): Promise<void> => {
  await database.transaction().execute(async trx => {
    const updated = await trx
      .updateTable('chatdoc_revision')
      .set({ page_count: window.pageCount, pages_read: window.lastPage, attempts: 1 })
      .where('id', '=', revisionId)
      .where('state', '=', 'reading')
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n) throw new RevisionGone()
    if (window.lastPage >= window.pageCount) return
    await trx
      .insertInto('chatdoc_window')
      .values({ revision_id: revisionId, ordinal, last_page: window.lastPage, content: toJsonb(window) })
      .onConflict(conflict => conflict.columns(['revision_id', 'ordinal']).doNothing())
      .execute()
  })
}
