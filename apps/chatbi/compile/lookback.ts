import type { Condition, FieldRef, Query, SeriesCalculation, TimeGrain } from '../query/query.ts'
import type { SqlExpression } from '../sql/tree.ts'
import { addPeriods, formatWallTime, startOf } from '../time/local-time.ts'
import type { WallTime } from '../time/local-time.ts'
import { knownField } from './context.ts'
import type { Context } from './context.ts'
import type { Grouping } from './dimension.ts'
import { basesOf } from './measure.ts'
import type { MeasureTree } from './measure.ts'
import { axisOf } from './series.ts'

/** Rows before the period asked about, which only those in it are set against. */
export interface Lookback {
  readonly time: NonNullable<Query['time']>
  /** Leaves out what lies in the first period before what is asked about. */
  readonly filters: readonly Condition[]
  /** The grouping by periods, and the first that is asked about. */
  readonly period: string
  readonly from: SqlExpression
}

interface LookbackRequest {
  readonly query: Query
  readonly groupings: readonly Grouping[]
  readonly trees: readonly MeasureTree[]
}

/**
 * What is set against earlier periods needs their rows, whatever period is asked about: the growth of July is that from June,
 * though only July to October are asked about. A running total begins where the period does.
 */
export const lookbackOf = (
  context: Context,
  { query: { time }, groupings, trees }: LookbackRequest,
): Lookback | undefined => {
  const axis = axisOf(context, groupings)
  if (time?.range.from === undefined || axis === undefined || axis.isYearNumber) return undefined
  const { dialect, calendar } = context
  const from = Date.parse(`${time.range.from}Z`)
  const first = startOf(axis.grain, from, calendar.weekStart)
  const isWhole = from === first
  const isOwn = trees.flatMap(basesOf).every(base => base.dataset === time.field.dataset)
  if (!isWhole && !isOwn) return undefined
  const begins = trees.flatMap(calculationsOf).flatMap(one => beginOf(one, axis.grain, first))
  if (begins.length === 0) return undefined
  // a period of which the data hold no more than the end is nothing to set another against
  const { minimum } = knownField(context, time.field)
  if (typeof minimum === 'string' && minimum > formatWallTime(Math.min(...begins))) return undefined
  return {
    time: { ...time, range: { ...time.range, from: formatWallTime(Math.min(from, ...begins)) } },
    filters: isWhole ? [] : [outside(time.field, formatWallTime(first), time.range.from)],
    period: axis.grouping.id,
    from: dialect.truncate(dialect.timestamp(time.range.from), axis.grain, calendar.weekStart),
  }
}

const outside = (field: FieldRef, from: string, to: string): Condition => {
  const side = (operator: '<' | '>=', value: string): Condition => ({
    kind: 'compare',
    left: { kind: 'field', field },
    operator,
    right: { kind: 'value', value },
  })
  return { kind: 'or', conditions: [side('<', from), side('>=', to)] }
}

const calculationsOf = (tree: MeasureTree): readonly SeriesCalculation[] => {
  switch (tree.kind) {
    case 'series':
      return [tree.calculation]
    case 'arithmetic':
      return [...calculationsOf(tree.left), ...calculationsOf(tree.right)]
    default:
      return []
  }
}

/** Where the earliest period begins that the one beginning at `first` is set against. */
const beginOf = (calculation: SeriesCalculation, grain: TimeGrain, first: WallTime): readonly WallTime[] => {
  switch (calculation.kind) {
    case 'running-total':
      return []
    case 'moving-average':
      return [addPeriods(grain, first, 1 - calculation.periods)]
    default:
      if (calculation.since === 'period') return [addPeriods(grain, first, -1)]
      return [grain === 'week' ? addPeriods('week', first, -52) : addPeriods('year', first, -1)]
  }
}
