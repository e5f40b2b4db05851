import { z } from 'zod'
import { defineRoute, PlatformError } from '@millwright/spec'
import type { RouteDefinition, Run } from '@millwright/spec'
import { askInputSchema, parseOutputSchema } from '../ask/step-outputs.ts'
import { resultTableSchema } from '../execute/result-table.ts'
import type { ChatBiServices } from '../services.ts'
import { checkVerifiedJobName } from '../verified/check-verified-job.ts'
import type { NewVerifiedQuestion, VerifiedQuestions } from '../verified/verified-questions.ts'

/** Questions whose query a person confirmed. */
export const createVerifiedRoutes = (
  services: ChatBiServices,
  verified: VerifiedQuestions,
): readonly RouteDefinition[] => [
  defineRoute({
    method: 'GET',
    path: '/api/chatbi/verified',
    permission: 'verified.read',
    summary: 'Verified questions with their last check',
    handle: () => verified.list(),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/verified',
    permission: 'verified.write',
    summary: 'Confirm the query of a run: the same words give it again',
    body: z.object({ runId: z.string() }),
    handle: async ({ body, actor }) => {
      const run = await services.runs.get(body.runId, actor)
      const saved = await verified.save(toVerified(run), actor)
      await services.audit.record(actor, 'verified', `run:${run.id}`, { question: saved.question })
      return saved
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/chatbi/verified/:id',
    permission: 'verified.write',
    summary: 'Forget a verified question',
    params: z.object({ id: z.string() }),
    handle: async ({ params, actor }) => {
      await verified.remove(params.id)
      await services.audit.record(actor, 'unverified', `verified:${params.id}`)
      return {}
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/verified/check',
    permission: 'verified.write',
    summary: 'Run every verified question again and report those that differ',
    handle: async () => ({
      jobId: await services.jobs.send(checkVerifiedJobName, {}, { singletonKey: 'all' }),
    }),
  }),
]

const toVerified = (run: Run): NewVerifiedQuestion => {
  const outputOf = (step: string): unknown => run.steps.find(item => item.step === step)?.output
  const input = askInputSchema.safeParse(run.input)
  const parsed = parseOutputSchema.safeParse(outputOf('parse'))
  const table = resultTableSchema.safeParse(outputOf('execute'))
  if (!input.success || !parsed.success || !parsed.data.query || !table.success)
    throw new PlatformError('RESOURCE_CONFLICT', {
      what: 'verified question',
      message: 'the run has no answer yet',
    })
  if (run.steps.some(step => step.step === 'compile' && step.state === 'edited'))
    throw new PlatformError('RESOURCE_CONFLICT', {
      what: 'verified question',
      message: 'its SQL was written by hand; only a question whose query was understood can be asked again',
    })
  return {
    question: input.data.question,
    sourceId: parsed.data.sourceId,
    query: parsed.data.query,
    modelVersion: parsed.data.modelVersion ?? 1,
    rowHash: table.data.rowHash,
    runId: run.id,
    askedAt: run.createdAt,
  }
}
