import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { auditEntrySchema, PlatformError, roleSchema } from '@millwright/spec'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  disabled: z.boolean(),
  passwordSet: z.boolean(),
  createdAt: z.string(),
})
const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  lastUsedAt: z.string().optional(),
})
const idParams = z.object({ id: z.string() })
const name = z.string().trim().min(1).max(100)
const password = z.string().max(1000)

/** People, API tokens and the audit log. */
export const addPeopleRoutes = (app: FastifyInstance, platform: Platform): void => {
  addPeople(app, platform)
  addTokens(app, platform)
  route(app, {
    method: 'GET',
    path: '/api/audit',
    access: { permission: 'audit.read' },
    summary: 'Who did what, newest first; `before` is the id of the last line seen',
    query: z.object({
      before: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(1000).optional(),
      action: z.string().max(100).optional(),
    }),
    reply: z.array(auditEntrySchema),
    handle: ({ query: { before, limit, action } }) =>
      platform.access.audit.list({
        ...(before !== undefined && { before }),
        ...(limit !== undefined && { limit }),
        ...(action !== undefined && { action }),
      }),
  })
}

const addPeople = (app: FastifyInstance, { access }: Platform): void => {
  route(app, {
    method: 'GET',
    path: '/api/people',
    access: { permission: 'people.read' },
    summary: 'All people',
    reply: z.array(personSchema),
    handle: () => access.people.list(),
  })
  route(app, {
    method: 'POST',
    path: '/api/people',
    access: { permission: 'people.write', credential: 'session' },
    summary: 'Add a person; without a password they cannot sign in until one is set',
    body: z.strictObject({ name, role: roleSchema, password: password.optional() }),
    reply: personSchema,
    status: 201,
    handle: async ({ body, actor }) => {
      const person = await access.people.create(body)
      await access.audit.record(actor, 'person-added', person.id, { name: person.name, role: person.role })
      return person
    },
  })
  route(app, {
    method: 'PATCH',
    path: '/api/people/:id',
    access: { permission: 'people.write', credential: 'session' },
    summary: 'Change name, role or password, or disable a person, which ends their sessions',
    params: idParams,
    body: z.strictObject({
      name: name.optional(),
      role: roleSchema.optional(),
      disabled: z.boolean().optional(),
      password: password.optional(),
    }),
    reply: personSchema,
    handle: async ({ params, body, actor, request }) => {
      if (params.id === actor.personId && body.password !== undefined)
        throw new PlatformError('INPUT_INVALID', {
          problems: ['one’s own password is changed on the account page, with the current one'],
        })
      const keep = params.id === actor.personId ? request.identity?.session?.hash : undefined
      const person = await access.people.update(
        params.id,
        body,
        keep === undefined ? undefined : { keepSessionHash: keep },
      )
      await access.audit.record(actor, 'person-changed', person.id, {
        changed: Object.keys(body),
        role: person.role,
      })
      return person
    },
  })
}

const addTokens = (app: FastifyInstance, { access }: Platform): void => {
  const own = { permission: 'self.write', credential: 'session' } as const
  route(app, {
    method: 'GET',
    path: '/api/tokens',
    access: own,
    summary: 'One’s own API tokens, without their secrets',
    reply: z.array(tokenSchema),
    handle: ({ actor }) => access.tokens.list(actor.personId),
  })
  route(app, {
    method: 'POST',
    path: '/api/tokens',
    access: own,
    summary: 'Make an API token with one’s own role; `token` is shown this once',
    body: z.strictObject({ name, expiresInDays: z.number().int().min(1).max(3650).optional() }),
    reply: tokenSchema.extend({ token: z.string() }),
    status: 201,
    handle: async ({ body, actor }) => {
      const { token, secret } = await access.tokens.create({ personId: actor.personId, ...body })
      await access.audit.record(actor, 'token-made', token.id, {
        name: token.name,
        expiresAt: token.expiresAt,
      })
      return { ...token, token: secret }
    },
  })
  route(app, {
    method: 'DELETE',
    path: '/api/tokens/:id',
    access: own,
    summary: 'Revoke one of one’s own tokens',
    params: idParams,
    handle: async ({ params, actor }) => {
      await access.tokens.revoke(params.id, actor.personId)
      await access.audit.record(actor, 'token-revoked', params.id)
    },
  })
}
