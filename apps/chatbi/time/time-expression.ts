import type { TimeGrain, TimePart, TimeRange } from '../query/query.ts'

/** Words of a question that name a time. `from`/`to` are character offsets of the words in the question. */
export interface TimeExpression {
  readonly from: number
  readonly to: number
  readonly text: string
  /** The period meant; absent for a pure grain ("per week") or a pure shift ("night shift"). */
  readonly range?: TimeRange
  /** The second period of a comparison ("Q2 vs Q1", "compared with last month", 同比, 环比). */
  readonly compareTo?: TimeRange
  /** As `compareTo`, from the period of the question before, where the words name no period of their own. */
  readonly compareToBefore?: TimeRange
  /** Grouping asked for ("by week", 每月, "trend" gives the grain that suits the range). */
  readonly grain?: TimeGrain
  /**
   * Each period is set against the one before it or the same one a year before ("month over month", "change to the month
   * before", 环比, 同比). `grain` is the unit that the words name, `isPaired` where they alone mean every period of it.
   */
  readonly over?: { readonly since: 'period' | 'year'; readonly grain?: TimeGrain; readonly isPaired?: true }
  /** "7-day moving average", 7日移动平均: as many periods, where the words say so. */
  readonly moving?: { readonly periods?: number; readonly grain?: TimeGrain }
  /** The period of the same length right before the range, where it has one. */
  readonly before?: TimeRange
  /** Which of the periods is asked for ("which day", 哪个月), not only a grouping. */
  readonly asks?: true
  /** How many of the periods is asked for ("on how many days", 有几天). */
  readonly counts?: true
  /** Hours of every day, 0 to 24, `to` exclusive; over midnight where `to` is before `from`: "between 6 and 10 in the morning". */
  readonly hours?: { readonly from: number; readonly to: number }
  /** Days of every week, Monday is 1: "on Mondays", 每周一. */
  readonly weekdays?: readonly number[]
  /** Periods of a list that lie apart; `range` reaches from the first to the last: "on 2, 9 and 16 November". */
  readonly listed?: readonly TimeRange[]
  /** Each period of a list by itself is what `grain` stands for: 八月九月十月. */
  readonly isEach?: true
  /** A part of a time that repeats is what is grouped by: "by weekday", 哪个钟点. */
  readonly part?: TimePart
  /** The words do not say exactly where the range begins and ends: "early October", 月底. */
  readonly isVague?: true
  /** What it is without a day at its end that may belong to what follows: 10月 of 10月7号车床. */
  readonly shorter?: TimeExpression
  /** Name of the shift meant ("上周夜班", "night shift"), as `Shift.name` of the calendar. */
  readonly shift?: string
}
