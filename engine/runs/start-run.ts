import { randomUUID } from 'node:crypto'
import { PlatformError } from '@millwright/spec'
import type { Actor, Run, RunEventData, StartRun } from '@millwright/spec'
import { touchConversation } from './conversations.ts'
import { decideResume, demandNothingActing } from './edit-step.ts'
import type { RunState } from './fold-run.ts'
import type { AnySkill } from './run-executor.ts'
import type { DatedData } from './run-ledger.ts'
import { show, skillNamed } from './run-parts.ts'
import type { Parts } from './run-parts.ts'
import { nameOf } from './visibility.ts'

interface Creation {
  readonly skill: AnySkill
  readonly input: unknown
  readonly actor: Actor
  readonly conversationId?: string
  readonly asOf?: string
}

const toCreated = ({ skill, input, actor, conversationId, asOf }: Creation): RunEventData => {
  const parsed = skill.input.safeParse(input)
  if (!parsed.success)
    throw new PlatformError('INPUT_INVALID', {
      problems: parsed.error.issues.map(issue => `${issue.path.join('.') || 'input'}: ${issue.message}`),
    })
  return {
    type: 'run-created',
    app: skill.app,
    skill: skill.name,
    skillVersion: skill.version,
    title: skill.titleOf(parsed.data),
    input: parsed.data,
    by: nameOf(actor),
    role: actor.role,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(asOf === undefined ? {} : { asOf }),
  }
}

/** Records a run and starts it, or finds the one that the same request made before. */
export const startRun = async (parts: Parts, request: StartRun): Promise<Run> => {
  const { actor, requestKey, conversationId } = request
  const created = toCreated({ ...request, skill: skillNamed(parts, request.skill) })
  const earlier =
    requestKey === undefined ? undefined : await parts.journal.findByRequestKey(actor.personId, requestKey)
  if (earlier !== undefined) return show(parts, await parts.ledger.get(earlier))
  if (conversationId !== undefined) {
    const at = parts.options.clock.now().toISOString()
    await touchConversation(parts.options.db, conversationId, actor.personId, at)
  }
  const made = await create(parts, [{ data: created }], actor, requestKey)
  if (made) return show(parts, made)
  // The same request arrived twice at once; the other one made the run.
  const other = await parts.journal.findByRequestKey(actor.personId, requestKey ?? '')
  return show(parts, await parts.ledger.get(other ?? ''))
}

/** Starts a run to which the present is `asOf`. */
export const startAsOf = async (parts: Parts, creation: Creation): Promise<string> => {
  const made = await create(parts, [{ data: toCreated(creation) }], creation.actor)
  if (!made) throw new Error('bug: a run without a request key was not made')
  return made.runId
}

const create = async (
  parts: Parts,
  data: readonly DatedData[],
  actor: Actor,
  requestKey?: string,
): Promise<RunState | undefined> => {
  const runId = randomUUID()
  const run = { runId, data, ...(requestKey === undefined ? {} : { requestKey }) }
  return (await parts.executor.create(run, actor))?.state
}

/** A copy of the whole journal under a new id, whose unfinished work starts over there. */
export const forkRun = async (parts: Parts, state: RunState, actor: Actor): Promise<Run> => {
  const skill = skillNamed(parts, state.created.skill)
  for (const step of skill.steps) demandNothingActing(state, skill, step.name)
  const [, ...copied] = (await parts.journal.read(state.runId, 0)).slice(0, state.seq)
  const { conversationId, ...created } = state.created
  const isOwn = actor.personId === created.by.personId
  const first: RunEventData = {
    ...created,
    ...(isOwn && conversationId !== undefined ? { conversationId } : {}),
    forkedFrom: { runId: state.runId, seq: state.seq },
    asOf: created.asOf ?? state.createdAt,
    by: nameOf(actor),
    role: actor.role,
  }
  const data: readonly DatedData[] = [
    { data: first },
    ...copied.filter(event => event.data.type !== 'run-shared'),
    ...decideResume(state, skill).map(resumed => ({ data: resumed })),
  ]
  const made = await create(parts, data, actor)
  if (!made) throw new Error('bug: a run without a request key was not made')
  return show(parts, made)
}
