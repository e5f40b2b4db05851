import type { TimeGrain, TimePart } from '../../query/query.ts'
import type { SqlSyntax } from '../../sql/syntax.ts'
import type { SqlExpression } from '../../sql/tree.ts'

/**
 * What the compiler asks of a dialect. Times are local and without zone; every answer is null where an argument
 * is, and a division by zero is null.
 */
export interface Dialect {
  readonly syntax: SqlSyntax
  /** Start of the hour, day, week … that holds `time`; `weekStart` is the ISO weekday a week begins on. */
  truncate(time: SqlExpression, grain: TimeGrain, weekStart: number): SqlExpression
  /** An integer; weekdays are 1 (Monday) … 7. */
  timePart(time: SqlExpression, part: TimePart | 'year'): SqlExpression
  /** Whole days up to the day of `time`, from a fixed one. */
  dayNumber(time: SqlExpression): SqlExpression
  hoursBetween(from: SqlExpression, to: SqlExpression): SqlExpression
  /** `time` moved by whole months or days. */
  addTime(time: SqlExpression, amount: number, unit: 'month' | 'day'): SqlExpression
  /** Time of day, comparable with `clock`. */
  timeOfDay(time: SqlExpression): SqlExpression
  clock(hhmm: string): SqlExpression
  /** A column that holds a time as text, made comparable with `timestamp`. */
  fromText(time: SqlExpression): SqlExpression
  /** A timestamp column made comparable with `timestamp(value)`. */
  comparable(time: SqlExpression, value: string): SqlExpression
  /** `value` is `YYYY-MM-DDTHH:mm:ss`. */
  timestamp(value: string): SqlExpression
  /** Real division, whatever the types. */
  divide(left: SqlExpression, right: SqlExpression): SqlExpression
  /** Absent where the dialect has none and it must be built from windows. */
  readonly median?: (value: SqlExpression) => SqlExpression
  /** Sample standard deviation. */
  stddev(value: SqlExpression): SqlExpression
  /** Case-insensitive LIKE; `text` is true for a text column. */
  matches(operand: SqlExpression, pattern: string, escape: string | undefined): SqlExpression
  asText(value: SqlExpression): SqlExpression
  /** A number kept as text; what is none is null where the dialect can say so. */
  asNumber(text: SqlExpression): SqlExpression
  /** The first number within a text, thousands set off by commas; null where there is none. */
  numberIn(text: SqlExpression): SqlExpression
  /** Absent where the dialect has no patterns to tell parts of a text by. */
  readonly patterns?: {
    /** The number after the first one; null where there is none. */
    secondNumberIn(text: SqlExpression): SqlExpression
    /** Between colons, from 1; holds no digit where it is absent. */
    clockPart(text: SqlExpression, place: number): SqlExpression
  }
  textLength(value: SqlExpression): SqlExpression
  floor(value: SqlExpression): SqlExpression
  /** The aggregate has `FILTER (WHERE …)`. */
  readonly hasFilter: boolean
  /** IN may hold a query with a LIMIT. */
  readonly hasLimitInSubquery: boolean
  /** The same query over the same rows gives those that an order leaves equal in the same order every time. */
  readonly hasStableTies: boolean
}
