import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { RouteDefinition } from '@millwright/spec'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'
import { receiveFiles } from '../uploads/receive-files.ts'

/** The routes that apps bring, each guarded by the permission it names. */
export const addAppRoutes = (app: FastifyInstance, platform: Platform): void => {
  for (const { name, instance } of platform.apps)
    for (const definition of instance.routes) {
      if (!definition.path.startsWith('/api/'))
        throw new Error(`bug: the app ${name} has the route ${definition.path}, which is not under /api/`)
      if (definition.takesFiles === true) mountUpload(app, platform, definition)
      else mount(app, definition)
    }
}

const describe = (definition: RouteDefinition) => ({
  method: definition.method,
  path: definition.path,
  access: { permission: definition.permission },
  summary: definition.summary,
  ...(definition.params && { params: definition.params }),
  ...(definition.query && { query: definition.query }),
  ...(definition.reply && { reply: definition.reply }),
  ...(definition.status !== undefined && { status: definition.status }),
})

const mount = (app: FastifyInstance, definition: RouteDefinition): void =>
  route(app, {
    ...describe(definition),
    ...(definition.body && { body: definition.body }),
    handle: ({ params, query, body, actor, signal }) =>
      definition.handle({ params, query, body, actor, signal }),
  })

/** The files lie on disk while the handler works, and are gone after. */
const mountUpload = (app: FastifyInstance, { config }: Platform, definition: RouteDefinition): void =>
  route(app, {
    ...describe(definition),
    bodyLimit: config.limits.uploadBytes * config.limits.uploadFiles,
    handle: async ({ params, query, body, actor, signal, request }) => {
      const received = await receiveFiles(request, join(config.dataFolder, 'uploads'), config.limits)
      try {
        return await definition.handle({ params, query, body, actor, signal, received })
      } finally {
        await rm(received.folder, { recursive: true, force: true })
      }
    },
  })
