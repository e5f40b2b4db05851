import { sameRef } from '../../query/fields-of.ts'
import type { FieldRef, MeasureExpression, TimeGrain, TimePart } from '../../query/query.ts'
import { findMetric } from '../../query/find-in-model.ts'
import { saidOfAmount } from './assemble-counted-periods.ts'
import { meanOfGroups } from './assemble-mean-of-groups.ts'
import type { Parts } from '../collect.ts'
import { addDimension, addMeasure } from '../draft.ts'
import { countRows } from '../count-measure.ts'
import type { Draft } from '../draft.ts'
import { isQuantity } from '../model-view.ts'
import type { NodeOf } from '../node.ts'
import { totalOf } from '../total-of.ts'
import { timeFieldOf } from './time-field-of.ts'

/** A mean or a ratio has no total to divide. */
const isMean = (draft: Draft, expression: MeasureExpression): boolean => {
  if (expression.kind === 'metric') {
    const metric = findMetric(draft.view.model, expression.metric)
    return metric?.format?.percent === true || (metric !== undefined && isMean(draft, metric.expression))
  }
  return expression.kind === 'aggregate' && !/^(sum|count)/.test(expression.aggregate)
}

/** Each measure divided by how many of the periods have rows: the mean of the periods' own totals. */
export const averageOver = (draft: Draft, parts: Parts, field: FieldRef, grain: TimeGrain): boolean => {
  if (draft.measures.length === 0) {
    for (const node of parts.outputs.filter(output => isQuantity(output.field)))
      addMeasure(draft, totalOf(node))
    if (draft.measures.length > 0) draft.columns = []
  }
  const periods: MeasureExpression = {
    kind: 'aggregate',
    aggregate: 'count-distinct',
    value: { kind: 'time-bucket', grain, of: { kind: 'field', field } },
  }
  const [only, other] = draft.measures
  // days that are counted have no mean of days
  if (only?.expression.kind === 'of-groups') return false
  // 日均产量最高的产线，日均多少件: said twice
  if (JSON.stringify(only?.expression ?? '').includes(JSON.stringify(periods))) return true
  if (only && !other && isMean(draft, only.expression)) {
    replaceMeasures(draft, grain, of => meanOfGroups(of, { field, grain }))
    return true
  }
  if (!only || draft.measures.some(({ expression }) => isMean(draft, expression))) return false
  replaceMeasures(draft, grain, left => ({ kind: 'arithmetic', operator: '/', left, right: periods }))
  return true
}

/** Each measure becomes one of periods, and what was ordered by it is ordered by that. */
const replaceMeasures = (
  draft: Draft,
  grain: TimeGrain,
  change: (of: MeasureExpression) => MeasureExpression,
): void => {
  const nameOf = (id: string): string => `${id}_per_${grain}`
  const before = new Set(draft.measures.map(measure => measure.id))
  draft.measures = draft.measures.map(({ id, expression }) => ({
    id: nameOf(id),
    expression: change(expression),
  }))
  draft.orderBy = draft.orderBy.map(order =>
    order.by.kind === 'output' && before.has(order.by.id)
      ? { ...order, by: { kind: 'output', id: nameOf(order.by.id) } }
      : order,
  )
}

/** Groups by the periods, takes their mean, or the one of them that stands out. Whether it could be done. */
export const applyGrain = (
  draft: Draft,
  parts: Parts,
  {
    expression,
    isAveraged,
    extreme,
    text,
  }: Pick<NodeOf<'time'>, 'expression' | 'isAveraged' | 'extreme' | 'text'>,
): boolean => {
  const field = timeFieldOf(draft, parts)
  if (!field || !expression.grain) return false
  const type = draft.view.field(field)?.type
  if (expression.grain === 'hour' && type === 'date') return false
  if (isAveraged) return averageOver(draft, parts, field, expression.grain)
  if (expression.asks) limitPeriods(draft, parts)
  measureRows(draft, parts, field)
  const isSame = (one: Draft['dimensions'][number]): boolean =>
    sameRef(one.field, field) && one.part === undefined
  draft.dimensions = draft.dimensions.filter(one => !isSame(one))
  const [group] = draft.dimensions
  const id = addDimension(draft, { field, grain: expression.grain })
  const [measure] = draft.measures
  if (extreme && measure) {
    draft.orderBy = [{ by: { kind: 'output', id: measure.id }, direction: extreme }]
    draft.limit = group ? { count: 1, per: group.id } : { count: 1 }
    return draft.measures.length === 1
  }
  if (isOfEachPeriod(draft, parts, text)) {
    draft.limit = { count: draft.limit?.count ?? 1, per: id }
    return true
  }
  orderByPeriod(draft, parts, id)
  return true
}

/** "the machine with the most downtime in each month", 每个月停机最多的设备: one of every period, not of all. */
const isOfEachPeriod = (draft: Draft, parts: Parts, text: string): boolean =>
  draft.limit !== undefined &&
  draft.limit.per === undefined &&
  parts.superlatives.length > 0 &&
  draft.dimensions.length === 2 &&
  /^(in |on |for |of |during )?(each|every|per)\b|^[每各逐]/i.test(text)

/** "stops by weekday", 哪个钟点能耗最高: groups by what repeats of a time. Whether it could be done. */
export const applyPart = (draft: Draft, parts: Parts, part: TimePart): boolean => {
  const field = timeFieldOf(draft, parts)
  if (!field || (part === 'hour-of-day' && draft.view.field(field)?.type === 'date')) return false
  measureRows(draft, parts, field)
  orderByPeriod(draft, parts, addDimension(draft, { field, part }))
  return true
}

/** "days when energy was 10 % above the daily average": of what the days come to, not of the rows of each. */
const limitPeriods = (draft: Draft, parts: Parts): void => {
  // "days with a stop longer than 3 hours": said of one of the rows
  const isOfRows = parts.heads.length + parts.owners.length > 0
  const said = draft.measures.length > 0 || isOfRows ? undefined : saidOfAmount(draft, parts)
  const { of: measure, when } = said ?? {}
  if (!measure || !when) return
  draft.columns = []
  draft.root = undefined
  const { operator } = when
  draft.having.push({
    measure,
    operator,
    right: 'value' in when ? { kind: 'value', value: when.value } : { kind: 'groups-average', ...when.ofAll },
  })
  addMeasure(draft, measure)
}

const orderByPeriod = (draft: Draft, parts: Parts, id: string): void => {
  if (draft.orderBy.length === 0 && parts.orders.length === 0)
    draft.orderBy.push({ by: { kind: 'output', id }, direction: 'asc' })
}

/** What is grouped by periods is added up; where no amount is asked for, the rows are counted. */
const measureRows = (draft: Draft, parts: Parts, field: FieldRef): void => {
  const quantities = parts.outputs.filter(node => isQuantity(node.field))
  if (draft.measures.length === 0 && quantities.length > 0) {
    draft.columns = []
    for (const quantity of quantities) addMeasure(draft, totalOf(quantity))
  } else if (draft.measures.length === 0) {
    const dataset = parts.heads[0]?.dataset.name ?? field.dataset
    draft.measures.push({ id: `number_of_${dataset}`, expression: countRows(dataset, draft.view) })
    draft.columns = []
    draft.root = undefined
  }
}

/** "over time" without a grain: by month, said as an assumption. */
export const applyTrend = (draft: Draft, parts: Parts): void => {
  if (draft.dimensions.some(one => one.grain !== undefined)) return
  if (applyGrain(draft, parts, { text: '', expression: { from: 0, to: 0, text: '', grain: 'month' } }))
    draft.assumptions.push({ en: 'Over time is shown by month', zh: '趋势按月显示' })
}
