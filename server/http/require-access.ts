import type { FastifyRequest } from 'fastify'
import { isPermitted, PlatformError } from '@millwright/spec'

/** Throws unless the request's route may be used by who sent it. A route without declared access is nobody's. */
export const requireAccess = (request: FastifyRequest): void => {
  const { access } = request.routeOptions.config
  if (access === undefined) throw new Error(`bug: ${request.routeOptions.url} declares no access`)
  if ('public' in access) return
  const { identity } = request
  if (!identity)
    throw new PlatformError('NOT_SIGNED_IN', { reason: 'no session or token came with the request' })
  if (!isPermitted(identity.actor.role, access.permission))
    throw new PlatformError('NOT_PERMITTED', { permission: access.permission })
  if (access.credential === 'session' && !identity.session)
    throw new PlatformError('NOT_SIGNED_IN', { reason: 'this needs a session; a token is not enough' })
}
