import { sameRef } from '../../../query/fields-of.ts'
import { emptyQuery } from '../../../query/query.ts'
import { definitionOf, findMetric } from '../../../query/find-in-model.ts'
import type { Condition, Dimension, FieldRef, OrderBy, Query } from '../../../query/query.ts'
import { nameFieldOf, refOf } from '../../model-view.ts'
import type { ModelView } from '../../model-view.ts'
import { rowNamedBy } from '../same-row.ts'

/** Which of those that an answer ranks are spoken of. */
export type Position =
  | {
      /** The third is `place: 3`; the last but one is `place: 2` from the end. */
      readonly place: number
      readonly isFromEnd: boolean
      /** The words are of the order that is shown, as "the third one", and rank nothing themselves. */
      readonly isShown?: true
    }
  /** The one that a word ranks first: "the worst of these". */
  | { readonly extreme: 'best' | 'worst' | 'asc' | 'desc' }
  /** As many as follow those that are shown: "the next five". */
  | { readonly next: number }

/** Things of the answer before that words of the next question may speak of. */
export interface Antecedent {
  /** The dataset whose rows they are; none where a column tells them apart that names no rows, as a shift. */
  readonly dataset: string | undefined
  /** What names them: words for them stand for a value of one of these. */
  readonly fields: readonly FieldRef[]
  readonly conditionOf: (field: FieldRef) => Condition
  readonly isMany: boolean
  /** The answer tells them apart. */
  readonly isGroup?: true
  /** The answer is how many they are. */
  readonly isCounted?: true
  /** The period that they were measured in, which what is asked of them is asked of too. */
  readonly range: NonNullable<Query['time']>['range'] | undefined
}

/**
 * What an answer speaks of, the likeliest first: the groups that it tells apart, what is asked of one row, the rows, and the things
 * that it is about (discourse entities, Webber 1979). A position keeps one of those that are ranked.
 */
export const antecedentsOf = (
  previous: Query,
  view: ModelView,
  position?: Position,
): readonly Antecedent[] => {
  if (previous.setOperation || previous.limit?.per !== undefined) return []
  const groups = previous.dimensions.filter(isPlain).flatMap(one => ofGroup(one, previous, view, position))
  const rows = ofRows(previous, view, position)
  const columns = position ? [] : ofColumns(previous, view)
  const said = position ? [] : ofFilters(previous, view)
  const isOne = rows.every(one => !one.isMany)
  const counted = position ? [] : ofCounted(previous, view)
  return [...groups, ...(isOne ? [...columns, ...rows] : [...rows, ...columns]), ...said, ...counted]
}

const isPlain = (one: Dimension): boolean =>
  one.grain === undefined && one.part === undefined && one.shift !== true && one.binWidth === undefined

/** What words for a row of a dataset stand for: its name, else its key. */
const identityOf = (view: ModelView, name: string): FieldRef | undefined => {
  const dataset = view.dataset(name)
  const named = dataset && nameFieldOf(dataset)
  if (dataset && named) return refOf(dataset, named)
  const [key, other] = dataset?.primaryKey ?? []
  return key === undefined || other !== undefined ? undefined : { dataset: name, field: key }
}

/** The field by which a thing is known that another one names: a reference to it has the value of its key. */
const namingField = (view: ModelView, ref: FieldRef, row: string): FieldRef => {
  const [key] = view.dataset(row)?.primaryKey ?? []
  return ref.dataset === row || key === undefined ? ref : { dataset: row, field: key }
}

const ofGroup = (
  group: Dimension,
  previous: Query,
  view: ModelView,
  position: Position | undefined,
): readonly Antecedent[] => {
  const { field } = group
  const isLimited = previous.limit !== undefined
  if ((isLimited || position) && previous.dimensions.length > 1) return []
  const query = { ...groupsOf(previous), dimensions: [{ id: 'those', field }] }
  const row = rowNamedBy(view, field)
  const among = amongQuery(query, position, rankOf(previous, view))
  if (!among) return []
  return [
    {
      dataset: row,
      fields: row === undefined ? sameColumns(view, field) : [namingField(view, field, row)],
      conditionOf: among,
      isMany:
        isSeveral(position) &&
        (previous.limit?.count !== 1 || position !== undefined) &&
        !isKeptToOne(previous, field),
      isGroup: true,
      range: previous.time?.range,
    },
  ]
}

/** A shift is the same one in the rows of another table. */
const sameColumns = (view: ModelView, { field, dataset }: FieldRef): readonly FieldRef[] => [
  { dataset, field },
  ...view.model.datasets.flatMap(other =>
    other.name === dataset
      ? []
      : other.fields.filter(one => one.name === field && !one.hidden).map(one => refOf(other, one)),
  ),
]

const groupsOf = ({ filters, time, having, limit, orderBy, measures }: Query): Query => ({
  ...emptyQuery,
  filters,
  ...(time ? { time } : {}),
  having,
  orderBy: limit ? orderBy.flatMap(order => byMeasure(order, measures)) : [],
  ...(limit ? { limit } : {}),
})

const byMeasure = (order: OrderBy, measures: Query['measures']): readonly OrderBy[] => {
  const { by } = order
  if (by.kind !== 'output') return [order]
  const measure = measures.find(one => one.id === by.id)
  return measure ? [{ ...order, by: { kind: 'measure', measure: measure.expression } }] : []
}

/** What the answer ranks by; where it ranks by nothing, the greatest of what it measures is its first. */
const rankOf = ({ orderBy, measures }: Query, view: ModelView): Rank => {
  const ranked = orderBy.flatMap(order => byMeasure(order, measures))[0]
  const [only] = measures
  const rank: OrderBy | undefined =
    ranked ?? (only ? { by: { kind: 'measure', measure: only.expression }, direction: 'desc' } : undefined)
  const by = rank?.by.kind === 'measure' ? rank.by.measure : undefined
  const metric = by?.kind === 'metric' ? findMetric(view.model, by.metric) : undefined
  const isLowBetter = metric?.better === undefined ? undefined : metric.better === 'lower'
  return { rank, isOrdered: ranked !== undefined, isLowBetter }
}

interface Rank {
  readonly rank: OrderBy | undefined
  /** The answer is shown in that order. */
  readonly isOrdered: boolean
  /** Whether less of what is ranked by is better, where the model says so. */
  readonly isLowBetter: boolean | undefined
}

/** Those of the inner query, or the ones of them at those places. */
const amongQuery = (
  query: Query,
  position: Position | undefined,
  rank: Rank,
): Antecedent['conditionOf'] | undefined => {
  if (!position) return field => ({ kind: 'in-query', field, query })
  const { limit, ...all } = query
  const places = placesOf(position, rank, limit?.count)
  if (!places) return undefined
  const { from, to, order } = places
  const first = (count: number): Query => ({ ...all, orderBy: [order], limit: { count } })
  return field => {
    const upTo: Condition = { kind: 'in-query', field, query: first(to) }
    if (from === 1) return upTo
    return {
      kind: 'and',
      conditions: [upTo, { kind: 'in-query', field, query: first(from - 1), negated: true }],
    }
  }
}

interface Places {
  readonly from: number
  readonly to: number
  readonly order: OrderBy
}

/** The places that are meant, of `count` that are shown, or of all. */
const placesOf = (
  position: Position,
  { rank, isOrdered, isLowBetter }: Rank,
  count: number | undefined,
): Places | undefined => {
  if (!rank) return undefined
  if ('next' in position)
    return count === undefined ? undefined : { from: count + 1, to: count + position.next, order: rank }
  if ('extreme' in position) {
    const direction = directionOf(position.extreme, isLowBetter)
    const own = isOrdered ? rank : { ...rank, direction }
    const place = { place: 1, isFromEnd: own.direction !== direction }
    return placesOf(place, { rank: own, isOrdered, isLowBetter }, count)
  }
  if (position.isShown && !isOrdered) return undefined
  // the last of the five is the fifth
  const place = position.isFromEnd && count !== undefined ? count - position.place + 1 : position.place
  const order = position.isFromEnd && count === undefined ? reversed(rank) : rank
  return place < 1 || (count !== undefined && place > count) ? undefined : { from: place, to: place, order }
}

/** The worst of what is better low has most of it; where nothing is known, as of stops, so has the worst. */
const directionOf = (
  extreme: 'best' | 'worst' | 'asc' | 'desc',
  isLowBetter: boolean | undefined,
): 'asc' | 'desc' => {
  if (extreme === 'asc' || extreme === 'desc') return extreme
  return (extreme === 'best') === (isLowBetter ?? true) ? 'asc' : 'desc'
}

const reversed = (order: OrderBy): OrderBy => ({
  ...order,
  direction: order.direction === 'asc' ? 'desc' : 'asc',
})

const isSeveral = (position: Position | undefined): boolean =>
  position === undefined || ('next' in position && position.next > 1)

const isKeptToOne = ({ filters }: Query, field: FieldRef): boolean =>
  filters.some(
    one =>
      one.kind === 'compare' &&
      one.operator === '=' &&
      one.right.kind === 'value' &&
      one.left.kind === 'field' &&
      sameRef(one.left.field, field),
  )

const rootOf = ({ root, columns, measures, dimensions }: Query): string | undefined => {
  if (measures.length + dimensions.length > 0) return undefined
  const first = columns[0]?.value
  return root ?? (first?.kind === 'field' ? first.field.dataset : undefined)
}

const listOf = (previous: Query, field: FieldRef): Query => ({
  ...emptyQuery,
  root: rootOf(previous),
  columns: [{ id: 'those', value: { kind: 'field', field } }],
  filters: previous.filters,
  ...(previous.time ? { time: previous.time } : {}),
  ...(previous.limit
    ? { limit: previous.limit, orderBy: previous.orderBy.filter(one => one.by.kind === 'row') }
    : {}),
})

const isOneRow = (previous: Query, view: ModelView, root: string): boolean =>
  previous.limit?.count === 1 ||
  previous.filters.some(
    one =>
      one.kind === 'compare' &&
      one.operator === '=' &&
      one.right.kind === 'value' &&
      one.left.kind === 'field' &&
      one.left.field.dataset === root &&
      rowNamedBy(view, one.left.field) === root,
  )

/** The rows that are listed. */
const ofRows = (previous: Query, view: ModelView, position: Position | undefined): readonly Antecedent[] => {
  const root = rootOf(previous)
  const field = root === undefined ? undefined : identityOf(view, root)
  if (root === undefined || !field) return []
  const rank = previous.orderBy.find(one => one.by.kind === 'row')
  const among = amongQuery(listOf(previous, field), position, {
    rank,
    isOrdered: rank !== undefined,
    isLowBetter: undefined,
  })
  if (!among) return []
  return [
    {
      dataset: root,
      fields: [field],
      conditionOf: among,
      isMany: isSeveral(position) && !isOneRow(previous, view, root),
      range: undefined,
    },
  ]
}

/** The rows whose number was asked for. */
const ofCounted = (previous: Query, view: ModelView): readonly Antecedent[] => {
  const [only, other] = previous.measures
  if (!only || other || previous.dimensions.length > 0 || previous.compareTo) return []
  const counted = definitionOf(only.expression, view.model)
  const field = counted?.kind === 'rows' ? identityOf(view, counted.dataset) : undefined
  if (counted?.kind !== 'rows' || !field) return []
  const filters = [...previous.filters, ...(counted.filters ?? [])]
  const query: Query = {
    ...listOf({ ...previous, measures: [], root: counted.dataset, filters }, field),
    root: counted.dataset,
  }
  return [
    {
      dataset: counted.dataset,
      fields: [field],
      conditionOf: one => ({ kind: 'in-query', field: one, query }),
      isMany: true,
      isCounted: true,
      range: undefined,
    },
  ]
}

/** What is told of the rows and names other things: the lot of an order. */
const ofColumns = (previous: Query, view: ModelView): readonly Antecedent[] => {
  const root = rootOf(previous)
  if (root === undefined) return []
  return previous.columns.flatMap(({ value }): readonly Antecedent[] => {
    const row = value.kind === 'field' ? rowNamedBy(view, value.field) : undefined
    if (value.kind !== 'field' || row === undefined || row === root) return []
    const query = listOf(previous, value.field)
    return [
      {
        dataset: row,
        fields: [namingField(view, value.field, row)],
        conditionOf: field => ({ kind: 'in-query', field, query }),
        isMany: !isOneRow(previous, view, root),
        range: undefined,
      },
    ]
  })
}

/** What the question before was about: "line 2", of what it used last week. */
const ofFilters = (previous: Query, view: ModelView): readonly Antecedent[] =>
  previous.filters.flatMap((filter): readonly Antecedent[] => {
    const ref = valueFieldOf(filter)
    const row = ref && rowNamedBy(view, ref)
    if (!ref) return []
    return [
      {
        dataset: row,
        fields: row === undefined ? sameColumns(view, ref) : [namingField(view, ref, row)],
        conditionOf: field => onField(filter, field),
        isMany: filter.kind === 'in' && filter.values.length > 1,
        range: previous.time?.range,
      },
    ]
  })

const valueFieldOf = (filter: Condition): FieldRef | undefined => {
  if (filter.kind === 'in' && filter.negated !== true) return filter.field
  if (filter.kind === 'in-query' && filter.negated !== true) return filter.field
  const isValue =
    filter.kind === 'compare' &&
    filter.operator === '=' &&
    filter.right.kind === 'value' &&
    filter.left.kind === 'field'
  return isValue && filter.left.kind === 'field' ? filter.left.field : undefined
}

const onField = (filter: Condition, field: FieldRef): Condition => {
  if (filter.kind === 'in' || filter.kind === 'in-query') return { ...filter, field }
  return filter.kind === 'compare' ? { ...filter, left: { kind: 'field', field } } : filter
}
