import { setTimeout as sleep } from 'node:timers/promises'
import { PlatformError, roles } from '@millwright/spec'
import type { Actor, Skill } from '@millwright/spec'
import { attemptStep } from './attempt-step.ts'
import type { AnyStep, StepStarted } from './attempt-step.ts'
import type { RunState } from './fold-run.ts'
import { keyOf } from './fold-run.ts'
import { creatorRole } from './journal.ts'
import { isAwaited, planNext, withPlan } from './plan-steps.ts'
import type { Change, Decide, NewRun, RunLedger } from './run-ledger.ts'
import { summaryOf } from './to-run.ts'

/** A skill as the engine holds it. */
export type AnySkill = Omit<Skill<unknown>, 'steps'> & { readonly steps: readonly AnyStep[] }

export interface ExecutorOptions {
  readonly ledger: RunLedger
  readonly skillOf: (state: RunState) => AnySkill | undefined
  readonly resolveActor: (personId: string) => Promise<Actor | undefined>
  readonly log: (fact: string, detail: Readonly<Record<string, unknown>>) => void
}

/** Turns decisions into journal entries, and journal entries into work. */
export interface RunExecutor {
  create(run: Omit<NewRun, 'plan'>, actor: Actor): Promise<Change | undefined>
  /** Appends what `decide` says and whatever follows from it, then starts and aborts work accordingly. */
  change(runId: string, decide: Decide): Promise<Change>
  /** Aborts work in this process that the run no longer waits for. */
  abortOutdated(state: RunState): void
  activeRuns(): readonly string[]
  /** Aborts what reads, waits a while for what acts, starts nothing more. */
  close(): Promise<void>
}

interface Attempt {
  readonly runId: string
  readonly started: StepStarted
  readonly effect: 'reads' | 'acts'
  readonly controller: AbortController
  readonly done: Promise<void>
}

const closeWaitMs = 10_000

/** An executor without work. */
export const createRunExecutor = (options: ExecutorOptions): RunExecutor => {
  const { ledger, skillOf, log } = options
  const attempts = new Set<Attempt>()
  const actors = new Map<string, Actor>()
  let isClosing = false

  const change = async (runId: string, decide: Decide): Promise<Change> => {
    // A server that stops plans nothing: a step must not be recorded as started when nobody will run it.
    const done = await ledger.change(runId, state =>
      isClosing ? decide(state) : withPlan(state, decide(state), skillOf(state)?.steps),
    )
    follow(done)
    return done
  }

  const follow = ({ state, events }: Change): void => {
    abortOutdated(state)
    const starts = events.flatMap(({ data }) => (data.type === 'step-started' ? [data] : []))
    // A forked journal may hold two starts of one version, before and after an interruption: the last one counts.
    for (const started of new Map(starts.map(start => [keyOf(start), start])).values())
      if (isAwaited(state, started) && !isClosing) launch(state, started)
    // What goes on later, after an answer or an edit, goes on with the rights the person has by then.
    if (summaryOf(state).state !== 'running') actors.delete(state.runId)
  }

  const abortOutdated = (state: RunState): void => {
    for (const attempt of attempts)
      if (attempt.runId === state.runId && !isAwaited(state, attempt.started))
        attempt.controller.abort(new DOMException('The result is no longer needed.', 'AbortError'))
  }

  const launch = (state: RunState, started: StepStarted): void => {
    const step = skillOf(state)?.steps.find(({ name }) => name === started.step)
    if (!step) throw new Error(`bug: started ${started.step}, which its skill does not have`)
    const controller = new AbortController()
    const done = work(state, step, started, controller.signal).finally(() => attempts.delete(attempt))
    const attempt: Attempt = { runId: state.runId, started, effect: step.effect, controller, done }
    attempts.add(attempt)
  }

  const work = async (
    state: RunState,
    step: AnyStep,
    started: StepStarted,
    signal: AbortSignal,
  ): Promise<void> => {
    const about = { runId: state.runId, step: keyOf(started) }
    const end = await attemptStep({
      state,
      step,
      started,
      signal,
      actor: () => actorOf(state),
      onBug: error => log('step-failed', { ...about, error }),
    })
    if (signal.aborted && end.type === 'step-failed') return
    await recordWithPatience(
      () => change(state.runId, now => (isAwaited(now, started) ? [end] : [])),
      error => log('step-not-recorded', { ...about, error }),
    )
  }

  /** Who the run works for, with no more rights than the person had when asking. */
  const actorOf = async (state: RunState): Promise<Actor> => {
    const { personId } = state.created.by
    const actor = actors.get(state.runId) ?? (await options.resolveActor(personId))
    if (!actor)
      throw new PlatformError('NOT_SIGNED_IN', { reason: 'the person who asked has no account any more' })
    const rank = Math.min(roles.indexOf(actor.role), roles.indexOf(creatorRole(state)))
    return { ...actor, role: roles[rank] ?? 'viewer' }
  }

  return {
    change,
    abortOutdated,
    async create(run, actor) {
      actors.set(run.runId, actor)
      const made = await ledger.create({
        ...run,
        plan: state => planNext(state, skillOf(state)?.steps ?? []),
      })
      if (made) follow(made)
      else actors.delete(run.runId)
      return made
    },
    activeRuns: () => [...new Set([...attempts].map(({ runId }) => runId))],
    async close() {
      isClosing = true
      for (const { effect, controller } of attempts)
        if (effect === 'reads') controller.abort(new DOMException('The server stops.', 'AbortError'))
      await settleWithin(
        [...attempts].map(({ done }) => done),
        closeWaitMs,
      )
    },
  }
}

const settleWithin = async (work: readonly Promise<void>[], limitMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>(resolve => (timer = setTimeout(resolve, limitMs)))
  await Promise.race([Promise.all(work), limit])
  clearTimeout(timer)
}

const recordDelaysMs = [200, 1000, 5000]

/** Work that is done is worth more than one try to write it down. Recording twice is harmless. */
const recordWithPatience = async (
  record: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Promise<void> => {
  for (const delayMs of [...recordDelaysMs, undefined])
    try {
      await record()
      return
    } catch (error) {
      onFailure(error)
      if (delayMs !== undefined) await sleep(delayMs, undefined, { ref: false })
    }
}
