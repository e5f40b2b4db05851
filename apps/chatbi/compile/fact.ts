import { fieldsOfCondition, fieldsOfRow, sameRef } from '../query/fields-of.ts'
import type { Condition, FieldRef, TimeRange } from '../query/query.ts'
import { allOf, call, column, countRows, number } from '../sql/build.ts'
import type { SqlExpression, SqlQuery, SqlRelation } from '../sql/tree.ts'
import { localFields, requiredDatasets } from './condition-fields.ts'
import { compileCondition, compileFilters } from './condition.ts'
import { knownDataset, note } from './context.ts'
import type { Context, Resolver, Scope } from './context.ts'
import { compileGrouping, fieldsOfGrouping, isTimeGrouping } from './dimension.ts'
import type { Grouping, TimeShift } from './dimension.ts'
import { lookupsOf } from './join-graph.ts'
import { isRepeatable } from './measure.ts'
import type { BaseAggregate } from './measure.ts'
import { compileRow } from './row-expression.ts'
import { createScope } from './scope.ts'
import { compileTimeRange } from './time-filter.ts'

/** Aggregates over the rows of one dataset that share their joins and conditions. */
export interface FactGroup {
  readonly dataset: string
  readonly bases: readonly BaseAggregate[]
  /** Conditions of the measures that need a join which multiplies rows; they restrict the whole group. */
  readonly ownFilters: readonly Condition[]
}

/** Rows of one dataset, to be grouped: where they come from and what is computed of them. */
export interface FactSource {
  readonly dataset: string
  readonly from: readonly SqlRelation[]
  readonly where?: SqlExpression
  readonly groupings: readonly SqlExpression[]
  aggregate(base: BaseAggregate): SqlExpression
  /** Counts the rows that the aggregates stand on; absent where a join multiplies them. */
  readonly rowCount?: SqlQuery
}

export interface FactRequest {
  readonly group: FactGroup
  readonly groupings: readonly Grouping[]
  readonly filters: readonly Condition[]
  readonly time?: { readonly field: FieldRef; readonly range: TimeRange }
  readonly shiftOf?: (grouping: Grouping) => TimeShift | undefined
  readonly resolver: Resolver
}

/** Conditions of `base` that its group's rows can answer one by one. */
export const localFiltersOf = (base: BaseAggregate, resolver: Resolver): readonly Condition[] =>
  base.filters.filter(c => isLocalTo(c, resolver))

const isLocalTo = (condition: Condition, resolver: Resolver): boolean =>
  condition.kind !== 'related' && allFieldsOf(condition).every(f => resolver(f) !== undefined)

const allFieldsOf = (condition: Condition): readonly FieldRef[] => fieldsOfCondition(condition)

/** The FROM, WHERE and aggregates of one fact. A sum is never multiplied: see `deduplicated`. */
export const buildFact = (context: Context, request: FactRequest): FactSource => {
  const { group, groupings, resolver } = request
  const filters = [...request.filters, ...group.ownFilters]
  const dimensionFields = groupings.flatMap(fieldsOfGrouping).map(f => resolver(f) ?? f)
  const measureFields = group.bases.flatMap(b => [
    ...(b.value === undefined ? [] : fieldsOfRow(b.value)),
    ...localFields(localFiltersOf(b, resolver), resolver),
  ])
  const time = request.time === undefined ? undefined : resolver(request.time.field)
  const scope = createScope(context, {
    root: group.dataset,
    fields: [
      ...dimensionFields,
      ...measureFields.map(f => resolver(f) ?? f),
      ...localFields(filters, resolver),
      // conditions on a table that is grouped by are read from it too
      ...filters
        .filter(filter => filter.kind !== 'related')
        .flatMap(fieldsOfCondition)
        .filter(f => dimensionFields.some(d => d.dataset === f.dataset)),
      ...(time === undefined ? [] : [time]),
    ],
    resolver: field =>
      resolver(field) ?? (dimensionFields.some(d => d.dataset === field.dataset) ? field : undefined),
    required: requiredDatasets(filters, resolver),
  })
  const where = allOf([
    ...(time === undefined || request.time === undefined
      ? []
      : compileTimeRange(scope, time, request.time.range)),
    ...listOf(compileFilters(scope, filters)),
  ])
  const compiled = groupings.map(g => compileGrouping(scope, g, request.shiftOf?.(g)))
  const parts: Parts = { scope, where, groupings, compiled, bases: group.bases, resolver }
  if (scope.multiplies && group.bases.some(b => !isRepeatable(b.aggregate))) return deduplicated(parts)
  if (group.bases.some(b => needsMedian(context, b))) return withMedian(parts)
  return plain(parts)
}

interface Parts {
  readonly scope: Scope
  readonly where: SqlExpression | undefined
  readonly groupings: readonly Grouping[]
  readonly compiled: readonly SqlExpression[]
  readonly bases: readonly BaseAggregate[]
  readonly resolver: Resolver
}

const listOf = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

export const needsMedian = (context: Context, base: BaseAggregate): boolean =>
  base.aggregate === 'median' && context.dialect.median === undefined

/** Value of a row, null where the measure's own conditions do not hold. */
const conditionOf = (parts: Parts, base: BaseAggregate): SqlExpression | undefined =>
  allOf(localFiltersOf(base, parts.resolver).map(c => compileCondition(parts.scope, c)))

const plain = (parts: Parts): FactSource => ({
  dataset: parts.scope.root,
  from: parts.scope.from,
  ...(parts.where === undefined ? {} : { where: parts.where }),
  groupings: parts.compiled,
  aggregate: base =>
    aggregateOf(
      parts.scope.context,
      base.aggregate,
      base.value === undefined ? undefined : compileRow(parts.scope, base.value),
      conditionOf(parts, base),
    ),
  ...(parts.scope.multiplies ? {} : { rowCount: countQuery(parts) }),
})

const countQuery = (parts: Parts): SqlQuery => ({
  body: {
    kind: 'select',
    items: [{ value: countRows, alias: 'row_count' }],
    from: parts.scope.from,
    ...(parts.where === undefined ? {} : { where: parts.where }),
  },
})

/** An aggregate restricted to rows that meet `condition`. */
const aggregateOf = (
  context: Context,
  aggregate: BaseAggregate['aggregate'],
  value: SqlExpression | undefined,
  condition: SqlExpression | undefined,
): SqlExpression => {
  const { dialect } = context
  const isPrinted = condition === undefined || dialect.hasFilter
  const given = value ?? number(1)
  const inside: SqlExpression = isPrinted
    ? given
    : { kind: 'case', branches: [{ when: condition, result: given }] }
  const whole = callOf(context, aggregate, aggregate === 'rows' && isPrinted ? undefined : inside)
  return condition === undefined || !dialect.hasFilter || whole.kind !== 'call'
    ? whole
    : { ...whole, filter: condition }
}

const callOf = (
  context: Context,
  aggregate: BaseAggregate['aggregate'],
  value: SqlExpression | undefined,
): SqlExpression => {
  if (value === undefined) return countRows
  switch (aggregate) {
    case 'rows':
    case 'count':
      return call('COUNT', value)
    case 'count-distinct':
      return { kind: 'call', name: 'COUNT', arguments: [value], distinct: true }
    case 'median':
      return context.dialect.median?.(value) ?? call('AVG', value)
    case 'stddev':
      return context.dialect.stddev(value)
    default:
      return call(aggregate.toUpperCase(), value)
  }
}

/**
 * Rows of the fact would be repeated by the joins that its groupings need, so each is taken once per group: the
 * distinct combinations of group, key and values are aggregated. Counting rows alone counts distinct keys.
 */
const deduplicated = (parts: Parts): FactSource => {
  const { scope, groupings, compiled, bases } = parts
  const { context } = scope
  const dataset = knownDataset(context, scope.root)
  const keys = dataset.primaryKey.map(field => scope.column({ dataset: dataset.name, field }))
  const [key] = keys
  if (key === undefined) {
    context.diagnostics.push({
      code: 'FAN_OUT_WITHOUT_KEY',
      severity: 'error',
      message: `${dataset.label.en} would be counted more than once in this grouping, and have no key to prevent it. Name their key in the semantic model.`,
    })
    return plain(parts)
  }
  note(context, {
    en: `Each of ${dataset.label.en} counts once in every group it belongs to, so groups may add up to more than the total.`,
    zh: `${dataset.label.zh ?? dataset.label.en}在所属的每个组中各计一次，因此各组之和可能大于总数。`,
  })
  if (keys.length === 1 && bases.every(b => isRepeatable(b.aggregate) || b.aggregate === 'rows'))
    return {
      ...plain(parts),
      aggregate: base =>
        base.aggregate === 'rows'
          ? aggregateOf(context, 'count-distinct', key, conditionOf(parts, base))
          : plain(parts).aggregate(base),
    }
  const name = (i: number): string => `value_${i + 1}`
  const inner: SqlQuery = {
    body: {
      kind: 'select',
      distinct: true,
      items: [
        ...compiled.map((value, i) => ({ value, alias: groupings[i]?.id ?? `group_${i + 1}` })),
        ...keys.map((value, i) => ({ value, alias: `key_${i + 1}` })),
        ...bases.map((b, i) => ({ value: valueOf(parts, b), alias: name(i) })),
      ],
      from: scope.from,
      ...(parts.where === undefined ? {} : { where: parts.where }),
    },
  }
  return {
    dataset: scope.root,
    from: [{ kind: 'derived', query: inner, alias: 'once' }],
    groupings: groupings.map(g => column(g.id, 'once')),
    aggregate: base =>
      callOf(
        context,
        base.aggregate === 'rows' ? 'count' : base.aggregate,
        column(name(bases.findIndex(b => b.key === base.key)), 'once'),
      ),
  }
}

const valueOf = (parts: Parts, base: BaseAggregate): SqlExpression => {
  const value = base.value === undefined ? number(1) : compileRow(parts.scope, base.value)
  const condition = conditionOf(parts, base)
  return condition === undefined ? value : { kind: 'case', branches: [{ when: condition, result: value }] }
}

/** A median from row numbers: the mean of the middle one or two values of each group. */
const withMedian = (parts: Parts): FactSource => {
  const { scope, groupings, compiled, bases } = parts
  const [base] = bases
  if (base === undefined || bases.length > 1) throw new Error('bug: a median shares its rows')
  const value = valueOf(parts, base)
  const partition = compiled.length === 0 ? {} : { partitionBy: compiled }
  const isKnown: SqlExpression = { kind: 'is', operand: value, test: 'null', negated: true }
  const where = allOf([...listOf(parts.where), isKnown]) ?? isKnown
  const inner: SqlQuery = {
    body: {
      kind: 'select',
      items: [
        ...compiled.map((e, i) => ({ value: e, alias: groupings[i]?.id ?? `group_${i + 1}` })),
        { value, alias: 'value_1' },
        {
          value: {
            kind: 'call',
            name: 'ROW_NUMBER',
            arguments: [],
            over: { ...partition, orderBy: [{ value, direction: 'asc' }] },
          },
          alias: 'row_no',
        },
        {
          value: { kind: 'call', name: 'COUNT', arguments: [], star: true, over: partition },
          alias: 'row_total',
        },
      ],
      from: scope.from,
      where,
    },
  }
  const middle = (offset: number): SqlExpression =>
    call('FLOOR', {
      kind: 'binary',
      operator: '/',
      left: {
        kind: 'binary',
        operator: '+',
        left: column('row_total', 'ranked_values'),
        right: number(offset),
      },
      right: number(2),
    })
  return {
    dataset: scope.root,
    from: [{ kind: 'derived', query: inner, alias: 'ranked_values' }],
    where: {
      kind: 'in',
      operand: column('row_no', 'ranked_values'),
      values: [middle(1), middle(2)],
    },
    groupings: groupings.map(g => column(g.id, 'ranked_values')),
    aggregate: () => call('AVG', column('value_1', 'ranked_values')),
    rowCount: countQuery({ ...parts, where }),
  }
}

/** How fields are found from a fact: looked up, by an equal key, or as the fact's own time. */
export const resolverFor = (
  context: Context,
  request: {
    readonly dataset: string
    readonly timeFields: readonly FieldRef[]
    readonly ownTime: FieldRef | undefined
    readonly conformed: (field: FieldRef) => FieldRef | undefined
    readonly equivalent: (field: FieldRef) => FieldRef | undefined
  },
): Resolver => {
  const lookups = lookupsOf(context.graph, request.dataset)
  const isTime = (field: FieldRef): boolean => request.timeFields.some(time => sameRef(time, field))
  return field => {
    if (lookups.has(field.dataset)) return field
    const found = request.equivalent(field) ?? request.conformed(field)
    if (found !== undefined) return found
    return isTime(field) ? request.ownTime : undefined
  }
}

export const timeFieldsOf = (groupings: readonly Grouping[]): readonly FieldRef[] =>
  groupings.filter(isTimeGrouping).flatMap(fieldsOfGrouping)
