import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import { definitionOf, findMetric } from '../../query/find-in-model.ts'
import type { Condition, Measure, MeasureExpression } from '../../query/query.ts'
import { withFilters } from '../assemble/with-filters.ts'
import type { Parts } from '../collect.ts'
import { countRows } from '../count-measure.ts'
import { measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { asksForPartOf, asksForPer } from './follow-up-words.ts'
import { namesThing } from './same-row.ts'

/**
 * "as a percentage of output", 占全部检验的比例: what was measured before as a part of what is named. Where the same is named again
 * without what was said of its rows ("as a share of all inspections", after those that failed), that makes the part. Whether it
 * was done.
 */
export const editShare = (draft: Draft, parts: Parts, question: string): boolean => {
  const [before, second] = draft.measures
  if (before && !second && shareOfValue(draft, parts, before)) return true
  const whole = wholeSaid(draft, parts)
  const isPer = asksForPer(question) && parts.measures.length > 0
  if (!(asksForPartOf(question) || isPer) || !before || second || !whole) return false
  if (isRate(draft, before.expression) || isRate(draft, whole)) return false
  return !isPer && isSameWithout(draft, before.expression, whole)
    ? partOfAll(draft, before.expression, whole)
    : partOfOther(draft, before.expression, whole)
}

/** 德国占比多少, "what share is Germany", after one number of each country: that of the one among all. */
const shareOfValue = (draft: Draft, parts: Parts, { expression }: Measure): boolean => {
  const [condition, other] = parts.conditions
  const [ref] = condition?.refs ?? []
  if (!parts.flags.has('share') || !condition || other || !ref || parts.measures.length > 0) return false
  const group = draft.dimensions.find(one => sameRef(one.field, ref))
  if (!group || parts.groups.length > 0 || isRate(draft, expression)) return false
  const part = withFilters(expression, [condition.condition])
  if (!part) return false
  draft.dimensions = draft.dimensions.filter(one => one !== group)
  divide(draft, part, expression)
  // it is said of the part alone
  draft.taken.push(condition)
  return true
}

const wholeSaid = (draft: Draft, parts: Parts): MeasureExpression | undefined => {
  const [said, other] = parts.measures
  if (other || parts.groups.length + parts.conditions.length > 0) return undefined
  if (said) return said.type === 'metric' ? { kind: 'metric', metric: said.metric.name } : said.expression
  const [head, another] = [...parts.heads, ...parts.owners]
  return head && !another ? countRows(head.dataset.name, draft.view) : undefined
}

const isRate = (draft: Draft, expression: MeasureExpression): boolean =>
  expression.kind === 'metric'
    ? findMetric(draft.view.model, expression.metric)?.format?.percent === true
    : expression.kind !== 'aggregate' && expression.kind !== 'rows'

/** The expression of a metric, without what it says of the rows. */
const withoutFilters = (draft: Draft, expression: MeasureExpression): MeasureExpression => {
  const whole = definitionOf(expression, draft.view.model) ?? expression
  if (!('filters' in whole)) return whole
  const { filters: _, ...rest } = whole
  return rest
}

const isSameWithout = (draft: Draft, a: MeasureExpression, b: MeasureExpression): boolean =>
  JSON.stringify(withoutFilters(draft, a)) === JSON.stringify(withoutFilters(draft, b))

/** The rows that something was said of, among all: what says where, or of which thing, holds of both. */
const partOfAll = (draft: Draft, before: MeasureExpression, whole: MeasureExpression): boolean => {
  const isOfKind = (filter: Condition): boolean => {
    const refs = fieldsOfCondition(filter)
    return refs.length > 0 && refs.every(ref => !namesThing(draft.view, ref))
  }
  const ofKind = draft.filters.findLast(isOfKind)
  const lifted = ofKind ?? (draft.dimensions.length === 0 ? draft.filters.at(-1) : undefined)
  const part = lifted && withFilters(before, [lifted])
  const isPart = JSON.stringify(before) !== JSON.stringify(whole)
  if (!part && !isPart) return false
  draft.filters = draft.filters.filter(filter => filter !== lifted)
  divide(draft, part ?? before, whole)
  return true
}

/** A ratio of two things: every condition and group must hold of both, or it is doubtful. */
const partOfOther = (draft: Draft, before: MeasureExpression, whole: MeasureExpression): boolean => {
  divide(draft, before, whole)
  const measured = measuredDatasets(draft)
  const isShared = (dataset: string): boolean =>
    measured.every(one => one === dataset || draft.view.isParent(dataset, one))
  const refs = [...draft.filters.flatMap(fieldsOfCondition), ...draft.dimensions.map(one => one.field)]
  if (!refs.every(ref => isShared(ref.dataset))) draft.penalty += 1
  return true
}

const divide = (draft: Draft, left: MeasureExpression, right: MeasureExpression): void => {
  draft.measures = [{ id: 'share', expression: { kind: 'arithmetic', operator: '/', left, right } }]
  draft.orderBy = []
  draft.limit = undefined
}
