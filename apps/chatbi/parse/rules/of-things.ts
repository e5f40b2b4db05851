import type { MeasureExpression } from '../../query/query.ts'
import { isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { cueOf, isCue } from '../node.ts'
import type { FieldNode, Node, NodeOf, Words } from '../node.ts'
import { inUnitOf, row } from './condition.ts'
import { totalMetricOf } from './total-metric.ts'
import { convertUnit } from './units.ts'

type Amount = NodeOf<'comparison'> | NodeOf<'range'>
type Column = Pick<FieldNode, 'ref' | 'field'>
type OfGroups = Omit<NodeOf<'having'>, keyof Words>

/** Whether something is named of which the column's rows are many: machines, of the cost of their orders. */
const isOfThing = (nodes: readonly Node[], { ref }: Column, view: ModelView): boolean =>
  nodes.some(
    node =>
      (node.type === 'dataset' && view.isParent(node.dataset.name, ref.dataset)) ||
      (node.type === 'field' && node.field.isName === true && view.isParent(node.ref.dataset, ref.dataset)),
  )

/**
 * What is said of things by a column that their rows hold: "machines whose maintenance cost is above average", 维修费用超过5000元的设备.
 * It is said of what all rows of each come to, not of each row. Undefined where the rows themselves are meant.
 */
export const ofThings = (
  nodes: readonly Node[],
  column: Column,
  amount: Amount,
  view: ModelView,
): OfGroups | undefined => {
  if (amount.type !== 'comparison' || column.field.defaultAggregate !== 'sum' || !isQuantity(column.field))
    return undefined
  if (typeof amount.right === 'number')
    return ofTotals(nodes, column, { ...amount, right: amount.right }, view)
  const { right, operator, times, hints } = amount
  if (hints.length > 0 || (right !== 'avg' && right !== 'median') || !isOfThing(nodes, column, view))
    return undefined
  const measure: MeasureExpression = { kind: 'aggregate', aggregate: 'sum', value: row(column.ref) }
  return { type: 'having', measure, operator, right, ...(times === undefined ? {} : { times }) }
}

/** Of a model that someone prepared: it says what adds up to what. */
const ofTotals = (
  nodes: readonly Node[],
  column: Column,
  amount: NodeOf<'comparison'> & { readonly right: number },
  view: ModelView,
): OfGroups | undefined => {
  if (view.model.metrics.length === 0 || !isOfKindOrThing(nodes, column, view)) return undefined
  const most = inUnitOf(column.field, amount.right, amount.unit)
  const isBeyondRows =
    typeof column.field.maximum === 'number' && most > column.field.maximum && amount.operator.startsWith('>')
  const isTotal = nodes.some(node => saysTotal(node)) || isBeyondRows || !namesRows(nodes, column)
  if (!isTotal || nodes.some(saysSingle)) return undefined
  const metric = totalMetricOf(view, column.ref)
  const inMetric =
    metric?.unit !== undefined && amount.unit !== undefined
      ? convertUnit(amount.right, amount.unit, metric.unit)
      : undefined
  return metric && inMetric !== undefined
    ? {
        type: 'having',
        measure: { kind: 'metric', metric: metric.name },
        operator: amount.operator,
        right: inMetric,
      }
    : {
        type: 'having',
        measure: { kind: 'aggregate', aggregate: 'sum', value: row(column.ref) },
        operator: amount.operator,
        right: most,
      }
}

/** Things, or kinds of them: machines, and types of machines. */
const isOfKindOrThing = (nodes: readonly Node[], column: Column, view: ModelView): boolean =>
  isOfThing(nodes, column, view) ||
  nodes.some(
    node =>
      node.type === 'field' &&
      node.field.valueKind === 'category' &&
      view.isParent(node.ref.dataset, column.ref.dataset),
  )

/** "in total", 累计: all rows together. */
const saysTotal = (node: Node): boolean =>
  cueOf(node, 'aggregate')?.aggregate === 'sum' || isCue(node, 'running')

/** 单次, "any one", "a single": one row by itself. */
const saysSingle = (node: Node): boolean =>
  /^(单次|单个|单张|单笔|每次|每张|每笔|single|any one|any single)$/i.test(node.text)

/** Whether the rows are named by themselves: "machines with stops longer than 3 hours". */
const namesRows = (nodes: readonly Node[], { ref }: Column): boolean =>
  nodes.some(
    node =>
      (node.type === 'dataset' && node.dataset.name === ref.dataset) ||
      (node.type === 'metric' &&
        node.metric.expression.kind === 'rows' &&
        node.metric.expression.dataset === ref.dataset),
  )
