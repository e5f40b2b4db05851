import { z } from 'zod'
import { gradeSchema } from '@millwright/spec'

const fieldValuesSchema = z.object({
  dataset: z.string(),
  field: z.string(),
  grade: gradeSchema,
  /** Words for one thing that a value of the field names (`line` for line_id), as stems. */
  nouns: z.array(z.string()),
  /** Distinct values as stored, commonest first. */
  values: z.array(z.union([z.string(), z.number()])),
  /** The cap cut the list. */
  truncated: z.boolean(),
  synonyms: z.record(z.string(), z.array(z.string())).optional(),
})
export type FieldValues = z.infer<typeof fieldValuesSchema>

/** The values of a source that questions may name, as they are kept in a file. `version` is the format's. */
export const valueDataSchema = z.object({
  format: z.literal('millwright-values'),
  version: z.literal(1),
  sourceId: z.string(),
  modelVersion: z.number().int(),
  builtAt: z.string(),
  fields: z.array(fieldValuesSchema),
  /** Fields left out, and why, for a person to read. */
  skipped: z.array(z.object({ dataset: z.string(), field: z.string(), reason: z.string() })),
})
export type ValueData = z.infer<typeof valueDataSchema>
