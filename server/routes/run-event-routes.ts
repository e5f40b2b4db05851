import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isPermitted, PlatformError } from '@millwright/spec'
import { cookieNameOf } from '../http/http-app.ts'
import { openEventStream } from '../http/event-stream.ts'
import { identify } from '../http/identify.ts'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'

const permission = 'runs.read'

/** A run's journal, live. `closing` aborts when the server stops. */
export const addRunEventRoutes = (
  app: FastifyInstance,
  platform: Platform,
  options: { readonly closing: AbortSignal; readonly heartbeatMs?: number },
): void => {
  route(app, {
    method: 'GET',
    path: '/api/runs/:id/events',
    access: { permission },
    summary: 'Server-sent events of a run: `id` is the journal’s number, resume by Last-Event-ID or `after`',
    isStream: true,
    params: z.object({ id: z.string() }),
    query: z.object({ after: z.coerce.number().int().nonnegative().optional() }),
    handle: async ({ params, query, actor, signal, request, reply }) => {
      const afterSeq = query.after ?? parseLastEventId(request.headers['last-event-id'])
      await platform.runs.get(params.id, actor)
      const stillPermitted = async (): Promise<boolean> => {
        const identity = await identify(request, {
          access: platform.access,
          cookieName: cookieNameOf(platform.config),
          use: 'peek',
        }).catch(() => undefined)
        return identity !== undefined && isPermitted(identity.actor.role, permission)
      }
      return openEventStream(reply, {
        signal: AbortSignal.any([signal, options.closing]),
        heartbeatMs: options.heartbeatMs ?? 15_000,
        isStillPermitted: stillPermitted,
        open: async function* (ended) {
          for await (const event of platform.runs.events(params.id, actor, afterSeq, ended))
            yield { id: event.seq, data: event }
        },
      })
    },
  })
}

const parseLastEventId = (header: string | string[] | undefined): number => {
  if (header === undefined || header === '') return 0
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  throw new PlatformError('INPUT_INVALID', {
    problems: ['Last-Event-ID is the number of an event of this run'],
  })
}
