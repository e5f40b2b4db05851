import type { Run, RunState as RunStateName, RunSummary, Step } from '@millwright/spec'
import { keyOf, validOf } from './fold-run.ts'
import type { RunState, StepVersion } from './fold-run.ts'

/** The run as others see it. `stepOrder` is the skill's; steps it does not name come last. */
export const toRun = (state: RunState, stepOrder: readonly string[]): Run => {
  const ended = state.phase !== 'open'
  const steps: Step[] = []
  const history: Step[] = []
  for (const step of orderOf(state, stepOrder))
    for (const version of state.versions.get(step) ?? []) {
      const isCurrent = state.current.get(step) === version.version
      const isValid = isCurrent && !state.superseded.has(keyOf(version))
      // While the run goes on, an outdated version stays in its place until the new one replaces it.
      if (isValid || (isCurrent && !ended)) steps.push(toStep(version, isValid))
      else history.push(toStep(version, false))
    }
  return { ...summaryOf(state), input: state.created.input, steps, history }
}

/** The run without its outputs. */
export const summaryOf = (state: RunState): RunSummary => {
  const { app, skill, skillVersion, title, conversationId, forkedFrom, by, asOf } = state.created
  return {
    id: state.runId,
    app,
    skill,
    skillVersion,
    title,
    state: nameState(state),
    ...(state.stopped ? { stopped: state.stopped } : {}),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(forkedFrom === undefined ? {} : { forkedFrom }),
    createdBy: by,
    createdAt: state.createdAt,
    ...(asOf === undefined ? {} : { asOf }),
    updatedAt: state.updatedAt,
    seq: state.seq,
    canUndo: state.edits.length > 0,
    shared: state.shared,
  }
}

const nameState = (state: RunState): RunStateName => {
  if (state.phase === 'finished' || state.phase === 'stopped') return 'done'
  if (state.phase !== 'open') return state.phase
  const phases = [...state.current.keys()].map(step => validOf(state, step)?.phase)
  return phases.includes('waiting') && !phases.includes('proposed') ? 'waiting' : 'running'
}

const orderOf = (state: RunState, stepOrder: readonly string[]): readonly string[] => [
  ...stepOrder,
  ...[...state.versions.keys()].filter(step => !stepOrder.includes(step)),
]

const toStep = (version: StepVersion, isValid: boolean): Step => {
  const {
    idempotencyKey: _key,
    answer: _answer,
    stop: _stop,
    phase,
    inputs,
    evidence,
    checks,
    ...rest
  } = version
  return {
    ...rest,
    output: version.output,
    inputs: { ...inputs },
    evidence: [...evidence],
    checks: [...checks],
    state: isValid || phase === 'failed' ? phase : 'superseded',
  }
}
