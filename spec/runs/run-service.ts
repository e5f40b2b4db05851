import type { Actor } from '../access/actor.ts'
import type { Receipt, ReplayReport } from './receipt.ts'
import type { Run, RunSummary } from './run.ts'
import type { RunEvent } from './run-event.ts'
import type { Skill } from './skill.ts'

/**
 * Durable, editable runs. A run is seen by its creator, by administrators, and, once shared, by everyone whose
 * role is at least its creator's; for anyone else it is RUN_NOT_FOUND.
 */
export interface RunService {
  register(skill: Skill<never>): void
  /** Records the run and starts it; resolves once the journal holds `run-created`. */
  start(request: StartRun): Promise<Run>
  get(runId: string, actor: Actor): Promise<Run>
  list(filter: RunFilter, actor: Actor): Promise<readonly RunSummary[]>
  /** Resolves when the run is `waiting`, `done`, `failed` or `cancelled`, or rejects when `signal` aborts. */
  settled(runId: string, actor: Actor, signal?: AbortSignal): Promise<Run>
  /** Throws STEP_EDIT_CONFLICT with both versions when `expectedVersion` is no longer current. */
  edit(request: EditStep): Promise<Run>
  /** A person's answer to a waiting step: the step runs again with `context.answer` set. Same conflicts as `edit`. */
  answer(request: AnswerStep): Promise<Run>
  /** Takes the last edit back, again and again; what was recorded before it is current again and not re-run. */
  undo(runId: string, actor: Actor): Promise<Run>
  fork(runId: string, actor: Actor): Promise<Run>
  /** Runs a failed or cancelled run again from its first step without a result. */
  retry(runId: string, actor: Actor): Promise<Run>
  cancel(runId: string, actor: Actor): Promise<Run>
  /** Journal entries after `afterSeq`, then live ones until `signal` aborts. */
  events(runId: string, actor: Actor, afterSeq: number, signal: AbortSignal): AsyncIterable<RunEvent>
  /** Lets others open the run by its link. */
  share(runId: string, actor: Actor): Promise<Run>
  receipt(runId: string, actor: Actor): Promise<Receipt>
  /** Runs the receipt's skill again on its input and edits, and says which steps differ. */
  replay(receipt: Receipt, actor: Actor): Promise<ReplayReport>
  /** Continues every run that a crash left unfinished. Called once at start. */
  resumeAll(): Promise<number>
  close(): Promise<void>
}

export interface StartRun {
  readonly skill: string
  readonly input: unknown
  readonly actor: Actor
  readonly conversationId?: string
  /** Repeating a request with the same key returns the run that the first one made. */
  readonly requestKey?: string
}

export interface EditStep {
  readonly runId: string
  readonly step: string
  readonly expectedVersion: number
  readonly output: unknown
  readonly actor: Actor
}

export interface AnswerStep {
  readonly runId: string
  readonly step: string
  readonly expectedVersion: number
  readonly value: string
  readonly actor: Actor
}

export interface RunFilter {
  readonly conversationId?: string
  readonly app?: string
  /** At most 200; 50 where absent. */
  readonly limit?: number
  /** A run's id: only runs created before it. Newest come first. */
  readonly before?: string
}
