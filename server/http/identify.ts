import type { FastifyRequest } from 'fastify'
import type { AccessService } from '@millwright/engine'
import { toActor } from '@millwright/engine'
import type { Actor } from '@millwright/spec'
import { PlatformError } from '@millwright/spec'

/** Who sent a request, and by which credential. */
export interface Identity {
  readonly actor: Actor
  readonly passwordSet: boolean
  /** Absent where a token was sent. */
  readonly session?: { readonly id: string; readonly hash: string; readonly csrfToken: string }
}

export interface IdentifyOptions {
  readonly access: AccessService
  readonly cookieName: string
  /** `peek` leaves the session's end where it is: an open stream is no use of the session. */
  readonly use?: 'slide' | 'peek'
}

/**
 * The identity behind a request: its bearer token, else its session cookie, else undefined. Throws NOT_SIGNED_IN
 * for a token that does not work, rather than go on as nobody.
 */
export const identify = async (
  request: FastifyRequest,
  { access, cookieName, use = 'slide' }: IdentifyOptions,
): Promise<Identity | undefined> => {
  const authorization = request.headers.authorization
  if (authorization !== undefined) {
    const secret = /^Bearer ([\w-]+)$/i.exec(authorization)?.[1]
    const person = secret === undefined ? undefined : await access.tokens.find(secret)
    if (!person)
      throw new PlatformError('NOT_SIGNED_IN', { reason: 'the token is unknown, expired or revoked' })
    return { actor: toActor(person, 'token'), passwordSet: person.passwordSet }
  }
  const sessionId = request.cookies[cookieName]
  if (sessionId === undefined || sessionId === '') return undefined
  const found = await access.sessions.find(sessionId, { slide: use === 'slide' })
  if (!found) return undefined
  return {
    actor: toActor(found.person, 'session'),
    passwordSet: found.person.passwordSet,
    session: { id: sessionId, hash: found.sessionHash, csrfToken: found.csrfToken },
  }
}
