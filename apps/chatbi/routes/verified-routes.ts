import { z } from 'zod'
import { defineRoute, isPermitted, PlatformError } from '@millwright/spec'
import type { Actor, RouteDefinition, Run } from '@millwright/spec'
import { askInputSchema, parseOutputSchema } from '../ask/step-outputs.ts'
import type { AskInput } from '../ask/step-outputs.ts'
import { requestKey } from '../parse/decide/request-key.ts'
import { parseQuestion } from '../parse/parse-question.ts'
import { validateQuery } from '../query/validate-query.ts'
import type { ChatBiServices } from '../services.ts'
import { checkVerifiedJobName } from '../verified/check-verified-job.ts'
import { hashOfRows } from '../verified/run-verified.ts'
import { askedAtOf, refuse, toNewVerified } from '../ask/to-new-verified.ts'
import type {
  NewVerifiedQuestion,
  VerifiedQuestion,
  VerifiedQuestions,
} from '../verified/verified-questions.ts'
import type { Workspace } from '../workspace/workspace.ts'

interface VerifiedParts {
  readonly verified: VerifiedQuestions
  readonly workspace: Workspace
}

/** Questions whose query a person confirmed. */
export const createVerifiedRoutes = (
  services: ChatBiServices,
  { verified, workspace }: VerifiedParts,
): readonly RouteDefinition[] => [
  defineRoute({
    method: 'GET',
    path: '/api/chatbi/verified',
    permission: 'verified.read',
    summary: 'Verified questions that one may ask, with their last check',
    handle: async ({ actor }) => onlyVisible(await verified.list(), workspace, actor),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/chatbi/verified',
    permission: 'verified.write',
    summary: 'Confirm the query of a run: the same words give it again',
    body: z.object({ runId: z.string() }),
    handle: async ({ body, actor, signal }) => {
      const run = await services.runs.get(body.runId, actor)
      const asked = toNewVerified(run)
      await demandStandsAlone(run, { services, workspace, actor })
      await demandSameRows(asked, { services, workspace, actor, signal })
      const saved = await verified.save(asked, actor)
      await services.audit.record(actor, 'verified', `run:${run.id}`, { question: saved.question })
      return saved
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/api/chatbi/verified/:id',
    permission: 'verified.write',
    summary: 'Forget a verified question: one’s own, or anyone’s with the right to edit models',
    params: z.object({ id: z.string() }),
    handle: async ({ params, actor }) => {
      const { createdBy, question } = await verified.get(params.id)
      if (createdBy.personId !== actor.personId && !isPermitted(actor.role, 'model.write'))
        throw new PlatformError('NOT_PERMITTED', { permission: 'model.write' })
      await verified.remove(params.id)
      await services.audit.record(actor, 'unverified', `verified:${params.id}`, { question })
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

/** One whose query names what a person may not know of is not shown to them. */
const onlyVisible = async (
  all: readonly VerifiedQuestion[],
  workspace: Workspace,
  actor: Actor,
): Promise<readonly VerifiedQuestion[]> => {
  const { sources } = await workspace.survey(actor)
  return all.filter(({ sourceId, query }) => {
    const source = sources.find(one => one.sourceId === sourceId)
    if (isPermitted(actor.role, 'model.write')) return true
    return source !== undefined && validateQuery(query, source.model).length === 0
  })
}

interface Confirmation extends Pick<VerifiedParts, 'workspace'> {
  readonly services: ChatBiServices
  readonly actor: Actor
}

/** "And by shift?" means something else after every question: such words cannot stand for one query. */
const demandStandsAlone = async (run: Run, { services, workspace, actor }: Confirmation): Promise<void> => {
  const input: AskInput = askInputSchema.parse(run.input)
  if (!input.previousRunId) return
  const read = [...run.history, ...run.steps].find(step => step.step === 'parse' && step.state !== 'edited')
  const understood = parseOutputSchema.safeParse(read?.output).data?.query
  const sources = input.sourceIds
    ? await workspace.knowledge(actor, input.sourceIds)
    : (await workspace.survey(actor)).sources
  const now = new Date(askedAtOf(run))
  const alone = parseQuestion({ question: input.question, sources, now, calendar: services.calendar })
  const [best] = alone.candidates
  const isSame = best && understood && requestKey(best.query) === requestKey(understood)
  if (alone.decision !== 'answer' || !isSame)
    refuse('it only changes the question before it; ask it again in full')
}

/** What is confirmed is what the person sees, under the role that later checks will see it by. */
const demandSameRows = async (
  { sourceId, query, rowHash }: NewVerifiedQuestion,
  { services, workspace, actor, signal }: Confirmation & { readonly signal: AbortSignal },
): Promise<void> => {
  const { calendar } = services
  const present = await hashOfRows({ sourceId, query, role: actor.role }, { workspace, calendar, signal })
  if (present !== rowHash) refuse('the data gives other rows by now; ask it again')
}
