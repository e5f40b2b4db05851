import { z } from 'zod'
import { defineRoute, isPermitted } from '@millwright/spec'
import type { Actor, RouteDefinition } from '@millwright/spec'
import { reasonsToRead } from '../library/readers.ts'
import {
  accessReplySchema,
  documentDetailSchema,
  documentListSchema,
  revisionStateSchema,
} from '../library/replies.ts'
import type { DocumentDetail } from '../library/replies.ts'
import { named, readersSchema } from './collection-routes.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'

const listQuery = z.object({
  state: revisionStateSchema.optional(),
  text: z.string().trim().max(200).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})

const showTo = async (id: string, actor: Actor, services: RouteServices): Promise<DocumentDetail> => {
  const { documents } = services.library
  const { document, revisions } = await documents.get(id, actor)
  const detail = { ...document, revisions: [...revisions] }
  if (!isPermitted(actor.role, 'documents.write') || !document.isRestricted) return detail
  return { ...detail, readers: await named(await documents.readers(id, actor), services) }
}

/** Documents: list, look, rename, restrict. */
export const createDocumentRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { library, audit } = services
  const { collections, documents } = library
  return [
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/documents',
      permission: 'documents.read',
      summary:
        'Documents of all collections that one may read, by name; `text` is part of the name, title or equipment',
      query: listQuery,
      reply: documentListSchema,
      handle: ({ query, actor }) => documents.list(query, actor),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/collections/:id/documents',
      permission: 'documents.read',
      summary: 'Documents of a collection by name; `text` is part of the name, title or equipment',
      params: idParams,
      query: listQuery,
      reply: documentListSchema,
      handle: async ({ params, query, actor }) => {
        await collections.get(params.id, actor)
        return documents.list({ ...query, collectionId: params.id }, actor)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/documents/:id',
      permission: 'documents.read',
      summary: 'A document with its revisions, the newest first',
      params: idParams,
      reply: documentDetailSchema,
      handle: ({ params, actor }) => showTo(params.id, actor, services),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/chatdoc/documents/:id',
      permission: 'documents.write',
      summary: 'Change title, equipment, or readers of its own (null: as the collection)',
      params: idParams,
      body: z.strictObject({
        title: z.string().trim().min(1).max(300).optional(),
        equipment: z.array(z.string().trim().min(1).max(100)).max(200).optional(),
        readers: readersSchema.nullable().optional(),
      }),
      reply: documentDetailSchema,
      handle: async ({ params, body, actor }) => {
        await documents.change(params.id, body, actor)
        await audit.record(actor, 'document-changed', params.id, {
          changed: Object.keys(body),
          ...(body.readers !== undefined && { readers: body.readers }),
        })
        return showTo(params.id, actor, services)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/documents/:id/access',
      permission: 'documents.write',
      summary: 'Who can see this document, and why',
      params: idParams,
      reply: accessReplySchema,
      handle: async ({ params, actor }) => {
        const { document } = await documents.get(params.id, actor)
        const readers = {
          collection: await collections.readers(document.collectionId, actor),
          ...(document.isRestricted && { document: await documents.readers(params.id, actor) }),
        }
        const people = (await services.listPeople())
          .filter(person => !person.disabled)
          .map(({ id, name, role }) => ({
            personId: id,
            name,
            role,
            reasons: [...reasonsToRead(readers, { personId: id, name, role })],
          }))
        return {
          isRestricted: document.isRestricted,
          people: people.filter(({ reasons }) => reasons.length > 0),
        }
      },
    }),
  ]
}
