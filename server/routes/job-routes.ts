import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jobSchema } from '@millwright/spec'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'

const params = z.object({ id: z.string() })

/** Background work: what runs, how far it is, and stopping it. */
export const addJobRoutes = (app: FastifyInstance, { jobs, access: { audit } }: Platform): void => {
  route(app, {
    method: 'GET',
    path: '/api/jobs',
    access: { permission: 'jobs.read' },
    summary: 'Jobs, newest first',
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).optional() }),
    reply: z.array(jobSchema),
    handle: ({ query, actor }) => jobs.list(actor, query.limit),
  })
  route(app, {
    method: 'GET',
    path: '/api/jobs/:id',
    access: { permission: 'jobs.read' },
    summary: 'A job with its progress',
    params,
    reply: jobSchema,
    handle: ({ params: { id }, actor }) => jobs.get(id, actor),
  })
  for (const action of ['cancel', 'retry'] as const)
    route(app, {
      method: 'POST',
      path: `/api/jobs/:id/${action}`,
      access: { permission: 'jobs.write' },
      summary: action === 'cancel' ? 'Stop a job' : 'Start a failed or cancelled job again',
      params,
      reply: jobSchema,
      handle: async ({ params: { id }, actor }) => {
        const job = await jobs[action](id, actor)
        await audit.record(actor, action === 'cancel' ? 'job-cancelled' : 'job-retried', id, {
          name: job.name,
        })
        return job
      },
    })
}
