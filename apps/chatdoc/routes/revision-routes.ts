import { z } from 'zod'
import { defineRoute } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import { loadShownBlocks } from '../library/blocks.ts'
import { revisionDetailSchema } from '../library/replies.ts'
import type { DocumentFormat } from '../read/reader.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'

const blocksQuery = z.object({
  fromPage: z.coerce.number().int().min(1).optional(),
  toPage: z.coerce.number().int().min(1).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(0).max(2000).default(500),
})

/** What an original is sent as. Markup is sent as bytes: nothing may take it for a page of this server. */
const contentTypes: Readonly<Partial<Record<DocumentFormat | 'unknown', string>>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  markdown: 'text/plain; charset=utf-8',
  asciidoc: 'text/plain; charset=utf-8',
  text: 'text/plain',
  csv: 'text/csv',
}

/** One revision: its tree, its original. */
export const createRevisionRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { documents, originals, database } = services.library
  return [
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/revisions/:id',
      permission: 'documents.read',
      summary: 'A revision with its blocks in reading order; of some pages, or from an offset, where asked',
      params: idParams,
      query: blocksQuery,
      reply: revisionDetailSchema,
      handle: async ({ params, query, actor }) => {
        const { document, revision } = await documents.ofRevision(params.id, actor)
        const { pages, notices } = await database
          .selectFrom('chatdoc_revision')
          .select(['pages', 'notices'])
          .where('id', '=', revision.id)
          .executeTakeFirstOrThrow()
        const { blocks, count } = await loadShownBlocks(database, revision, query)
        const { title, name, collectionId } = document
        return {
          ...revision,
          title,
          name,
          collectionId,
          pages,
          notices,
          blockCount: count,
          blocks,
          offset: query.offset,
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/revisions/:id/original',
      permission: 'documents.read',
      summary: 'The original file as it came, as a download; in ranges where asked',
      params: idParams,
      handle: async ({ params, actor }) => {
        const { document, revision } = await documents.ofRevision(params.id, actor)
        await services.audit.record(actor, 'document-downloaded', document.id, { revision: revision.number })
        return {
          kind: 'stored-file',
          contentType: contentTypes[revision.format] ?? 'application/octet-stream',
          fileName: document.name.split('/').at(-1) ?? document.name,
          path: originals.pathOf(revision.id),
          etag: revision.contentHash,
        }
      },
    }),
  ]
}
