import { z } from 'zod'
import { PlatformError, defineSkill, defineStep } from '@millwright/spec'
import type { Actor, Skill, StepContext, StepResult } from '@millwright/spec'

/** What the steps of the contract's skill are told to do, and what they did; one per test. */
export interface Workshop {
  readonly skill: Skill<never>
  /** Steps started so far, as `step(n)` where n is the number of starts of that step. */
  readonly log: string[]
  /** Work done on the world, by idempotency key. */
  readonly acted: string[]
  /** What each step was last started with. */
  readonly contexts: Map<string, StepContext<Input>>
  /** Makes a step hold until the returned function is called. */
  hold(step: string): () => void
  /** Makes the next start of a step throw. */
  failNext(step: string, error: Error): void
}

const number = z.number()
const inputSchema = z.object({
  base: z.number(),
  mode: z.enum(['plain', 'ask', 'stop']).default('plain'),
})
type Input = z.infer<typeof inputSchema>

export const analyst: Actor = { personId: 'p-analyst', name: 'Ana', role: 'analyst', via: 'session' }
export const otherAnalyst: Actor = { personId: 'p-other', name: 'Bo', role: 'analyst', via: 'session' }
export const viewer: Actor = { personId: 'p-viewer', name: 'Vic', role: 'viewer', via: 'session' }
export const administrator: Actor = {
  personId: 'p-admin',
  name: 'Ada',
  role: 'administrator',
  via: 'session',
}
export const everyone: readonly Actor[] = [analyst, otherAnalyst, viewer, administrator]

const builtin = { kind: 'builtin', name: 'workshop', version: '1' } as const

/**
 * A skill in the shape of a diamond: `read` gives the base, `double` and `square` work on it side by side, `sum`
 * adds them, and `report` hands the sum to the world.
 */
export const createWorkshop = (name: string, options: { readonly acts?: boolean } = {}): Workshop => {
  const log: string[] = []
  const acted: string[] = []
  const contexts = new Map<string, StepContext<Input>>()
  const gates = new Map<string, Promise<void>>()
  const failures = new Map<string, Error>()

  const work = async (
    step: string,
    context: StepContext<Input>,
    make: () => number,
  ): Promise<StepResult<number>> => {
    log.push(`${step}(${log.filter(entry => entry.startsWith(`${step}(`)).length + 1})`)
    contexts.set(step, context)
    await unlessAborted(gates.get(step) ?? Promise.resolve(), context.signal)
    const failure = failures.get(step)
    failures.delete(step)
    if (failure) throw failure
    return { outcome: 'done', output: make(), proposer: builtin }
  }
  const outputOf = (context: StepContext<Input>, step: string) => number.parse(context.outputs[step])
  const step = (
    stepName: string,
    dependsOn: readonly string[],
    run: (context: StepContext<Input>) => Promise<StepResult<number>>,
  ) =>
    defineStep<Input, number>({
      name: stepName,
      title: { en: stepName },
      dependsOn,
      effect: 'reads',
      output: number,
      editPermission: 'runs.write',
      run,
      stableOutput: output => ({ rounded: Math.round(output) }),
      check: async output => [
        { name: 'finite', verdict: output < 0 ? 'fail' : 'pass', message: { en: 'must not be negative' } },
      ],
    })

  const readStep = step('read', [], async context => {
    const done = await work('read', context, () => context.input.base)
    if (context.input.mode === 'stop')
      return { outcome: 'stop', reason: 'nothing to do', output: 0, proposer: builtin }
    if (context.input.mode === 'ask' && context.answer === undefined)
      return {
        outcome: 'waiting',
        output: 0,
        proposer: builtin,
        waitingFor: {
          id: 'which-base',
          question: { en: 'Which base?' },
          options: ['10', '20'].map(value => ({ value, label: { en: value } })),
        },
      }
    return context.answer === undefined ? done : { ...done, output: Number(context.answer) }
  })
  const reportStep = defineStep<Input, number>({
    name: 'report',
    title: { en: 'Report', zh: '上报' },
    dependsOn: ['sum'],
    effect: 'acts',
    output: number,
    run: context =>
      work('report', context, () => {
        acted.push(context.idempotencyKey)
        return outputOf(context, 'sum')
      }),
  })
  const reading = [
    readStep,
    step('double', ['read'], context => work('double', context, () => outputOf(context, 'read') * 2)),
    step('square', ['read'], context => work('square', context, () => outputOf(context, 'read') ** 2)),
    step('sum', ['double', 'square'], context =>
      work('sum', context, () => outputOf(context, 'double') + outputOf(context, 'square')),
    ),
  ]
  const skill = defineSkill<Input>({
    name,
    app: 'contract',
    version: '1',
    title: { en: 'Workshop' },
    input: inputSchema,
    steps: options.acts ? [...reading, reportStep] : reading,
    titleOf: input => `Base ${input.base}`,
  })
  return {
    skill: skill as unknown as Skill<never>, // the service parses with `input` before a step sees it
    log,
    acted,
    contexts,
    hold(held) {
      let release = () => {}
      gates.set(held, new Promise(resolve => (release = resolve)))
      return release
    },
    failNext: (failing, error) => failures.set(failing, error),
  }
}

const unlessAborted = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(new PlatformError('QUERY_CANCELLED', { reason: 'the run was cancelled' }))
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject)
  })
