import type { Metric, SemanticModel } from '../model/semantic-model.ts'
import { findMetric } from '../query/find-in-model.ts'
import type { Condition, MeasureExpression } from '../query/query.ts'
import { findMeasureParts } from './measure-parts.ts'
import type { MeasureParts } from './measure-parts.ts'

/** A total as what its rate is of: its parts with their own denominator, and the conditions that are left for both. */
export interface RateOfSum {
  readonly metric: Metric
  readonly parts: MeasureParts & Required<Pick<MeasureParts, 'denominator'>>
  readonly filters: readonly Condition[]
}

interface Summed {
  readonly parts: MeasureParts
  readonly filters: readonly Condition[]
}

/**
 * The metric of the model that sets a total against all it is a part of: scrap against all parts made, inspections that failed
 * against all inspections. Undefined where there is none, or what is asked is a ratio already.
 */
export const findRateOfSum = (summed: Summed, model: SemanticModel): RateOfSum | undefined => {
  if (summed.parts.denominator) return undefined
  for (const metric of model.metrics) {
    const parts = metric.hidden ? undefined : findMeasureParts(metric.expression, model)
    if (!parts?.denominator || parts.dataset !== summed.parts.dataset) continue
    const filters = filtersBeside(parts.numerator, summed, model)
    if (filters) return { metric, parts: { ...parts, denominator: parts.denominator }, filters }
  }
  return undefined
}

/** Conditions on the total that the numerator does not have by itself; undefined where they are not sums of the same. */
const filtersBeside = (
  numerator: MeasureExpression,
  { parts, filters }: Summed,
  model: SemanticModel,
): readonly Condition[] | undefined => {
  const [own, asked] = [toBase(numerator, model), toBase(parts.numerator, model)]
  if (JSON.stringify(own.base) !== JSON.stringify(asked.base)) return undefined
  const all = [...asked.filters, ...parts.filters, ...filters]
  const keys = new Set(own.filters.map(keyOf))
  const rest = all.filter(one => !keys.has(keyOf(one)))
  return all.length - rest.length === keys.size ? rest : undefined
}

/** What is added up, without the conditions on it. */
const toBase = (
  expression: MeasureExpression,
  model: SemanticModel,
): { readonly base: MeasureExpression; readonly filters: readonly Condition[] } => {
  if (expression.kind === 'metric') {
    const metric = findMetric(model, expression.metric)
    if (!metric || metric.expression.kind === 'metric') return { base: expression, filters: [] }
    const { base, filters } = toBase(metric.expression, model)
    return { base, filters: [...filters, ...(expression.filters ?? [])] }
  }
  if (expression.kind !== 'aggregate' && expression.kind !== 'rows') return { base: expression, filters: [] }
  const { filters = [], ...base } = expression
  return { base, filters }
}

/** One value is the same condition however it is written. */
const keyOf = (condition: Condition): string => {
  if (condition.kind === 'in' && !condition.negated && condition.values.length === 1)
    return JSON.stringify([condition.field, condition.values[0]])
  return condition.kind === 'compare' &&
    condition.operator === '=' &&
    condition.left.kind === 'field' &&
    condition.right.kind === 'value'
    ? JSON.stringify([condition.left.field, condition.right.value])
    : JSON.stringify(condition)
}

/** What a total and all it is a part of come to in one period, by the day. */
export interface PeriodAmounts {
  readonly sum: number
  readonly whole: number
}

/** At most this part of the total's own change may be that of the whole where the rate is what moved. */
const mostOfWhole = 0.5

/** Whether a total moved because its rate did: as good as as much was made, and more of it was scrap. */
export const isByRate = (before: PeriodAmounts, after: PeriodAmounts): boolean => {
  if (before.whole <= 0 || after.whole <= 0 || before.sum <= 0) return false
  const [whole, sum] = [after.whole / before.whole - 1, after.sum / before.sum - 1]
  return Math.abs(whole) <= mostOfWhole * Math.abs(sum)
}
