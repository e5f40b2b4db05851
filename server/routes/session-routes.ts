import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { permissions, isPermitted, plantCalendarSchema, PlatformError, roleSchema } from '@millwright/spec'
import type { Permission } from '@millwright/spec'
import { toActor } from '@millwright/engine'
import { cookieNameOf } from '../http/http-app.ts'
import type { Identity } from '../http/identify.ts'
import { identify } from '../http/identify.ts'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'
import { productName, productVersion } from '../product.ts'

const sessionSchema = z.object({
  person: z.object({ id: z.string(), name: z.string(), role: roleSchema }).nullable(),
  csrfToken: z.string().nullable(),
  permissions: z.array(z.string()),
  product: z.object({ name: z.string(), version: z.string() }),
  now: z.string(),
  calendar: plantCalendarSchema,
  passwordSet: z.boolean(),
  modelName: z.string().nullable(),
})
const password = z.string().max(1000)

/** Signing in and out, and who is signed in. */
export const addSessionRoutes = (app: FastifyInstance, platform: Platform): void => {
  const { access } = platform
  const cookies = createSessionCookies(platform)

  route(app, {
    method: 'GET',
    path: '/open',
    access: { public: 'a one-time token in the address is the credential' },
    summary: 'Sign in by a one-time link',
    isHidden: true,
    query: z.object({ token: z.string().max(200).default('') }),
    handle: async ({ query, request, reply }) => {
      // a HEAD request of a link preview must not use the link up
      if (request.method === 'HEAD') return undefined
      const personId = await access.links.redeem(query.token)
      if (personId !== undefined) {
        const person = await access.people.get(personId)
        await cookies.start(request, reply, personId)
        await access.audit.record(toActor(person, 'session'), 'signed-in', personId, { by: 'one-time link' })
        return reply.redirect('/')
      }
      const isSignedIn = (await identify(request, { access, cookieName: cookies.name })) !== undefined
      return reply.redirect(isSignedIn ? '/' : '/?link=used')
    },
  })

  route(app, {
    method: 'GET',
    path: '/api/session',
    access: { public: 'tells the page whether it has to ask for a sign-in' },
    summary: 'Who is signed in, what they may do, and the plant’s present',
    reply: sessionSchema,
    handle: async ({ request }) => describeSession(platform, request.identity),
  })

  route(app, {
    method: 'POST',
    path: '/api/session',
    access: { public: 'this is how one signs in' },
    summary: 'Sign in by name and password',
    body: z.strictObject({ name: z.string().max(200), password }),
    reply: sessionSchema,
    handle: async ({ body, request, reply }) => {
      const person = await access.signIn({ ...body, address: request.ip })
      const session = await cookies.start(request, reply, person.id)
      const actor = toActor(person, 'session')
      await access.audit.record(actor, 'signed-in', person.id, { by: 'password' })
      return describeSession(platform, { actor, passwordSet: person.passwordSet, session })
    },
  })

  route(app, {
    method: 'DELETE',
    path: '/api/session',
    access: { permission: 'self.write', credential: 'session' },
    summary: 'Sign out',
    handle: async ({ actor, request, reply }) => {
      await cookies.end(request, reply)
      await access.audit.record(actor, 'signed-out', actor.personId)
    },
  })

  route(app, {
    method: 'PUT',
    path: '/api/session/password',
    access: { permission: 'self.write', credential: 'session' },
    summary: 'Set one’s own password; other sessions of the person end',
    body: z.strictObject({ current: password.optional(), next: password }),
    handle: async ({ body, actor, request }) => {
      const { identity } = request
      if (identity?.passwordSet === true)
        // throttled like signing in: a session left open must not be a way to guess
        await access.signIn({ name: actor.name, password: body.current ?? '', address: request.ip })
      if (body.next.normalize('NFKC').trim().toLowerCase() === actor.name.toLowerCase())
        throw new PlatformError('INPUT_INVALID', { problems: ['a password is not the name'] })
      await access.people.update(
        actor.personId,
        { password: body.next },
        identity?.session && { keepSessionHash: identity.session.hash },
      )
      await access.audit.record(actor, 'password-changed', actor.personId)
    },
  })
}

const describeSession = (
  platform: Platform,
  identity: Identity | undefined,
): z.infer<typeof sessionSchema> => ({
  person: identity
    ? { id: identity.actor.personId, name: identity.actor.name, role: identity.actor.role }
    : null,
  csrfToken: identity?.session?.csrfToken ?? null,
  permissions: identity
    ? Object.keys(permissions).filter(name => isPermitted(identity.actor.role, name as Permission)) // a key of `permissions`
    : [],
  product: { name: productName, version: productVersion },
  now: platform.clock.now().toISOString(),
  calendar: platform.calendar,
  passwordSet: identity?.passwordSet ?? false,
  modelName: (identity && platform.modelName) ?? null,
})

interface SessionCookies {
  readonly name: string
  start(
    request: FastifyRequest,
    reply: FastifyReply,
    personId: string,
  ): Promise<Required<Identity>['session']>
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

const createSessionCookies = ({ config, access }: Platform): SessionCookies => {
  const name = cookieNameOf(config)
  const attributes = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl?.startsWith('https:') ?? false,
  } as const
  const endOld = async (request: FastifyRequest): Promise<void> => {
    const old = request.cookies[name]
    if (old !== undefined) await access.sessions.end(old)
  }
  return {
    name,
    start: async (request, reply, personId) => {
      await endOld(request)
      const { sessionId } = await access.sessions.create(personId)
      const found = await access.sessions.find(sessionId)
      if (!found) throw new Error('bug: a session just made is not there')
      void reply.setCookie(name, sessionId, { ...attributes, maxAge: config.limits.sessionDays * 86_400 })
      return { id: sessionId, hash: found.sessionHash, csrfToken: found.csrfToken }
    },
    end: async (request, reply) => {
      await endOld(request)
      void reply.clearCookie(name, attributes)
    },
  }
}
