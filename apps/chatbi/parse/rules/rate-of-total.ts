import { toKeys } from '../../link/to-atoms.ts'
import type { Field, Metric } from '../../model/semantic-model.ts'
import type { FieldRef } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'
import type { MeasureLike, NodeOf, Words } from '../node.ts'
import { totalMetricOf } from './total-metric.ts'

type Amount = NodeOf<'comparison'> | NodeOf<'range'>

/** "more than 2 % scrap": the rate of it, as no amount of pieces is a part. */
export const rateOf = (metric: Metric, view: ModelView): Metric | undefined => {
  if (metric.format?.percent === true) return metric
  const [first] = toKeys(metric.label.en)
  return view.model.metrics.find(
    ({ format, label, hidden }) => format?.percent === true && !hidden && toKeys(label.en)[0] === first,
  )
}

const isTotal = ({ expression }: NodeOf<'measure'>): boolean =>
  expression.kind === 'rows' || (expression.kind === 'aggregate' && expression.aggregate === 'sum')

/** What a percentage may be of: a rate as it stands, the rate of a metric that adds up; a mean or a share may be one. */
export const partOf = (node: MeasureLike, view: ModelView): MeasureLike | undefined => {
  if (node.type === 'measure') return isTotal(node) ? undefined : node
  const metric = rateOf(node.metric, view)
  return metric && { ...node, metric }
}

/** A percentage said of a column that adds up pieces or kilos: none of its values is one. */
export const isPartOfTotal = (field: Field, amount: Amount): boolean =>
  amount.type === 'comparison' &&
  amount.percent &&
  typeof amount.right === 'number' &&
  field.defaultAggregate === 'sum' &&
  field.unit !== '%' &&
  !(typeof field.maximum === 'number' && field.maximum <= 1)

/** 报废超过3%: the rate of what the column adds up, where someone defined one. */
export const rateOfColumn = (
  ref: FieldRef,
  amount: Amount,
  view: ModelView,
): Omit<NodeOf<'having'>, keyof Words> | undefined => {
  const total = totalMetricOf(view, ref)
  const rate = total && rateOf(total, view)
  if (!rate || amount.type !== 'comparison' || typeof amount.right !== 'number') return undefined
  return {
    type: 'having',
    measure: { kind: 'metric', metric: rate.name },
    operator: amount.operator,
    right: amount.right / 100,
  }
}
