import { fieldsOfCondition } from '../query/fields-of.ts'
import type { Condition, FieldRef, Query, TimeRange } from '../query/query.ts'
import { knownDataset, knownField, note } from './context.ts'
import type { Context, Resolver } from './context.ts'
import { alignment, fieldsOfGrouping } from './dimension.ts'
import type { Grouping } from './dimension.ts'
import { buildFact, localFiltersOf, needsMedian, resolverFor, timeFieldsOf } from './fact.ts'
import type { FactGroup, FactSource } from './fact.ts'
import { lookupsOf } from './join-graph.ts'
import { isRepeatable } from './measure.ts'
import type { BaseAggregate } from './measure.ts'
import { equivalentField } from './scope.ts'

/** Which of the two periods of a comparison. */
export type Period = 'current' | 'before'

/** A fact of the query in one period. */
export interface PlacedFact {
  readonly period: Period
  readonly group: FactGroup
  readonly source: FactSource
}

export interface FactsRequest {
  readonly query: Query
  readonly groupings: readonly Grouping[]
  readonly bases: readonly BaseAggregate[]
  /** Dataset of a query that computes nothing. */
  readonly root: string
}

/** Aggregates of the same dataset are computed together, unless their conditions or joins keep them apart. */
export const buildFacts = (context: Context, request: FactsRequest): readonly PlacedFact[] => {
  const datasets = [...new Set(request.bases.map(b => b.dataset))]
  if (datasets.length === 0) datasets.push(request.root)
  const facts = datasets.flatMap(dataset => factsOfDataset(context, request, dataset, datasets))
  return facts
}

const factsOfDataset = (
  context: Context,
  request: FactsRequest,
  dataset: string,
  datasets: readonly string[],
): readonly PlacedFact[] => {
  const { query, groupings } = request
  const bases = request.bases.filter(b => b.dataset === dataset)
  const resolver = createResolver(context, request, dataset, datasets)
  const distant = groupings.filter(g => fieldsOfGrouping(g).some(f => resolver(f) === undefined))
  if (distant.length > 0 && datasets.length > 1) reportUnconformed(context, dataset, distant)
  const filters = query.filters.filter(f => !isOfOtherFact(context, resolver, f, dataset, datasets))
  const periods: readonly (readonly [Period, TimeRange | undefined])[] = [
    ['current', query.time?.range],
    ...(query.compareTo === undefined ? [] : ([['before', query.compareTo]] as const)),
  ]
  return groupsOf(context, dataset, bases, resolver, distant.length > 0).flatMap(group =>
    periods.map(([period, range]) => ({
      period,
      group,
      source: buildFact(context, {
        group,
        groupings,
        filters,
        resolver,
        ...(query.time === undefined || range === undefined
          ? {}
          : { time: { field: query.time.field, range } }),
        ...(period === 'before' ? { shiftOf: (g: Grouping) => shiftFor(query, g) } : {}),
      }),
    })),
  )
}

const shiftFor = (query: Query, grouping: Grouping): ReturnType<typeof alignment> => {
  const grain = grouping.by.kind === 'dimension' ? grouping.by.dimension.grain : undefined
  return grain === undefined || query.time === undefined || query.compareTo === undefined
    ? undefined
    : alignment(query.time.range, query.compareTo, grain)
}

const createResolver = (
  context: Context,
  request: FactsRequest,
  dataset: string,
  datasets: readonly string[],
): Resolver => {
  const { query, groupings } = request
  const named = request.bases.find(b => b.dataset === dataset && b.time !== undefined)?.time
  const { defaultTime } = knownDataset(context, dataset)
  const ownTime = named ?? (defaultTime === undefined ? undefined : { dataset, field: defaultTime })
  const resolver = resolverFor(context, {
    dataset,
    ownTime,
    timeFields: [...timeFieldsOf(groupings), ...(query.time === undefined ? [] : [query.time.field])],
    equivalent: field => equivalentField(context, dataset, field),
    conformed: field => (datasets.length > 1 ? conformedField(context, dataset, field, datasets) : undefined),
  })
  if (query.time !== undefined) noteTime(context, dataset, query.time.field, resolver(query.time.field))
  return resolver
}

const noteTime = (context: Context, dataset: string, asked: FieldRef, used: FieldRef | undefined): void => {
  const { label } = knownDataset(context, dataset)
  if (used === undefined)
    note(context, {
      en: `${label.en} have no time of their own, so the period does not restrict them.`,
      zh: `${label.zh ?? label.en}没有时间字段，因此不受该时间范围限制。`,
    })
  else if (used.dataset !== asked.dataset || used.field !== asked.field) {
    const time = knownField(context, used).label
    note(context, {
      en: `The period of ${label.en} is that of ${time.en}.`,
      zh: `${label.zh ?? label.en}的时间范围按${time.zh ?? time.en}计算。`,
    })
  }
}

/** "shift" of stops is "shift" of production: the same word for the same kind of value in two facts. */
const conformedField = (
  context: Context,
  dataset: string,
  field: FieldRef,
  datasets: readonly string[],
): FieldRef | undefined => {
  if (!datasets.some(d => d !== dataset && lookupsOf(context.graph, d).has(field.dataset))) return undefined
  const asked = context.field(field)
  const own = context.field({ dataset, field: field.field })
  if (asked === undefined || own === undefined || own.type !== asked.type) return undefined
  if (own.role !== asked.role || own.isName === true || own.role === 'measure') return undefined
  const [a, b] = [knownDataset(context, field.dataset).label, knownDataset(context, dataset).label]
  note(context, {
    en: `${asked.label.en} of ${a.en} and of ${b.en} are taken as the same.`,
    zh: `${a.zh ?? a.en}与${b.zh ?? b.en}的${asked.label.zh ?? asked.label.en}视为同一维度。`,
  })
  return { dataset, field: field.field }
}

/** A condition that only another fact of the question can answer is about that fact. */
const isOfOtherFact = (
  context: Context,
  resolver: Resolver,
  condition: Condition,
  dataset: string,
  datasets: readonly string[],
): boolean => {
  const fields = fieldsOfCondition(condition)
  if (fields.every(f => resolver(f) !== undefined)) return false
  const owner = datasets.find(
    d => d !== dataset && fields.every(f => lookupsOf(context.graph, d).has(f.dataset)),
  )
  if (owner === undefined) return false
  const [own, other] = [knownDataset(context, dataset).label, knownDataset(context, owner).label]
  const [first] = fields
  const what = first === undefined ? own : knownField(context, first).label
  note(context, {
    en: `The condition on ${what.en} restricts ${other.en}, not ${own.en}.`,
    zh: `对${what.zh ?? what.en}的条件只限制${other.zh ?? other.en}，不限制${own.zh ?? own.en}。`,
  })
  return true
}

const reportUnconformed = (context: Context, dataset: string, groupings: readonly Grouping[]): void => {
  const { label } = knownDataset(context, dataset)
  for (const field of groupings.flatMap(fieldsOfGrouping))
    context.diagnostics.push({
      code: 'NOT_CONFORMED',
      severity: 'error',
      message: `${label.en} cannot be broken down by ${knownField(context, field).label.en}: they have no such thing.`,
    })
}

const groupsOf = (
  context: Context,
  dataset: string,
  bases: readonly BaseAggregate[],
  resolver: Resolver,
  isMultiplied: boolean,
): readonly FactGroup[] => {
  if (bases.length === 0) return [{ dataset, bases: [], ownFilters: [] }]
  const groups = new Map<string, FactGroup>()
  for (const base of bases) {
    const local = localFiltersOf(base, resolver)
    const ownFilters = base.filters.filter(f => !local.includes(f))
    const apart = needsMedian(context, base) ? base.key : isMultiplied && isRepeatable(base.aggregate)
    const key = JSON.stringify([ownFilters, apart])
    const group = groups.get(key)
    if (group?.bases.some(b => b.key === base.key) === true) continue
    groups.set(key, { dataset, ownFilters, bases: [...(group?.bases ?? []), base] })
  }
  return [...groups.values()]
}
