import type { Transaction } from 'kysely'
import type { PassageIndex } from '../index/passage-index.ts'
import type { ChatDocTables } from '../tables.ts'
import { loadBlocks } from './blocks.ts'
import { wasRead } from './in-force.ts'

/** Has the revisions of a document that were read found as they are now; passages that did not change are kept. */
export const reindexDocument = async (
  trx: Transaction<ChatDocTables>,
  passages: PassageIndex,
  documentId: string,
): Promise<void> => {
  const revisions = await trx
    .selectFrom('chatdoc_revision as revision')
    .innerJoin('chatdoc_document as document', 'document.id', 'revision.document_id')
    .innerJoin('chatdoc_collection as collection', 'collection.id', 'document.collection_id')
    .select(['revision.id', 'document.title', 'collection.dictionary'])
    .where('document.id', '=', documentId)
    .where(wasRead)
    .execute()
  for (const { id, title, dictionary } of revisions)
    await passages.replace(trx, {
      documentId,
      revisionId: id,
      title,
      dictionary,
      blocks: await loadBlocks(trx, id),
    })
}
