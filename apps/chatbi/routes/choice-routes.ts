import { z } from 'zod'
import { defineRoute, PlatformError } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import type { ChoiceMemory } from '../ask/choice-memory.ts'
import type { ChatBiServices } from '../services.ts'
import { askReplySchema, throwFailure, toAskReply } from './ask-reply.ts'

/** Choosing between readings, and taking a choice back. */
export const createChoiceRoutes = (
  { runs, audit, sources }: ChatBiServices,
  choices: ChoiceMemory,
): readonly RouteDefinition[] => [
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/runs/:id/choice',
    permission: 'data.ask',
    summary: 'Choose one of the readings that were asked back, or none of them, and wait for the answer',
    params: z.object({ id: z.string() }),
    body: z.object({
      /** The `choice` of an option, or `none`. */
      choice: z.string().min(1).max(100),
    }),
    reply: askReplySchema,
    handle: async ({ params, body, actor, signal }) => {
      const asked = await runs.get(params.id, actor)
      const waiting = asked.steps.find(step => step.state === 'waiting')
      if (asked.app !== 'chatbi' || !waiting)
        throw new PlatformError('STEP_NOT_EDITABLE', { step: 'parse', reason: 'it asks nothing back' })
      const answer = { step: waiting.step, expectedVersion: waiting.version, value: body.choice }
      await runs.answer({ runId: params.id, ...answer, actor })
      await audit.record(actor, 'step-answered', params.id, { step: waiting.step, value: body.choice })
      const run = await runs.settled(params.id, actor, signal)
      throwFailure(run)
      return toAskReply(run, run.title)
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/choices/forget',
    permission: 'data.ask',
    summary: 'Forget what one chose when asked back; the same question is then asked back again',
    body: z.object({
      sourceId: z.string(),
      /** The ids of the choice, as the answer that rests on it names them. */
      ids: z.array(z.string().max(3000)).min(1).max(20),
    }),
    handle: async ({ body, actor }) => {
      await sources.get(body.sourceId, actor)
      await choices.forgetChoices(actor, body.sourceId, body.ids)
      return {}
    },
  }),
]
