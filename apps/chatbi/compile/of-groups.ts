import type { OfGroups } from '../query/of-groups.ts'
import type { Query } from '../query/query.ts'
import { allOf, binary, call, column, countRows, number, orderItem, toQuery } from '../sql/build.ts'
import type { SqlExpression, SqlOrder, SqlQuery, SqlRelation } from '../sql/tree.ts'
import type { Context } from './context.ts'
import { compileGrouped } from './grouped.ts'
import { sqlOperator } from './literal.ts'
import { ofAllGroups } from './of-all-groups.ts'
import { freeName } from './names.ts'
import { outputOfGrouping, outputsOfMeasure } from './output.ts'
import { limitPer } from './ranked.ts'
import type { CompiledPart } from './row-list.ts'
import { unqualified } from './unqualify.ts'

/**
 * A query whose measure aggregates what another comes to in finer groups: these are computed first, in a CTE, under the
 * filters and the period of the query; a group without rows is none of them. Then those of each of the query's own groups
 * are counted or aggregated.
 */
export const compileOfGroups = (
  context: Context,
  query: Query,
  { id, expression }: { readonly id: string; readonly expression: OfGroups },
  isInner: boolean,
): CompiledPart => {
  const { compareTo: _, limit, setOperation: __, ...rest } = query
  const finer = compileGrouped(
    context,
    {
      ...rest,
      measures: [{ id: 'group_value', expression: expression.of }],
      dimensions: [...query.dimensions, { id: 'group_key', ...expression.by }],
      having: [],
      orderBy: [],
    },
    true,
  )
  const groups = freeName(context, 'groups')
  const ofAll = allGroupsOf(query, expression, groups)
  const value = aggregateOf(expression, column('group_value', groups), ofAll?.value)
  const keys = query.dimensions.map(dimension => column(dimension.id, groups))
  const having = allOf(
    query.having.map(({ operator, right }) =>
      binary(value, sqlOperator(operator), number(right.kind === 'value' ? right.value : 0)),
    ),
  )
  const outputs = [
    ...query.dimensions.map(dimension =>
      outputOfGrouping(context, { id: dimension.id, hidden: false, by: { kind: 'dimension', dimension } }),
    ),
    ...outputsOfMeasure(context, { id, expression }, { isCompared: false }),
  ]
  const whole: SqlQuery = {
    with: [...(finer.query.with ?? []), { name: groups, query: withoutCtes(finer.query) }],
    body: {
      kind: 'select',
      items: [
        ...query.dimensions.map((dimension, i) => ({ value: keys[i] ?? value, alias: dimension.id })),
        { value, alias: id },
      ],
      from: [ofAll?.source ?? { kind: 'table', name: groups, alias: groups }],
      ...(keys.length > 0 ? { groupBy: keys } : {}),
      ...(having === undefined ? {} : { having }),
    },
  }
  const order = orderOf(query, id)
  const { rowCounts } = finer
  if (limit?.per !== undefined)
    return {
      query: limitPer(
        context,
        whole,
        outputs.map(output => output.id),
        order,
        limit,
      ),
      outputs,
      rowCounts,
    }
  return {
    query: unqualified({
      ...whole,
      ...(order.length === 0 || (isInner && limit === undefined) ? {} : { orderBy: order }),
      ...(limit === undefined ? {} : { limit: number(limit.count) }),
    }),
    outputs,
    rowCounts,
  }
}

const withoutCtes = ({ with: _, ...query }: SqlQuery): SqlQuery => query

/** What each group is set against, where that is not a number, and the groups with it beside them where they keep it. */
interface AllGroupsColumn {
  readonly value: SqlExpression
  readonly source?: SqlRelation
}

/** The average over all groups, within the same one of the query's own groups where it has any; or the median of all. */
const allGroupsOf = (query: Query, { when }: OfGroups, groups: string): AllGroupsColumn | undefined => {
  if (!when || !('ofAll' in when)) return undefined
  const { statistic, times = 1 } = when.ofAll
  const [dimension] = query.dimensions
  if (statistic === 'median' || !dimension)
    return { value: ofAllGroups(groups, 'group_value', { kind: 'groups-average', ...when.ofAll }) }
  const mean: SqlExpression = {
    kind: 'call',
    name: 'AVG',
    arguments: [column('group_value')],
    over: { partitionBy: query.dimensions.map(({ id }) => column(id)) },
  }
  const beside = toQuery({
    kind: 'select',
    items: [
      ...query.dimensions.map(({ id }) => ({ value: column(id), alias: id })),
      { value: column('group_value'), alias: 'group_value' },
      { value: mean, alias: 'group_mean' },
    ],
    from: [{ kind: 'table', name: groups, alias: groups }],
  })
  const value = column('group_mean', groups)
  return {
    value: times === 1 ? value : binary(value, '*', number(times)),
    source: { kind: 'derived', query: beside, alias: groups },
  }
}

const aggregateOf = (
  { aggregate, when }: OfGroups,
  value: SqlExpression,
  ofAll: SqlExpression | undefined,
): SqlExpression => {
  const right = when && 'value' in when ? number(when.value) : ofAll
  const holds = when && right && binary(value, sqlOperator(when.operator), right)
  const kept: SqlExpression = holds
    ? { kind: 'case', branches: [{ when: holds, result: aggregate === 'count' ? number(1) : value }] }
    : value
  if (aggregate === 'count') return holds ? call('COUNT', kept) : countRows
  return call(aggregate.toUpperCase(), kept)
}

/** As asked, then by the groups, so that equal rows come in the same order every time. */
const orderOf = (query: Query, id: string): readonly SqlOrder[] => {
  const asked = query.orderBy.flatMap(({ by, direction }) =>
    by.kind === 'row' ? [] : [orderItem(column(by.kind === 'output' ? by.id : id), direction)],
  )
  const named = query.orderBy.map(({ by }) => (by.kind === 'output' ? by.id : id))
  return [
    ...asked,
    ...query.dimensions
      .filter(dimension => !named.includes(dimension.id))
      .map(dimension => orderItem(column(dimension.id), 'asc')),
  ]
}
