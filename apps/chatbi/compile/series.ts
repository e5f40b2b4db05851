import type { TimeGrain } from '../query/query.ts'
import { binary, number, orderItem } from '../sql/build.ts'
import type { SqlExpression, SqlFrameBound, SqlWindow } from '../sql/tree.ts'
import type { Context } from './context.ts'
import { knownField } from './context.ts'
import type { Dialect } from './dialects/index.ts'
import type { Grouping } from './dimension.ts'
import type { SeriesWindows } from './compile-measure.ts'
import type { RowSource } from './row-source.ts'

/** The time that a series runs along, by its period. */
export interface Axis {
  readonly grouping: Grouping
  readonly grain: TimeGrain
  /** A year kept as a whole number. */
  readonly isYearNumber: boolean
}

/** The first grouping by periods of a time. */
export const axisOf = (context: Context, groupings: readonly Grouping[]): Axis | undefined => {
  for (const grouping of groupings) {
    if (grouping.by.kind !== 'dimension') continue
    const { field, grain } = grouping.by.dimension
    if (grain === undefined) continue
    const isYearNumber = knownField(context, field).type === 'integer'
    return { grouping, grain: isYearNumber ? 'year' : grain, isYearNumber }
  }
  return undefined
}

/**
 * Windows over the rows of `source`, which are one a group. Periods are numbered without gaps and reached by their number
 * (`RANGE` of SQL:2003), so that a period without rows is missed and not skipped: the month before March is never January.
 */
export const seriesWindows = (
  context: Context,
  { grouping, grain, isYearNumber }: Axis,
  groupings: readonly Grouping[],
  source: RowSource,
): SeriesWindows => {
  const { dialect, calendar } = context
  const time = source.grouping(grouping.id)
  const partitionBy = groupings.filter(other => other !== grouping).map(other => source.grouping(other.id))
  const within: SqlWindow = partitionBy.length === 0 ? {} : { partitionBy }
  const over = (name: string, value: SqlExpression, window: SqlWindow): SqlExpression => ({
    kind: 'call',
    name,
    arguments: [value],
    over: window,
  })
  const between = (key: SqlExpression, first: number, last: number): SqlWindow => ({
    ...within,
    orderBy: [{ value: key, direction: 'asc' }],
    frame: { unit: 'range', start: preceding(first), end: preceding(last) },
  })
  const yearNumber = { key: time, step: 1 }
  return {
    earlier: (value, since) => {
      const { key, step } = isYearNumber
        ? yearNumber
        : since === 'year'
          ? keyAcrossYears(dialect, time, grain)
          : keyOfPeriod(dialect, time, grain)
      return over('MAX', value, between(key, step, step))
    },
    averageOf: (value, periods) => {
      const { key, step } = isYearNumber ? yearNumber : keyOfPeriod(dialect, time, grain)
      return over('AVG', value, between(key, step * (periods - 1), 0))
    },
    upToHere: (aggregate, value, restarts) => {
      const since =
        restarts === undefined || isYearNumber ? [] : [dialect.truncate(time, restarts, calendar.weekStart)]
      const parts = [...partitionBy, ...since]
      return over(aggregate, value, {
        ...(parts.length === 0 ? {} : { partitionBy: parts }),
        orderBy: [orderItem(time, 'asc')],
      })
    },
  }
}

const preceding = (steps: number): SqlFrameBound =>
  steps === 0 ? { kind: 'current-row' } : { kind: 'preceding', value: number(steps) }

interface Key {
  /** A whole number that grows with the time. */
  readonly key: SqlExpression
  /** How much it grows from what is sought to here. */
  readonly step: number
}

const plus = (value: SqlExpression, times: number, rest: SqlExpression): SqlExpression =>
  binary(binary(value, '*', number(times)), '+', rest)

/** Numbers periods so that each is `step` after the one before. */
const keyOfPeriod = (dialect: Dialect, time: SqlExpression, grain: TimeGrain): Key => {
  const year = dialect.timePart(time, 'year')
  switch (grain) {
    case 'year':
      return { key: year, step: 1 }
    case 'quarter':
      return { key: plus(year, 4, dialect.timePart(time, 'quarter-of-year')), step: 1 }
    case 'month':
      return { key: plus(year, 12, dialect.timePart(time, 'month-of-year')), step: 1 }
    case 'week':
      return { key: dialect.dayNumber(time), step: 7 }
    case 'day':
      return { key: dialect.dayNumber(time), step: 1 }
    case 'hour':
      return { key: plus(dialect.dayNumber(time), 24, dialect.timePart(time, 'hour-of-day')), step: 1 }
  }
}

/** Numbers periods so that each is `step` after the same one a year before: weeks by 52, days and hours by their date. */
const keyAcrossYears = (dialect: Dialect, time: SqlExpression, grain: TimeGrain): Key => {
  const { key } = keyOfPeriod(dialect, time, grain)
  if (grain === 'week') return { key, step: 364 }
  if (grain !== 'day' && grain !== 'hour') return { key, step: { year: 1, quarter: 4, month: 12 }[grain] }
  const month = plus(dialect.timePart(time, 'year'), 12, dialect.timePart(time, 'month-of-year'))
  const day = plus(month, 31, dialect.timePart(time, 'day-of-month'))
  return grain === 'day'
    ? { key: day, step: 372 }
    : { key: plus(day, 24, dialect.timePart(time, 'hour-of-day')), step: 372 * 24 }
}
