import { z } from 'zod'
import { defineJob, roleSchema } from '@millwright/spec'
import type { JobDefinition } from '@millwright/spec'
import { deleteDocuments } from '../library/delete-documents.ts'
import type { DeletionServices } from '../library/delete-documents.ts'
import { cancelDocuments } from './control-reading.ts'
import type { StopServices } from './control-reading.ts'

export const deleteCollectionJobName = 'chatdoc.delete-collection'

const actorSchema = z.object({
  personId: z.string(),
  name: z.string(),
  role: roleSchema,
  via: z.enum(['session', 'token', 'cli', 'system']),
})

/** Documents deleted in one transaction. */
const documentsAtOnce = 50

/** The job that deletes a collection, some documents at a time, each with its receipt, and then itself. */
export const createDeleteCollectionJob = (services: DeletionServices & StopServices): JobDefinition =>
  defineJob({
    name: deleteCollectionJobName,
    title: { en: 'Delete a collection', zh: '删除文档集' },
    input: z.object({ collectionId: z.string(), actor: actorSchema }),
    retryLimit: 3,
    timeoutS: 4 * 3600,
    concurrency: 1,
    run: async ({ input: { collectionId, actor }, signal, progress }) => {
      const { database } = services
      let deleted = 0
      for (;;) {
        signal.throwIfAborted()
        const rows = await database
          .selectFrom('chatdoc_document')
          .select('id')
          .where('collection_id', '=', collectionId)
          .orderBy('name') // an e-mail before what was attached to it
          .limit(documentsAtOnce)
          .execute()
        if (rows.length === 0) break
        const ids = rows.map(row => row.id)
        await cancelDocuments(services, ids)
        deleted += (await deleteDocuments(services, ids, actor)).length
        progress(undefined, `${deleted} documents`)
      }
      await database.deleteFrom('chatdoc_collection').where('id', '=', collectionId).execute()
      return { deleted }
    },
  })
