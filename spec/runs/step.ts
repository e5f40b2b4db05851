import { z } from 'zod'
import { localizedSchema } from '../text/localized.ts'

/** Who wrote a step's output: a built-in method, a model, or a person. */
export const proposerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('builtin'), name: z.string(), version: z.string() }),
  z.object({ kind: z.literal('model'), name: z.string(), provider: z.string() }),
  z.object({ kind: z.literal('person'), personId: z.string(), name: z.string() }),
])
export type Proposer = z.infer<typeof proposerSchema>

/**
 * Why a step produced what it did: a matched word, a rule, a sample, a cited place. `text` is a quote or a name as it
 * stands, or what is told of it in both languages; `data` is JSON.
 */
export const evidenceSchema = z.object({
  kind: z.string(),
  text: z.union([z.string(), localizedSchema]),
  score: z.number().optional(),
  data: z.unknown().optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** A deterministic judgement of a step's output, the same whoever proposed it. */
export const checkSchema = z.object({
  name: z.string(),
  verdict: z.enum(['pass', 'warn', 'fail']),
  message: localizedSchema,
  data: z.unknown().optional(),
})
export type Check = z.infer<typeof checkSchema>

/**
 * - `proposed`: started, no output recorded yet
 * - `waiting`: needs a person (`waitingFor` says what)
 * - `done`: output written by its proposer
 * - `edited`: output written by a person in place of an earlier version
 * - `failed`: `error` says why
 * - `superseded`: an input changed after this version; a newer version replaces it
 */
export const stepStateSchema = z.enum(['proposed', 'waiting', 'done', 'edited', 'failed', 'superseded'])
export type StepState = z.infer<typeof stepStateSchema>

/** One multiple-choice question put to a person. `value` goes back as the answer. */
export const choiceQuestionSchema = z.object({
  id: z.string(),
  question: localizedSchema,
  options: z.array(
    z.object({ value: z.string(), label: localizedSchema, detail: localizedSchema.optional() }),
  ),
})
export type ChoiceQuestion = z.infer<typeof choiceQuestionSchema>

/** A failure as a person reads it, with the facts of its code. Never carries a secret or a stack. */
export const stepErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  data: z.unknown().optional(),
})
export type StepError = z.infer<typeof stepErrorSchema>

/** One version of one step. `step` names it inside its skill; `version` counts from 1. Times are ISO 8601 UTC. */
export const stepSchema = z.object({
  step: z.string(),
  version: z.number().int().positive(),
  state: stepStateSchema,
  /** Version of each dependency that this version was made from. */
  inputs: z.record(z.string(), z.number().int().positive()),
  output: z.unknown(),
  proposer: proposerSchema.optional(),
  evidence: z.array(evidenceSchema),
  checks: z.array(checkSchema),
  waitingFor: choiceQuestionSchema.optional(),
  error: stepErrorSchema.optional(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  durationMs: z.number().nonnegative().optional(),
})
export type Step = z.infer<typeof stepSchema>
