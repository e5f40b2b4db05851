import type { ResultTableColumn } from '../execute/result-table.ts'
import { fieldsOfRow, sameRef } from '../query/fields-of.ts'
import type { FieldRef, OutputColumn, Query } from '../query/query.ts'
import { allOf, column, countRows, number, orderItem, toQuery } from '../sql/build.ts'
import type { SqlExpression, SqlOrder, SqlQuery } from '../sql/tree.ts'
import { localFields, requiredDatasets } from './condition-fields.ts'
import { compileFilters } from './condition.ts'
import type { Context, Resolver, Scope } from './context.ts'
import { knownDataset, note } from './context.ts'
import { lookupsOf } from './join-graph.ts'
import { finestOf } from './measure.ts'
import { outputOfColumn } from './output.ts'
import { limitPer } from './ranked.ts'
import { compileRow } from './row-expression.ts'
import { createScope, equivalentField } from './scope.ts'
import { compileTimeRange } from './time-filter.ts'
import { unqualified } from './unqualify.ts'

/** SQL of a query or of a part of one, with its columns. */
export interface CompiledPart {
  readonly query: SqlQuery
  readonly outputs: readonly ResultTableColumn[]
  readonly rowCounts: readonly SqlQuery[]
}

const mostColumns = 12

/** Columns to show where none is named: those that a person may see, in the order of the table. */
const columnsOf = (context: Context, query: Query, root: string): readonly OutputColumn[] =>
  query.columns.length > 0
    ? query.columns
    : knownDataset(context, root)
        .fields.filter(f => !f.hidden)
        .slice(0, mostColumns)
        .map(f => ({ id: f.name, value: { kind: 'field', field: { dataset: root, field: f.name } } }))

const fieldsOfOrder = (query: Query): readonly FieldRef[] =>
  query.orderBy.flatMap(o => (o.by.kind === 'row' ? fieldsOfRow(o.by.value) : []))

/** Dataset whose rows are listed: the one named, else the one from which all others are looked up. */
export const rootOfList = (context: Context, query: Query): string => {
  if (query.root !== undefined) return query.root
  const fields = [...query.columns.flatMap(c => fieldsOfRow(c.value)), ...query.dimensions.map(d => d.field)]
  const datasets = [...new Set(fields.map(f => f.dataset))]
  return finestOf(context, datasets) ?? datasets[0] ?? query.time?.field.dataset ?? ''
}

/** A query that lists rows. */
export const compileRowList = (context: Context, query: Query, isInner: boolean): CompiledPart => {
  const root = rootOfList(context, query)
  const columns = columnsOf(context, query, root)
  const outputFields = [...columns.flatMap(c => fieldsOfRow(c.value)), ...fieldsOfOrder(query)]
  const scope = scopeOf(context, query, root, outputFields)
  const where = allOf([
    ...(query.time === undefined
      ? []
      : compileTimeRange(scope, scope.resolve(query.time.field) ?? query.time.field, query.time.range)),
    ...listOf(compileFilters(scope, query.filters)),
  ])
  const items = columns.map(c => ({ value: compileRow(scope, c.value), alias: c.id }))
  const orderBy = isInner && query.limit === undefined ? [] : orderOf(scope, query, columns)
  const base = {
    kind: 'select' as const,
    ...(query.distinct === true ? { distinct: true } : {}),
    items,
    from: scope.from,
    ...(where === undefined ? {} : { where }),
  }
  const outputs = columns.map(c => outputOfColumn(context, c))
  const rowCounts = [
    toQuery({
      kind: 'select',
      items: [{ value: countRows, alias: 'row_count' }],
      from: scope.from,
      ...(where === undefined ? {} : { where }),
    }),
  ]
  if (query.limit?.per !== undefined)
    return {
      query: limitPer(
        context,
        toQuery(base),
        outputs.map(o => o.id),
        orderBy,
        query.limit,
      ),
      outputs,
      rowCounts,
    }
  const limit = query.limit === undefined ? {} : { limit: number(query.limit.count) }
  const whole: SqlQuery = { body: base, ...(orderBy.length === 0 ? {} : { orderBy }), ...limit }
  return { query: unqualified(whole), outputs, rowCounts: rowCounts.map(unqualified) }
}

const listOf = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

const scopeOf = (context: Context, query: Query, root: string, outputs: readonly FieldRef[]): Scope => {
  const lookups = lookupsOf(context.graph, root)
  const shown = new Set(outputs.map(f => f.dataset))
  const resolver: Resolver = field =>
    lookups.has(field.dataset) || shown.has(field.dataset) ? field : equivalentField(context, root, field)
  const time =
    query.time === undefined ? undefined : (resolver(query.time.field) ?? timeOfRoot(context, root))
  if (query.time !== undefined && time === undefined)
    note(context, {
      en: `${knownDataset(context, root).label.en} have no time of their own, so the period does not restrict them.`,
      zh: `${knownDataset(context, root).label.zh ?? knownDataset(context, root).label.en}没有时间字段，因此不受该时间范围限制。`,
    })
  return createScope(context, {
    root,
    fields: [...outputs, ...localFields(query.filters, resolver), ...listOf(time)],
    resolver: field => resolver(field) ?? (field === query.time?.field ? time : undefined),
    required: requiredDatasets(query.filters, resolver),
  })
}

const timeOfRoot = (context: Context, root: string): FieldRef | undefined => {
  const { defaultTime } = knownDataset(context, root)
  return defaultTime === undefined ? undefined : { dataset: root, field: defaultTime }
}

/**
 * As asked, then by the key of the row (or all columns of distinct rows), so that the order is always the same; where it is
 * so by itself, equal rows stay as the table has them.
 */
const orderOf = (scope: Scope, query: Query, columns: readonly OutputColumn[]): readonly SqlOrder[] => {
  const asked = query.orderBy.map((o): SqlOrder => {
    const { by } = o
    const same =
      by.kind === 'row' ? columns.find(c => JSON.stringify(c.value) === JSON.stringify(by.value)) : undefined
    if (same !== undefined) return orderItem(column(same.id), o.direction)
    if (by.kind === 'output') return orderItem(column(by.id), o.direction)
    if (by.kind === 'row') return orderItem(compileRow(scope, by.value), o.direction)
    throw new Error('bug: a list ordered by a measure')
  })
  if (asked.length > 0 && scope.context.dialect.hasStableTies) return asked
  if (query.distinct === true || scope.multiplies)
    return [
      ...asked,
      ...columns.map(c => orderItem(column(c.id), 'asc')).filter(o => !isNamed(asked, o.value)),
    ]
  const keys = knownDataset(scope.context, scope.root).primaryKey.map(field => {
    const ref = { dataset: scope.root, field }
    const shown = columns.find(c => c.value.kind === 'field' && sameRef(c.value.field, ref))
    return orderItem(shown === undefined ? scope.column(ref) : column(shown.id), 'asc')
  })
  return [...asked, ...keys.filter(k => !isNamed(asked, k.value))]
}

const isNamed = (order: readonly SqlOrder[], value: SqlExpression): boolean =>
  order.some(o => JSON.stringify(o.value) === JSON.stringify(value))
