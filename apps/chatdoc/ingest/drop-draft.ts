import type { Transaction } from 'kysely'
import { removePassages } from '../index/passage-index.ts'
import { wasRead } from '../library/in-force.ts'
import type { ChatDocTables } from '../tables.ts'

/** Lets go of what was read and stored of a revision that will not be ready. One that was ready before keeps what it had. */
export const dropDraft = async (
  trx: Transaction<ChatDocTables>,
  { id, documentId }: { readonly id: string; readonly documentId: string },
): Promise<void> => {
  await trx.deleteFrom('chatdoc_window').where('revision_id', '=', id).execute()
  const before = await trx
    .selectFrom('chatdoc_revision as revision')
    .select('id')
    .where('id', '=', id)
    .where(wasRead)
    .executeTakeFirst()
  if (before) return
  await trx.deleteFrom('chatdoc_block').where('revision_id', '=', id).execute()
  await removePassages(trx, documentId, id)
}
