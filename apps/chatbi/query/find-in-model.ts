import type { Dataset, Field, Metric, SemanticModel } from '../model/semantic-model.ts'
import { fieldsOfRow } from './fields-of.ts'
import type { Condition, FieldRef, MeasureExpression } from './query.ts'

interface Names {
  readonly datasets: ReadonlyMap<string, Dataset>
  readonly fields: ReadonlyMap<string, Field>
  readonly metrics: ReadonlyMap<string, Metric>
}

const cache = new WeakMap<SemanticModel, Names>()
const fieldKey = (ref: FieldRef): string => `${ref.dataset}\u0000${ref.field}`

const namesOf = (model: SemanticModel): Names => {
  const known = cache.get(model)
  if (known) return known
  const names: Names = {
    datasets: new Map(model.datasets.map(dataset => [dataset.name, dataset])),
    fields: new Map(
      model.datasets.flatMap(dataset =>
        dataset.fields.map(field => [fieldKey({ dataset: dataset.name, field: field.name }), field] as const),
      ),
    ),
    metrics: new Map(model.metrics.map(metric => [metric.name, metric])),
  }
  cache.set(model, names)
  return names
}

/** The dataset called `name`, where the model has it. */
export const findDataset = (model: SemanticModel, name: string): Dataset | undefined =>
  namesOf(model).datasets.get(name)

/** The field that `ref` names, where the model has it. */
export const findField = (model: SemanticModel, ref: FieldRef): Field | undefined =>
  namesOf(model).fields.get(fieldKey(ref))

/** The metric called `name`, where the model has it. */
export const findMetric = (model: SemanticModel, name: string): Metric | undefined =>
  namesOf(model).metrics.get(name)

/** What a measure is computed by: a metric's own expression, any other as it is. Undefined where the model has no such metric. */
export const definitionOf = (
  expression: MeasureExpression,
  model: SemanticModel,
): MeasureExpression | undefined =>
  expression.kind === 'metric' ? findMetric(model, expression.metric)?.expression : expression

/** Datasets whose rows a measure is computed over; a metric counts by its own expression. */
export const datasetsOfMeasure = (expression: MeasureExpression, model: SemanticModel): readonly string[] => {
  switch (expression.kind) {
    case 'metric': {
      const metric = findMetric(model, expression.metric)
      return metric && metric.expression.kind !== 'metric' ? datasetsOfMeasure(metric.expression, model) : []
    }
    case 'aggregate':
      return fieldsOfRow(expression.value).map(ref => ref.dataset)
    case 'rows':
      return [expression.dataset]
    case 'arithmetic':
      return [...datasetsOfMeasure(expression.left, model), ...datasetsOfMeasure(expression.right, model)]
    case 'number':
      return []
    case 'share':
    case 'series':
    case 'of-groups':
      return datasetsOfMeasure(expression.of, model)
  }
}

/** Filters that every aggregate of a measure has; a metric has those of its own expression. */
export const filtersOfMeasure = (
  expression: MeasureExpression,
  model: SemanticModel,
): readonly Condition[] => {
  switch (expression.kind) {
    case 'metric': {
      const metric = findMetric(model, expression.metric)
      return metric && metric.expression.kind !== 'metric' ? filtersOfMeasure(metric.expression, model) : []
    }
    case 'aggregate':
    case 'rows':
      return expression.filters ?? []
    case 'arithmetic':
      return expression.right.kind === 'number' ? filtersOfMeasure(expression.left, model) : []
    default:
      return []
  }
}

/** A measure as it is before it is put into another unit: the minutes of hours. */
export const beforeUnit = (expression: MeasureExpression): MeasureExpression =>
  expression.kind === 'arithmetic' && expression.right.kind === 'number' ? expression.left : expression
