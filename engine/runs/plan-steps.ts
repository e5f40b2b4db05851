import type { RunEventData } from '@millwright/spec'
import { currentOf, keyOf, preview, validOf } from './fold-run.ts'
import type { RunState, StepVersion } from './fold-run.ts'

/** What planning needs of a step: its name, what it needs, whether it changes the world. */
export interface StepNode {
  readonly name: string
  readonly dependsOn: readonly string[]
  readonly effect: 'reads' | 'acts'
}

/** The id of the question about an acting step that a crash cut off. */
export const interruptedQuestionId = 'interrupted-step'

/**
 * What comes next in an open run: starts of every step whose inputs are there, or the run's end once nothing
 * runs and nothing waits. `steps` is in topological order. Empty: wait for what runs, or for a person.
 */
export const planNext = (state: RunState, steps: readonly StepNode[]): readonly RunEventData[] => {
  if (state.phase !== 'open') return []
  const valid = steps.map(step => validOf(state, step.name)).filter(found => found !== undefined)
  const failed = valid.find(version => version.phase === 'failed')
  const stopping = valid.find(version => version.stop !== undefined)
  const starts = failed || stopping ? [] : steps.filter(step => isReady(state, step))
  if (starts.length > 0) return starts.map(step => startOf(state, step))
  if (valid.some(version => version.phase === 'proposed')) return []
  if (failed) return [{ type: 'run-failed', step: failed.step }]
  if (stopping) return [{ type: 'run-stopped', step: stopping.step, reason: stopping.stop ?? '' }]
  if (valid.some(version => version.phase === 'waiting')) return []
  return [{ type: 'run-finished' }]
}

/** What was decided and what follows from it, for one append. Without `steps` nothing follows. */
export const withPlan = (
  state: RunState,
  decided: readonly RunEventData[],
  steps: readonly StepNode[] | undefined,
): readonly RunEventData[] =>
  decided.length === 0 || !steps ? decided : [...decided, ...planNext(preview(state, decided), steps)]

/** The event that starts the next version of a step. A continued attempt keeps the key of the version before. */
export const startOf = (
  state: RunState,
  step: StepNode,
  continued: Partial<Pick<StepVersion, 'idempotencyKey' | 'answer'>> & {
    readonly by?: { readonly personId: string; readonly name: string }
  } = {},
): Extract<RunEventData, { type: 'step-started' }> => {
  const version = nextVersion(state, step.name)
  return {
    type: 'step-started',
    step: step.name,
    version,
    inputs: inputsOf(state, step),
    idempotencyKey: continued.idempotencyKey ?? `${state.runId}/${step.name}/${version}`,
    ...(continued.answer === undefined ? {} : { answer: continued.answer }),
    ...(continued.by === undefined ? {} : { by: continued.by }),
  }
}

/** The number that the next version of `step` gets. */
export const nextVersion = (state: RunState, step: string): number =>
  (state.versions.get(step)?.length ?? 0) + 1

/** Versions of the inputs that `step` would be made from now. */
export const inputsOf = (state: RunState, step: StepNode): Record<string, number> =>
  Object.fromEntries(
    step.dependsOn.map(needed => {
      const version = state.current.get(needed)
      if (version === undefined) throw new Error(`bug: ${step.name} starts before ${needed}`)
      return [needed, version]
    }),
  )

/** Names of all steps that depend on `name`, directly or through others, in skill order. */
export const dependantsOf = (steps: readonly StepNode[], name: string): readonly string[] => {
  const reached = new Set([name])
  for (const step of steps) if (step.dependsOn.some(needed => reached.has(needed))) reached.add(step.name)
  reached.delete(name)
  return [...reached]
}

/** Supersedes what was made from the former version of `name`; empty where nothing was. */
export const supersedeDependants = (
  state: RunState,
  steps: readonly StepNode[],
  name: string,
): readonly RunEventData[] => {
  const outdated = dependantsOf(steps, name).flatMap(step => validOf(state, step) ?? [])
  return outdated.length === 0
    ? []
    : [{ type: 'steps-superseded', steps: outdated.map(({ step, version }) => ({ step, version })) }]
}

/**
 * The versions that are current once the last edit is taken back: what the edit had reached returns to what it
 * was, the rest stays. A version whose inputs would not match is left out, so that its step runs again.
 */
export const planUndo = (
  state: RunState,
  steps: readonly StepNode[],
): readonly { readonly step: string; readonly version: number }[] => {
  const edit = state.edits.at(-1)
  if (!edit) return []
  const reached = new Set([edit.step, ...dependantsOf(steps, edit.step)])
  const current = new Map<string, number>()
  for (const { name } of steps) {
    const version = reached.has(name) ? edit.before.get(name) : validOf(state, name)?.version
    const made = version === undefined ? undefined : state.versions.get(name)?.[version - 1]
    if (made && Object.entries(made.inputs).every(([needed, used]) => current.get(needed) === used))
      current.set(name, made.version)
  }
  return [...current].map(([step, version]) => ({ step, version }))
}

/** Steps that are being worked on and whose work still counts. */
export const inProgress = (state: RunState): readonly StepVersion[] =>
  [...state.current.keys()].flatMap(step => {
    const version = validOf(state, step)
    return version?.phase === 'proposed' ? [version] : []
  })

/** Whether the attempt at `ref` is still the one that the run waits for. */
export const isAwaited = (
  state: RunState,
  ref: { readonly step: string; readonly version: number },
): boolean => state.phase === 'open' && inProgress(state).some(version => keyOf(version) === keyOf(ref))

const isReady = (state: RunState, step: StepNode): boolean =>
  validOf(state, step.name) === undefined &&
  step.dependsOn.every(needed => {
    const version = validOf(state, needed)
    return version !== undefined && (version.phase === 'done' || version.phase === 'edited')
  })

/** Outputs of what `step` depends on, by name. */
export const outputsFor = (state: RunState, step: StepNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(step.dependsOn.map(needed => [needed, currentOf(state, needed)?.output]))
