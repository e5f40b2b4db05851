import type { FastifyRequest } from 'fastify'
import { isSameSecret } from '@millwright/engine'
import { PlatformError } from '@millwright/spec'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Throws CSRF_REFUSED for a changing request that a page of another origin may have caused. Two independent
 * checks (OWASP): what the browser says of the origin, which also guards the sign-in, and, where a session cookie
 * came along, the token that only a page of this origin can read. Requests by API token carry no cookie's authority.
 */
export const refuseForgery = (request: FastifyRequest, publicOrigin: string | undefined): void => {
  if (safeMethods.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw refused('it was sent by a page of another site')
  const { origin } = request.headers
  if (origin !== undefined && origin !== publicOrigin && originHost(origin) !== request.headers.host)
    throw refused('it was sent by a page of another origin')
  const session = request.identity?.session
  if (!session) return
  const token = request.headers['x-csrf-token']
  if (typeof token !== 'string' || !isSameSecret(token, session.csrfToken))
    throw refused('the header x-csrf-token does not match the session')
}

const refused = (reason: string): PlatformError => new PlatformError('CSRF_REFUSED', { reason })

const originHost = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined
