import { z } from 'zod'
import { dataTypeSchema, sqlDialectSchema } from '@millwright/spec'
import { measureExpressionSchema } from '../../query/query.ts'
import {
  datasetSchema,
  fieldSchema,
  metricSchema,
  relationshipSchema,
  semanticModelSchema,
} from '../semantic-model.ts'

/** Our facts of a field that Ossie has no place for. `type` only where Ossie's own type says less. */
export const fieldExtensionSchema = z
  .strictObject({
    ...fieldSchema.omit({ name: true, column: true, synonyms: true, description: true, type: true }).shape,
    type: dataTypeSchema,
  })
  .partial()
export const datasetExtensionSchema = z
  .strictObject(
    datasetSchema.pick({ label: true, defaultTime: true, rowCount: true, hidden: true, segments: true })
      .shape,
  )
  .partial()

export const relationshipExtensionSchema = z
  .strictObject(
    relationshipSchema.pick({ oneToOne: true, role: true, verbs: true, inferredConfidence: true }).shape,
  )
  .partial()

export const metricExtensionSchema = z
  .strictObject({
    ...metricSchema.omit({ name: true, synonyms: true, description: true, expression: true }).shape,
    expression: measureExpressionSchema,
  })
  .partial()

export const modelExtensionSchema = z
  .strictObject({
    ...semanticModelSchema.pick({ sourceId: true, version: true, rowRules: true }).shape,
    dialect: sqlDialectSchema,
  })
  .partial()
