import { z } from 'zod'
import { roleSchema } from '../access/actor.ts'
import { checkSchema, choiceQuestionSchema, evidenceSchema, proposerSchema, stepErrorSchema } from './step.ts'

const person = z.object({ personId: z.string(), name: z.string() })
const stepRef = { step: z.string(), version: z.number().int().positive() }
const result = {
  output: z.unknown(),
  proposer: proposerSchema,
  evidence: z.array(evidenceSchema),
  checks: z.array(checkSchema),
}

/** What can be appended to a run's journal. Replaying these in order yields the run; nothing else is state. */
export const runEventDataSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run-created'),
    app: z.string(),
    skill: z.string(),
    skillVersion: z.string(),
    title: z.string(),
    input: z.unknown(),
    conversationId: z.string().optional(),
    forkedFrom: z.object({ runId: z.string(), seq: z.number().int() }).optional(),
    by: person,
    /** Role of the creator when asked; steps never run with more than this. */
    role: roleSchema.optional(),
    /** The moment that "now" means in this run; absent: when the run was created. */
    asOf: z.string().optional(),
  }),
  z.object({
    type: z.literal('step-started'),
    ...stepRef,
    inputs: z.record(z.string(), z.number().int().positive()),
    idempotencyKey: z.string(),
    answer: z.string().optional(),
    by: person.optional(),
  }),
  z.object({
    type: z.literal('step-finished'),
    ...stepRef,
    ...result,
    durationMs: z.number(),
    /** The run is to end after this step, and why. */
    stop: z.string().optional(),
  }),
  z.object({ type: z.literal('step-waiting'), ...stepRef, ...result, waitingFor: choiceQuestionSchema }),
  z.object({ type: z.literal('step-failed'), ...stepRef, error: stepErrorSchema, durationMs: z.number() }),
  z.object({
    type: z.literal('step-edited'),
    ...stepRef,
    ...result,
    inputs: z.record(z.string(), z.number().int().positive()),
    by: person,
  }),
  /** Dependants of an edited step whose current version no longer holds. */
  z.object({ type: z.literal('steps-superseded'), steps: z.array(z.object(stepRef)) }),
  /** Undo: these versions are current again (a step absent from the list has no current version). */
  z.object({ type: z.literal('edit-undone'), current: z.array(z.object(stepRef)), by: person }),
  z.object({ type: z.literal('run-stopped'), step: z.string(), reason: z.string() }),
  z.object({ type: z.literal('run-finished') }),
  z.object({ type: z.literal('run-failed'), step: z.string() }),
  z.object({ type: z.literal('run-cancelled'), by: person }),
  z.object({ type: z.literal('run-shared'), by: person }),
  z.object({ type: z.literal('run-resumed') }),
])
export type RunEventData = z.infer<typeof runEventDataSchema>

/** A journal entry. `seq` counts from 1 within its run without gaps. */
export interface RunEvent {
  readonly runId: string
  readonly seq: number
  readonly at: string
  readonly data: RunEventData
}
