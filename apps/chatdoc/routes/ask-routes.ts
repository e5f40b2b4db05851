import { defineRoute, throwFailedRun } from '@millwright/spec'
import type { AuditLog, RouteDefinition, RunService } from '@millwright/spec'
import { askSkillName } from '../ask/ask-skill.ts'
import { askInputSchema } from '../step-outputs.ts'
import { askReplySchema, toAskReply } from './ask-reply.ts'

interface AskRouteParts {
  readonly runs: RunService
  readonly audit: AuditLog
}

/** Asking the documents that a person may read. */
export const createAskRoutes = ({ runs, audit }: AskRouteParts): readonly RouteDefinition[] => [
  defineRoute({
    method: 'POST',
    path: '/api/chatdoc/ask',
    permission: 'documents.read',
    summary: 'Ask the documents one question and wait for its answer',
    body: askInputSchema,
    reply: askReplySchema,
    handle: async ({ body, actor, signal }) => {
      const started = await runs.start({ skill: askSkillName, input: body, actor })
      await audit.record(actor, 'run-asked', started.id, { skill: askSkillName, title: started.title })
      const run = await runs.settled(started.id, actor, signal)
      throwFailedRun(run)
      return toAskReply(run, body.question)
    },
  }),
]
