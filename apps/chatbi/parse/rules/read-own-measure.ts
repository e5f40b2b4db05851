import type { Metric } from '../../model/semantic-model.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import type { ModelView } from '../model-view.ts'
import type { Node, ValueNode } from '../node.ts'

/**
 * "crack scrap", "parts scrapped for porosity", 裂纹报废数: a total of one table told by a kind that only another keeps is that
 * other table's own total, where both count the same (one unit, better the same way). The production that had any crack is
 * not what was scrapped for cracks. Nothing is changed where the things that had them are named ("scrap of orders with cracks").
 */
export const readOwnMeasure = (nodes: readonly Node[], view: ModelView): readonly Node[] => {
  if (nodes.some(node => node.type === 'dataset')) return nodes
  const kinds = nodes.flatMap(node => (node.type === 'value' && isKind(node) ? [node] : []))
  if (kinds.length === 0) return nodes
  return nodes.map(node => {
    const own = node.type === 'metric' ? ownMetric(node.metric, { kinds, nodes, view }) : undefined
    return own && node.type === 'metric' ? { ...node, metric: own } : node
  })
}

const isKind = ({ field }: ValueNode): boolean => !field.isName && field.role !== 'key'

interface KindOptions {
  readonly kinds: readonly ValueNode[]
  readonly nodes: readonly Node[]
  readonly view: ModelView
}

const ownMetric = (metric: Metric, { kinds, nodes, view }: KindOptions): Metric | undefined => {
  const [measured] = datasetsOfMeasure(metric.expression, view.model)
  if (measured === undefined || !isTotal(metric)) return undefined
  const isTold = ({ ref: { dataset } }: ValueNode): boolean =>
    dataset === measured || view.isParent(dataset, measured) || view.isParent(measured, dataset)
  const other = kinds.find(kind => !isTold(kind))?.ref.dataset
  if (other === undefined) return undefined
  const isReached = (node: Node): boolean =>
    node.type !== 'value' || node.ref.dataset === other || view.isParent(node.ref.dataset, other)
  const counted = view.model.metrics.filter(
    one =>
      isTotal(one) &&
      one.unit === metric.unit &&
      one.better === metric.better &&
      datasetsOfMeasure(one.expression, view.model).every(dataset => dataset === other),
  )
  return counted.length === 1 && nodes.every(isReached) ? counted[0] : undefined
}

/** A plain sum whose unit and better way are known. */
const isTotal = ({ expression, unit, better, hidden }: Metric): boolean =>
  !hidden &&
  unit !== undefined &&
  better !== undefined &&
  expression.kind === 'aggregate' &&
  expression.aggregate === 'sum'
