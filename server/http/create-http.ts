import type { FastifyBaseLogger } from 'fastify'
import { addAppRoutes } from '../routes/app-routes.ts'
import { addConversationRoutes } from '../routes/conversation-routes.ts'
import { addJobRoutes } from '../routes/job-routes.ts'
import { addPeopleRoutes } from '../routes/people-routes.ts'
import { addRunEventRoutes } from '../routes/run-event-routes.ts'
import { addRunRoutes } from '../routes/run-routes.ts'
import { addSessionRoutes } from '../routes/session-routes.ts'
import { addSourceRoutes } from '../routes/source-routes.ts'
import { addStaticRoutes } from '../routes/static-routes.ts'
import { addSystemRoutes } from '../routes/system-routes.ts'
import type { Platform } from '../platform.ts'
import type { HttpApp, HttpAppOptions } from './http-app.ts'
import { createHttpApp } from './http-app.ts'

export interface HttpOptions {
  readonly log: FastifyBaseLogger
  /** Folder of the built page; absent: the API alone. */
  readonly webFolder?: string
  /** Aborts when the server stops; event streams end then. */
  readonly closing: AbortSignal
  readonly heartbeatMs?: number
  readonly server?: HttpAppOptions['server']
}

/** The HTTP side of a platform, with every route, ready to answer. */
export const createHttp = async (platform: Platform, options: HttpOptions): Promise<HttpApp> => {
  const http = await createHttpApp({
    config: platform.config,
    access: platform.access,
    log: options.log,
    ...(options.server && { server: options.server }),
  })
  const { app } = http
  addSystemRoutes(app)
  addSessionRoutes(app, platform)
  addPeopleRoutes(app, platform)
  addConversationRoutes(app, platform)
  addRunRoutes(app, platform)
  addRunEventRoutes(app, platform, options)
  addJobRoutes(app, platform)
  addSourceRoutes(app, platform)
  addAppRoutes(app, platform)
  if (options.webFolder !== undefined) await addStaticRoutes(app, options.webFolder)
  await app.ready()
  return http
}
