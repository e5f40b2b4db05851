import { z } from 'zod'
import { defineRoute, PlatformError, throwFailedRun } from '@millwright/spec'
import type { RouteDefinition } from '@millwright/spec'
import type { ChoiceMemory } from '../ask/choice-memory.ts'
import { readingPreviewSchema } from '../ask/step-outputs.ts'
import type { ChatBiServices } from '../services.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { askReplySchema, toAskReply } from './ask-reply.ts'
import { latePreview, offeredBy } from './late-previews.ts'

interface ChoiceParts {
  readonly choices: ChoiceMemory
  readonly workspace: Workspace
}

/** Choosing between readings, seeing what a late one gives, and taking a choice back. */
export const createChoiceRoutes = (
  { runs, audit, calendar }: ChatBiServices,
  { choices, workspace }: ChoiceParts,
): readonly RouteDefinition[] => [
  defineRoute({
    method: 'GET',
    path: '/api/chatbi/runs/:id/preview',
    permission: 'data.ask',
    summary: 'First rows of a reading that was asked back, where they came too late for the question',
    params: z.object({ id: z.string() }),
    query: z.object({ choice: z.string() }),
    reply: readingPreviewSchema,
    handle: async ({ params, query, actor, signal }) => {
      const run = await runs.get(params.id, actor)
      const offered = offeredBy(run).find(({ value }) => value === query.choice)
      if (!offered) throw new PlatformError('RESOURCE_NOT_FOUND', { what: 'reading', id: query.choice })
      return latePreview(offered, { workspace, calendar, actor, signal })
    },
  }),
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
      throwFailedRun(run)
      return toAskReply(run, run.title)
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/choices/forget',
    permission: 'data.ask',
    summary: 'Forget what one chose when asked back; the same question is then asked back again',
    body: z.object({
      /** The ids of the choice, as the answer that rests on it names them. */
      ids: z.array(z.string().max(3000)).min(1).max(20),
    }),
    handle: async ({ body, actor }) => {
      await choices.forgetChoices(actor, body.ids)
      return {}
    },
  }),
]
