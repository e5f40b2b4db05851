import { PlatformError } from '@millwright/spec'
import type { Actor, AnswerStep, Check, EditStep, RunEventData } from '@millwright/spec'
import { contextOf } from './attempt-step.ts'
import type { AnyStep } from './attempt-step.ts'
import { currentOf, validOf } from './fold-run.ts'
import type { RunState, StepVersion } from './fold-run.ts'
import {
  dependantsOf,
  inProgress,
  inputsOf,
  interruptedQuestionId,
  nextVersion,
  planUndo,
  startOf,
  supersedeDependants,
} from './plan-steps.ts'
import { throughJson } from './run-ledger.ts'
import type { AnySkill } from './run-executor.ts'
import { demandPermission, nameOf } from './visibility.ts'

/** An edit that its step's schema and checks have passed. */
export interface JudgedEdit {
  readonly step: AnyStep
  readonly output: unknown
  readonly checks: readonly Check[]
}

/** Judges an edit against the run as it stands. Throws what `RunService.edit` promises. */
export const judgeEdit = async (state: RunState, skill: AnySkill, request: EditStep): Promise<JudgedEdit> => {
  const step = stepOf(state, skill, request.step)
  if (!step.editPermission)
    throw new PlatformError('STEP_NOT_EDITABLE', { step: step.name, reason: 'it is not one to be edited' })
  demandPermission(request.actor, step.editPermission)
  demandEditable(state, skill, step, request)
  const parsed = step.output.safeParse(request.output)
  if (!parsed.success)
    throw new PlatformError('STEP_EDIT_REFUSED', {
      step: step.name,
      problems: parsed.error.issues.map(issue =>
        [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
      ),
    })
  const context = editContext(state, step, request.actor)
  const previous = currentOf(state, step.name)?.output
  const output = step.completeEdit ? await step.completeEdit(parsed.data, previous, context) : parsed.data
  const checks = (await step.check?.(output, context)) ?? []
  const failed = checks.filter(check => check.verdict === 'fail')
  if (failed.length > 0)
    throw new PlatformError('STEP_EDIT_REFUSED', {
      step: step.name,
      problems: failed.map(check => check.message.en),
      checks: failed,
    })
  return { step, output: throughJson(output), checks }
}

/** The events of a judged edit; refuses again what changed while it was judged. */
export const decideEdit = (
  state: RunState,
  skill: AnySkill,
  request: EditStep,
  judged: JudgedEdit,
): readonly RunEventData[] => {
  const { step, output, checks } = judged
  demandEditable(state, skill, step, request)
  return [
    {
      type: 'step-edited',
      step: step.name,
      version: nextVersion(state, step.name),
      inputs: inputsOf(state, step),
      output,
      proposer: { kind: 'person', ...nameOf(request.actor) },
      evidence: [],
      checks: [...checks],
      by: nameOf(request.actor),
    },
    ...supersedeDependants(state, skill.steps, step.name),
  ]
}

/** The events of taking the last edit back. Throws NOTHING_TO_UNDO. */
export const decideUndo = (state: RunState, skill: AnySkill, actor: Actor): readonly RunEventData[] => {
  const edit = state.edits.at(-1)
  if (!edit) throw new PlatformError('NOTHING_TO_UNDO', { runId: state.runId })
  const { editPermission } = stepOf(state, skill, edit.step)
  if (editPermission) demandPermission(actor, editPermission)
  demandNothingActing(state, skill, edit.step)
  return [{ type: 'edit-undone', current: [...planUndo(state, skill.steps)], by: nameOf(actor) }]
}

/** The events of a person's answer to a waiting step. */
export const decideAnswer = (
  state: RunState,
  skill: AnySkill,
  request: AnswerStep,
): readonly RunEventData[] => {
  const step = stepOf(state, skill, request.step)
  demandVersion(state, request, request.value)
  const waiting = validOf(state, step.name)
  if (waiting?.phase !== 'waiting' || !waiting.waitingFor)
    throw new PlatformError('STEP_NOT_EDITABLE', { step: step.name, reason: 'it waits for no answer' })
  const values = waiting.waitingFor.options.map(option => option.value)
  if (!values.includes(request.value))
    throw new PlatformError('INPUT_INVALID', {
      problems: [
        `"${request.value}" is not one of the choices ${values.map(value => `"${value}"`).join(', ')}`,
      ],
    })
  const by = nameOf(request.actor)
  if (waiting.waitingFor.id !== interruptedQuestionId)
    return [startOf(state, step, { ...keyOfAttempt(waiting), answer: request.value, by })]
  if (request.value === 'again')
    return [startOf(state, step, { ...keyOfAttempt(waiting), ...answerOf(waiting), by })]
  return [confirmDone(step, waiting, request.actor)]
}

/** What a crash left: reading steps start again, acting ones ask a person whether they were done. */
export const decideResume = (state: RunState, skill: AnySkill): readonly RunEventData[] => [
  { type: 'run-resumed' },
  ...inProgress(state).map(version => {
    const step = stepOf(state, skill, version.step)
    return step.effect === 'acts' ? askWhetherDone(step, version) : restart(version)
  }),
]

/** Failed steps start again with the key they had; everything else goes on from where it was. */
export const decideRetry = (state: RunState, skill: AnySkill, actor: Actor): readonly RunEventData[] => {
  if (state.phase !== 'failed' && state.phase !== 'cancelled') return []
  const failed = skill.steps.flatMap(step => {
    const version = validOf(state, step.name)
    return version?.phase === 'failed' ? [{ step, version }] : []
  })
  return [
    { type: 'run-resumed' },
    ...failed.map(({ step, version }) =>
      startOf(state, step, { ...keyOfAttempt(version), ...answerOf(version), by: nameOf(actor) }),
    ),
  ]
}

/** Ends the run where it stands. Nothing for a run that has ended. */
export const decideCancel = (state: RunState, actor: Actor): readonly RunEventData[] =>
  state.phase === 'open'
    ? [
        ...inProgress(state).map(({ step, version }): RunEventData => ({
          type: 'step-failed',
          step,
          version,
          error: { code: 'CANCELLED', message: `${actor.name} cancelled the run.`, retryable: true },
          durationMs: 0,
        })),
        { type: 'run-cancelled', by: nameOf(actor) },
      ]
    : []

/** Throws while a step that changes the world is at work on what `from` leads to. */
export const demandNothingActing = (state: RunState, skill: AnySkill, from: string): void => {
  const reached = new Set([from, ...dependantsOf(skill.steps, from)])
  const acting = inProgress(state).find(
    version => reached.has(version.step) && stepOf(state, skill, version.step).effect === 'acts',
  )
  if (acting)
    throw new PlatformError('STEP_NOT_EDITABLE', {
      step: from,
      reason: `"${acting.step}" is being carried out; wait until it has ended`,
    })
}

/** The definition of a step of this run. Throws STEP_NOT_FOUND. */
export const stepOf = (state: RunState, skill: AnySkill, name: string): AnyStep => {
  const step = skill.steps.find(known => known.name === name)
  if (!step) throw new PlatformError('STEP_NOT_FOUND', { runId: state.runId, step: name })
  return step
}

const demandEditable = (state: RunState, skill: AnySkill, step: AnyStep, request: EditStep): void => {
  demandVersion(state, request, request.output)
  const current = validOf(state, step.name)
  const refuse = (reason: string): never => {
    throw new PlatformError('STEP_NOT_EDITABLE', { step: step.name, reason })
  }
  if (!current) refuse('a step before it has changed and must end first')
  if (current?.phase === 'proposed') refuse('it is being worked on; wait for it or cancel the run')
  demandNothingActing(state, skill, step.name)
}

const demandVersion = (
  state: RunState,
  request: { readonly step: string; readonly expectedVersion: number },
  yours: unknown,
): void => {
  const current = currentOf(state, request.step)
  if (!current)
    throw new PlatformError('STEP_NOT_EDITABLE', { step: request.step, reason: 'it has not been run yet' })
  if (current.version !== request.expectedVersion)
    throw new PlatformError('STEP_EDIT_CONFLICT', {
      runId: state.runId,
      step: request.step,
      expectedVersion: request.expectedVersion,
      actualVersion: current.version,
      yours,
      theirs: current.output ?? null,
    })
}

const editContext = (state: RunState, step: AnyStep, actor: Actor) =>
  contextOf({
    state,
    step,
    started: { idempotencyKey: `${state.runId}/${step.name}/${nextVersion(state, step.name)}` },
    signal: AbortSignal.timeout(60_000),
    actor,
  })

const keyOfAttempt = ({ idempotencyKey }: StepVersion) =>
  idempotencyKey === undefined ? {} : { idempotencyKey }

const answerOf = ({ answer }: StepVersion) => (answer === undefined ? {} : { answer })

const restart = (version: StepVersion): RunEventData => ({
  type: 'step-started',
  step: version.step,
  version: version.version,
  inputs: { ...version.inputs },
  idempotencyKey: version.idempotencyKey ?? '',
  ...answerOf(version),
})

const engineProposer = { kind: 'builtin', name: 'engine/runs', version: '1' } as const

const askWhetherDone = (step: AnyStep, version: StepVersion): RunEventData => ({
  type: 'step-waiting',
  step: version.step,
  version: version.version,
  output: null,
  proposer: engineProposer,
  evidence: [
    {
      kind: 'interrupted',
      text: {
        en: `Idempotency key ${version.idempotencyKey}`,
        zh: `幂等键 ${version.idempotencyKey}`,
      },
      data: { idempotencyKey: version.idempotencyKey },
    },
  ],
  checks: [],
  waitingFor: {
    id: interruptedQuestionId,
    question: {
      en: `The server stopped during "${step.title.en}". Was it carried out?`,
      zh: `服务器在执行“${step.title.zh ?? step.title.en}”时停止。该操作是否已完成？`,
    },
    options: [
      { value: 'done', label: { en: 'Yes, it was done', zh: '是，已完成' } },
      { value: 'again', label: { en: 'No, carry it out now', zh: '否，现在执行' } },
    ],
  },
})

/** Without a result a dependant can use, the run ends here instead of going on with a guess. */
const confirmDone = (step: AnyStep, waiting: StepVersion, actor: Actor): RunEventData => ({
  type: 'step-finished',
  step: waiting.step,
  version: waiting.version,
  output: null,
  proposer: { kind: 'person', ...nameOf(actor) },
  evidence: [
    {
      kind: 'confirmed',
      text: {
        en: `${actor.name} confirmed that it was done before the restart.`,
        zh: `${actor.name} 确认该操作在重启前已完成。`,
      },
    },
  ],
  checks: [],
  durationMs: 0,
  ...(step.output.safeParse(null).success
    ? {}
    : { stop: `"${step.title.en}" was confirmed as done, but its result is not known.` }),
})
