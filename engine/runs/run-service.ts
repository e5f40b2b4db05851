import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { PlatformError } from '@millwright/spec'
import type { Actor, Clock, Run, RunEventData, RunService, Skill, StartRun } from '@millwright/spec'
import { touchConversation } from './conversations.ts'
import {
  decideAnswer,
  decideCancel,
  decideEdit,
  decideResume,
  decideRetry,
  decideUndo,
  demandNothingActing,
  judgeEdit,
} from './edit-step.ts'
import type { RunState } from './fold-run.ts'
import { createJournal } from './journal.ts'
import type { Journal } from './journal.ts'
import { toReceipt } from './receipt.ts'
import { replayReceipt } from './replay-receipt.ts'
import { createRunExecutor } from './run-executor.ts'
import type { AnySkill, RunExecutor } from './run-executor.ts'
import { createRunFeed, followRun } from './run-feed.ts'
import type { RunFeed } from './run-feed.ts'
import { createRunLedger } from './run-ledger.ts'
import type { DatedData, RunLedger } from './run-ledger.ts'
import type { RunTables } from './tables.ts'
import { summaryOf, toRun } from './to-run.ts'
import { demandVisible, nameOf } from './visibility.ts'

export interface RunServiceOptions {
  /** A database that has `runMigrations`. */
  readonly db: Kysely<RunTables>
  readonly clock: Clock
  /** Who receipts name as their maker. */
  readonly product: { readonly name: string; readonly version: string }
  /** The person a resumed run works for; undefined when the account is gone. */
  readonly resolveActor: (personId: string) => Promise<Actor | undefined>
  /** Where failures go that no person may read; standard error where absent. */
  readonly log?: (fact: string, detail: Readonly<Record<string, unknown>>) => void
  /** How often to look for what other processes appended, when several share the database; absent: one process. */
  readonly pollMs?: number
}

interface Parts {
  readonly options: RunServiceOptions
  readonly journal: Journal
  readonly feed: RunFeed
  readonly ledger: RunLedger
  readonly executor: RunExecutor
  readonly skills: Map<string, AnySkill>
  readonly closing: AbortController
}

/**
 * Durable, editable runs over the tables of `runMigrations`. A step's start is in the journal before it runs and
 * its end before anything that follows from it starts, so that a run continues after a crash at any point.
 */
export const createRunService = (options: RunServiceOptions): RunService => {
  const parts = assemble(options)
  const { ledger, executor, skills } = parts
  const visible = async (runId: string, actor: Actor): Promise<RunState> => {
    const state = await ledger.get(runId)
    demandVisible(state, actor)
    return state
  }
  const decide = async (
    runId: string,
    actor: Actor,
    decision: (state: RunState, skill: AnySkill) => readonly RunEventData[],
  ): Promise<Run> => {
    const { state } = await executor.change(runId, now => {
      demandVisible(now, actor)
      return decision(now, skillNamed(parts, now.created.skill))
    })
    return show(parts, state)
  }
  const service: RunService = {
    register(skill) {
      if (skills.has(skill.name)) throw new Error(`bug: two apps offer the skill ${skill.name}`)
      skills.set(skill.name, toAnySkill(skill))
    },
    start: request => startRun(parts, request),
    get: async (runId, actor) => show(parts, await visible(runId, actor)),
    list: (filter, actor) => parts.journal.list(filter, actor),
    settled: (runId, actor, signal) => settled(parts, () => visible(runId, actor), signal),
    async edit(request) {
      const state = await visible(request.runId, request.actor)
      const judged = await judgeEdit(state, skillNamed(parts, state.created.skill), request)
      return decide(request.runId, request.actor, (now, skill) => decideEdit(now, skill, request, judged))
    },
    answer: request =>
      decide(request.runId, request.actor, (state, skill) => decideAnswer(state, skill, request)),
    undo: (runId, actor) => decide(runId, actor, (state, skill) => decideUndo(state, skill, actor)),
    fork: async (runId, actor) => forkRun(parts, await visible(runId, actor), actor),
    retry: (runId, actor) => decide(runId, actor, (state, skill) => decideRetry(state, skill, actor)),
    cancel: (runId, actor) => decide(runId, actor, state => decideCancel(state, actor)),
    events: (runId, actor, afterSeq, signal) =>
      watch(parts, () => visible(runId, actor), { runId, afterSeq, signal }),
    share: (runId, actor) => decide(runId, actor, state => decideShare(state, actor)),
    async receipt(runId, actor) {
      const state = await visible(runId, actor)
      const events = (await parts.journal.read(runId, 0)).slice(0, state.seq)
      const skill = skills.get(state.created.skill)
      const { clock, product } = options
      return toReceipt({ state, events, skill, actor, at: clock.now(), product })
    },
    replay: (receipt, actor) =>
      replayReceipt(
        {
          ...service,
          skillNamed: name => skillNamed(parts, name),
          startAsOf: (skill, input, asOf, by) => startAsOf(parts, { skill, input, asOf, actor: by }),
          stateOf: runId => ledger.get(runId),
        },
        receipt,
        actor,
      ),
    resumeAll: () => resumeAll(parts),
    async close() {
      parts.closing.abort(new DOMException('The server stops.', 'AbortError'))
      await executor.close()
    },
  }
  return service
}

const assemble = (options: RunServiceOptions): Parts => {
  const skills = new Map<string, AnySkill>()
  const journal = createJournal(options.db)
  const feed = createRunFeed()
  const ledger = createRunLedger({
    journal,
    feed,
    clock: options.clock,
    isSharedStore: options.pollMs !== undefined,
  })
  const executor = createRunExecutor({
    ledger,
    skillOf: state => skills.get(state.created.skill),
    resolveActor: options.resolveActor,
    log: options.log ?? logToStandardError,
  })
  return { options, journal, feed, ledger, executor, skills, closing: new AbortController() }
}

const logToStandardError = (fact: string, detail: Readonly<Record<string, unknown>>): void =>
  console.error(fact, detail)

/** Every input is parsed by the skill's own schema before a step sees it. */
const toAnySkill = (skill: Skill<never>): AnySkill => skill as unknown as AnySkill

const skillNamed = ({ skills }: Parts, name: string): AnySkill => {
  const skill = skills.get(name)
  if (!skill) throw new PlatformError('SKILL_NOT_FOUND', { skill: name })
  return skill
}

const show = ({ skills }: Parts, state: RunState): Run =>
  toRun(state, skills.get(state.created.skill)?.steps.map(step => step.name) ?? [])

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

const startRun = async (parts: Parts, request: StartRun): Promise<Run> => {
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

const startAsOf = async (parts: Parts, creation: Creation): Promise<string> => {
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
const forkRun = async (parts: Parts, state: RunState, actor: Actor): Promise<Run> => {
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

const decideShare = (state: RunState, actor: Actor): readonly RunEventData[] => {
  if (state.shared) return []
  if (actor.personId !== state.created.by.personId && actor.role !== 'administrator')
    throw new PlatformError('RUN_NOT_FOUND', { runId: state.runId })
  return [{ type: 'run-shared', by: nameOf(actor) }]
}

const settled = async (
  parts: Parts,
  read: () => Promise<RunState>,
  signal: AbortSignal | undefined,
): Promise<Run> => {
  const stop = new AbortController()
  const until = AbortSignal.any([stop.signal, parts.closing.signal, ...(signal ? [signal] : [])])
  signal?.throwIfAborted()
  try {
    const first = await read()
    if (summaryOf(first).state !== 'running') return show(parts, first)
    const following = follow(parts, { runId: first.runId, afterSeq: first.seq, signal: until })
    for await (const _event of following) {
      const state = await read()
      if (summaryOf(state).state !== 'running') return show(parts, state)
    }
    throw until.reason
  } finally {
    stop.abort()
  }
}

interface Watch {
  readonly runId: string
  readonly afterSeq: number
  readonly signal: AbortSignal
}

async function* watch(parts: Parts, demand: () => Promise<RunState>, options: Watch) {
  await demand()
  yield* follow(parts, { ...options, signal: AbortSignal.any([options.signal, parts.closing.signal]) })
}

const follow = ({ journal, feed, options: { pollMs } }: Parts, { runId, afterSeq, signal }: Watch) =>
  followRun({ runId, afterSeq, signal, feed, pollMs, read: after => journal.read(runId, after) })

const resumeAll = async (parts: Parts): Promise<number> => {
  let resumed = 0
  const active = parts.executor.activeRuns()
  for (const runId of await parts.journal.listUnfinished()) {
    if (active.includes(runId)) continue
    const { events } = await parts.executor.change(runId, state => {
      const skill = parts.skills.get(state.created.skill)
      return skill && state.phase === 'open' ? decideResume(state, skill) : []
    })
    if (events.length > 0) resumed += 1
  }
  return resumed
}
