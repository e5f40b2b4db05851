import type { ResultTableColumn } from '../execute/result-table.ts'
import type { Having, MeasureExpression, OrderBy, Query } from '../query/query.ts'
import { periodsOf } from '../query/series.ts'
import { allOf, binary, column, number, orderItem, toQuery } from '../sql/build.ts'
import type { SqlExpression, SqlItem, SqlOrder, SqlQuery, SqlSelect } from '../sql/tree.ts'
import { knownDataset } from './context.ts'
import type { Context } from './context.ts'
import { isTimeGrouping } from './dimension.ts'
import type { Grouping } from './dimension.ts'
import { buildFacts } from './facts-of-query.ts'
import type { Period } from './facts-of-query.ts'
import { compileMeasure } from './compile-measure.ts'
import { sqlOperator } from './literal.ts'
import { lookbackOf } from './lookback.ts'
import type { Lookback } from './lookback.ts'
import { basesOf, expandMeasure, looksAtOthers, someTree } from './measure.ts'
import type { MeasureTree } from './measure.ts'
import { createNames, freeName } from './names.ts'
import { outputOfGrouping, outputsOfMeasure } from './output.ts'
import { ofAllGroups } from './of-all-groups.ts'
import { limitPer } from './ranked.ts'
import { rootOfList } from './row-list.ts'
import type { CompiledPart } from './row-list.ts'
import { createRowSource } from './row-source.ts'
import type { RowSource } from './row-source.ts'
import { axisOf, seriesWindows } from './series.ts'
import { unqualified } from './unqualify.ts'

/** Whether rows are put into groups: something is computed, or only the groups themselves are asked for. */
export const isGrouped = (query: Query): boolean =>
  query.measures.length > 0 ||
  query.dimensions.length > 0 ||
  query.having.length > 0 ||
  query.orderBy.some(o => o.by.kind === 'measure') ||
  (query.distinct === true && query.orderBy.some(o => o.by.kind === 'row'))

interface Ordering {
  readonly by: OrderBy['by']
  readonly direction: 'asc' | 'desc'
  readonly tree?: MeasureTree
}

interface Plan {
  readonly query: Query
  readonly groupings: readonly Grouping[]
  readonly measures: readonly { readonly id: string; readonly tree: MeasureTree }[]
  readonly having: readonly { readonly having: Having; readonly tree: MeasureTree }[]
  readonly order: readonly Ordering[]
}

/** A query that groups rows, or computes totals of all of them. */
export const compileGrouped = (context: Context, query: Query, isInner: boolean): CompiledPart => {
  const plan = planOf(context, query)
  const trees = [
    ...plan.measures.map(m => m.tree),
    ...plan.having.map(h => h.tree),
    ...plan.order.flatMap(o => (o.tree === undefined ? [] : [o.tree])),
  ]
  const bases = [...new Map(trees.flatMap(basesOf).map(b => [b.key, b])).values()]
  const lookback = lookbackOf(context, { query, groupings: plan.groupings, trees })
  const facts = buildFacts(context, {
    query:
      lookback === undefined
        ? query
        : { ...query, time: lookback.time, filters: [...query.filters, ...lookback.filters] },
    groupings: plan.groupings,
    bases,
    root: rootOfList(context, query),
  })
  const named = new Map(
    plan.measures.flatMap(m => (m.tree.kind === 'base' ? [[m.tree.base.key, m.id] as const] : [])),
  )
  const taken = plan.groupings.map(g => g.id)
  const source = createRowSource(context, {
    groupings: plan.groupings,
    facts,
    names: createNames(context, named, taken),
    beside:
      query.having.some(({ right }) => right.kind === 'groups-average' && right.within !== undefined) ||
      trees.some(tree =>
        someTree(
          tree,
          part => part.kind === 'series' || (part.kind === 'share' && part.within !== undefined),
        ),
      ),
  })
  const outputs = outputsOf(context, plan)
  const rowCounts = facts
    .filter(f => f.period === 'current')
    .flatMap(f => (f.source.rowCount === undefined ? [] : [f.source.rowCount]))
  const isCounted = rowCounts.length === facts.filter(f => f.period === 'current').length
  const staged = lookback !== undefined || needsStage(plan)
  const built = staged
    ? stagedQuery(context, { plan, source, lookback }, outputs)
    : directQuery(context, plan, source, isInner)
  return {
    query: built,
    outputs,
    rowCounts: isCounted && lookback === undefined ? rowCounts.map(unqualified) : [],
  }
}

const planOf = (context: Context, query: Query): Plan => {
  const order = query.orderBy.map((o): Ordering => {
    const measure = measureOfOrder(o)
    return measure === undefined ? o : { ...o, tree: expandMeasure(context, measure) }
  })
  return {
    query,
    groupings: groupingsOf(context, query),
    measures: query.measures.map(m => ({ id: m.id, tree: expandMeasure(context, m.expression) })),
    having: query.having.map(having => ({ having, tree: expandMeasure(context, having.measure) })),
    order,
  }
}

/** Rows within a group are many: the smallest of them speaks for it, going down the largest. */
const measureOfOrder = (order: OrderBy): MeasureExpression | undefined => {
  if (order.by.kind === 'measure') return order.by.measure
  if (order.by.kind !== 'row') return undefined
  return { kind: 'aggregate', aggregate: order.direction === 'asc' ? 'min' : 'max', value: order.by.value }
}

/** Columns beside measures are groupings too; the key of their rows keeps two of the same name apart. */
const groupingsOf = (context: Context, query: Query): readonly Grouping[] => {
  const dimensions = query.dimensions.map((dimension): Grouping => ({
    id: dimension.id,
    hidden: false,
    by: { kind: 'dimension', dimension },
  }))
  if (query.columns.length === 0) return dimensions
  const root = rootOfList(context, query)
  const shown = query.columns.map(c => JSON.stringify(c.value))
  const keys =
    query.distinct === true || query.dimensions.length > 0 ? [] : knownDataset(context, root).primaryKey
  const hidden = keys
    .map(field => ({ kind: 'field' as const, field: { dataset: root, field } }))
    .filter(value => !shown.includes(JSON.stringify(value)))
    .map((value, i): Grouping => ({ id: `key_${i + 1}`, hidden: true, by: { kind: 'row', value } }))
  return [
    ...dimensions,
    ...query.columns.map((c): Grouping => ({ id: c.id, hidden: false, by: { kind: 'row', value: c.value } })),
    ...hidden,
  ]
}

const outputsOf = (context: Context, plan: Plan): readonly ResultTableColumn[] => [
  ...plan.groupings.filter(g => !g.hidden).map(g => outputOfGrouping(context, g)),
  ...plan.query.measures.flatMap(m =>
    outputsOfMeasure(context, m, {
      isCompared: plan.query.compareTo !== undefined,
      period: periodsOf(plan.query)?.grain,
      groupLabel: id => {
        const grouping = plan.groupings.find(g => g.id === id)
        return grouping && outputOfGrouping(context, grouping).label
      },
    }),
  ),
]

/** What refers to all groups at once must wait until they are computed. */
const needsStage = (plan: Plan): boolean => {
  const trees = [...plan.measures.map(m => m.tree), ...plan.having.map(h => h.tree)]
  return (
    plan.query.limit?.per !== undefined ||
    plan.having.some(h => h.having.right.kind === 'groups-average') ||
    (plan.having.length > 0 && trees.some(looksAtOthers))
  )
}

interface Placed {
  readonly plan: Plan
  readonly source: RowSource
}

const valueOf = (
  context: Context,
  { plan: { groupings }, source }: Placed,
  tree: MeasureTree,
  period: Period,
): SqlExpression => {
  const axis = axisOf(context, groupings)
  return compileMeasure(context, tree, {
    base: base => source.base(base, period),
    grouping: id => source.grouping(id),
    ...(axis === undefined ? {} : { series: seriesWindows(context, axis, groupings, source) }),
  })
}

const groupItems = (plan: Plan, source: RowSource, withHidden: boolean): readonly SqlItem[] =>
  plan.groupings
    .filter(g => withHidden || !g.hidden)
    .map(g => ({ value: source.grouping(g.id), alias: g.id }))

const measureItems = (context: Context, plan: Plan, source: RowSource): readonly SqlItem[] => {
  const outputs = outputsOf(context, plan)
  return plan.measures.flatMap(({ id, tree }) => {
    const current = valueOf(context, { plan, source }, tree, 'current')
    if (plan.query.compareTo === undefined) return [{ value: current, alias: id }]
    const before = valueOf(context, { plan, source }, tree, 'before')
    const change = binary(current, '-', before)
    const isGrowing = outputs.some(output => output.id === `${id}__growth`)
    return [
      { value: current, alias: id },
      { value: before, alias: `${id}__before` },
      { value: change, alias: `${id}__change` },
      ...(isGrowing ? [{ value: context.dialect.divide(change, before), alias: `${id}__growth` }] : []),
    ]
  })
}

const selectOf = (
  plan: Plan,
  source: RowSource,
  items: readonly SqlItem[],
  condition: SqlExpression | undefined,
): SqlSelect => {
  const isGrouping = source.groupBy !== undefined
  const where = allOf([source.where, isGrouping ? undefined : condition].filter(c => c !== undefined))
  const keys = plan.groupings.map((g): SqlExpression => {
    const value = source.grouping(g.id)
    const position = items.findIndex(i => i.alias === g.id)
    return value.kind === 'column' || position < 0 ? value : number(position + 1)
  })
  return {
    kind: 'select',
    ...(plan.query.distinct === true && plan.measures.length === 0 && !isGrouping ? { distinct: true } : {}),
    items,
    from: source.from,
    ...(where === undefined ? {} : { where }),
    ...(isGrouping && keys.length > 0 ? { groupBy: keys } : {}),
    ...(isGrouping && condition !== undefined ? { having: condition } : {}),
  }
}

/** What a condition on groups is of: the value, or what became of it since the other period. */
const valueOfHaving = (
  context: Context,
  placed: Placed,
  having: Having,
  tree: MeasureTree,
): SqlExpression => {
  const current = valueOf(context, placed, tree, 'current')
  if (having.of === undefined) return current
  const before = valueOf(context, placed, tree, 'before')
  const change = binary(current, '-', before)
  return having.of === 'growth' ? context.dialect.divide(change, before) : change
}

const compileHaving = (
  context: Context,
  having: Having,
  value: SqlExpression,
  ofAll: SqlExpression | undefined,
): SqlExpression => {
  const operator = sqlOperator(having.operator)
  switch (having.right.kind) {
    case 'value':
      return binary(value, operator, number(having.right.value))
    case 'query':
      return binary(value, operator, { kind: 'subquery', query: context.nested(having.right.query) })
    case 'groups-average':
      return binary(value, operator, ofAll ?? value)
  }
}

/** One SELECT: conditions in HAVING, order and limit at its end. */
const directQuery = (context: Context, plan: Plan, source: RowSource, isInner: boolean): SqlQuery => {
  const { query } = plan
  const items = [...groupItems(plan, source, false), ...measureItems(context, plan, source)]
  const condition = allOf(
    plan.having.map(h =>
      compileHaving(context, h.having, valueOfHaving(context, { plan, source }, h.having, h.tree), undefined),
    ),
  )
  const order = orderOf(context, plan, {
    tree: tree => valueOf(context, { plan, source }, tree, 'current'),
    grouping: g => (g.hidden ? source.grouping(g.id) : column(g.id)),
  })
  return unqualified({
    ...(source.with.length === 0 ? {} : { with: source.with }),
    body: selectOf(plan, source, items, condition),
    ...(order.length === 0 || (isInner && query.limit === undefined) ? {} : { orderBy: order }),
    ...(query.limit === undefined ? {} : { limit: number(query.limit.count) }),
  })
}

/** Groups first, in a CTE; then what compares a group with all of them. */
const stagedQuery = (
  context: Context,
  { plan, source, lookback }: Placed & { readonly lookback: Lookback | undefined },
  outputs: readonly ResultTableColumn[],
): SqlQuery => {
  const { query } = plan
  const extras = new Map<string, string>()
  const extraItems: SqlItem[] = []
  const nameOf = (tree: MeasureTree): string => {
    const key = JSON.stringify(tree)
    const known = plan.measures.find(m => JSON.stringify(m.tree) === key)?.id ?? extras.get(key)
    if (known !== undefined) return known
    const alias = `compared_${extras.size + 1}`
    extras.set(key, alias)
    extraItems.push({ value: valueOf(context, { plan, source }, tree, 'current'), alias })
    return alias
  }
  const nameOfHaving = ({ having, tree }: Plan['having'][number]): string => {
    if (having.of === undefined) return nameOf(tree)
    const alias = `moved_${extraItems.length + 1}`
    extraItems.push({ value: valueOfHaving(context, { plan, source }, having, tree), alias })
    return alias
  }
  const grouped = freeName(context, 'grouped')
  /** The mean over the groups with the same value of a dimension, computed beside them. */
  const ownAverage = (tree: MeasureTree, within: string, times = 1): SqlExpression => {
    const alias = `average_${extraItems.length + 1}`
    const value = valueOf(context, { plan, source }, tree, 'current')
    const over = { partitionBy: [source.grouping(within)] }
    extraItems.push({ value: { kind: 'call', name: 'AVG', arguments: [value], over }, alias })
    const average = column(alias, grouped)
    return times === 1 ? average : binary(average, '*', number(times))
  }
  const condition = allOf([
    ...(lookback === undefined ? [] : [binary(column(lookback.period, grouped), '>=', lookback.from)]),
    ...plan.having.map(h => {
      const name = nameOfHaving(h)
      const { right } = h.having
      const ofAll =
        right.kind !== 'groups-average'
          ? undefined
          : right.within === undefined
            ? ofAllGroups(grouped, name, right)
            : ownAverage(h.tree, right.within, right.times)
      return compileHaving(context, h.having, column(name, grouped), ofAll)
    }),
  ])
  const order = orderOf(context, plan, {
    tree: tree => column(nameOf(tree), grouped),
    grouping: g => (g.hidden ? column(g.id, grouped) : column(g.id)),
  })
  const inner = selectOf(
    plan,
    source,
    [...groupItems(plan, source, true), ...measureItems(context, plan, source), ...extraItems],
    undefined,
  )
  const body: SqlSelect = {
    kind: 'select',
    items: outputs.map(o => ({ value: column(o.id, grouped), alias: o.id })),
    from: [{ kind: 'table', name: grouped, alias: grouped }],
    ...(condition === undefined ? {} : { where: condition }),
  }
  const whole: SqlQuery = {
    with: [...source.with, { name: grouped, query: unqualified(toQuery(inner)) }],
    body,
  }
  if (query.limit?.per !== undefined)
    return limitPer(
      context,
      whole,
      outputs.map(o => o.id),
      order,
      query.limit,
    )
  return unqualified({
    ...whole,
    ...(order.length === 0 ? {} : { orderBy: order }),
    ...(query.limit === undefined ? {} : { limit: number(query.limit.count) }),
  })
}

/**
 * As asked; then by the groupings in order, time first, so that ties fall the same way every time, where they do not do so
 * by themselves.
 */
const orderOf = (
  { dialect }: Context,
  plan: Plan,
  values: {
    readonly tree: (tree: MeasureTree) => SqlExpression
    readonly grouping: (grouping: Grouping) => SqlExpression
  },
): readonly SqlOrder[] => {
  const asked = plan.order.map(o => {
    if (o.tree !== undefined) {
      const key = JSON.stringify(o.tree)
      const same = plan.measures.find(m => JSON.stringify(m.tree) === key)
      return orderItem(same === undefined ? values.tree(o.tree) : column(same.id), o.direction)
    }
    return orderItem(column(o.by.kind === 'output' ? o.by.id : ''), o.direction)
  })
  if (asked.length > 0 && dialect.hasStableTies) return asked
  const times = plan.groupings.filter(isTimeGrouping)
  const rest = plan.groupings.filter(g => !times.includes(g))
  const ties = (plan.query.orderBy.length === 0 ? [...times, ...rest] : plan.groupings)
    .map(g => orderItem(values.grouping(g), 'asc'))
    .filter(t => !asked.some(a => JSON.stringify(a.value) === JSON.stringify(t.value)))
  return [...asked, ...ties]
}
