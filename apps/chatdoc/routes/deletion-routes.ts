import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { defineRoute, PlatformError } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import { cancelDocuments } from '../ingest/control-reading.ts'
import { deleteCollectionJobName } from '../ingest/delete-job.ts'
import { findAttachments } from '../library/attachments.ts'
import { deleteDocuments } from '../library/delete-documents.ts'
import { getDeletion, listDeletions } from '../library/deletions.ts'
import { deletionSchema } from '../library/replies.ts'
import type { ChatDocTables } from '../tables.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'

/** Deleting, with a receipt that proves it. */
export const createDeletionRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { library, audit, jobs, running, pictures, passages, search } = services
  const { database, documents, collections } = library
  return [
    defineRoute({
      method: 'DELETE',
      path: '/api/chatdoc/documents/:id',
      permission: 'documents.write',
      summary:
        'Delete a document with everything that was made of it, and with what came attached to it where asked; the reply is the receipt that proves it',
      params: idParams,
      query: z.object({ attachments: z.enum(['keep', 'delete']).default('keep') }),
      reply: deletionSchema,
      handle: async ({ params, query, actor }) => {
        const { document } = await documents.get(params.id, actor)
        const attachments =
          query.attachments === 'delete' ? await findAttachments(database, document, actor) : []
        const ids = [params.id, ...attachments]
        await cancelDocuments({ database, running }, ids)
        const [receiptId, ...others] = await deleteDocuments(
          { ...library, passages, search, forgetPictures: ids => pictures.forget(ids) },
          ids,
          actor,
        )
        await audit.record(actor, 'document-deleted', params.id, { receipt: receiptId, attachments: others })
        const receipt = await getDeletion(database, actor, receiptId ?? '')
        return others.length === 0 ? receipt : { ...receipt, attachments: others }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/chatdoc/collections/:id',
      permission: 'documents.write',
      summary:
        'Delete a collection with all its documents, those included that one may not read; a job does it',
      params: idParams,
      status: 202,
      reply: z.object({ jobId: z.string() }),
      handle: async ({ params, actor }) => {
        const { name, counts } = await collections.get(params.id, actor)
        await refuseHidden(database, params.id, counts.documents)
        const jobId = await jobs.send(
          deleteCollectionJobName,
          { collectionId: params.id, actor },
          { singletonKey: params.id },
        )
        await audit.record(actor, 'collection-deleted', params.id, { name })
        return { jobId }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/deletions',
      permission: 'documents.write',
      summary: 'Receipts of one’s own deletions, the newest first; administrators see all',
      query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
      reply: z.array(deletionSchema),
      handle: ({ query, actor }) => listDeletions(database, actor, query.limit),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/deletions/:id',
      permission: 'documents.write',
      summary: 'The receipt of a deletion',
      params: idParams,
      reply: deletionSchema,
      handle: ({ params, actor }) => getDeletion(database, actor, params.id),
    }),
  ]
}

/** A receipt would tell their names: who may not read all of a collection does not delete it. */
const refuseHidden = async (
  database: Kysely<ChatDocTables>,
  collectionId: string,
  seen: number,
): Promise<void> => {
  const { all } = await database
    .selectFrom('chatdoc_document')
    .select(sql<number>`count(*)::int`.as('all'))
    .where('collection_id', '=', collectionId)
    .executeTakeFirstOrThrow()
  if (all > seen)
    throw new PlatformError('RESOURCE_CONFLICT', {
      what: 'collection',
      message:
        'it cannot be deleted by you, since it holds documents that you may not read; an administrator can',
    })
}
