import { PlatformError } from '@millwright/spec'
import type { Clock, RunEvent, RunEventData } from '@millwright/spec'
import { applyEvent, foldRun } from './fold-run.ts'
import type { RunState } from './fold-run.ts'
import type { Journal } from './journal.ts'
import type { RunFeed } from './run-feed.ts'
import { summaryOf } from './to-run.ts'

/** What a change appended, and the run after it. */
export interface Change {
  readonly state: RunState
  readonly events: readonly RunEvent[]
}

/** Decides what to append to a run as it now stands; may throw to refuse. Called again after a lost race. */
export type Decide = (state: RunState) => readonly RunEventData[]

/** The runs of this process: changes to one run happen one after the other, and are published once written. */
export interface RunLedger {
  get(runId: string): Promise<RunState>
  /** Undefined when this person has used `requestKey` before. */
  create(run: NewRun): Promise<Change | undefined>
  change(runId: string, decide: Decide): Promise<Change>
}

export interface NewRun {
  readonly runId: string
  readonly data: readonly DatedData[]
  readonly requestKey?: string
  /** What follows from `data` and belongs into the same append. */
  readonly plan: (state: RunState) => readonly RunEventData[]
}

/** Event data with its own time, for copies; now where absent. */
export interface DatedData {
  readonly data: RunEventData
  readonly at?: string
}

interface LedgerOptions {
  readonly journal: Journal
  readonly feed: RunFeed
  readonly clock: Clock
  /** Whether other processes write to the same journals. */
  readonly isSharedStore: boolean
}

/** A ledger that keeps running runs in memory and reads the others when asked. */
export const createRunLedger = ({ journal, feed, clock, isSharedStore }: LedgerOptions): RunLedger => {
  const running = new Map<string, RunState>()
  const inTurn = createTurns()
  const remember = (state: RunState): void => {
    if (summaryOf(state).state === 'running') running.set(state.runId, state)
    else running.delete(state.runId)
  }
  const load = async (runId: string): Promise<RunState> => {
    const known = running.get(runId)
    const state = known ?? (await journal.load(runId))
    if (!state) throw new PlatformError('RUN_NOT_FOUND', { runId })
    return state
  }
  return {
    async get(runId) {
      const state = await load(runId)
      if (!isSharedStore) return state
      const latest = await journal.catchUp(state)
      if ((running.get(runId)?.seq ?? latest.seq) < latest.seq) remember(latest)
      return latest
    },
    create: ({ runId, data, requestKey, plan }) =>
      inTurn(runId, async () => {
        const given = numberEvents(runId, 0, data, clock)
        const planned = plan(foldRun(given)).map(next => ({ data: next }))
        const events = [...given, ...numberEvents(runId, given.length, planned, clock)]
        const state = foldRun(events)
        if (!(await journal.create(state, events, requestKey))) return undefined
        remember(state)
        feed.publish(runId, events)
        return { state, events }
      }),
    change: (runId, decide) =>
      inTurn(runId, async () => {
        for (;;) {
          const before = await load(runId)
          const decided = decide(before).map(data => ({ data }))
          if (decided.length === 0) return { state: before, events: [] }
          const events = numberEvents(runId, before.seq, decided, clock)
          const state = events.reduce(applyEvent, before)
          if (await journal.append(before, state, events)) {
            remember(state)
            feed.publish(runId, events)
            return { state, events }
          }
          running.delete(runId)
        }
      }),
  }
}

/** What goes through JSON comes back as a later reader will see it, so that a resumed run cannot differ. */
export const throughJson = <T>(value: T): T => {
  const text = JSON.stringify(value)
  return text === undefined ? value : JSON.parse(text)
}

const numberEvents = (
  runId: string,
  afterSeq: number,
  data: readonly DatedData[],
  clock: Clock,
): readonly RunEvent[] => {
  const now = clock.now().toISOString()
  return data.map((entry, index) => ({
    runId,
    seq: afterSeq + 1 + index,
    at: entry.at ?? now,
    data: throughJson(entry.data),
  }))
}

/** Runs tasks of the same key one after the other. */
const createTurns = () => {
  const tails = new Map<string, Promise<unknown>>()
  return async <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const before = tails.get(key)
    const turn = before ? before.then(task, task) : task()
    tails.set(key, turn)
    try {
      return await turn
    } finally {
      if (tails.get(key) === turn) tails.delete(key)
    }
  }
}
