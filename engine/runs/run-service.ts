import { PlatformError } from '@millwright/spec'
import type { Actor, Run, RunEventData, RunService, Skill } from '@millwright/spec'
import {
  decideAnswer,
  decideCancel,
  decideEdit,
  decideResume,
  decideRetry,
  decideUndo,
  judgeEdit,
} from './edit-step.ts'
import type { RunState } from './fold-run.ts'
import { toReceipt } from './receipt.ts'
import { replayReceipt } from './replay-receipt.ts'
import type { AnySkill } from './run-executor.ts'
import { assemble, show, skillNamed } from './run-parts.ts'
import type { Parts, RunServiceOptions } from './run-parts.ts'
import { startUpkeep } from './run-upkeep.ts'
import { forkRun, startAsOf, startRun } from './start-run.ts'
import { demandVisible, nameOf } from './visibility.ts'
import { settled, watch } from './watch-run.ts'

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
      stopUpkeep()
      parts.closing.abort(new DOMException('The server stops.', 'AbortError'))
      await executor.close()
    },
  }
  const stopUpkeep = keepUp(parts)
  return service
}

const keepUp = (parts: Parts): (() => void) => {
  const { options, journal, ledger, executor, log } = parts
  if (options.pollMs === undefined) return () => {}
  const resumeAbandoned = () => resumeAll(parts)
  return startUpkeep({ journal, ledger, executor, pollMs: options.pollMs, resumeAbandoned, log })
}

/** Every input is parsed by the skill's own schema before a step sees it. */
const toAnySkill = (skill: Skill<never>): AnySkill => skill as unknown as AnySkill

const decideShare = (state: RunState, actor: Actor): readonly RunEventData[] => {
  if (state.shared) return []
  if (actor.personId !== state.created.by.personId && actor.role !== 'administrator')
    throw new PlatformError('RUN_NOT_FOUND', { runId: state.runId })
  return [{ type: 'run-shared', by: nameOf(actor) }]
}

/** Where other processes work on the same database, only what they have abandoned is taken over. */
const resumeAll = async (parts: Parts): Promise<number> => {
  const which = parts.options.pollMs === undefined ? 'all' : 'abandoned'
  let resumed = 0
  const active = parts.executor.activeRuns()
  for (const runId of await parts.journal.listUnfinished(which)) {
    if (active.includes(runId)) continue
    const { events } = await parts.executor.change(runId, state => {
      const skill = parts.skills.get(state.created.skill)
      return skill && state.phase === 'open' ? decideResume(state, skill) : []
    })
    if (events.length > 0) resumed += 1
  }
  return resumed
}
