import { isPlatformError } from '@millwright/spec'
import type {
  Actor,
  ErrorCode,
  Evidence,
  RunEventData,
  StepContext,
  StepDefinition,
  StepError,
  StepResult,
} from '@millwright/spec'
import { outputsFor } from './plan-steps.ts'
import type { RunState } from './fold-run.ts'
import { throughJson } from './run-ledger.ts'

/** A step as the engine holds it: the input type is known to the skill alone. */
export type AnyStep = StepDefinition<unknown, unknown>
export type StepStarted = Extract<RunEventData, { type: 'step-started' }>
type StepEnd = Extract<RunEventData, { type: 'step-finished' | 'step-waiting' | 'step-failed' }>

export interface AttemptOptions {
  readonly state: RunState
  readonly step: AnyStep
  readonly started: StepStarted
  readonly signal: AbortSignal
  actor(): Promise<Actor>
  /** Called with a failure that no code of the catalogue names. */
  onBug(error: unknown): void
}

/** Runs one step once and returns how it ended. Never rejects: a failure is an event too. */
export const attemptStep = async (options: AttemptOptions): Promise<StepEnd> => {
  const { state, step, started, signal } = options
  const began = performance.now()
  const durationMs = () => Math.round((performance.now() - began) * 10) / 10
  const ref = { step: started.step, version: started.version }
  try {
    const actor = await options.actor()
    const result = await step.run(contextOf({ state, step, started, signal, actor }))
    return throughJson(toEnd(ref, result, durationMs()))
  } catch (error) {
    if (!isPlatformError(error) && !signal.aborted) options.onBug(error)
    return { type: 'step-failed', ...ref, error: toStepError(error, state.runId), durationMs: durationMs() }
  }
}

/** What `step` sees when it runs, or when an edit of it is judged. */
export const contextOf = (options: {
  readonly state: RunState
  readonly step: AnyStep
  readonly started: Pick<StepStarted, 'answer' | 'idempotencyKey'>
  readonly signal: AbortSignal
  readonly actor: Actor
}): StepContext<unknown> => ({
  runId: options.state.runId,
  input: options.state.created.input,
  outputs: outputsFor(options.state, options.step),
  actor: options.actor,
  now: new Date(options.state.created.asOf ?? options.state.createdAt),
  signal: options.signal,
  idempotencyKey: options.started.idempotencyKey,
  ...(options.started.answer === undefined
    ? {}
    : { answer: options.started.answer, asked: askedBy(options.state, options.step) }),
})

/** What a step put out when it last waited for a person. */
const askedBy = ({ versions }: RunState, { name }: AnyStep): unknown =>
  versions.get(name)?.findLast(version => version.phase === 'waiting' && version.output !== null)?.output

/** A failure as a person reads it; anything unforeseen keeps its details for the log. */
const toStepError = (error: unknown, runId: string): StepError =>
  isPlatformError(error)
    ? throughJson({ code: error.code, message: error.message, retryable: error.retryable, data: error.data })
    : {
        code: 'INTERNAL_ERROR' satisfies ErrorCode,
        message: `Something went wrong inside this step. The log has the details under run "${runId}".`,
        retryable: false,
      }

const toEnd = (
  ref: { readonly step: string; readonly version: number },
  result: StepResult<unknown>,
  durationMs: number,
): StepEnd => {
  const made = {
    ...ref,
    output: result.output,
    proposer: result.proposer,
    evidence: [...(result.evidence ?? [])] satisfies Evidence[],
    checks: [...(result.checks ?? [])],
  }
  if (result.outcome === 'waiting') return { type: 'step-waiting', ...made, waitingFor: result.waitingFor }
  if (result.outcome === 'stop') return { type: 'step-finished', ...made, durationMs, stop: result.reason }
  return { type: 'step-finished', ...made, durationMs }
}
