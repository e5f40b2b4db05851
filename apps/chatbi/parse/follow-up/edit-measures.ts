import { beforeUnit, definitionOf } from '../../query/find-in-model.ts'
import type { Aggregate, Condition, FieldRef, Measure, MeasureExpression } from '../../query/query.ts'
import { timeFieldOf } from '../assemble/time-field-of.ts'
import type { Parts } from '../collect.ts'
import { countRows } from '../count-measure.ts'
import { addMeasure, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { isQuantity } from '../model-view.ts'
import { cueOf } from '../node.ts'
import type { DatasetNode, FieldNode, Node } from '../node.ts'
import { addsTo } from './follow-up-words.ts'
import { totalOf } from '../total-of.ts'

/** What is measured now instead of before, or beside it: "output?", "in labour hours", 再加上废品率, "and the maximum?". */
export const editMeasures = (draft: Draft, parts: Parts, question: string): void => {
  const said = measuresSaid(draft, parts)
  if (said.length === 0) return countsListed(draft, parts) ? undefined : changeAggregate(draft, parts)
  const along = alongPeriods(draft.measures)
  const ordered = new Set(draft.measures.map(measure => measure.id))
  const ranked = draft.orderBy.find(order => order.by.kind === 'output' && ordered.has(order.by.id))
  if (!addsTo(question)) {
    draft.measures = []
    draft.orderBy = draft.orderBy.filter(order => order.by.kind === 'output' && !ordered.has(order.by.id))
  }
  draft.columns = []
  for (const expression of said) {
    const [id = ''] = along(expression).map(made => addMeasure(draft, made))
    if (ranked && draft.orderBy.length === 0)
      draft.orderBy.push({ by: { kind: 'output', id }, direction: ranked.direction })
  }
  moveToMeasured(draft, parts)
}

/** "how many are finished", 完工的有几张, after a list: the rows of it that meet that. */
const countsListed = (draft: Draft, parts: Parts): boolean => {
  const first = draft.columns[0]?.value
  const root = draft.root ?? (first?.kind === 'field' ? first.field.dataset : undefined)
  const isListed = draft.measures.length === 0 && draft.dimensions.length === 0
  if (!isListed || root === undefined || parts.counts.length === 0 || parts.conditions.length === 0)
    return false
  draft.columns = []
  draft.orderBy = []
  addMeasure(draft, countRows(root, draft.view))
  return true
}

/** What is measured now; where groups were measured before, a quantity that is named is added up for them too. */
const measuresSaid = (draft: Draft, parts: Parts): readonly MeasureExpression[] => {
  const said = parts.measures.map((node): MeasureExpression =>
    node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression,
  )
  // "what did they cost" after a list: all of it together
  const isListed = draft.measures.length === 0 && !parts.asksAmount
  if (said.length > 0 || isListed) return said
  // "and by labour hours instead": ranked by that, not grouped by it
  const ranked = parts.groups.flatMap(group => group.by).filter(isMeasured)
  if (ranked.length > 0) return ranked.map(totalOf)
  // "how much of that was scrapped": behind the verb it is asked for too
  const named = parts.outputs.length > 0 ? parts.outputs : parts.otherFields
  return named.filter(node => isQuantity(node.field)).map(totalOf)
}

/** A column whose values are added up or averaged, by which nothing is grouped. */
export const isMeasured = (node: FieldNode | DatasetNode): node is FieldNode =>
  node.type === 'field' && isQuantity(node.field) && node.field.role === 'measure'

/** "what about the maximum", 平均呢: the same column, aggregated otherwise. */
const changeAggregate = (draft: Draft, parts: Parts): void => {
  const [only, other] = draft.measures
  const said = aggregateSaid(draft, parts)
  if (!only || other || !said) return
  const made = aggregated(draft, only.expression, said.aggregate)
  if (!made) return
  draft.measures = []
  draft.orderBy = []
  addMeasure(draft, made)
  draft.taken.push(said.word)
}

/** "and the average?" after one of each line: that of the lines; after one number: that of its column. */
const aggregated = (
  draft: Draft,
  of: MeasureExpression,
  aggregate: Aggregate,
): MeasureExpression | undefined => {
  const [group, second] = draft.dimensions
  if (!group) {
    const column = columnOf(draft, of)
    return column && { ...column, aggregate }
  }
  const isOfGroups = aggregate === 'avg' || aggregate === 'min' || aggregate === 'max'
  if (second || !isOfGroups || draft.compareTo || draft.having.length > 0 || draft.limit) return undefined
  draft.dimensions = []
  const { id: _, ...by } = group
  return { kind: 'of-groups', aggregate, of, by }
}

/** A word that aggregates and names nothing; of one number the greatest is the maximum, of groups it ranks them. */
const aggregateSaid = (
  draft: Draft,
  parts: Parts,
): { readonly word: Node; readonly aggregate: Aggregate } | undefined => {
  const word = parts.leftover.find(node => cueOf(node, 'aggregate'))
  const aggregate = cueOf(word, 'aggregate')?.aggregate
  if (word && aggregate) return { word, aggregate }
  const [extreme] = parts.superlatives
  // 哪天最高, "by machine, the top 5": of groups it ranks them
  const isOfGroups = draft.dimensions.length + namedCount(parts) > 0
  return extreme?.key.kind === 'open' && !isOfGroups
    ? { word: extreme, aggregate: extreme.direction === 'desc' ? 'max' : 'min' }
    : undefined
}

/** How much is named that the answer may be grouped by. */
const namedCount = ({ groups, heads, outputs, times }: Parts): number =>
  groups.length +
  heads.length +
  outputs.filter(node => !isQuantity(node.field)).length +
  times.filter(({ expression }) => expression.grain !== undefined).length

type Aggregated = MeasureExpression & { readonly kind: 'aggregate' }

/** The aggregate of a column that a measure is, in the column's own unit. */
const columnOf = (draft: Draft, expression: MeasureExpression): Aggregated | undefined => {
  const whole = definitionOf(expression, draft.view.model)
  const inner = whole && beforeUnit(whole)
  if (inner?.kind !== 'aggregate' || inner.value.kind !== 'field') return undefined
  const field = draft.view.field(inner.value.field)
  return field && isQuantity(field) ? inner : undefined
}

/** "what about scrap?" after output by month with its growth: the same is computed of scrap. */
const alongPeriods = (
  measures: readonly Measure[],
): ((of: MeasureExpression) => readonly MeasureExpression[]) => {
  const before = measures.map(({ expression }) => expression)
  const plain = new Set(before.map(one => JSON.stringify(one.kind === 'series' ? one.of : one)))
  if (plain.size !== 1 || !before.some(one => one.kind === 'series')) return of => [of]
  return of => before.map(one => (one.kind === 'series' ? { ...one, of } : of))
}

/** Times, groups and filters of the rows measured before become those of the rows measured now. */
const moveToMeasured = (draft: Draft, parts: Parts): void => {
  const [measured] = measuredDatasets(draft)
  const dataset = measured === undefined ? undefined : draft.view.dataset(measured)
  if (measured === undefined || !dataset) return
  const move = (ref: FieldRef): FieldRef => {
    const isReached = ref.dataset === measured || draft.view.isParent(ref.dataset, measured)
    const same = dataset.fields.find(field => field.name === ref.field && !field.hidden)
    return isReached || !same ? ref : { dataset: measured, field: same.name }
  }
  const before = draft.time?.field
  const now = timeFieldOf(draft, parts)
  draft.dimensions = draft.dimensions.map(one => {
    const isTime = one.grain !== undefined && now !== undefined
    return { ...one, field: isTime ? now : move(one.field) }
  })
  draft.filters = draft.filters.map(filter => moveCondition(filter, move))
  if (draft.time && before && now) draft.time = { ...draft.time, field: now }
}

const moveCondition = (condition: Condition, move: (ref: FieldRef) => FieldRef): Condition => {
  switch (condition.kind) {
    case 'compare':
      return condition.left.kind === 'field'
        ? { ...condition, left: { kind: 'field', field: move(condition.left.field) } }
        : condition
    case 'in':
    case 'text':
    case 'is-null':
      return { ...condition, field: move(condition.field) }
    default:
      return condition
  }
}
