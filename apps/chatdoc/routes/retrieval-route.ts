import { z } from 'zod'
import { defineRoute, languageSchema } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import { retrievalReplySchema } from '../library/replies.ts'
import { documentFormats } from '../read/reader.ts'
import type { RouteServices } from './route-services.ts'

const ids = z.array(z.string().max(100)).max(200)
const bodySchema = z.strictObject({
  question: z.string().trim().min(1).max(2000),
  collectionIds: ids.optional(),
  documentIds: ids.optional(),
  formats: z.array(z.enum(documentFormats)).max(documentFormats.length).optional(),
  equipment: z.array(z.string().max(100)).max(200).optional(),
  language: languageSchema.optional(),
  asOf: z.iso.datetime({ offset: true }).optional(),
  limit: z.number().int().min(1).max(100).default(10),
})

/** Passages for a question, without an answer: what programs of others build on. */
export const createRetrievalRoute = ({ search, library }: RouteServices): RouteDefinition =>
  defineRoute({
    method: 'POST',
    path: '/api/chatdoc/retrieval',
    permission: 'documents.read',
    summary: 'The passages that fit a question best, of what one may read; as of a moment where asked',
    body: bodySchema,
    reply: retrievalReplySchema,
    handle: ({ body, actor, signal }) => {
      const { question, limit, asOf, collectionIds, documentIds, formats, equipment, language } = body
      return search.search({
        question,
        limit,
        actor,
        signal,
        filter: {
          asOf: asOf === undefined ? library.clock.now() : new Date(asOf),
          ...(collectionIds && { collectionIds }),
          ...(documentIds && { documentIds }),
          ...(formats && { formats }),
          ...(equipment && { equipment }),
          ...(language && { language }),
        },
      })
    },
  })
