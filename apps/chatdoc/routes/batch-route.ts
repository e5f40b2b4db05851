import { z } from 'zod'
import { defineRoute } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import { loadBatch } from '../library/batches.ts'
import { batchSchema } from '../library/replies.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'

const querySchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(0).max(2000).default(500),
})

/** How far the files are that came together. */
export const createBatchRoute = ({ library }: RouteServices): RouteDefinition =>
  defineRoute({
    method: 'GET',
    path: '/api/chatdoc/batches/:id',
    permission: 'documents.read',
    summary:
      'What came together in an upload or a scan: whether more comes, archives to be unpacked, and its files with their states',
    params: idParams,
    query: querySchema,
    reply: batchSchema,
    handle: ({ params, query, actor }) => loadBatch(library.database, params.id, { actor, range: query }),
  })
