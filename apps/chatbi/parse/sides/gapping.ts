import { fieldsOfCondition } from '../../query/fields-of.ts'
import { datasetsOfMeasure, filtersOfMeasure } from '../../query/find-in-model.ts'
import type { MeasureExpression } from '../../query/query.ts'
import { isCue } from '../grammar.ts'
import { flagValue, isFlag, isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { MetricNode, Node } from '../node.ts'
import { conditionNode, equals } from '../rules/condition.ts'

/** Two sides of a ratio or a contrast in their words. */
export interface SideWords {
  readonly first: readonly Node[]
  readonly second: readonly Node[]
}

/**
 * What one side leaves unsaid is that of the other (gapping): "more stops on nights than on days" are stops on days, "planned to
 * unplanned stop hours" planned stop hours, 夜班停机比白班多 stops of the day shift.
 */
export const completed = (said: SideWords, view: ModelView): SideWords => {
  const first = said.first.flatMap(node => apart(node, view))
  const second = said.second.flatMap(node => apart(node, view))
  const [a, b] = [threeOf(first), threeOf(second)]
  return {
    first: [
      ...(nounsOf(a.head).length === 0 && nounsOf(a.tail).length === 0 ? b.head : []),
      ...first,
      ...missing(b.tail, first).filter(node => isOf(first, node, view)),
    ],
    second: [
      ...missing(a.head, second),
      ...second,
      ...(nounsOf(second).length === 0 ? missing(a.tail, second) : []),
    ],
  }
}

/** What stands before the words that say of which rows, these, and what stands behind them. */
const threeOf = (nodes: readonly Node[]): Record<'head' | 'tail', readonly Node[]> => {
  const from = nodes.findIndex(isModifier)
  const to = nodes.findLastIndex(isModifier)
  if (from < 0) return { head: nodes, tail: [] }
  return { head: nodes.slice(0, from), tail: nodes.slice(to + 1) }
}

/** Whether a word says of which rows. */
export const isModifier = (node: Node): boolean =>
  node.type === 'value' || node.type === 'condition' || (node.type === 'field' && isFlag(node.field))

const isNoun = (node: Node): boolean =>
  node.type === 'dataset' ||
  node.type === 'metric' ||
  node.type === 'measure' ||
  (node.type === 'field' && isQuantity(node.field)) ||
  isCue(node, 'duration', 'count', 'money', 'amount')

/** Words for what is counted or measured. */
export const nounsOf = (nodes: readonly Node[]): readonly Node[] => nodes.filter(isNoun)

/** Whether what a side says is said of rows of the noun: "corrective" of maintenance orders, not of stops. */
const isOf = (side: readonly Node[], noun: Node, view: ModelView): boolean => {
  const rows =
    noun.type === 'dataset'
      ? noun.dataset.name
      : noun.type === 'field'
        ? noun.ref.dataset
        : noun.type === 'metric'
          ? datasetsOfMeasure(noun.metric.expression, view.model)[0]
          : noun.type === 'measure'
            ? datasetsOfMeasure(noun.expression, view.model)[0]
            : undefined
  const said = side.flatMap(node =>
    node.type === 'value' ? [node.ref] : node.type === 'condition' ? node.refs : [],
  )
  return rows === undefined || said.every(ref => ref.dataset === rows || view.isParent(ref.dataset, rows))
}

/** Those nouns that the other side does not name itself. A side that counts or measures something by itself lacks none. */
const missing = (nodes: readonly Node[], other: readonly Node[]): readonly Node[] => {
  const named = nounsOf(other).map(nameOf)
  const isMeasured = nounsOf(other).some(node => node.type !== 'dataset')
  const lacking = nounsOf(nodes).filter(node => !named.includes(nameOf(node)))
  return lacking.length > 0 && !isMeasured ? nodes.filter(node => lacking.includes(node)) : []
}

/** What tells one noun from another. */
export const nameOf = (node: Node): string => {
  switch (node.type) {
    case 'dataset':
      return `rows of ${node.dataset.name}`
    case 'metric':
      return node.metric.name
    case 'field':
      return `${node.ref.dataset}.${node.ref.field}`
    case 'measure':
      return JSON.stringify(node.expression)
    default:
      return node.text
  }
}

/** "unplanned stop hours" as what it says of the rows and what it measures of them; so do flags that stand by themselves. */
const apart = (node: Node, view: ModelView): readonly Node[] => {
  if (node.type === 'field' && isFlag(node.field)) {
    const negated = /^(un|non|not)/i.test(node.text) || node.reason === 'opposite'
    return [conditionNode([node], equals(node.ref, flagValue(node.field, !negated)), [node.ref])]
  }
  if (node.type !== 'metric') return [node]
  const filters = filtersOfMeasure(node.metric.expression, view.model)
  if (filters.length === 0) return [node]
  return [
    ...filters.map(filter => conditionNode([node], filter, fieldsOfCondition(filter))),
    wholeOf(node, view),
  ]
}

/** What the metric would measure without its own conditions. */
const wholeOf = (node: MetricNode, view: ModelView): Node => {
  const expression = unfiltered(node.metric.expression)
  const dataset = expression.kind === 'rows' ? view.dataset(expression.dataset) : undefined
  if (dataset) return { ...node, type: 'dataset', dataset }
  const text = JSON.stringify(expression)
  const metric = view.model.metrics.find(one => JSON.stringify(one.expression) === text)
  return metric ? { ...node, metric } : { ...spanOf([node]), type: 'measure', expression }
}

const unfiltered = (expression: MeasureExpression): MeasureExpression => {
  switch (expression.kind) {
    case 'metric':
    case 'aggregate':
    case 'rows': {
      const { filters: _, ...whole } = expression
      return whole
    }
    case 'arithmetic':
      return { ...expression, left: unfiltered(expression.left), right: unfiltered(expression.right) }
    default:
      return expression
  }
}
