import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { conversationSchema } from '@millwright/spec'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'

const params = z.object({ id: z.string() })
const body = z.strictObject({ title: z.string().trim().min(1).max(300) })

/** A person's own conversations. */
export const addConversationRoutes = (app: FastifyInstance, { conversations }: Platform): void => {
  route(app, {
    method: 'GET',
    path: '/api/conversations',
    access: { permission: 'runs.read' },
    summary: 'One’s own conversations, newest first',
    reply: z.array(conversationSchema),
    handle: ({ actor }) => conversations.list(actor),
  })
  route(app, {
    method: 'POST',
    path: '/api/conversations',
    access: { permission: 'data.ask' },
    summary: 'Begin a conversation',
    body,
    reply: conversationSchema,
    status: 201,
    handle: ({ body: { title }, actor }) => conversations.create(title, actor),
  })
  route(app, {
    method: 'PATCH',
    path: '/api/conversations/:id',
    access: { permission: 'data.ask' },
    summary: 'Rename a conversation',
    params,
    body,
    reply: conversationSchema,
    handle: ({ params: { id }, body: { title }, actor }) => conversations.rename(id, title, actor),
  })
  route(app, {
    method: 'DELETE',
    path: '/api/conversations/:id',
    access: { permission: 'data.ask' },
    summary: 'Take a conversation off the list; its runs stay for the audit',
    params,
    handle: ({ params: { id }, actor }) => conversations.remove(id, actor),
  })
}
