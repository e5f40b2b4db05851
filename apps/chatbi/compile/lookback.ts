import type { Query } from '../query/query.ts'
import type { SqlExpression } from '../sql/tree.ts'
import type { Context } from './context.ts'
import type { Grouping } from './dimension.ts'
import { someTree } from './measure.ts'
import type { MeasureTree } from './measure.ts'
import { axisOf } from './series.ts'

/** Rows before the period asked about, which only those in it are set against. */
export interface Lookback {
  readonly time: NonNullable<Query['time']>
  /** The grouping by periods, and the first that is asked about. */
  readonly period: string
  readonly from: SqlExpression
}

/** What is set against the year before needs that year's rows, whatever period is asked about. */
export const lookbackOf = (
  context: Context,
  {
    query: { time },
    groupings,
    trees,
  }: {
    readonly query: Query
    readonly groupings: readonly Grouping[]
    readonly trees: readonly MeasureTree[]
  },
): Lookback | undefined => {
  const axis = axisOf(context, groupings)
  const isAcrossYears = (part: MeasureTree): boolean =>
    part.kind === 'series' && 'since' in part.calculation && part.calculation.since === 'year'
  if (time?.range.from === undefined || axis === undefined || axis.isYearNumber) return undefined
  if (!trees.some(tree => someTree(tree, isAcrossYears))) return undefined
  const { dialect, calendar } = context
  const from = yearEarlier(time.range.from)
  return {
    time: { ...time, range: { ...time.range, from } },
    period: axis.grouping.id,
    from: dialect.truncate(dialect.timestamp(time.range.from), axis.grain, calendar.weekStart),
  }
}

/** 29 February is 28 February the year before. */
const yearEarlier = (time: string): string =>
  `${Number(time.slice(0, 4)) - 1}${time.slice(4)}`.replace(/^(\d{4})-02-29/, '$1-02-28')
