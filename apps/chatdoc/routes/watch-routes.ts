import { randomBytes, randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import { defineRoute, PlatformError } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import { folderSchema, webhookSchema } from '../library/replies.ts'
import type { WatchedFolder } from '../library/replies.ts'
import { scanFolderJobName } from '../ingest/folder/scan-jobs.ts'
import { toFailure } from '../library/to-replies.ts'
import { idParams } from './id-params.ts'
import type { RouteServices } from './route-services.ts'

const folderParams = z.object({ id: z.string().max(100), folderId: z.string().max(100) })

/** Followed folders of a collection, by path. */
export const listFolders = async (
  { library }: RouteServices,
  collectionId: string,
): Promise<WatchedFolder[]> => {
  const rows = await library.database
    .selectFrom('chatdoc_folder')
    .selectAll()
    .where('collection_id', '=', collectionId)
    .orderBy('path')
    .execute()
  return rows.map(row => ({
    id: row.id,
    path: row.path,
    ...(row.scanned_at && { scannedAt: row.scanned_at.toISOString() }),
    ...(row.failure && { failure: toFailure(row.failure) }),
  }))
}

/** The collection's webhook without its secret, where it has one. */
export const findWebhook = async (
  { library }: RouteServices,
  collectionId: string,
): Promise<z.infer<typeof webhookSchema> | undefined> => {
  const row = await library.database
    .selectFrom('chatdoc_webhook')
    .select(['url', 'last_at', 'last_failure'])
    .where('collection_id', '=', collectionId)
    .executeTakeFirst()
  return (
    row && {
      url: row.url,
      ...(row.last_at && { lastAt: row.last_at.toISOString() }),
      ...(row.last_failure !== null && { lastFailure: row.last_failure }),
    }
  )
}

/** Folders that a collection follows, and who is told when documents are read. */
export const createWatchRoutes = (services: RouteServices): readonly RouteDefinition[] => [
  ...createFolderRoutes(services),
  ...createWebhookRoutes(services),
]

const createFolderRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { library, audit, jobs, follower, resolvePaths } = services
  const { collections, database } = library
  return [
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/collections/:id/folders',
      permission: 'documents.write',
      summary:
        'Follow a folder on the server: its files come, are revised and marked when they vanish. Stewards name folders in the configured sourceFolders',
      params: idParams,
      status: 201,
      body: z.strictObject({ path: z.string().min(1).max(2000) }),
      reply: folderSchema,
      handle: async ({ params, body, actor }) => {
        await collections.get(params.id, actor)
        const [path] = await resolvePaths([body.path], actor)
        if (path === undefined) throw new Error('bug: one path gave none')
        const present = await listFolders(services, params.id)
        if (present.some(folder => basename(folder.path) === basename(path)))
          throw new PlatformError('RESOURCE_CONFLICT', {
            what: 'folder',
            message: `the collection follows a folder named "${basename(path)}" already`,
          })
        const folder = { id: randomUUID(), path }
        await database
          .insertInto('chatdoc_folder')
          .values({
            ...folder,
            collection_id: params.id,
            set_by: actor.personId,
            scanned_at: null,
            failure: null,
          })
          .execute()
        await audit.record(actor, 'folder-followed', params.id, { path })
        follower.follow(folder)
        await jobs.send(scanFolderJobName, { folderId: folder.id }, { singletonKey: folder.id })
        return folder
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/collections/:id/folders/:folderId/scan',
      permission: 'documents.write',
      summary: 'Look through a followed folder now',
      params: folderParams,
      status: 202,
      reply: z.object({ jobId: z.string() }),
      handle: async ({ params: { id, folderId }, actor }) => {
        await requireFolder(services, { id, folderId, actor })
        return { jobId: await jobs.send(scanFolderJobName, { folderId }, { singletonKey: folderId }) }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/chatdoc/collections/:id/folders/:folderId',
      permission: 'documents.write',
      summary: 'Follow a folder no longer; its documents stay',
      params: folderParams,
      handle: async ({ params: { id, folderId }, actor }) => {
        const { path } = await requireFolder(services, { id, folderId, actor })
        await follower.leave(folderId)
        await database.deleteFrom('chatdoc_folder').where('id', '=', folderId).execute()
        await audit.record(actor, 'folder-left', id, { path })
      },
    }),
  ]
}

const requireFolder = async (
  services: RouteServices,
  at: {
    readonly id: string
    readonly folderId: string
    readonly actor: Parameters<RouteServices['resolvePaths']>[1]
  },
): Promise<WatchedFolder> => {
  await services.library.collections.get(at.id, at.actor)
  const folder = (await listFolders(services, at.id)).find(one => one.id === at.folderId)
  if (!folder) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'folder', id: at.folderId })
  return folder
}

const createWebhookRoutes = (services: RouteServices): readonly RouteDefinition[] => {
  const { library, audit, secrets } = services
  const { collections, database } = library
  return [
    defineRoute({
      method: 'PUT',
      path: '/api/chatdoc/collections/:id/webhook',
      permission: 'documents.write',
      summary:
        'Have the end of each batch posted to an address; the secret that signs it is shown this once (header x-millwright-signature: t=seconds,v1=HMAC-SHA-256 of "seconds.body")',
      params: idParams,
      body: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000) }),
      reply: z.object({ url: z.string(), secret: z.string() }),
      handle: async ({ params, body, actor }) => {
        await collections.get(params.id, actor)
        const secret = randomBytes(32).toString('base64url')
        const values = {
          url: body.url,
          sealed_secret: secrets.seal(secret),
          set_by: actor.personId,
          last_at: null,
          last_failure: null,
        }
        await database
          .insertInto('chatdoc_webhook')
          .values({ collection_id: params.id, ...values })
          .onConflict(conflict => conflict.column('collection_id').doUpdateSet(values))
          .execute()
        await audit.record(actor, 'webhook-set', params.id, { origin: new URL(body.url).origin })
        return { url: body.url, secret }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/chatdoc/collections/:id/webhook',
      permission: 'documents.write',
      summary: 'Post the end of batches no longer',
      params: idParams,
      handle: async ({ params, actor }) => {
        await collections.get(params.id, actor)
        await database.deleteFrom('chatdoc_webhook').where('collection_id', '=', params.id).execute()
        await audit.record(actor, 'webhook-removed', params.id)
      },
    }),
  ]
}
