import type { Cell } from '@millwright/spec'
import type { ExplanatoryField } from './explanatory-fields.ts'

/** Sums of one block of time (a day, a shift, an hour): `denominator` is 0 where the measure is a plain sum. */
export interface BlockSums {
  /** Which block of its period it is, from 0. */
  readonly block: number
  readonly value: Cell
  readonly numerator: number
  readonly denominator: number
}

/** One dimension in both periods, block by block. */
export interface GroupedDays {
  readonly dimension: ExplanatoryField
  readonly before: readonly BlockSums[]
  readonly after: readonly BlockSums[]
  /** Only one side has its values, as a machine belongs to one line: they tell nothing of the difference. */
  readonly isUnshared?: boolean
  /** The values that are judged; all where absent. */
  readonly judged?: readonly Cell[]
}

/** What holds for every dimension of one comparison. */
export interface ComparisonFrame {
  readonly isRatio: boolean
  /** Blocks in each period, those without a row among them. */
  readonly blocksBefore: number
  readonly blocksAfter: number
  /** So many blocks before it a block may be like, as shifts of one day are. */
  readonly lags?: number
  /** Sums are told per so many blocks (three shifts of a day), as the periods are not of one length. */
  readonly blocksPerUnit?: number
  /** Blocks of both periods are side by side: of one number, from the same time of day. */
  readonly isPaired?: boolean
  /** One sum in two periods, where what one value gains others may lose. */
  readonly isExchange?: boolean
}

/** Sums by block, as vectors of one length, so that blocks without rows count as zeros. */
export interface Series {
  readonly numerator: readonly number[]
  readonly denominator: readonly number[]
  readonly sum: number
  readonly weight: number
}

/** The series of each value and of all together. */
export interface PeriodSeries {
  readonly total: Series
  readonly groups: ReadonlyMap<Cell, Series>
}

/** A dimension in both periods. */
export interface DimensionPeriods {
  readonly dimension: ExplanatoryField
  readonly before: PeriodSeries
  readonly after: PeriodSeries
  readonly judged?: readonly Cell[] | undefined
}

/** Rows to series; `count` blocks at least. */
export const toPeriodSeries = (rows: readonly BlockSums[], count: number): PeriodSeries => {
  const size = rows.reduce((most, { block }) => Math.max(most, block + 1), count)
  const groups = new Map<Cell, { numerator: number[]; denominator: number[] }>()
  const empty = () => ({ numerator: Array<number>(size).fill(0), denominator: Array<number>(size).fill(0) })
  const total = empty()
  for (const { block, value, numerator, denominator } of rows) {
    const group = groups.get(value) ?? empty()
    groups.set(value, group)
    for (const series of [group, total]) {
      series.numerator[block] = (series.numerator[block] ?? 0) + numerator
      series.denominator[block] = (series.denominator[block] ?? 0) + denominator
    }
  }
  return {
    total: withSums(total),
    groups: new Map([...groups].map(([value, group]) => [value, withSums(group)])),
  }
}

const withSums = (series: Pick<Series, 'numerator' | 'denominator'>): Series => ({
  ...series,
  sum: sumOf(series.numerator),
  weight: sumOf(series.denominator),
})

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** A value that had no rows. */
export const noSeries = (size: number): Series =>
  withSums({ numerator: Array<number>(size).fill(0), denominator: Array<number>(size).fill(0) })

/** `total` without `group`. */
export const restOf = (total: Series, group: Series): Series =>
  withSums({
    numerator: total.numerator.map((value, i) => value - (group.numerator[i] ?? 0)),
    denominator: total.denominator.map((value, i) => value - (group.denominator[i] ?? 0)),
  })
