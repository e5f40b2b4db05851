import { z } from 'zod'
import { defineRoute, PlatformError } from '@millwright/spec'
import type { ReceivedFiles, RouteDefinition } from '@millwright/spec'
import { receiveFiles } from '../ingest/receive-files.ts'
import { uploadReplySchema } from '../library/replies.ts'
import type { FileResult, UploadReply } from '../library/replies.ts'
import { toFailure } from '../library/to-replies.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'

const fieldsSchema = z.object({ inForceFrom: z.iso.datetime({ offset: true }).optional() })

const toRefused = ({ name, error }: ReceivedFiles['refused'][number]): FileResult => ({
  name: name.slice(0, 300),
  outcome: 'refused',
  failure: toFailure({ code: error.code, data: error.data }),
})

const parseFields = (fields: Readonly<Record<string, string>>): { readonly inForceFrom?: Date } => {
  const parsed = fieldsSchema.safeParse(fields)
  if (!parsed.success)
    throw new PlatformError('INPUT_INVALID', { problems: ['inForceFrom is a time as 2026-11-23T08:00:00Z'] })
  const { inForceFrom } = parsed.data
  return inForceFrom === undefined ? {} : { inForceFrom: new Date(inForceFrom) }
}

/** Files into a collection. */
export const createUploadRoutes = (services: RouteServices): readonly RouteDefinition[] => [
  defineRoute({
    method: 'POST',
    path: '/api/chatdoc/collections/:id/documents',
    permission: 'documents.write',
    summary:
      'Upload files (multipart; field `inForceFrom` before them: from when they hold). Each has its own result here, and is read in the background',
    params: idParams,
    takesFiles: true,
    status: 202,
    reply: uploadReplySchema,
    handle: async ({ params, received, actor }): Promise<UploadReply> => {
      if (!received) throw new Error('bug: an upload without what was received')
      await services.library.collections.get(params.id, actor)
      const { batchId, files } = await receiveFiles(
        { ...services, ...services.library },
        { collectionId: params.id, files: received.files, actor, ...parseFields(received.fields) },
      )
      await services.audit.record(actor, 'documents-uploaded', params.id, {
        batchId,
        files: files.map(({ name, outcome }) => `${outcome} ${name}`).slice(0, 200),
      })
      return { batchId, files: [...files, ...received.refused.map(toRefused)] }
    },
  }),
]
