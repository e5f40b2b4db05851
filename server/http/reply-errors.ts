import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isPlatformError, PlatformError } from '@millwright/spec'

/** Answers every failure as `{ error: { code, message, retryable, data } }`; an unforeseen one without detail. */
export const replyErrors = (app: FastifyInstance): void => {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    sendError(
      new PlatformError('ROUTE_NOT_FOUND', { method: request.method, path: pathOf(request) }),
      request,
      reply,
    ),
  )
}

/** Path of a request without its query, which may hold a one-time token. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? ''

const sendError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const known = toPlatformError(error, request)
  if (known.status >= 500 && !known.retryable) request.log.error({ err: error }, 'request-failed')
  if ('retryAfterS' in known.data) void reply.header('retry-after', String(known.data.retryAfterS))
  return reply
    .code(known.status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      error: { code: known.code, message: known.message, retryable: known.retryable, data: known.data },
    })
}

const toPlatformError = (error: unknown, request: FastifyRequest): PlatformError => {
  if (isPlatformError(error)) return error
  if (hasZodFastifySchemaValidationErrors(error))
    return new PlatformError('INPUT_INVALID', {
      problems: error.validation.map(issue => {
        const path = [error.validationContext, ...issue.instancePath.split('/').filter(Boolean)].join('.')
        return `${path}: ${issue.message}`
      }),
    })
  if (!isFastifyError(error)) return new PlatformError('INTERNAL_ERROR', { requestId: request.id })
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new PlatformError('BODY_TOO_LARGE', { limitBytes: request.routeOptions.bodyLimit ?? 0 })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new PlatformError('INPUT_INVALID', { problems: [error.message] })
  return new PlatformError('INTERNAL_ERROR', { requestId: request.id })
}

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_')
