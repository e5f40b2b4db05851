import type { FastifyInstance } from 'fastify'
import type { RouteDefinition } from '@millwright/spec'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'

/** The routes that apps bring, each guarded by the permission it names. */
export const addAppRoutes = (app: FastifyInstance, platform: Platform): void => {
  for (const { name, instance } of platform.apps)
    for (const definition of instance.routes) {
      if (!definition.path.startsWith('/api/'))
        throw new Error(`bug: the app ${name} has the route ${definition.path}, which is not under /api/`)
      mount(app, definition)
    }
}

const mount = (app: FastifyInstance, definition: RouteDefinition): void =>
  route(app, {
    method: definition.method,
    path: definition.path,
    access: { permission: definition.permission },
    summary: definition.summary,
    ...(definition.params && { params: definition.params }),
    ...(definition.query && { query: definition.query }),
    ...(definition.body && { body: definition.body }),
    ...(definition.reply && { reply: definition.reply }),
    handle: ({ params, query, body, actor, signal }) =>
      definition.handle({ params, query, body, actor, signal }),
  })
