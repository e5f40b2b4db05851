import { fieldsOfRow } from '../query/fields-of.ts'
import type {
  Aggregate,
  Condition,
  FieldRef,
  MeasureExpression,
  MeasureOperator,
  RowExpression,
  SeriesCalculation,
} from '../query/query.ts'
import type { Context } from './context.ts'
import { lookupsOf } from './join-graph.ts'

/** One aggregate over the rows of one dataset; everything a measure computes is made of these. */
export interface BaseAggregate {
  readonly key: string
  readonly aggregate: Aggregate | 'rows'
  /** Dataset whose rows it counts or sums: the finest that its value reads. */
  readonly dataset: string
  readonly value?: RowExpression
  readonly filters: readonly Condition[]
  /** Time field that a metric names for itself. */
  readonly time?: FieldRef
}

/** A measure as arithmetic over base aggregates. */
export type MeasureTree =
  | { readonly kind: 'base'; readonly base: BaseAggregate }
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'arithmetic'
      readonly operator: MeasureOperator
      readonly left: MeasureTree
      readonly right: MeasureTree
    }
  | { readonly kind: 'share'; readonly of: MeasureTree; readonly within?: string | undefined }
  | { readonly kind: 'series'; readonly of: MeasureTree; readonly calculation: SeriesCalculation }

/** Repeating a row does not change these. */
export const isRepeatable = (aggregate: BaseAggregate['aggregate']): boolean =>
  aggregate === 'min' || aggregate === 'max' || aggregate === 'count-distinct'

/** No rows means none of these, not an unknown number. */
export const isAdditive = (aggregate: BaseAggregate['aggregate']): boolean =>
  aggregate === 'sum' || aggregate === 'count' || aggregate === 'count-distinct' || aggregate === 'rows'

interface Inherited {
  readonly filters: readonly Condition[]
  readonly time?: FieldRef
  readonly within: readonly string[]
}

/** Replaces metrics by what they are. A metric made of itself is reported. */
export const expandMeasure = (
  context: Context,
  expression: MeasureExpression,
  inherited: Inherited = { filters: [], within: [] },
): MeasureTree => {
  switch (expression.kind) {
    case 'number':
      return expression
    case 'share':
      return { ...expression, of: expandMeasure(context, expression.of, inherited) }
    case 'series':
      return expandSeries(context, expression, inherited)
    case 'of-groups':
      // a check before has reported it; where it stands alone its query is compiled by itself
      return { kind: 'number', value: 0 }
    case 'arithmetic':
      return {
        kind: 'arithmetic',
        operator: expression.operator,
        left: expandMeasure(context, expression.left, inherited),
        right: expandMeasure(context, expression.right, inherited),
      }
    case 'metric':
      return expandMetric(context, expression, inherited)
    case 'rows':
      return baseOf({ aggregate: 'rows', dataset: expression.dataset }, expression.filters, inherited)
    case 'aggregate':
      return baseOf(
        {
          aggregate: expression.aggregate,
          dataset: factOf(context, expression.value),
          value: expression.value,
        },
        expression.filters,
        inherited,
      )
  }
}

const expandSeries = (
  context: Context,
  expression: MeasureExpression & { kind: 'series' },
  inherited: Inherited,
): MeasureTree => {
  const of = expandMeasure(context, expression.of, inherited)
  if (expression.calculation.kind !== 'running-total') return { ...expression, of }
  const parts = meansAsSums(of)
  if (!canRun(parts))
    context.diagnostics.push({
      code: 'RUNNING_TOTAL_OF_PARTS',
      severity: 'error',
      message:
        'Medians, spreads and numbers of different values do not add up from period to period, so they have no running total.',
    })
  return { ...expression, of: parts }
}

const expandMetric = (
  context: Context,
  expression: MeasureExpression & { kind: 'metric' },
  inherited: Inherited,
): MeasureTree => {
  const metric = context.metric(expression.metric)
  if (metric === undefined || inherited.within.includes(metric.name)) {
    const way = [...inherited.within, expression.metric].join(' → ')
    context.diagnostics.push({
      code: metric === undefined ? 'UNKNOWN_METRIC' : 'METRIC_CYCLE',
      severity: 'error',
      message:
        metric === undefined
          ? `The model has no metric "${expression.metric}".`
          : `The metric is defined by itself: ${way}.`,
    })
    return { kind: 'number', value: 0 }
  }
  const time = inherited.time ?? metric.time
  return expandMeasure(context, metric.expression, {
    filters: [...inherited.filters, ...(expression.filters ?? [])],
    within: [...inherited.within, metric.name],
    ...(time === undefined ? {} : { time }),
  })
}

const baseOf = (
  base: Pick<BaseAggregate, 'aggregate' | 'dataset' | 'value'>,
  filters: readonly Condition[] | undefined,
  inherited: Inherited,
): MeasureTree => {
  const whole = {
    ...base,
    filters: [...inherited.filters, ...(filters ?? [])],
    ...(inherited.time === undefined ? {} : { time: inherited.time }),
  }
  return { kind: 'base', base: { ...whole, key: JSON.stringify(whole) } }
}

/** The dataset whose rows carry the value: the one from which all fields are looked up. */
const factOf = (context: Context, value: RowExpression): string => {
  const datasets = [...new Set(fieldsOfRow(value).map(f => f.dataset))]
  return finestOf(context, datasets) ?? datasets[0] ?? context.model.datasets[0]?.name ?? ''
}

/** The dataset that looks up all of `datasets`: one of them, or the nearest other one. */
export const finestOf = (context: Context, datasets: readonly string[]): string | undefined => {
  const covers = (candidate: string): boolean => {
    const lookups = lookupsOf(context.graph, candidate)
    return datasets.every(d => lookups.has(d))
  }
  const own = datasets.find(covers)
  if (own !== undefined || datasets.length < 2) return own
  const others = context.graph.datasets.filter(covers)
  return others.toSorted((a, b) => distance(context, a, datasets) - distance(context, b, datasets))[0]
}

/** Sum of the numbers of lookups from `from` to each dataset. */
const distance = (context: Context, from: string, datasets: readonly string[]): number => {
  const steps = new Map([[from, 0]])
  const queue = [from]
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const edge of context.graph.edges.get(at) ?? [])
      if (edge.manyToOne && !steps.has(edge.to)) {
        steps.set(edge.to, (steps.get(at) ?? 0) + 1)
        queue.push(edge.to)
      }
  return datasets.reduce((sum, d) => sum + (steps.get(d) ?? Infinity), 0)
}

/** The base aggregates of a tree. */
export const basesOf = (tree: MeasureTree): readonly BaseAggregate[] => {
  switch (tree.kind) {
    case 'base':
      return [tree.base]
    case 'number':
      return []
    case 'share':
    case 'series':
      return basesOf(tree.of)
    case 'arithmetic':
      return [...basesOf(tree.left), ...basesOf(tree.right)]
  }
}

/** Whether some part of the tree answers. */
export const someTree = (tree: MeasureTree, answers: (part: MeasureTree) => boolean): boolean => {
  if (answers(tree)) return true
  switch (tree.kind) {
    case 'share':
    case 'series':
      return someTree(tree.of, answers)
    case 'arithmetic':
      return someTree(tree.left, answers) || someTree(tree.right, answers)
    case 'base':
    case 'number':
      return false
  }
}

/** Whether the tree looks at other groups than its own. */
export const looksAtOthers = (tree: MeasureTree): boolean =>
  someTree(tree, part => part.kind === 'share' || part.kind === 'series')

/** Whether the measure over all rows up to a period can be told from its values in each. */
export const canRun = (tree: MeasureTree): boolean =>
  basesOf(tree).every(
    ({ aggregate }) =>
      (isAdditive(aggregate) && aggregate !== 'count-distinct') || /^(min|max)$/.test(aggregate),
  )

/** A mean as the sum of its values over their number, which add up. */
export const meansAsSums = (tree: MeasureTree): MeasureTree => {
  switch (tree.kind) {
    case 'base': {
      if (tree.base.aggregate !== 'avg') return tree
      const part = (aggregate: 'sum' | 'count'): MeasureTree => {
        const { key: _, ...base } = { ...tree.base, aggregate }
        return { kind: 'base', base: { ...base, key: JSON.stringify(base) } }
      }
      return { kind: 'arithmetic', operator: '/', left: part('sum'), right: part('count') }
    }
    case 'arithmetic':
      return { ...tree, left: meansAsSums(tree.left), right: meansAsSums(tree.right) }
    default:
      return tree
  }
}
