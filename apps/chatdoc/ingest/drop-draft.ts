import type { Transaction } from 'kysely'
import { removePassages } from '../index/passage-index.ts'
import type { ChatDocTables } from '../tables.ts'

/** Lets go of what was read and stored of a revision that will not be ready. */
export const dropDraft = async (
  trx: Transaction<ChatDocTables>,
  { id, documentId }: { readonly id: string; readonly documentId: string },
): Promise<void> => {
  await trx.deleteFrom('chatdoc_window').where('revision_id', '=', id).execute()
  await trx.deleteFrom('chatdoc_block').where('revision_id', '=', id).execute()
  await removePassages(trx, documentId, id)
}
