import type { SemanticModel } from '../model/semantic-model.ts'
import { datasetsOfMeasure, findMetric } from '../query/find-in-model.ts'
import type { Condition, MeasureExpression } from '../query/query.ts'

/** A measure as sums: of groups (`denominator` absent), or a ratio of two sums. `filters` hold for both. */
export interface MeasureParts {
  readonly numerator: MeasureExpression
  readonly denominator?: MeasureExpression
  readonly filters: readonly Condition[]
  /** The one dataset that is measured. */
  readonly dataset: string
}

/** What a change of `expression` can be split into; undefined for medians, extremes and what spans two datasets. */
export const findMeasureParts = (
  expression: MeasureExpression,
  model: SemanticModel,
): MeasureParts | undefined => {
  const datasets = new Set(datasetsOfMeasure(expression, model))
  const [dataset] = datasets
  if (dataset === undefined || datasets.size > 1) return undefined
  const { inner, filters } = unfold(expression, model)
  if (isAdditive(inner, model)) return { numerator: inner, filters, dataset }
  const ratio = toRatio(inner, model)
  return ratio && { ...ratio, filters, dataset }
}

/** The expression that a metric stands for, with the conditions put on it. */
const unfold = (
  expression: MeasureExpression,
  model: SemanticModel,
): { readonly inner: MeasureExpression; readonly filters: readonly Condition[] } => {
  if (expression.kind !== 'metric') return { inner: expression, filters: [] }
  const metric = findMetric(model, expression.metric)
  if (!metric || metric.expression.kind === 'metric') return { inner: expression, filters: [] }
  return { inner: metric.expression, filters: expression.filters ?? [] }
}

const toRatio = (
  expression: MeasureExpression,
  model: SemanticModel,
): Pick<Required<MeasureParts>, 'numerator' | 'denominator'> | undefined => {
  if (expression.kind === 'aggregate' && expression.aggregate === 'avg')
    return {
      numerator: { ...expression, aggregate: 'sum' },
      denominator: { ...expression, aggregate: 'count' },
    }
  if (expression.kind !== 'arithmetic' || expression.operator !== '/') return undefined
  const { left: numerator, right: denominator } = expression
  return isAdditive(numerator, model) && isAdditive(denominator, model)
    ? { numerator, denominator }
    : undefined
}

/** Whether the parts of any grouping add up to the whole. */
const isAdditive = (expression: MeasureExpression, model: SemanticModel): boolean => {
  switch (expression.kind) {
    case 'rows':
      return true
    case 'aggregate':
      return expression.aggregate === 'sum' || expression.aggregate === 'count'
    case 'metric': {
      const { inner } = unfold(expression, model)
      return inner.kind !== 'metric' && isAdditive(inner, model)
    }
    case 'arithmetic': {
      const { operator, left, right } = expression
      if (operator === '+' || operator === '-') return isAdditive(left, model) && isAdditive(right, model)
      return /[*/]/.test(operator) && isAdditive(left, model) && right.kind === 'number'
    }
    case 'number':
    case 'share':
    case 'series':
    case 'of-groups':
      return false
  }
}
