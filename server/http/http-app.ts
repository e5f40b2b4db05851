import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RouteOptions } from 'fastify'
import fastify, { LogController } from 'fastify'
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AccessService } from '@millwright/engine'
import type { Config } from '../config/config.ts'
import { refuseForgery } from './csrf.ts'
import { createHostGuard } from './host-guard.ts'
import { identify } from './identify.ts'
import { logResponse } from './logging.ts'
import { describeApi } from './openapi.ts'
import { createOverloadGuard } from './overload-guard.ts'
import { pathOf, replyErrors } from './reply-errors.ts'
import { requireAccess } from './require-access.ts'
import { helmetOptions, permissionsPolicy } from './security-headers.ts'
import type { RouteAccess } from './route.ts'

export interface HttpAppOptions {
  readonly config: Config
  readonly access: AccessService
  readonly log: FastifyBaseLogger
  /** A server that listens already and is to be answered from now on. Absent: Fastify's own. */
  readonly server?: (handler: Parameters<typeof import('node:http').createServer>[1]) => Server
}

/** A registered route, for the walk that proves that each declares its access. */
export interface RegisteredRoute {
  readonly method: string
  readonly path: string
  readonly access: RouteAccess
}

export interface HttpApp {
  readonly app: FastifyInstance
  readonly routes: readonly RegisteredRoute[]
}

/** Name of the session cookie: browsers do not keep cookies of two ports of one host apart. */
export const cookieNameOf = (config: Pick<Config, 'port'>): string => `millwright_${config.port}`

/** Fastify with everything that holds for all routes; the routes themselves come after. */
export const createHttpApp = async (options: HttpAppOptions): Promise<HttpApp> => {
  const { config } = options
  const app: FastifyInstance = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: config.limits.bodyBytes,
    trustProxy: config.trustProxy,
    routerOptions: { maxParamLength: 200 },
    ...(options.server && { serverFactory: options.server }),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(({ schema, method, url }) => compileReply(schema, `${method} ${url}`))
  acceptJsonAlone(app)
  replyErrors(app)
  const routes = recordRoutes(app)
  await app.register(fastifyCookie)
  await app.register(fastifyHelmet, helmetOptions(config))
  await app.register(fastifyCompress, { globalDecompression: false, encodings: ['br', 'gzip'] })
  // who receives a file looks at whether it was cut off, so that the files beside it are not lost
  await app.register(fastifyMultipart, { throwFileSizeLimit: false })
  await describeApi(app)
  guardRequests(app, options)
  return { app, routes }
}

const guardRequests = (app: FastifyInstance, { config, access }: HttpAppOptions): void => {
  const checkHost = createHostGuard(config)
  const overload = createOverloadGuard(config.limits)
  const cookieName = cookieNameOf(config)
  const publicOrigin = config.publicUrl === undefined ? undefined : new URL(config.publicUrl).origin
  app.decorateRequest('identity', undefined)
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'x-request-id': request.id, 'permissions-policy': permissionsPolicy })
    checkHost(request.headers.host)
    reply.raw.once(
      'close',
      overload.enter(request.routeOptions.config.isStream === true ? 'stream' : 'request'),
    )
    if (request.url.startsWith('/api/')) {
      void reply.header('cache-control', 'no-store')
      request.identity = await identify(request, { access, cookieName })
    }
    overload.spend(request.identity?.actor.personId ?? request.ip)
    if (request.is404) return
    requireAccess(request)
    refuseForgery(request, publicOrigin)
  })
  app.addHook('onResponse', async (request, reply) => {
    const personId = request.identity?.actor.personId
    logResponse(request.log, {
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      ms: reply.elapsedTime,
      ...(personId !== undefined && { personId }),
    })
  })
}

/** Refuses to register a route that does not say who may use it. */
const recordRoutes = (app: FastifyInstance): readonly RegisteredRoute[] => {
  const routes: RegisteredRoute[] = []
  app.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    const access = config?.access
    if (access === undefined) throw new Error(`bug: ${String(method)} ${url} declares no access`)
    for (const one of [method].flat()) routes.push({ method: one, path: url, access })
  })
  return routes
}

/** JSON, where an empty body is none. Everything else is refused, plain text above all: forms of other sites send it. */
const acceptJsonAlone = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body.toString(), done)
  })
}

const compileReply = (schema: unknown, name: string): ((data: unknown) => string) => {
  if (!(schema instanceof z.ZodType)) throw new Error(`bug: the reply of ${name} has no zod schema`)
  return data => {
    const parsed = schema.safeParse(data)
    if (!parsed.success)
      throw new Error(`bug: the reply of ${name} does not fit: ${z.prettifyError(parsed.error)}`)
    return JSON.stringify(parsed.data)
  }
}
