import { appendFileSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { defineSkill, defineStep } from '@millwright/spec'
import type { Actor, Run, RunService, Skill } from '@millwright/spec'

/** Who asks, edits and answers in the scenario. */
export const operator: Actor = { personId: 'operator', name: 'Operator', role: 'analyst', via: 'cli' }

const proposer = { kind: 'builtin', name: 'crash-test', version: '1' } as const
const inputSchema = z.object({ quantity: z.number() })
const interruptedSchema = z.object({ idempotencyKey: z.string() })
type Input = z.infer<typeof inputSchema>

/**
 * plan (reads) → order (acts) → confirm (reads). Ordering appends its idempotency key to a file and does not look
 * whether it is there already: only the engine stands between the plant and a second order.
 */
export const createOrderSkill = (ordersFile: string): Skill<never> => {
  const plan = defineStep<Input, number>({
    name: 'plan',
    title: { en: 'Plan' },
    dependsOn: [],
    effect: 'reads',
    output: z.number(),
    editPermission: 'runs.write',
    run: async ({ input }) => ({ outcome: 'done', output: input.quantity * 2, proposer }),
  })
  const order = defineStep<Input, null>({
    name: 'order',
    title: { en: 'Order' },
    dependsOn: ['plan'],
    effect: 'acts',
    output: z.null(),
    run: async ({ outputs, idempotencyKey }) => {
      appendFileSync(ordersFile, `${idempotencyKey} ${Number(outputs['plan'])}\n`)
      return { outcome: 'done', output: null, proposer }
    },
  })
  const confirm = defineStep<Input, string>({
    name: 'confirm',
    title: { en: 'Confirm' },
    dependsOn: ['plan', 'order'],
    effect: 'reads',
    output: z.string(),
    run: async ({ outputs }) => ({ outcome: 'done', output: `${Number(outputs['plan'])} ordered`, proposer }),
  })
  const skill = defineSkill<Input>({
    name: 'crash-test.order',
    app: 'crash-test',
    version: '1',
    title: { en: 'Order' },
    input: inputSchema,
    steps: [plan, order, confirm],
    titleOf: ({ quantity }) => `Order ${quantity}`,
  })
  return skill as unknown as Skill<never> // the service parses with `input` before a step sees it
}

/** Orders placed so far, as "key quantity" lines. */
export const readOrders = (ordersFile: string): readonly string[] =>
  readFileSync(ordersFile, { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean)

/**
 * Orders 3, edits the plan to 10, takes the edit back; picks up wherever an earlier process was cut off, and
 * answers "was it carried out?" the way a person would: by looking.
 */
export const playScenario = async (service: RunService, skill: string, ordersFile: string): Promise<Run> => {
  await service.resumeAll()
  const { id } = await service.start({
    skill,
    input: { quantity: 3 },
    actor: operator,
    requestKey: 'the-order',
  })
  const happened = async (type: string) => {
    const { events } = await service.receipt(id, operator)
    return events.some(event => JSON.stringify(event.data).startsWith(`{"type":"${type}"`))
  }
  await settleByLooking(service, id, ordersFile)
  if (!(await happened('step-edited')))
    await service.edit({ runId: id, step: 'plan', expectedVersion: 1, output: 10, actor: operator })
  await settleByLooking(service, id, ordersFile)
  if (!(await happened('edit-undone'))) await service.undo(id, operator)
  return settleByLooking(service, id, ordersFile)
}

const settleByLooking = async (service: RunService, id: string, ordersFile: string): Promise<Run> => {
  const run = await service.settled(id, operator)
  const waiting = run.steps.find(step => step.state === 'waiting')
  if (!waiting) return run
  const [interrupted] = waiting.evidence
  const { idempotencyKey: key } = interruptedSchema.parse(interrupted?.data)
  const isDone = readOrders(ordersFile).some(line => line.startsWith(`${key} `))
  await service.answer({
    runId: id,
    step: waiting.step,
    expectedVersion: waiting.version,
    value: isDone ? 'done' : 'again',
    actor: operator,
  })
  return settleByLooking(service, id, ordersFile)
}
