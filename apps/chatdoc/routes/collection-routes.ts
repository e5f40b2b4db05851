import { z } from 'zod'
import { defineRoute, isPermitted } from '@millwright/spec'
import type { Actor, RouteDefinition } from '@millwright/spec'
import { rankingWeightsSchema } from '../index/ranking-weights.ts'
import { collectionSchema, personSchema, readerSchema } from '../library/replies.ts'
import type { Collection, Reader } from '../library/replies.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'
import { findWebhook, listFolders } from './watch-routes.ts'

const name = z.string().trim().min(1).max(200)
const description = z.string().trim().max(2000)
export const dictionarySchema = z.array(z.string().trim().min(1).max(100)).max(20_000)
export const readersSchema = z.array(readerSchema).max(1000)

/** Readers with the names of the people among them. */
export const named = async (
  readers: readonly Reader[],
  { listPeople }: Pick<RouteServices, 'listPeople'>,
): Promise<Reader[]> => {
  const names = new Map((await listPeople()).map(person => [person.id, person.name]))
  return readers.map(reader => {
    const known = reader.kind === 'person' ? names.get(reader.subject) : undefined
    return known === undefined ? reader : { ...reader, name: known }
  })
}

/** The collection with what is shown to those alone who may change it. */
const showTo = async (collection: Collection, actor: Actor, services: RouteServices): Promise<Collection> => {
  if (!isPermitted(actor.role, 'documents.write')) return collection
  const readers = await services.library.collections.readers(collection.id, actor)
  const webhook = await findWebhook(services, collection.id)
  return {
    ...collection,
    readers: await named(readers, services),
    folders: await listFolders(services, collection.id),
    ...(webhook && { webhook }),
  }
}

/** Collections: what they are, who reads them. */
export const createCollectionRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { library, audit } = services
  const { collections } = library
  return [
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/collections',
      permission: 'documents.read',
      summary: 'The collections that one may read, with their documents counted by state',
      reply: z.array(collectionSchema),
      handle: async ({ actor }) =>
        Promise.all((await collections.list(actor)).map(one => showTo(one, actor, services))),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/collections',
      permission: 'documents.write',
      summary: 'Make a collection; everyone reads it where no readers are given',
      status: 201,
      body: z.strictObject({
        name,
        description: description.default(''),
        dictionary: dictionarySchema.default([]),
        readers: readersSchema.default([{ kind: 'role', subject: 'viewer' }]),
      }),
      reply: collectionSchema,
      handle: async ({ body, actor }) => {
        const made = await collections.create(body, actor)
        await audit.record(actor, 'collection-made', made.id, { name: made.name, readers: body.readers })
        return showTo(made, actor, services)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/collections/:id',
      permission: 'documents.read',
      summary: 'A collection',
      params: idParams,
      reply: collectionSchema,
      handle: async ({ params, actor }) => showTo(await collections.get(params.id, actor), actor, services),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/chatdoc/collections/:id',
      permission: 'documents.write',
      summary:
        'Change the name, description, dictionary or ranking; a dictionary holds for what is read from now on, a ranking (null: as everywhere) at once',
      params: idParams,
      body: z.strictObject({
        name: name.optional(),
        description: description.optional(),
        dictionary: dictionarySchema.optional(),
        ranking: rankingWeightsSchema.nullable().optional(),
      }),
      reply: collectionSchema,
      handle: async ({ params, body, actor }) => {
        const changed = await collections.change(params.id, body, actor)
        await audit.record(actor, 'collection-changed', params.id, { changed: Object.keys(body) })
        return showTo(changed, actor, services)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/chatdoc/collections/:id/readers',
      permission: 'documents.write',
      summary: 'Say who reads the collection, in place of those before',
      params: idParams,
      body: z.strictObject({ readers: readersSchema }),
      reply: collectionSchema,
      handle: async ({ params, body, actor }) => {
        await collections.setReaders(params.id, body.readers, actor)
        await audit.record(actor, 'collection-readers-set', params.id, { readers: body.readers })
        return showTo(await collections.get(params.id, actor), actor, services)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/people',
      permission: 'documents.write',
      summary: 'People who can be named as readers',
      reply: z.array(personSchema),
      handle: async () => (await services.listPeople()).filter(person => !person.disabled),
    }),
  ]
}
