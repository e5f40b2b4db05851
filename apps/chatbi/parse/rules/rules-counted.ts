import type { Metric } from '../../model/semantic-model.ts'
import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import { datasetsOfMeasure, filtersOfMeasure } from '../../query/find-in-model.ts'
import type { Condition, MeasureExpression } from '../../query/query.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import type { ModelView } from '../model-view.ts'
import { isFlag, isQuantity, kindFieldOf, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node } from '../node.ts'
import { classifiedBy } from './classifiers.ts'
import { conditionNode } from './condition.ts'
import { countedBesideMeasure } from './rules-counted-beside.ts'
import { entityOf } from './rules-entity.ts'

/** "how many bore measurements": rows that each hold one, where the column keeps what does not add up. */
const countedRows: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !isQuantity(node.field) || node.field.defaultAggregate !== 'avg')
    return undefined
  const isPlural = /[a-z]s$|[次数]$/i.test(node.text)
  let before = skipBack(nodes, at)
  while (nodes[before]?.type === 'value' && at - before < 4) before = skipBack(nodes, before)
  const dataset = view.dataset(node.ref.dataset)
  if (!isPlural || !dataset || !isCue(nodes[before], 'count')) return undefined
  const { from, to, text, score, reason } = node
  return { to: at + 1, nodes: [{ type: 'dataset', dataset, from, to, text, score, reason }] }
}

/** 保养做了几单、花了多少钱: counted beside what else is asked of the same rows, which were named before. */
const countedBeside: Rule = (nodes, at, { view, datasets }) => {
  const cue = nodes[at]
  // 哪几张 asks which
  if (
    !cue ||
    nodes[at - 1]?.text === '哪' ||
    !isCue(cue, 'count') ||
    !/^(几|多少)\p{Script=Han}$/u.test(cue.text)
  )
    return undefined
  const isJoined = isCue(nodes[at + 1], 'comma', 'and') || isCue(nodes[skipBack(nodes, at)], 'comma', 'and')
  const isBeside = nodes.some(node => isCue(node, 'money', 'amount', 'duration') || isAmountNamed(node))
  const dataset = classifiedBy(cue.text, [...datasets], view)
  const isFollowed = isNamed(nodes[skip(nodes, at + 1)])
  if (!dataset || !isJoined || !isBeside || isFollowed) return undefined
  const { from, to, text, score, reason } = cue
  return { to: at + 1, nodes: [cue, { type: 'dataset', dataset, from, to, text, score, reason }] }
}

const isAmountNamed = (node: Node): boolean =>
  (node.type === 'metric' && node.metric.expression.kind !== 'rows') ||
  (node.type === 'field' && isQuantity(node.field))

const isNamed = (node: Node | undefined): boolean =>
  node?.type === 'dataset' || node?.type === 'field' || node?.type === 'metric'

/** 供应商按国家数一下，各几家: the things are counted, not told by name. */
const countedByClassifier: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  const next = nodes[skip(nodes, at + 1)]
  if (node?.type !== 'field' || node.field.isName !== true || cueOf(next, 'group')?.each !== false)
    return undefined
  const count = nodes.find((other, i) => i > at && isCue(other, 'count') && /^(几|多少)/.test(other.text))
  const dataset = count && classifiedBy(count.text, [node.ref.dataset], view)
  if (!dataset) return undefined
  const { from, to, text, score, reason } = node
  return { to: at + 1, nodes: [{ type: 'dataset', dataset, from, to, text, score, reason }] }
}

/** "mean duration by reason, unplanned stops only": of which rows, though a metric counts them. */
const onlySome: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'metric' || node.metric.expression.kind !== 'rows') return undefined
  const { dataset, filters = [] } = node.metric.expression
  const next = skip(nodes, at + 1)
  const isOnly = isCue(nodes[next], 'only') || isCue(nodes[skipBack(nodes, at)], 'only')
  const isBeside = nodes.some(
    other =>
      other !== node &&
      (other.type === 'metric' || isCue(other, 'aggregate')) &&
      (other.type !== 'metric' || datasetsOfMeasure(other.metric.expression, view.model).includes(dataset)),
  )
  if (!isOnly || !isBeside || filters.length === 0) return undefined
  return {
    to: isCue(nodes[next], 'only') ? next + 1 : at + 1,
    nodes: filters.map(filter => conditionNode([node], filter, fieldsOfCondition(filter))),
  }
}

/** "planned and unplanned stop hours", 计划停机和非计划停机各多少小时: both sides of the flag, each with all of the measure. */
const bothKinds: Rule = (nodes, at, { view }) => {
  const flag = nodes[at]
  const joiner = skip(nodes, at + 1)
  const node = nodes[skip(nodes, joiner + 1)]
  if (flag?.type !== 'field' || !isFlag(flag.field) || node?.type !== 'metric') return undefined
  if (!isCue(nodes[joiner], 'and', 'versus', 'or')) return undefined
  const [filter, another] = filtersOfMeasure({ kind: 'metric', metric: node.metric.name }, view.model)
  const isOther =
    filter && !another && fieldsOfCondition(filter).every(ref => sameRef(ref, flag.ref)) && saysNot(filter)
  const whole = isOther ? wholeOf(node.metric, view) : undefined
  if (!whole) return undefined
  const { from, to, text, score, reason } = node
  const { reason: _, ...words } = flag
  return {
    to: nodes.indexOf(node) + 1,
    nodes: [
      { ...spanOf([flag]), type: 'group', each: false, by: [{ ...words, reason: 'both kinds' }] },
      { type: 'metric', metric: whole, from, to, text, score, reason },
    ],
  }
}

const saysNot = (filter: Condition): boolean =>
  filter.kind === 'compare' && filter.right.kind === 'value' && filter.right.value === false

/** The metric that measures the same of all rows. */
const wholeOf = (part: Metric, view: ModelView): Metric | undefined => {
  const bare = withoutFilters(part.expression)
  return view.model.metrics.find(
    one => !one.hidden && one.unit === part.unit && JSON.stringify(one.expression) === bare,
  )
}

const withoutFilters = (expression: MeasureExpression): string =>
  JSON.stringify(expression, (key: string, value: unknown) => (key === 'filters' ? undefined : value))

/** 停机原因一共分哪几类: the kinds of what was named before. */
const kindsBehind: Rule = (nodes, at, { view }) => {
  const noun = nodes[at]
  const name =
    noun?.type === 'dataset'
      ? noun.dataset.name
      : noun?.type === 'field' && noun.field.isName
        ? noun.ref.dataset
        : ''
  const place = nodes.findIndex((node, i) => i > at && isCue(node, 'which'))
  const which = nodes[place]
  const dataset = view.dataset(name)
  if (!which || !dataset || !/(类|种类|类型|类别)$/.test(which.text)) return undefined
  const next = nodes[skip(nodes, place + 1)]
  const isBare = next === undefined || isCue(next, 'sentence-end', 'comma')
  if (!isBare || !nodes.slice(at + 1, place).every(node => node.type === 'word' || node.type === 'cue'))
    return undefined
  const [only, another] = dataset.fields.filter(one => one.valueKind === 'category' && !one.hidden)
  const field = kindFieldOf(dataset) ?? (another ? undefined : only)
  if (!field) return undefined
  const { from, to, text, score, reason } = noun ?? which
  return {
    to: place + 1,
    nodes: [which, { type: 'field', ref: refOf(dataset, field), field, from, to, text, score, reason }],
  }
}

/** 四台冲压机分别是哪天投用的, "when were the four presses commissioned": how many there are of the kind, which is known. */
const numberOfKind: Rule = (nodes, at, { view }) => {
  const number = nodes[at]
  if (number?.type !== 'number' || number.percent || number.ordinal || number.value < 2) return undefined
  const isClassified = /^[台条家个张批种名位]$/.test(nodes[at + 1]?.text ?? '')
  const place = isClassified ? at + 2 : at + 1
  const isThe = /^(the|our|all|both|these|those|这|那|全部|所有)$/i.test(nodes[at - 1]?.text ?? '')
  const isEach = nodes.some(node => node.type === 'columns' || cueOf(node, 'group')?.each === true)
  const isAsked = nodes.some(node => isCue(node, 'extreme', 'top', 'common', 'compare-after', 'count'))
  if (!entityOf(nodes[place], view) || !(isThe || (isClassified && isEach)) || isAsked) return undefined
  return { to: place, nodes: [] }
}

/** "ticket MO-7": the noun says whose number it is, and is no column by itself. */
const nounOfNumber: Rule = (nodes, at) => {
  const [noun, value] = nodes.slice(at, at + 2)
  const isNoun = noun?.type === 'field' && noun.reason === 'part of a name' && value?.type === 'value'
  return isNoun && value.field.role === 'key' && value.ref.dataset === noun.ref.dataset
    ? { to: at + 1, nodes: [] }
    : undefined
}

/** Rows that are counted without a noun that names them, or named by a measure of them. */
export const countedRules: readonly Rule[] = [
  countedRows,
  countedByClassifier,
  countedBeside,
  countedBesideMeasure,
  onlySome,
  bothKinds,
  kindsBehind,
  numberOfKind,
  nounOfNumber,
]
