import { z } from 'zod'
import { dataTypeSchema, gradeSchema, localizedSchema, sqlDialectSchema } from '@millwright/spec'
import { aggregateSchema, conditionSchema, fieldRefSchema, measureExpressionSchema } from '../query/query.ts'

const names = { label: localizedSchema, synonyms: z.array(z.string()), description: z.string().optional() }

/**
 * - `key`: identifies a row or refers to one; never summed
 * - `time`: a date or timestamp
 * - `measure`: a quantity; `defaultAggregate` says how it adds up
 * - `dimension`: anything to group and filter by
 */
export const fieldRoleSchema = z.enum(['key', 'time', 'measure', 'dimension'])
export type FieldRole = z.infer<typeof fieldRoleSchema>

/** A column as people speak of it. `name` is unique in its dataset; `column` is the physical name. */
export const fieldSchema = z.object({
  name: z.string(),
  column: z.string(),
  ...names,
  type: dataTypeSchema,
  /** `text` where the column holds its numbers as text (SQLite allows it): comparing and computing need a cast. */
  storedType: dataTypeSchema.optional(),
  role: fieldRoleSchema,
  unit: z.string().optional(),
  defaultAggregate: aggregateSchema.optional(),
  grade: gradeSchema,
  hidden: z.boolean(),
  /** This field names the row: shown where a row of the dataset is meant ("which line"). */
  isName: z.boolean().optional(),
  /** Values that are yes/no flags, codes of a small set, or free text. */
  valueKind: z.enum(['flag', 'category', 'code', 'name', 'text', 'number', 'time']).optional(),
  distinctCount: z.number().optional(),
  nullCount: z.number().optional(),
  minimum: z.union([z.string(), z.number()]).optional(),
  maximum: z.union([z.string(), z.number()]).optional(),
  samples: z.array(z.union([z.string(), z.number(), z.boolean()])),
  /** Other words for single values: `{ "LINE-3": ["line 3", "三号线"] }`. */
  valueSynonyms: z.record(z.string(), z.array(z.string())).optional(),
})
export type Field = z.infer<typeof fieldSchema>

/** A condition that people have a word for: "major" cities. */
export const segmentSchema = z.object({ words: z.array(z.string()), condition: conditionSchema })
export type Segment = z.infer<typeof segmentSchema>

/** A table or view as people speak of it. `label` is the plural noun of its rows ("stops", 停机记录). */
export const datasetSchema = z.object({
  name: z.string(),
  table: z.object({ schema: z.string().optional(), name: z.string() }),
  ...names,
  primaryKey: z.array(z.string()),
  /** Field that a time range restricts when the question names none. */
  defaultTime: z.string().optional(),
  rowCount: z.number().optional(),
  hidden: z.boolean(),
  segments: z.array(segmentSchema).optional(),
  fields: z.array(fieldSchema),
})
export type Dataset = z.infer<typeof datasetSchema>

/** Many rows of `from` refer to one row of `to` (one to one where `oneToOne`). `role` tells parallel ones apart. */
export const relationshipSchema = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  fromFields: z.array(z.string()),
  toFields: z.array(z.string()),
  oneToOne: z.boolean().optional(),
  role: z.string().optional(),
  /** What rows of `from` do to rows of `to`, as people say it: "run through". */
  verbs: z.array(z.string()).optional(),
  /** Found by inclusion of values, not declared; 0..1. */
  inferredConfidence: z.number().optional(),
})
export type Relationship = z.infer<typeof relationshipSchema>

/** A named measure. `better` says which direction is good. */
export const metricSchema = z.object({
  name: z.string(),
  ...names,
  expression: measureExpressionSchema,
  unit: z.string().optional(),
  /** How many decimals to show, and whether the value is a ratio shown in percent. */
  format: z.object({ decimals: z.number().int().optional(), percent: z.boolean().optional() }).optional(),
  better: z.enum(['higher', 'lower']).optional(),
  /** Field that a time range restricts for this metric. */
  time: fieldRefSchema.optional(),
  hidden: z.boolean(),
})
export type Metric = z.infer<typeof metricSchema>

/** Rows that a role (and those below it) may see: SQL over the dataset's own columns, in the source's dialect. */
export const rowRuleSchema = z.object({
  dataset: z.string(),
  roles: z.array(z.enum(['viewer', 'analyst', 'steward', 'administrator'])),
  condition: z.string(),
})
export type RowRule = z.infer<typeof rowRuleSchema>

/** What people may ask about one source. Saved as Apache Ossie YAML; `version` counts its saves from 1. */
export const semanticModelSchema = z.object({
  sourceId: z.string(),
  name: z.string(),
  version: z.number().int().positive(),
  dialect: sqlDialectSchema,
  description: z.string().optional(),
  datasets: z.array(datasetSchema),
  relationships: z.array(relationshipSchema),
  metrics: z.array(metricSchema),
  rowRules: z.array(rowRuleSchema),
})
export type SemanticModel = z.infer<typeof semanticModelSchema>
