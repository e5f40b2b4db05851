import { z } from 'zod'
import { defineRoute, PlatformError } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import { cancelReading, retryReading } from '../ingest/control-reading.ts'
import { loadBlocks } from '../library/blocks.ts'
import { diffBlocks } from '../library/diff-blocks.ts'
import { diffSchema, revisionSchema } from '../library/replies.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'

/** Reading again, stopping, and what differs between two revisions. */
export const createReadingRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { library, audit, jobs, running, secrets } = services
  const { documents, database } = library
  return [
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/revisions/:id/retry',
      permission: 'documents.write',
      summary: 'Read a revision again, with a password where it needs one',
      params: idParams,
      body: z.strictObject({ password: z.string().min(1).max(1000).optional() }),
      reply: revisionSchema,
      handle: async ({ params, body, actor }) => {
        const { document } = await documents.ofRevision(params.id, actor)
        await retryReading(
          { database, jobs, secrets },
          { revisionId: params.id, ...(body.password !== undefined && { password: body.password }) },
        )
        await audit.record(actor, 'document-read-again', document.id, { revision: params.id })
        return (await documents.ofRevision(params.id, actor)).revision
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/revisions/:id/cancel',
      permission: 'documents.write',
      summary: 'Stop reading a revision',
      params: idParams,
      reply: revisionSchema,
      handle: async ({ params, actor }) => {
        const { document } = await documents.ofRevision(params.id, actor)
        await cancelReading({ database, running }, params.id)
        await services.onReadingEnded(params.id)
        await audit.record(actor, 'document-reading-cancelled', document.id, { revision: params.id })
        return (await documents.ofRevision(params.id, actor)).revision
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/documents/:id/diff',
      permission: 'documents.read',
      summary: 'Blocks added, removed and changed from one revision to another, by their ids',
      params: idParams,
      query: z.object({ from: z.string().max(100), to: z.string().max(100) }),
      reply: diffSchema,
      handle: async ({ params, query, actor }) => {
        const { revisions } = await documents.get(params.id, actor)
        const [from, to] = [query.from, query.to].map(id => {
          const revision = revisions.find(one => one.id === id)
          if (!revision) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'revision', id })
          return revision
        })
        if (!from || !to) throw new Error('bug: two revisions gave fewer')
        const before = await loadBlocks(database, from.id)
        return { from, to, ...diffBlocks(before, await loadBlocks(database, to.id)) }
      },
    }),
  ]
}
