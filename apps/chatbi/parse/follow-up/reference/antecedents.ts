import { sameRef } from '../../../query/fields-of.ts'
import { emptyQuery } from '../../../query/query.ts'
import type { Condition, Dimension, FieldRef, OrderBy, Query } from '../../../query/query.ts'
import { nameFieldOf, refOf } from '../../model-view.ts'
import type { ModelView } from '../../model-view.ts'
import { rowNamedBy } from '../same-row.ts'

/** Which of those that an answer ranks is spoken of: the third is `{ place: 3, isFromEnd: false }`. */
export interface Position {
  readonly place: number
  readonly isFromEnd: boolean
  /** The words are of the order that is shown, as "the third one", and rank nothing themselves. */
  readonly isShown?: true
}

/** Things of the answer before that words of the next question may speak of. */
export interface Antecedent {
  /** The dataset whose rows they are; none where a column tells them apart that names no rows, as a shift. */
  readonly dataset: string | undefined
  /** What names them: words for them stand for a value of one of these. */
  readonly fields: readonly FieldRef[]
  readonly conditionOf: (field: FieldRef) => Condition
  readonly isMany: boolean
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
  return [...groups, ...(isOne ? [...columns, ...rows] : [...rows, ...columns]), ...said]
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
  const among = amongQuery(query, position, rankOf(previous))
  if (!among) return []
  return [
    {
      dataset: row,
      fields: row === undefined ? sameColumns(view, field) : [namingField(view, field, row)],
      conditionOf: among,
      isMany: position === undefined && previous.limit?.count !== 1 && !isKeptToOne(previous, field),
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
const rankOf = ({ orderBy, measures }: Query): Rank => {
  const ranked = orderBy.flatMap(order => byMeasure(order, measures))[0]
  const [only] = measures
  const rank: OrderBy | undefined =
    ranked ?? (only ? { by: { kind: 'measure', measure: only.expression }, direction: 'desc' } : undefined)
  return { rank, isOrdered: ranked !== undefined }
}

interface Rank {
  readonly rank: OrderBy | undefined
  /** The answer is shown in that order. */
  readonly isOrdered: boolean
}

/** Those of the inner query, or the one of them at that place. */
const amongQuery = (
  query: Query,
  position: Position | undefined,
  { rank, isOrdered }: Rank,
): Antecedent['conditionOf'] | undefined => {
  if (!position) return field => ({ kind: 'in-query', field, query })
  if (!rank || (position.isShown && !isOrdered)) return undefined
  const { limit: kept, ...all } = query
  const count = kept?.count
  // the last of the five is the fifth
  const place = position.isFromEnd && count !== undefined ? count - position.place + 1 : position.place
  const isReversed = position.isFromEnd && count === undefined
  const order: OrderBy = isReversed ? { ...rank, direction: rank.direction === 'asc' ? 'desc' : 'asc' } : rank
  if (place < 1 || (count !== undefined && place > count)) return undefined
  const first = (limit: number): Query => ({ ...all, orderBy: [order], limit: { count: limit } })
  return field => {
    const upTo: Condition = { kind: 'in-query', field, query: first(place) }
    if (place === 1) return upTo
    return {
      kind: 'and',
      conditions: [upTo, { kind: 'in-query', field, query: first(place - 1), negated: true }],
    }
  }
}

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
  const among = amongQuery(listOf(previous, field), position, { rank, isOrdered: rank !== undefined })
  if (!among) return []
  return [
    {
      dataset: root,
      fields: [field],
      conditionOf: among,
      isMany: position === undefined && !isOneRow(previous, view, root),
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
