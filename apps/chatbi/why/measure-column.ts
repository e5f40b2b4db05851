import type { ResultTableColumn } from '../execute/result-table.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import { fieldsOfRow } from '../query/fields-of.ts'
import { datasetsOfMeasure, findDataset, findField, findMetric } from '../query/find-in-model.ts'
import type { MeasureExpression, Query } from '../query/query.ts'

/** How the values of a measure are named and written. */
export type MeasureColumn = Pick<ResultTableColumn, 'label' | 'unit' | 'percent' | 'decimals' | 'better'>

/** The measure that a query asks for, as a column, or the metric `rate` that is compared in its place. */
export const measureColumnOf = (
  query: Query | null,
  model: SemanticModel | undefined,
  rate?: string,
): MeasureColumn => {
  const expression: MeasureExpression | undefined =
    rate === undefined ? query?.measures[0]?.expression : { kind: 'metric', metric: rate }
  if (!expression || !model) return { label: { en: 'value', zh: '数值' } }
  if (expression.kind !== 'metric') return plainColumn(expression, model)
  const metric = findMetric(model, expression.metric)
  if (!metric) return { label: { en: expression.metric } }
  const { label, unit, format, better } = metric
  return {
    label,
    ...(unit === undefined ? {} : { unit }),
    ...(format?.percent === undefined ? {} : { percent: format.percent }),
    ...(format?.decimals === undefined ? {} : { decimals: format.decimals }),
    ...(better === undefined ? {} : { better }),
  }
}

const plainColumn = (expression: MeasureExpression, model: SemanticModel): MeasureColumn => {
  const [ref] = expression.kind === 'aggregate' ? fieldsOfRow(expression.value) : []
  const field = ref && findField(model, ref)
  if (field) return { label: field.label, ...(field.unit === undefined ? {} : { unit: field.unit }) }
  const [dataset = ''] = datasetsOfMeasure(expression, model)
  const label = findDataset(model, dataset)?.label ?? { en: dataset }
  return { label: { en: `number of ${label.en}`, zh: `${label.zh ?? label.en}数量` } }
}
