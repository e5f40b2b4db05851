import type { SemanticModel } from '../model/semantic-model.ts'
import { datasetsOfMeasure, findDataset, findMetric } from '../query/find-in-model.ts'
import type { FieldRef, MeasureExpression } from '../query/query.ts'

/** The time that a measure goes by: its own, else that of its dataset. */
export const findTimeField = (expression: MeasureExpression, model: SemanticModel): FieldRef | undefined => {
  const own = expression.kind === 'metric' ? findMetric(model, expression.metric)?.time : undefined
  if (own) return own
  const [dataset] = datasetsOfMeasure(expression, model)
  const field = dataset === undefined ? undefined : findDataset(model, dataset)?.defaultTime
  return dataset === undefined || field === undefined ? undefined : { dataset, field }
}
