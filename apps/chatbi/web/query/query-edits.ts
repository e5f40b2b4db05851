import type {
  Condition,
  Dimension,
  FieldRef,
  Measure,
  MeasureExpression,
  OrderBy,
  Query,
  TimeRange,
} from '../../query/query.ts'
import { hasSeries, periodsOf } from '../../query/series.ts'

/** An output name that the query does not have yet. */
export const newOutputId = (query: Query, base: string): string => {
  const taken = new Set([...query.measures, ...query.dimensions, ...query.columns].map(output => output.id))
  const stem = base.replaceAll(/[^\p{L}\p{N}]+/gu, '_').replaceAll(/^_+|_+$/g, '') || 'value'
  if (!taken.has(stem)) return stem
  let count = 2
  while (taken.has(`${stem}_${count}`)) count++
  return `${stem}_${count}`
}

const replaceAt = <T>(items: readonly T[], index: number, item: T): readonly T[] =>
  items.map((other, position) => (position === index ? item : other))

const withoutAt = <T>(items: readonly T[], index: number): readonly T[] =>
  items.filter((_, position) => position !== index)

/** Drops what referred to an output that is gone, and renames what referred to one that was renamed. */
const rereference = (query: Query, before: string, after: string | undefined): Query => {
  const orderBy = query.orderBy.flatMap((order): readonly OrderBy[] => {
    if (order.by.kind !== 'output' || order.by.id !== before) return [order]
    return after === undefined ? [] : [{ ...order, by: { kind: 'output', id: after } }]
  })
  if (query.limit?.per !== before) return { ...query, orderBy }
  const { per: _, ...limit } = query.limit
  return { ...query, orderBy, limit: after === undefined ? limit : { ...limit, per: after } }
}

const nameOf = (expression: MeasureExpression): string => {
  switch (expression.kind) {
    case 'metric':
      return expression.metric
    case 'aggregate':
      return expression.value.kind === 'field'
        ? `${expression.aggregate}_${expression.value.field.field}`
        : expression.aggregate
    case 'rows':
      return `${expression.dataset}_count`
    case 'share':
      return `${nameOf(expression.of)}_share`
    case 'series':
      return `${nameOf(expression.of)}_${expression.calculation.kind.replace('-', '_')}`
    default:
      return 'value'
  }
}

export const addMeasure = (query: Query, expression: MeasureExpression): Query => {
  const measure: Measure = { id: newOutputId(query, nameOf(expression)), expression }
  return { ...query, measures: [...query.measures, measure], columns: [] }
}

export const setMeasure = (query: Query, index: number, expression: MeasureExpression): Query => {
  const before = query.measures[index]
  if (!before) return query
  const others = { ...query, measures: withoutAt(query.measures, index) }
  const id = newOutputId(others, nameOf(expression))
  return rereference(
    { ...query, measures: replaceAt(query.measures, index, { id, expression }) },
    before.id,
    id,
  )
}

export const removeMeasure = (query: Query, index: number): Query => {
  const before = query.measures[index]
  if (!before) return query
  return rereference({ ...query, measures: withoutAt(query.measures, index) }, before.id, undefined)
}

/** A share within the groups of a dimension that is gone is one of all groups. */
const withoutLostGroups = (query: Query): Query => ({
  ...query,
  measures: query.measures.map(measure => {
    const { expression } = measure
    if (expression.kind !== 'share' || query.dimensions.some(one => one.id === expression.within))
      return measure
    return { ...measure, expression: { kind: 'share', of: expression.of } }
  }),
})

/** What runs along the periods is each period's own value again where there are no periods. */
const withoutLostSeries = (given: Query): Query => {
  const query = withoutLostGroups(given)
  if (periodsOf(query) !== undefined) return query
  const lost = query.measures.filter(measure => hasSeries(measure.expression))
  const isPlain = (expression: MeasureExpression): boolean =>
    query.measures.some(other => JSON.stringify(other.expression) === JSON.stringify(expression))
  return lost.reduce((edited, { id, expression }) => {
    const index = edited.measures.findIndex(measure => measure.id === id)
    return expression.kind === 'series' && !isPlain(expression.of)
      ? setMeasure(edited, index, expression.of)
      : removeMeasure(edited, index)
  }, query)
}

type DimensionShape = Omit<Dimension, 'id'>

const dimensionName = (shape: DimensionShape): string =>
  [shape.field.field, shape.grain ?? shape.part ?? (shape.shift ? 'shift' : undefined)]
    .filter(Boolean)
    .join('_')

export const addDimension = (query: Query, shape: DimensionShape): Query => ({
  ...query,
  dimensions: [...query.dimensions, { id: newOutputId(query, dimensionName(shape)), ...shape }],
})

export const setDimension = (query: Query, index: number, shape: DimensionShape): Query => {
  const before = query.dimensions[index]
  if (!before) return query
  const others = { ...query, dimensions: withoutAt(query.dimensions, index) }
  const id = newOutputId(others, dimensionName(shape))
  return withoutLostSeries(
    rereference(
      { ...query, dimensions: replaceAt(query.dimensions, index, { id, ...shape }) },
      before.id,
      id,
    ),
  )
}

export const removeDimension = (query: Query, index: number): Query => {
  const before = query.dimensions[index]
  if (!before) return query
  return withoutLostSeries(
    rereference({ ...query, dimensions: withoutAt(query.dimensions, index) }, before.id, undefined),
  )
}

export const addFilter = (query: Query, condition: Condition): Query => ({
  ...query,
  filters: [...query.filters, condition],
})

export const setFilter = (query: Query, index: number, condition: Condition): Query => ({
  ...query,
  filters: replaceAt(query.filters, index, condition),
})

export const removeFilter = (query: Query, index: number): Query => ({
  ...query,
  filters: withoutAt(query.filters, index),
})

export const setTime = (query: Query, field: FieldRef, range: TimeRange): Query => ({
  ...query,
  time: { field, range },
})

/** Without its time range; a comparison needs one, so it goes too. */
export const removeTime = (query: Query): Query => {
  const { time: _, compareTo: __, ...rest } = query
  return rest
}

export const removeCompare = (query: Query): Query => {
  const { compareTo: _, ...rest } = query
  return rest
}

export const setCompare = (query: Query, compareTo: TimeRange): Query => ({ ...query, compareTo })

export const setOrder = (query: Query, id: string, direction: OrderBy['direction']): Query => ({
  ...query,
  orderBy: [{ by: { kind: 'output', id }, direction }],
})

export const removeOrder = (query: Query, index: number): Query => ({
  ...query,
  orderBy: withoutAt(query.orderBy, index),
})

export const removeHaving = (query: Query, index: number): Query => ({
  ...query,
  having: withoutAt(query.having, index),
})

export const setLimit = (query: Query, count: number): Query => ({
  ...query,
  limit: { ...query.limit, count },
})

export const removeLimit = (query: Query): Query => {
  const { limit: _, ...rest } = query
  return rest
}

/** Fields of a dataset as columns, for a query that lists rows. */
export const removeColumn = (query: Query, index: number): Query => {
  const before = query.columns[index]
  if (!before) return query
  return rereference({ ...query, columns: withoutAt(query.columns, index) }, before.id, undefined)
}

export const addColumn = (query: Query, field: FieldRef): Query => ({
  ...query,
  columns: [...query.columns, { id: newOutputId(query, field.field), value: { kind: 'field', field } }],
})
