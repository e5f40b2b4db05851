import type { Cell } from '@millwright/spec'
import type { QueryBefore } from '../ask/query-before.ts'
import type { Condition, Query, TimeGrain, TimeRange } from '../query/query.ts'
import { addPeriods, formatWallTime } from '../time/local-time.ts'

/** The question before as one for causes. */
export interface WhyBefore {
  readonly query: Query
  /** One thing was found to stand out, whose height is asked about. */
  readonly isLevel: boolean
}

/**
 * "Why?" after an answer asks for the causes of what was answered: of the measure in its period, and where one winner was
 * found ("which line stopped most") of that one's height, or of what happened in that period ("which day").
 */
export const toWhyBefore = ({ query, firstRow }: Pick<QueryBefore, 'query' | 'firstRow'>): WhyBefore => {
  if (query.limit?.count !== 1 || query.limit.per !== undefined) return { query, isLevel: false }
  const filters: Condition[] = []
  let time = query.time
  for (const { id, field, grain, part, shift, binWidth } of query.dimensions) {
    const value = firstRow.get(id)
    if (value === undefined || value === null || part || shift || binWidth !== undefined) continue
    if (grain) time = { field, range: periodFrom(grain, String(value)) }
    else
      filters.push({
        kind: 'compare',
        left: { kind: 'field', field },
        operator: '=',
        right: { kind: 'value', value },
      })
  }
  return {
    query: { ...query, filters: [...filters, ...query.filters], ...(time ? { time } : {}) },
    isLevel: filters.length > 0,
  }
}

/** The period of that grain that begins at `value`, a time as results write it. */
const periodFrom = (grain: TimeGrain, value: string): TimeRange => {
  const text = value.replace(' ', 'T').slice(0, 19)
  const from = Date.parse(`${text}${text.length > 10 ? 'Z' : ''}`)
  return { from: formatWallTime(from), to: formatWallTime(addPeriods(grain, from, 1)), text: value }
}

/** The groups of the first row, which stand before what is measured of them. */
export const firstRowOf = (
  { dimensions }: Query,
  rows: readonly (readonly Cell[])[] | undefined,
): ReadonlyMap<string, Cell> => new Map(dimensions.map(({ id }, i) => [id, rows?.[0]?.[i] ?? null]))
