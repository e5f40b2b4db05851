import type { GroupCondition, MeasureExpression, TimeGrain } from '../../query/query.ts'
import { timeFieldOf } from './time-field-of.ts'
import type { Parts } from '../collect.ts'
import type { Draft } from '../draft.ts'
import { isQuantity } from '../model-view.ts'
import { totalOf } from '../total-of.ts'

interface Said {
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
  if (having && (other || having.right.kind !== 'value')) return undefined
  if (having?.right.kind === 'value')
    return { of: having.measure, when: { operator: having.operator, value: having.right.value } }
  return saidOfAmount(draft, parts) ?? anyRows(draft, parts)
}

/** 报废超过320件, of a day: all that was scrapped in it, not one of its rows. */
const saidOfAmount = (draft: Draft, parts: Parts): Said | undefined => {
  for (const { condition } of parts.conditions) {
    if (condition.kind !== 'compare' || condition.left.kind !== 'field' || condition.right.kind !== 'value')
      continue
    const { field: ref } = condition.left
    const field = draft.view.field(ref)
    const { value } = condition.right
    const isAmount = field && isQuantity(field) && (field.defaultAggregate ?? 'sum') === 'sum'
    if (!isAmount || typeof value !== 'number' || condition.operator === '=') continue
    draft.filters = draft.filters.filter(filter => JSON.stringify(filter) !== JSON.stringify(condition))
    const of = totalOf({ ref, field })
    return { of, when: { operator: condition.operator, value } }
  }
  return undefined
}

const anyRows = (draft: Draft, parts: Parts): Said | undefined => {
  const [measure, other] = draft.measures
  if (other) return undefined
  if (measure) return { of: measure.expression }
  const field = timeFieldOf(draft, parts)
  return field && { of: { kind: 'rows', dataset: field.dataset } }
}
