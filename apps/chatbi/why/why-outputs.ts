import { z } from 'zod'
import { localizedSchema } from '@millwright/spec'
import { cellSchema } from '../execute/result-table.ts'
import { fieldRefSchema, scalarSchema } from '../query/query.ts'

const dimensionSchema = z.object({ field: fieldRefSchema, label: localizedSchema })

const effectSchema = z.object({
  dimension: dimensionSchema,
  value: cellSchema,
  before: z.number().nullable(),
  after: z.number().nullable(),
  contribution: z.number(),
  mixEffect: z.number(),
  rateEffect: z.number(),
  t: z.number(),
  p: z.number(),
  adjustedP: z.number(),
})

const periodSchema = z.object({ from: z.string(), to: z.string() })

/** Output of `compare`: both periods over every dimension, what was asked for it, and the causes found. */
export const compareOutputSchema = z.object({
  periods: z.object({ before: periodSchema, after: periodSchema }),
  /** The value that is set against an average other one, in one period. */
  cohort: z.object({ field: fieldRefSchema, value: scalarSchema }).optional(),
  /** The blocks of time that one observation is. */
  grain: z.enum(['hour', 'day']),
  isRatio: z.boolean(),
  /** The metric that is compared in place of the total asked about, which moved because this rate did. */
  rate: z.string().optional(),
  /** Sums are told per day or hour, as the periods are not of one length. */
  isPerBlock: z.boolean().optional(),
  total: z.object({ before: z.number(), after: z.number(), change: z.number(), p: z.number() }),
  /** Strongest first. */
  effects: z.array(effectSchema),
  causes: z.array(z.object({ effect: effectSchema, within: effectSchema.optional() })),
  /** What moved most clearly against the change of all. */
  against: effectSchema.optional(),
  reversals: z.array(dimensionSchema),
  testCount: z.number().int(),
  queries: z.array(z.object({ dimension: z.string(), sql: z.string(), rowCount: z.number().int() })),
})
export type CompareOutput = z.infer<typeof compareOutputSchema>
