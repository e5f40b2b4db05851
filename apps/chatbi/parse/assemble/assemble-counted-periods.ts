import type { AllGroups, GroupCondition, MeasureExpression, Query, TimeGrain } from '../../query/query.ts'
import { timeFieldOf } from './time-field-of.ts'
import type { Parts } from '../collect.ts'
import type { Draft } from '../draft.ts'
import { isQuantity } from '../model-view.ts'
import { totalOf } from '../total-of.ts'

export interface Said {
  readonly of: MeasureExpression
  readonly when?: GroupCondition
}

/**
 * "on how many days did line 3 make fewer than 2000 parts", 有几天停机超过10小时: the periods are counted in which what is said
 * holds of their totals; where nothing is said of a total, those that have any of the rows. Whether it could be done.
 */
export const applyCountedPeriods = (draft: Draft, parts: Parts, grain: TimeGrain): boolean => {
  const said = saidOfTotals(draft, parts)
  const field = said && timeFieldOf(draft, parts)
  if (!said || !field) return false
  draft.having = []
  draft.columns = []
  draft.orderBy = []
  draft.root = undefined
  draft.measures = [
    {
      id: `number_of_${grain}s`,
      expression: { kind: 'of-groups', aggregate: 'count', by: { field, grain }, ...said },
    },
  ]
  return true
}

const saidOfTotals = (draft: Draft, parts: Parts): Said | undefined => {
  const [having, other] = draft.having
  if (!having) return saidOfAmount(draft, parts) ?? anyRows(draft, parts)
  const { measure: of, operator, right } = having
  if (other || right.kind === 'query') return undefined
  if (right.kind === 'value') return { of, when: { operator, value: right.value } }
  const { statistic, times } = right
  return {
    of,
    when: {
      operator,
      ofAll: { ...(statistic ? { statistic } : {}), ...(times === undefined ? {} : { times }) },
    },
  }
}

/** 报废超过320件, of a day: all that was scrapped in it, not one of its rows. */
export const saidOfAmount = (draft: Draft, parts: Parts): Said | undefined => {
  for (const { condition } of parts.conditions) {
    if (condition.kind !== 'compare' || condition.left.kind !== 'field') continue
    const { operator, right } = condition
    const { field: ref } = condition.left
    const field = draft.view.field(ref)
    const isAmount = field && isQuantity(field) && (field.defaultAggregate ?? 'sum') === 'sum'
    const all = right.kind === 'query' ? meanOfAll(right.query) : undefined
    const when: GroupCondition | undefined =
      right.kind === 'value' && typeof right.value === 'number'
        ? { operator, value: right.value }
        : all && { operator, ofAll: all }
    if (!isAmount || !when || operator === '=') continue
    draft.filters = draft.filters.filter(filter => JSON.stringify(filter) !== JSON.stringify(condition))
    return { of: totalOf({ ref, field }), when }
  }
  return undefined
}

/** "below the daily average": what a row would be set against, of the periods. */
const meanOfAll = ({ measures }: Query): AllGroups | undefined => {
  const expression = measures[0]?.expression
  const [mean, factor] =
    expression?.kind === 'arithmetic' && expression.operator === '*'
      ? [expression.left, expression.right]
      : [expression, undefined]
  if (mean?.kind !== 'aggregate' || (mean.aggregate !== 'avg' && mean.aggregate !== 'median'))
    return undefined
  return {
    ...(mean.aggregate === 'median' ? { statistic: 'median' as const } : {}),
    ...(factor?.kind === 'number' ? { times: factor.value } : {}),
  }
}

const anyRows = (draft: Draft, parts: Parts): Said | undefined => {
  const [measure, other] = draft.measures
  if (other) return undefined
  if (measure) return { of: measure.expression }
  const field = timeFieldOf(draft, parts)
  return field && { of: { kind: 'rows', dataset: field.dataset } }
}
