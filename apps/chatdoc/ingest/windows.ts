import type { Kysely } from 'kysely'
import { toJsonb } from '../library/to-jsonb.ts'
import type { ReadWindow } from '../read/reader.ts'
import type { ChatDocTables } from '../tables.ts'
import { RevisionGone } from './revision-gone.ts'

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

/**
 * Notes how far the reading came and keeps the window where more is to follow: the last one is not worth it, since
 * the tree is built at once; of one that is all there is nothing is noted. Throws what `isRevisionGone` knows.
 */
export const saveWindow = async (
  database: Kysely<ChatDocTables>,
  revisionId: string,
  { window, ordinal }: { readonly window: ReadWindow; readonly ordinal: number },
): Promise<void> => {
  const isLast = window.lastPage >= window.pageCount
  if (isLast && ordinal === 0) return
  await database.transaction().execute(async trx => {
    const updated = await trx
      .updateTable('chatdoc_revision')
      .set({ page_count: window.pageCount, pages_read: window.lastPage, attempts: 1 })
      .where('id', '=', revisionId)
      .where('state', '=', 'reading')
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n) throw new RevisionGone()
    if (isLast) return
    await trx
      .insertInto('chatdoc_window')
      .values({ revision_id: revisionId, ordinal, last_page: window.lastPage, content: toJsonb(window) })
      .onConflict(conflict => conflict.columns(['revision_id', 'ordinal']).doNothing())
      .execute()
  })
}
