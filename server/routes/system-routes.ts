import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../http/route.ts'
import { productName, productVersion } from '../product.ts'

/** Whether the server answers, and what it can be asked. */
export const addSystemRoutes = (app: FastifyInstance): void => {
  route(app, {
    method: 'GET',
    path: '/health',
    access: { public: 'monitors ask it; it tells no data' },
    summary: '200 when ready; before that 503 with the reason',
    reply: z.object({ status: z.literal('ready'), product: z.string(), version: z.string() }),
    handle: async () => ({ status: 'ready', product: productName, version: productVersion }),
  })
  route(app, {
    method: 'GET',
    path: '/api/openapi.json',
    access: { public: 'describes the program, whose source is public' },
    summary: 'This API as an OpenAPI 3.1 document',
    handle: async () => app.swagger(),
  })
}
