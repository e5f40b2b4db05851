import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor, FileReply, Permission } from '@millwright/spec'
import type { Identity } from './identify.ts'
import { isStoredFile, sendStoredFile, toDisposition } from './send-stored-file.ts'

/**
 * Who may use a route: people with a permission, or everyone, with the reason why that is safe. With
 * `credential: 'session'` API tokens are refused, so that a leaked token cannot make itself more tokens.
 */
export type RouteAccess =
  | { readonly permission: Permission; readonly credential?: 'session' }
  | { readonly public: string }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by `route()` alone; what has none is refused at registration and again at each request. */
    access?: RouteAccess
    /** An open stream, which does not count as a request in work. */
    isStream?: boolean
  }
  interface FastifyRequest {
    identity: Identity | undefined
  }
}

/** What a handler gets, parsed by the route's schemas. `signal` aborts when the client goes away. */
export interface Handled<Access, Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly actor: Access extends { readonly permission: Permission } ? Actor : Actor | undefined
  readonly signal: AbortSignal
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export interface Route<
  Access extends RouteAccess,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** Schema of the JSON reply; what it does not name is not sent. */
  readonly reply?: z.ZodType
  /** Status of a reply that is no error; 200, or 204 where nothing is returned. */
  readonly status?: number
  /** Largest body in bytes, where it is not the configured one. */
  readonly bodyLimit?: number
  /** Left out of the API's description. */
  readonly isHidden?: boolean
  readonly isStream?: boolean
  handle(handled: Handled<Access, z.infer<Params>, z.infer<Query>, z.infer<Body>>): Promise<unknown>
}

/** The one way to add a route. */
export const route = <
  const Access extends RouteAccess,
  Params extends z.ZodType = z.ZodUnknown,
  Query extends z.ZodType = z.ZodUnknown,
  Body extends z.ZodType = z.ZodUnknown,
>(
  app: FastifyInstance,
  definition: Route<Access, Params, Query, Body>,
): void => {
  const { params, query, body, reply: replySchema, status = 200 } = definition
  app.route({
    method: definition.method,
    url: definition.path,
    ...(definition.bodyLimit !== undefined && { bodyLimit: definition.bodyLimit }),
    config: { access: definition.access, isStream: definition.isStream ?? false },
    schema: {
      summary: definition.summary,
      ...(definition.isHidden === true && { hide: true }),
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      ...(replySchema && { response: { [status]: replySchema } }),
    },
    handler: async (request, reply) => {
      const handled = {
        params: request.params,
        query: request.query,
        body: request.body,
        actor: request.identity?.actor,
        signal: abortOnClose(reply),
        request,
        reply,
      } as Handled<Access, z.infer<Params>, z.infer<Query>, z.infer<Body>> // parsed by the route's own schemas; the actor by requireAccess
      return sendResult(reply, await definition.handle(handled), status)
    },
  })
}

const abortOnClose = (reply: FastifyReply): AbortSignal => {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

const sendResult = (reply: FastifyReply, result: unknown, status: number): unknown => {
  // a handler that answered by itself, or a client that is gone: a reply is a promise of its own end
  if (reply.sent || reply.raw.headersSent || reply.raw.destroyed) return reply
  if (result === undefined) return reply.code(204).send()
  if (isStoredFile(result)) return sendStoredFile(reply, result)
  if (!isFileReply(result)) return reply.code(status).send(result)
  return reply
    .type(result.contentType)
    .header('content-disposition', toDisposition(result.fileName))
    .send(typeof result.body === 'string' ? result.body : Buffer.from(result.body))
}

const isFileReply = (result: unknown): result is FileReply =>
  typeof result === 'object' &&
  result !== null &&
  'kind' in result &&
  result.kind === 'file' &&
  'fileName' in result
