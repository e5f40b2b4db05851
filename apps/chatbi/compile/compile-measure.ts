import type { TimeGrain } from '../query/query.ts'
import { binary, number } from '../sql/build.ts'
import type { SqlExpression } from '../sql/tree.ts'
import type { Context } from './context.ts'
import type { BaseAggregate, MeasureTree } from './measure.ts'

/** Where a measure finds its values: each base aggregate, and the groups beside its own. */
export interface MeasureSource {
  base(base: BaseAggregate): SqlExpression
  grouping(id: string): SqlExpression
  /** Computes along the periods; absent where the groups have none, which a check before has reported. */
  readonly series?: SeriesWindows | undefined
}

/** How values of other periods are reached from the row of one. */
export interface SeriesWindows {
  earlier(value: SqlExpression, since: 'period' | 'year'): SqlExpression
  /** `aggregate` of the values up to this period, from the start of each `restarts`. */
  upToHere(aggregate: string, value: SqlExpression, restarts: TimeGrain | undefined): SqlExpression
  averageOf(value: SqlExpression, periods: number): SqlExpression
}

/** The tree as SQL. A share divides by the total over all groups, or over those with the same value of a dimension. */
export const compileMeasure = (context: Context, tree: MeasureTree, source: MeasureSource): SqlExpression => {
  switch (tree.kind) {
    case 'base':
      return source.base(tree.base)
    case 'number':
      return number(tree.value)
    case 'share': {
      const value = compileMeasure(context, tree.of, source)
      const over = tree.within === undefined ? {} : { partitionBy: [source.grouping(tree.within)] }
      return context.dialect.divide(value, { kind: 'call', name: 'SUM', arguments: [value], over })
    }
    case 'series':
      return compileSeries(context, tree, source)
    case 'arithmetic': {
      const left = compileMeasure(context, tree.left, source)
      const right = compileMeasure(context, tree.right, source)
      return tree.operator === '/' ? context.dialect.divide(left, right) : binary(left, tree.operator, right)
    }
  }
}

const compileSeries = (
  context: Context,
  { of, calculation }: MeasureTree & { kind: 'series' },
  source: MeasureSource,
): SqlExpression => {
  const { series } = source
  if (series === undefined) throw new Error('bug: a series without periods was not checked')
  if (calculation.kind === 'running-total')
    return compileMeasure(context, of, {
      ...source,
      base: base => series.upToHere(runningAggregate(base), source.base(base), calculation.restarts),
    })
  const value = compileMeasure(context, of, source)
  if (calculation.kind === 'moving-average') return series.averageOf(value, calculation.periods)
  const earlier = series.earlier(value, calculation.since)
  if (calculation.kind === 'earlier') return earlier
  const difference = binary(value, '-', earlier)
  return calculation.kind === 'difference' ? difference : context.dialect.divide(difference, earlier)
}

/** Sums and counts of parts add up, extremes are those of the parts; nothing else is known from the parts. */
const runningAggregate = ({ aggregate }: BaseAggregate): string =>
  aggregate === 'min' || aggregate === 'max' ? aggregate.toUpperCase() : 'SUM'
