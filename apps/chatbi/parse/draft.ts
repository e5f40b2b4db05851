import type { Localized } from '@millwright/spec'
import { fieldsOfCondition, fieldsOfRow, sameRef } from '../query/fields-of.ts'
import { datasetsOfMeasure } from '../query/find-in-model.ts'
import type {
  Condition,
  Dimension,
  FieldRef,
  Having,
  Measure,
  MeasureExpression,
  OrderBy,
  OutputColumn,
  Query,
  RowExpression,
  SeriesCalculation,
  TimeRange,
} from '../query/query.ts'
import type { ModelView } from './model-view.ts'
import type { Node } from './node.ts'

/**
 * `asked`: only the columns asked for. `explained`: what a ranking ranks by is shown too, and rows come with
 * what tells them apart.
 */
export type OutputStyle = 'asked' | 'explained'

/** A query while it is put together, with what it cost and what it took up. */
export interface Draft {
  readonly view: ModelView
  readonly style: OutputStyle
  root: string | undefined
  measures: Measure[]
  dimensions: Dimension[]
  columns: OutputColumn[]
  filters: Condition[]
  having: Having[]
  orderBy: OrderBy[]
  distinct: boolean
  limit: { count: number; per?: string } | undefined
  time: { field: FieldRef; range: TimeRange } | undefined
  compareTo: TimeRange | undefined
  setOperation: Query['setOperation']
  /** The winner of "which line …" whose breakdown is asked for. */
  pin:
    | { readonly field: FieldRef; readonly measure: MeasureExpression; readonly direction: 'asc' | 'desc' }
    | undefined
  /** How many of the first are passed over: one, for the second highest. */
  passed: number
  /** Sum of what doubtful steps cost, in units of the cover's score. */
  penalty: number
  unused: Node[]
  /** Conditions on groups that are set against what all of them come to, or the one that is named. */
  readonly overall: Having[]
  /** Words that no rule took up and that the composition uses all the same. */
  readonly taken: Node[]
  readonly assumptions: Localized[]
  readonly steps: string[]
}

export const createDraft = (view: ModelView, style: OutputStyle): Draft => ({
  view,
  style,
  root: undefined,
  measures: [],
  dimensions: [],
  columns: [],
  filters: [],
  having: [],
  orderBy: [],
  distinct: false,
  limit: undefined,
  time: undefined,
  compareTo: undefined,
  setOperation: undefined,
  pin: undefined,
  passed: 0,
  penalty: 0,
  unused: [],
  taken: [],
  overall: [],
  assumptions: [],
  steps: [],
})

export const toQuery = (draft: Draft): Query => ({
  ...(draft.root === undefined ? {} : { root: draft.root }),
  measures: draft.measures,
  dimensions: draft.dimensions,
  columns: draft.columns,
  ...(draft.distinct ? { distinct: true } : {}),
  filters: draft.filters,
  ...(draft.time ? { time: draft.time } : {}),
  ...(draft.compareTo ? { compareTo: draft.compareTo } : {}),
  having: draft.having,
  orderBy: draft.orderBy,
  ...(draft.limit ? { limit: draft.limit } : {}),
  ...(draft.setOperation ? { setOperation: draft.setOperation } : {}),
})

/** A draft of a query that is already whole. */
export const draftOf = (query: Query, view: ModelView, style: OutputStyle): Draft => ({
  ...createDraft(view, style),
  root: query.root,
  measures: [...query.measures],
  dimensions: [...query.dimensions],
  columns: [...query.columns],
  filters: [...query.filters],
  having: [...query.having],
  orderBy: [...query.orderBy],
  distinct: query.distinct === true,
  limit: query.limit && {
    count: query.limit.count,
    ...(query.limit.per === undefined ? {} : { per: query.limit.per }),
  },
  time: query.time,
  setOperation: query.setOperation,
})

const freeId = (draft: Draft, wanted: string): string => {
  const base = wanted.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '') || 'value'
  const taken = new Set([...draft.measures, ...draft.dimensions, ...draft.columns].map(output => output.id))
  for (let i = 1; ; i++) {
    const id = i === 1 ? base : `${base}_${i}`
    if (!taken.has(id)) return id
  }
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A short name for a measure's column. */
const measureName = (expression: MeasureExpression): string => {
  switch (expression.kind) {
    case 'metric':
      return expression.metric
    case 'aggregate':
      return expression.value.kind === 'field'
        ? `${expression.aggregate}_${expression.value.field.field}`
        : expression.aggregate
    case 'rows':
      return `number_of_${expression.dataset}`
    case 'share':
      return `share_of_${measureName(expression.of)}`
    case 'series':
      return seriesName(expression.calculation, measureName(expression.of))
    case 'of-groups': {
      const group = expression.by.grain ?? expression.by.field.field
      return expression.aggregate === 'count'
        ? `number_of_${group}`
        : `${expression.aggregate}_${measureName(expression.of)}_per_${group}`
    }
    case 'arithmetic':
      if (/[<=>]/.test(expression.operator)) return 'answer'
      return expression.operator === '-' ? 'difference' : 'ratio'
    case 'number':
      return 'number'
  }
}

const seriesName = (calculation: SeriesCalculation, of: string): string => {
  switch (calculation.kind) {
    case 'earlier':
      return `${of}_${calculation.since === 'year' ? 'year_before' : 'before'}`
    case 'difference':
      return `change_of_${of}`
    case 'growth':
      return `growth_of_${of}`
    case 'running-total':
      return `cumulative_${of}`
    case 'moving-average':
      return `moving_average_of_${of}`
  }
}

/** Adds the measure as an output unless it is one already; its id. */
export const addMeasure = (draft: Draft, expression: MeasureExpression): string => {
  const known = draft.measures.find(measure => sameJson(measure.expression, expression))
  if (known) return known.id
  const id = freeId(draft, measureName(expression))
  draft.measures.push({ id, expression })
  return id
}

export const addDimension = (draft: Draft, dimension: Omit<Dimension, 'id'>): string => {
  const known = draft.dimensions.find(one => {
    const { id: _, ...rest } = one
    return sameJson(rest, dimension)
  })
  if (known) return known.id
  const suffix = dimension.grain ?? dimension.part ?? (dimension.shift ? 'shift' : undefined)
  const id = freeId(draft, suffix ? `${dimension.field.field}_${suffix}` : dimension.field.field)
  draft.dimensions.push({ id, ...dimension })
  return id
}

export const addColumn = (draft: Draft, field: FieldRef): string => {
  const known = draft.columns.find(
    column => column.value.kind === 'field' && sameRef(column.value.field, field),
  )
  if (known) return known.id
  const id = freeId(draft, field.field)
  draft.columns.push({ id, value: { kind: 'field', field } })
  return id
}

/** Adds a computed value of each row as an output. */
export const addValue = (draft: Draft, value: RowExpression, name: string): string => {
  const known = draft.columns.find(column => sameJson(column.value, value))
  if (known) return known.id
  const id = freeId(draft, name)
  draft.columns.push({ id, value })
  return id
}

/** Adds a filter once. */
export const addFilter = (draft: Draft, condition: Condition): void => {
  if (!draft.filters.some(known => sameJson(known, condition))) draft.filters.push(condition)
}

/** Datasets that the measures stand on, in order. */
export const measuredDatasets = (draft: Draft): readonly string[] =>
  [
    ...draft.measures.map(measure => measure.expression),
    // what ranks or limits the groups is measured, shown or not
    ...draft.having.map(having => having.measure),
    ...draft.orderBy.flatMap(order => (order.by.kind === 'measure' ? [order.by.measure] : [])),
  ].flatMap(expression => datasetsOfMeasure(expression, draft.view.model))

/** Every dataset that the query must join. */
export const datasetsOfDraft = (draft: Draft): ReadonlySet<string> => {
  const found = new Set<string>(measuredDatasets(draft))
  for (const dimension of draft.dimensions) found.add(dimension.field.dataset)
  for (const column of draft.columns) for (const ref of fieldsOfRow(column.value)) found.add(ref.dataset)
  for (const filter of draft.filters) for (const ref of fieldsOfCondition(filter)) found.add(ref.dataset)
  for (const having of draft.having)
    for (const name of datasetsOfMeasure(having.measure, draft.view.model)) found.add(name)
  for (const order of draft.orderBy) {
    if (order.by.kind === 'measure')
      for (const name of datasetsOfMeasure(order.by.measure, draft.view.model)) found.add(name)
    if (order.by.kind === 'row') for (const ref of fieldsOfRow(order.by.value)) found.add(ref.dataset)
  }
  if (draft.time) found.add(draft.time.field.dataset)
  if (draft.root !== undefined && found.size === 0) found.add(draft.root)
  return found
}

/** Whether rows are summed up, not listed. */
export const isGrouped = (draft: Draft): boolean =>
  draft.measures.length > 0 || draft.dimensions.length > 0 || draft.having.length > 0
