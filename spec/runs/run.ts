import { z } from 'zod'
import { stepSchema } from './step.ts'

/** `waiting`: a step waits for a person. `done`: nothing left to do, which includes an early stop (a refusal). */
export const runStateSchema = z.enum(['running', 'waiting', 'done', 'failed', 'cancelled'])
export type RunState = z.infer<typeof runStateSchema>

/**
 * A durable, ordered list of steps. `steps` holds the current version of each step in skill order;
 * `history` every older version, oldest first. `seq` is the sequence number of the last journal event.
 */
export const runSchema = z.object({
  id: z.string(),
  app: z.string(),
  skill: z.string(),
  skillVersion: z.string(),
  title: z.string(),
  state: runStateSchema,
  input: z.unknown(),
  steps: z.array(stepSchema),
  history: z.array(stepSchema),
  /** Why the run ended before its last step, where it did. */
  stopped: z.object({ step: z.string(), reason: z.string() }).optional(),
  conversationId: z.string().optional(),
  forkedFrom: z.object({ runId: z.string(), seq: z.number().int() }).optional(),
  createdBy: z.object({ personId: z.string(), name: z.string() }),
  createdAt: z.string(),
  /** The moment that "now" means in the run, where it is not `createdAt`: a fork's is that of its original. */
  asOf: z.string().optional(),
  updatedAt: z.string(),
  seq: z.number().int().nonnegative(),
  canUndo: z.boolean(),
  /** Others may open it by its link, if their role is at least its creator's. */
  shared: z.boolean(),
})
export type Run = z.infer<typeof runSchema>

/** A run without its outputs, for lists. */
export const runSummarySchema = runSchema.omit({ steps: true, history: true, input: true })
export type RunSummary = z.infer<typeof runSummarySchema>
