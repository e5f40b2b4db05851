import { z } from 'zod'
import { defineRoute } from '@millwright/spec'
import type { AuditLog, RouteDefinition, RunService } from '@millwright/spec'
import type { GoldenSet } from '../golden/create-golden.ts'
import {
  forecastSchema,
  goldenHistorySchema,
  goldenPlaceSchema,
  goldenReportSchema,
  goldenSchema,
  tuningSchema,
} from '../golden/golden.ts'
import { goldenOfRun } from '../golden/golden-of-run.ts'
import { rankingWeightsSchema } from '../index/ranking-weights.ts'
import { dictionarySchema } from './collection-routes.ts'

interface GoldenRouteParts {
  readonly golden: GoldenSet
  readonly runs: Pick<RunService, 'get'>
  readonly audit: AuditLog
}

const ofCollection = z.object({ collectionId: z.string() })
const idParams = z.object({ id: z.string() })
const place = goldenPlaceSchema.nullable()

/** Questions whose right place people confirmed, and how they come out. */
export const createGoldenRoutes = ({ golden, runs, audit }: GoldenRouteParts): readonly RouteDefinition[] => {
  const { questions, checks, gate, tuner, trials } = golden
  return [
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/golden',
      permission: 'documents.read',
      summary: 'Golden questions of a collection whose place one may read, with their last check',
      query: ofCollection,
      reply: z.array(goldenSchema),
      handle: ({ query, actor }) => questions.list(query.collectionId, actor),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/golden',
      permission: 'documents.judge',
      summary:
        'Mark the answer of a run right or wrong; with a wrong one comes the right place, or null for none',
      body: z.object({ runId: z.string(), verdict: z.enum(['right', 'wrong']), place: place.optional() }),
      reply: goldenSchema,
      handle: async ({ body, actor }) => {
        const run = await runs.get(body.runId, actor)
        const saved = await questions.save(await goldenOfRun(run, body, { questions, actor }), actor)
        await audit.record(actor, 'golden-marked', `golden:${saved.id}`, {
          run: run.id,
          verdict: body.verdict,
        })
        return saved
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/chatdoc/golden/:id',
      permission: 'documents.judge',
      summary: 'Correct the place of a golden question; null: there is no answer',
      params: idParams,
      body: z.object({ place }),
      reply: goldenSchema,
      handle: async ({ params, body, actor }) => {
        const corrected = await questions.correct(params.id, body.place, actor)
        await audit.record(actor, 'golden-corrected', `golden:${params.id}`, {})
        return corrected
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/chatdoc/golden/:id',
      permission: 'documents.judge',
      summary: 'Forget a golden question',
      params: idParams,
      handle: async ({ params, actor }) => {
        await questions.remove(params.id, actor)
        await audit.record(actor, 'golden-removed', `golden:${params.id}`, {})
        return {}
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/golden/check',
      permission: 'documents.judge',
      summary:
        'Ask all golden questions of a collection with the present settings and compare with the check before',
      body: ofCollection,
      reply: goldenReportSchema,
      handle: async ({ body, actor, signal }) => {
        const report = await gate.check(body.collectionId, actor, signal)
        const { total, right } = report
        await audit.record(actor, 'golden-checked', `collection:${body.collectionId}`, { total, right })
        return report
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/golden/forecast',
      permission: 'documents.write',
      summary: 'What a changed dictionary or ranking would do to the golden questions, before it is saved',
      body: z.union([
        ofCollection.extend({ dictionary: dictionarySchema }).strict(),
        ofCollection.extend({ ranking: rankingWeightsSchema }).strict(),
      ]),
      reply: forecastSchema,
      handle: ({ body, actor, signal }) =>
        'ranking' in body
          ? tuner.forecast({ ...body, actor, signal })
          : gate.forecastDictionary({ ...body, actor, signal }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/golden/tune',
      permission: 'documents.write',
      summary:
        'The ranking weights that the golden questions of a collection ask for, and whether they would hold for others; nothing is saved',
      body: ofCollection,
      reply: tuningSchema,
      handle: ({ body, actor, signal }) => tuner.tune({ ...body, actor, signal }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/chatdoc/golden/accept-model',
      permission: 'documents.write',
      summary: 'Use an embedding model in a collection although its golden questions come out worse with it',
      body: ofCollection,
      handle: async ({ body, actor }) => {
        await trials.accept(body.collectionId, actor)
        await audit.record(actor, 'embedding-model-accepted', `collection:${body.collectionId}`, {})
        return {}
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/chatdoc/golden/history',
      permission: 'documents.judge',
      summary: 'How the golden questions of a collection came out over time',
      query: ofCollection,
      reply: goldenHistorySchema,
      handle: async ({ query, actor }) =>
        (await questions.list(query.collectionId, actor)).length === 0
          ? []
          : checks.history(query.collectionId),
    }),
  ]
}
