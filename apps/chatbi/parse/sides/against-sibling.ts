import type { Dataset } from '../../model/semantic-model.ts'
import type { ComparisonOperator, FieldRef, MeasureExpression } from '../../query/query.ts'
import { sameRef } from '../../query/fields-of.ts'
import { isContent, spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { isQuantity, nameFieldOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { equals } from '../rules/condition.ts'
import { totalMetricOf } from '../rules/total-metric.ts'
import { isMeasured } from './contrast-words.ts'
import type { Contrast } from './contrast-words.ts'
import { isModifier, nameOf, nounsOf } from './gapping.ts'
import type { SideWords } from './gapping.ts'
import { sideOf } from './side-of.ts'
import type { SidesContext } from './side-of.ts'

/** Both sides of a contrast with what each leaves unsaid, and what is measured where neither says it. */
export interface MeasuredSides {
  readonly whole: SideWords
  readonly led: readonly Node[]
}

/**
 * "which lines made less scrap than line 3", 报废比3号线少的产线: each thing against the one of them that is named, as a condition on the
 * groups whose right side is what that one comes to over the same rows and period. Undefined where no single one is named.
 */
export const againstSibling = (
  found: Contrast,
  context: SidesContext,
  measureOf: (found: Contrast, view: ModelView) => MeasuredSides,
): readonly Node[] | undefined => {
  const { before, rest, second, words } = found
  const sibling = siblingIn(found, context.view)
  // "heavier lots" asks for each of them
  if (!sibling || /heavier|lighter|longer|shorter/i.test(found.sign.text)) return undefined
  const own = second.filter(node => node !== sibling && node.type !== 'time' && !isContent(node))
  const times = second.filter(node => node.type === 'time')
  const nouns = nounsOf(found.first).length > 0 ? [] : nounsOf(second)
  const { whole, led } = measureOf({ ...found, first: [...found.first, ...nouns], second: own }, context.view)
  const said = [...led, ...whole.first]
  const verb = said.some(isContent) ? [] : verbIn(before, sibling, context.view)
  const side = sideOf([...verb, ...said], context, datasetsOf([...before, ...rest]))
  if (!side || side.parts.groups.length > 0) return undefined
  const measure = asMetric(side.measure, context.view)
  const having: NodeOf<'having'> = {
    ...spanOf(words),
    type: 'having',
    measure,
    operator: betterWay(found, measure, context.view),
    right: 'sibling',
    sibling: equals(sibling.ref, sibling.value),
  }
  return [
    ...before.filter(node => !isMeasured(node) && !verb.some(said => said === node)),
    having,
    ...side.parts.times,
    ...times,
    ...side.parts.conditions,
    ...side.parts.leftover.filter(node => !before.includes(node)),
    ...rest,
  ]
}

/** A column that adds up as the metric of it, where someone defined one. */
const asMetric = (measure: MeasureExpression, view: ModelView): MeasureExpression => {
  const isSum = measure.kind === 'aggregate' && measure.aggregate === 'sum' && measure.value.kind === 'field'
  const metric =
    isSum && measure.value.kind === 'field' ? totalMetricOf(view, measure.value.field) : undefined
  return metric && !(measure.kind === 'aggregate' && measure.filters?.length)
    ? { kind: 'metric', metric: metric.name }
    : measure
}

/** "a better yield", "worse scrap": the way that the measure is good in, where its model says so. */
const betterWay = (
  { sign, operator }: Contrast,
  measure: MeasureExpression,
  { model }: ModelView,
): ComparisonOperator => {
  const isLow =
    measure.kind === 'metric' && model.metrics.find(({ name }) => name === measure.metric)?.better === 'lower'
  if (!isLow || !/better|worse|[好差]|不如|不及/i.test(sign.text)) return operator
  return operator === '<' ? '>' : '<'
}

/** "which lathes stopped more often than lathe 4": rows of what they did. */
const verbIn = (
  before: readonly Node[],
  sibling: NodeOf<'value'>,
  view: ModelView,
): readonly NodeOf<'dataset'>[] =>
  before.flatMap(node =>
    node.type === 'dataset' && !isOf(sibling.ref, node.dataset.name, view) ? [node] : [],
  )

const datasetsOf = (nodes: readonly Node[]): readonly string[] => nodes.flatMap(node => thingsOf(node))

/** The one thing that is named behind the comparison, of those that are asked for: its name or its code. */
const siblingIn = (
  { before, first, second, rest }: Contrast,
  view: ModelView,
): NodeOf<'value'> | undefined => {
  const said = second.filter(node => isContent(node) && node.type !== 'time')
  const [sibling] = second.filter(isModifier)
  if (sibling?.type !== 'value') return undefined
  const named = nounsOf(first).map(nameOf)
  // "worse than line 3 on scrap rate", "less scrap than line 3's scrap"
  const isSame = (node: Node): boolean =>
    nounsOf([node]).length > 0 && (named.length === 0 || named.includes(nameOf(node)))
  const isOther = said.some(
    node => node !== sibling && !isSame(node) && !(node.type === 'field' && !isQuantity(node.field)),
  )
  const { field, ref } = sibling
  if (isOther || (field.isName !== true && field.role !== 'key')) return undefined
  const asked = [...before, ...rest].flatMap(thingsOf)
  const isAsked = asked.some(name => isOf(ref, name, view))
  // "line 2 … than line 3": two of them, and no group
  const isPair = [...before, ...first].some(node => node.type === 'value' && sameThing(node, sibling))
  return isAsked && !isPair ? sibling : undefined
}

const sameThing = (a: NodeOf<'value'>, b: NodeOf<'value'>): boolean =>
  sameRef(a.ref, b.ref) || (a.field.role === 'key' && b.field.role === 'key' && a.ref.field === b.ref.field)

/** Tables of the things that a word asks for: lines, a machine, lathes. */
const thingsOf = (node: Node): readonly string[] => {
  if (node.type === 'dataset') return [node.dataset.name]
  const isThing = node.type === 'field' ? !isQuantity(node.field) : node.type === 'value'
  return isThing && (node.type === 'field' || node.type === 'value') ? [node.ref.dataset] : []
}

/** Whether a column says which of the things is meant: its own, or one that refers to it. */
const isOf = (ref: FieldRef, thing: string, view: ModelView): boolean =>
  isOwn(ref, view.dataset(thing)) ||
  view.model.relationships.some(
    ({ from, fromFields, to }) => from === ref.dataset && to === thing && fromFields.includes(ref.field),
  )

const isOwn = ({ dataset, field }: FieldRef, thing: Dataset | undefined): boolean =>
  thing !== undefined &&
  dataset === thing.name &&
  (thing.primaryKey.includes(field) || nameFieldOf(thing)?.name === field)
