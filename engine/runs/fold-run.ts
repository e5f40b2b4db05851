import type {
  Check,
  ChoiceQuestion,
  Evidence,
  Proposer,
  RunEvent,
  RunEventData,
  StepError,
} from '@millwright/spec'

type DataOf<T extends RunEventData['type']> = Extract<RunEventData, { type: T }>

/** One version of one step as the journal tells it. `phase` never becomes "superseded": that is a relation. */
export interface StepVersion {
  readonly step: string
  readonly version: number
  readonly phase: 'proposed' | 'waiting' | 'done' | 'edited' | 'failed'
  readonly inputs: Readonly<Record<string, number>>
  readonly idempotencyKey?: string
  readonly answer?: string
  readonly output?: unknown
  readonly proposer?: Proposer
  readonly evidence: readonly Evidence[]
  readonly checks: readonly Check[]
  readonly waitingFor?: ChoiceQuestion
  readonly error?: StepError
  readonly stop?: string
  readonly startedAt: string
  readonly finishedAt?: string
  readonly durationMs?: number
}

/** An edit that can be undone, with the versions that were current before it. */
export interface RecordedEdit {
  readonly step: string
  readonly before: ReadonlyMap<string, number>
}

/** What the journal of one run amounts to. Built by `foldRun` alone. */
export interface RunState {
  readonly runId: string
  readonly seq: number
  readonly created: DataOf<'run-created'>
  readonly createdAt: string
  readonly updatedAt: string
  readonly phase: 'open' | 'finished' | 'stopped' | 'failed' | 'cancelled'
  readonly stopped?: { readonly step: string; readonly reason: string }
  /** Every version of every step; version n stands at index n - 1. */
  readonly versions: ReadonlyMap<string, readonly StepVersion[]>
  readonly current: ReadonlyMap<string, number>
  /** Current versions whose inputs have changed since, as `step@version`. */
  readonly superseded: ReadonlySet<string>
  readonly edits: readonly RecordedEdit[]
  readonly shared: boolean
}

/** The run that `events` (from seq 1 on, without gaps) describe. Throws `Error('bug: …')` for anything else. */
export const foldRun = (events: readonly RunEvent[]): RunState => {
  const [first, ...rest] = events
  if (first?.data.type !== 'run-created') throw new Error('bug: a journal must begin with run-created')
  return rest.reduce(applyEvent, begin(first, first.data))
}

/** `state` one event later. Pure; shares what did not change. */
export const applyEvent = (state: RunState, event: RunEvent): RunState => {
  if (event.seq !== state.seq + 1)
    throw new Error(`bug: run ${state.runId} at seq ${state.seq} cannot take event ${event.seq}`)
  const next = change(state, event.data, event.at)
  return { ...next, seq: event.seq, updatedAt: event.at }
}

/** `state` as it would be after `data`, for planning what else belongs into the same append. */
export const preview = (state: RunState, data: readonly RunEventData[]): RunState =>
  data.reduce(
    (soFar, next) =>
      applyEvent(soFar, { runId: state.runId, seq: soFar.seq + 1, at: soFar.updatedAt, data: next }),
    state,
  )

/** The current version of `step`, superseded or not; undefined before its first start. */
export const currentOf = (state: RunState, step: string): StepVersion | undefined => {
  const version = state.current.get(step)
  return version === undefined ? undefined : versionOf(state, step, version)
}

/** The current version of `step` if its inputs still hold. */
export const validOf = (state: RunState, step: string): StepVersion | undefined => {
  const found = currentOf(state, step)
  return found && !state.superseded.has(keyOf(found)) ? found : undefined
}

/** Names the version of a step within its run. */
export const keyOf = (ref: { readonly step: string; readonly version: number }): string =>
  `${ref.step}@${ref.version}`

const versionOf = (state: RunState, step: string, version: number): StepVersion => {
  const found = state.versions.get(step)?.[version - 1]
  if (!found) throw new Error(`bug: run ${state.runId} has no ${step}@${version}`)
  return found
}

const begin = (event: RunEvent, created: DataOf<'run-created'>): RunState => ({
  runId: event.runId,
  seq: event.seq,
  created,
  createdAt: event.at,
  updatedAt: event.at,
  phase: 'open',
  versions: new Map(),
  current: new Map(),
  superseded: new Set(),
  edits: [],
  shared: false,
})

const change = (state: RunState, data: RunEventData, at: string): RunState => {
  switch (data.type) {
    case 'run-created':
      throw new Error(`bug: run ${state.runId} is created twice`)
    case 'step-started':
      return startStep(state, data, at)
    case 'step-finished':
      return endStep(state, data, { ...resultOf(data), phase: 'done', durationMs: data.durationMs }, at)
    case 'step-waiting':
      return endStep(state, data, { ...resultOf(data), phase: 'waiting', waitingFor: data.waitingFor }, at)
    case 'step-failed':
      return endStep(
        state,
        data,
        { phase: 'failed', error: data.error, durationMs: data.durationMs, evidence: [], checks: [] },
        at,
      )
    case 'step-edited':
      return editStep(state, data, at)
    case 'steps-superseded':
      return { ...state, superseded: new Set([...state.superseded, ...data.steps.map(keyOf)]) }
    case 'edit-undone':
      return undoEdit(state, data)
    case 'run-stopped':
      return { ...state, phase: 'stopped', stopped: { step: data.step, reason: data.reason } }
    case 'run-finished':
      return { ...state, phase: 'finished' }
    case 'run-failed':
      return { ...state, phase: 'failed' }
    case 'run-cancelled':
      return { ...state, phase: 'cancelled' }
    case 'run-shared':
      return { ...state, shared: true }
    case 'run-resumed':
      return reopen(state)
  }
}

const reopen = (state: RunState): RunState => {
  const { stopped: _stopped, ...rest } = state
  return { ...rest, phase: 'open' }
}

const resultOf = (data: DataOf<'step-finished' | 'step-waiting' | 'step-edited'>) => ({
  output: data.output,
  proposer: data.proposer,
  evidence: data.evidence,
  checks: data.checks,
  ...('stop' in data && data.stop !== undefined ? { stop: data.stop } : {}),
})

const withVersion = (state: RunState, version: StepVersion): RunState => {
  const known = state.versions.get(version.step) ?? []
  if (version.version > known.length + 1)
    throw new Error(`bug: run ${state.runId} skips a version before ${keyOf(version)}`)
  const versions = [...known]
  versions[version.version - 1] = version
  return { ...state, versions: new Map(state.versions).set(version.step, versions) }
}

const withCurrent = (state: RunState, version: StepVersion): RunState => ({
  ...withVersion(state, version),
  current: new Map(state.current).set(version.step, version.version),
})

/** Starting a version that exists (after a crash) makes it proposed again. */
const startStep = (state: RunState, data: DataOf<'step-started'>, at: string): RunState =>
  reopen(
    withCurrent(state, {
      step: data.step,
      version: data.version,
      phase: 'proposed',
      inputs: data.inputs,
      idempotencyKey: data.idempotencyKey,
      ...(data.answer === undefined ? {} : { answer: data.answer }),
      evidence: [],
      checks: [],
      startedAt: at,
    }),
  )

type StepEnd = Omit<
  StepVersion,
  'step' | 'version' | 'inputs' | 'idempotencyKey' | 'answer' | 'startedAt' | 'finishedAt'
>

const endStep = (
  state: RunState,
  ref: { readonly step: string; readonly version: number },
  end: StepEnd,
  at: string,
): RunState => {
  const { step, version, inputs, idempotencyKey, answer, startedAt } = versionOf(state, ref.step, ref.version)
  return withVersion(state, {
    step,
    version,
    inputs,
    startedAt,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(answer === undefined ? {} : { answer }),
    ...end,
    finishedAt: at,
  })
}

const editStep = (state: RunState, data: DataOf<'step-edited'>, at: string): RunState =>
  reopen(
    withCurrent(
      { ...state, edits: [...state.edits, { step: data.step, before: holding(state) }] },
      {
        step: data.step,
        version: data.version,
        phase: 'edited',
        inputs: data.inputs,
        ...resultOf(data),
        startedAt: at,
        finishedAt: at,
      },
    ),
  )

/** What an undo may return to: versions with a result whose inputs hold. */
const holding = (state: RunState): ReadonlyMap<string, number> =>
  new Map(
    [...state.current].filter(([step]) => {
      const valid = validOf(state, step)
      return valid !== undefined && valid.phase !== 'proposed'
    }),
  )

const undoEdit = (state: RunState, data: DataOf<'edit-undone'>): RunState => {
  const superseded = new Set(state.superseded)
  for (const ref of data.current) superseded.delete(keyOf(ref))
  return reopen({
    ...state,
    current: new Map(data.current.map(ref => [ref.step, ref.version])),
    superseded,
    edits: state.edits.slice(0, -1),
  })
}
