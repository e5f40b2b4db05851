import type { Metric } from '../../model/semantic-model.ts'
import type { Aggregate, MeasureExpression } from '../../query/query.ts'

/** "average stop hours": the mean of what the metric adds up. A ratio is a mean already. */
export const averagedMetric = (metric: Metric, aggregate: Aggregate): MeasureExpression | undefined => {
  if (aggregate !== 'avg' && aggregate !== 'median') return undefined
  if (metric.format?.percent === true) return { kind: 'metric', metric: metric.name }
  const average = (expression: MeasureExpression): MeasureExpression | undefined => {
    if (expression.kind === 'aggregate')
      return expression.aggregate === 'sum' ? { ...expression, aggregate } : undefined
    if (expression.kind !== 'arithmetic' || expression.right.kind !== 'number') return undefined
    // in the unit of the column, which is known; the metric's own conversion would hide it
    return average(expression.left)
  }
  return (
    average(metric.expression) ??
    (metric.expression.kind === 'rows' ? undefined : { kind: 'metric', metric: metric.name })
  )
}
