import { z } from 'zod'
import { dataTypeSchema, localizedSchema } from '@millwright/spec'

/** A result column with what is known of its meaning. `role` decides chart and sentence. */
export const resultColumnSchema = z.object({
  id: z.string(),
  label: localizedSchema,
  type: dataTypeSchema,
  role: z.enum(['measure', 'dimension', 'time', 'key']),
  unit: z.string().optional(),
  percent: z.boolean().optional(),
  decimals: z.number().int().optional(),
  grain: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']).optional(),
  better: z.enum(['higher', 'lower']).optional(),
  /** Set on `<id>__before` and `<id>__change` of a comparison, and on changes from period to period: `growth` is a part. */
  comparison: z.enum(['before', 'change', 'growth']).optional(),
})
export type ResultTableColumn = z.infer<typeof resultColumnSchema>

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Output of the `execute` step. `rowHash` is the SHA-256 of columns and rows as canonical JSON. */
export const resultTableSchema = z.object({
  columns: z.array(resultColumnSchema),
  rows: z.array(z.array(cellSchema)),
  rowCount: z.number().int(),
  truncated: z.boolean(),
  elapsedMs: z.number(),
  rowHash: z.string(),
  /** Number of texts that were too long to keep whole. */
  cutTexts: z.number().int().optional(),
  /** Number of rows of the source that the answer stands on, where it was counted. */
  sourceRowCount: z.number().int().optional(),
  /** Number of rows that the limit cuts off though its order leaves them equal to the last one shown; 20 stands for more. */
  equalBeyond: z.number().int().optional(),
})
export type ResultTable = z.infer<typeof resultTableSchema>
