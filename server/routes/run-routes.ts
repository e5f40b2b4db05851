import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Run } from '@millwright/spec'
import {
  PlatformError,
  receiptSchema,
  replayReportSchema,
  runSchema,
  runSummarySchema,
} from '@millwright/spec'
import { route } from '../http/route.ts'
import type { Platform } from '../platform.ts'
import { createSightings } from './sightings.ts'

const idParams = z.object({ id: z.string() })
const step = z.object({ step: z.string(), expectedVersion: z.number().int().nonnegative() })
const receiptBytes = 64 * 1024 * 1024

/** Runs: asking, looking, editing, exporting. Each of the four is audited. */
export const addRunRoutes = (app: FastifyInstance, platform: Platform): void => {
  addAsking(app, platform)
  addEditing(app, platform)
  addActions(app, platform)
  addReceipts(app, platform)
}

const addAsking = (app: FastifyInstance, { runs, access: { audit } }: Platform): void => {
  const sightings = createSightings(audit)
  route(app, {
    method: 'GET',
    path: '/api/runs',
    access: { permission: 'runs.read' },
    summary: 'Runs that one may see, newest first',
    query: z.object({
      conversationId: z.string().optional(),
      app: z.string().optional(),
      before: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).optional(),
    }),
    reply: z.array(runSummarySchema),
    handle: ({ query: { conversationId, app: ofApp, before, limit }, actor }) =>
      runs.list(
        {
          ...(conversationId !== undefined && { conversationId }),
          ...(ofApp !== undefined && { app: ofApp }),
          ...(before !== undefined && { before }),
          ...(limit !== undefined && { limit }),
        },
        actor,
      ),
  })
  route(app, {
    method: 'POST',
    path: '/api/runs',
    access: { permission: 'data.ask' },
    summary: 'Start a run of a skill; its steps arrive as events',
    body: z.strictObject({
      skill: z.string(),
      input: z.unknown(),
      conversationId: z.string().optional(),
      requestKey: z.string().min(8).max(200).optional(),
    }),
    reply: runSchema,
    status: 202,
    handle: async ({ body: { skill, input, conversationId, requestKey }, actor }) => {
      const run = await runs.start({
        skill,
        input,
        actor,
        ...(conversationId !== undefined && { conversationId }),
        ...(requestKey !== undefined && { requestKey }),
      })
      await audit.record(actor, 'run-asked', run.id, { skill, title: run.title })
      return run
    },
  })
  route(app, {
    method: 'GET',
    path: '/api/runs/:id',
    access: { permission: 'runs.read' },
    summary: 'A run with the current version of each step and every older one',
    params: idParams,
    reply: runSchema,
    handle: async ({ params, actor }) => {
      const run = await runs.get(params.id, actor)
      await sightings.note(actor, run)
      return run
    },
  })
}

const addEditing = (app: FastifyInstance, { runs, access: { audit } }: Platform): void => {
  route(app, {
    method: 'POST',
    path: '/api/runs/:id/edits',
    access: { permission: 'runs.write' },
    summary: 'Replace a step’s output; what depends on it runs again',
    params: idParams,
    body: step.extend({ output: z.unknown() }).strict(),
    reply: runSchema,
    handle: async ({ params, body, actor }) => {
      const run = await runs.edit({ runId: params.id, ...body, actor })
      await audit.record(actor, 'step-edited', run.id, { step: body.step })
      return run
    },
  })
  route(app, {
    method: 'POST',
    path: '/api/runs/:id/answers',
    access: { permission: 'data.ask' },
    summary: 'Answer the question of a waiting step',
    params: idParams,
    body: step.extend({ value: z.string() }).strict(),
    reply: runSchema,
    handle: async ({ params, body, actor }) => {
      const run = await runs.answer({ runId: params.id, ...body, actor })
      await audit.record(actor, 'step-answered', run.id, { step: body.step, value: body.value })
      return run
    },
  })
}

type RunAction = 'undo' | 'fork' | 'cancel' | 'retry' | 'share'

const actions: Readonly<
  Record<
    RunAction,
    { readonly permission: 'runs.write' | 'data.ask'; readonly audited: string; readonly summary: string }
  >
> = {
  undo: { permission: 'runs.write', audited: 'edit-undone', summary: 'Take the last edit back' },
  fork: { permission: 'runs.write', audited: 'run-forked', summary: 'Copy the run as one’s own' },
  cancel: { permission: 'data.ask', audited: 'run-cancelled', summary: 'Stop the work in progress' },
  retry: {
    permission: 'data.ask',
    audited: 'run-retried',
    summary: 'Go on from the first step without a result',
  },
  share: { permission: 'runs.write', audited: 'run-shared', summary: 'Let others open the run by its link' },
}

const addActions = (app: FastifyInstance, { runs, access: { audit } }: Platform): void => {
  for (const [action, { permission, audited, summary }] of Object.entries(actions) as [
    RunAction, // `actions` has exactly these keys
    (typeof actions)[RunAction],
  ][])
    route(app, {
      method: 'POST',
      path: `/api/runs/:id/${action}`,
      access: { permission },
      summary,
      params: idParams,
      reply: runSchema,
      handle: async ({ params, actor }): Promise<Run> => {
        const run = await runs[action](params.id, actor)
        await audit.record(actor, audited, params.id, run.id === params.id ? undefined : { newRun: run.id })
        return run
      },
    })
}

const addReceipts = (app: FastifyInstance, { runs, access: { audit } }: Platform): void => {
  route(app, {
    method: 'GET',
    path: '/api/runs/:id/receipt',
    access: { permission: 'data.export' },
    summary: 'The run as one file that can be checked and replayed',
    params: idParams,
    reply: receiptSchema,
    handle: async ({ params, actor }) => {
      const receipt = await runs.receipt(params.id, actor)
      await audit.record(actor, 'run-exported', params.id, { format: 'receipt' })
      return receipt
    },
  })
  route(app, {
    method: 'POST',
    path: '/api/replays',
    access: { permission: 'runs.write' },
    summary: 'Run a receipt again and say which steps differ',
    bodyLimit: receiptBytes,
    body: z.unknown(),
    reply: replayReportSchema,
    handle: async ({ body, actor }) => {
      const receipt = receiptSchema.safeParse(body)
      if (!receipt.success)
        throw new PlatformError('RECEIPT_INVALID', {
          problems: receipt.error.issues
            .slice(0, 20)
            .map(issue => `${issue.path.join('.')}: ${issue.message}`),
        })
      const report = await runs.replay(receipt.data, actor)
      await audit.record(actor, 'run-replayed', report.runId, { of: receipt.data.run.id, same: report.same })
      return report
    },
  })
}
