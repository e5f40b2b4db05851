import type { Localized } from '@millwright/spec'
import { fieldsOfRow } from '../query/fields-of.ts'
import type { Dimension, FieldRef, RowExpression, TimeGrain, TimeRange } from '../query/query.ts'
import { allOf, anyOf, binary, number, string } from '../sql/build.ts'
import type { SqlExpression } from '../sql/tree.ts'
import type { Context, Scope } from './context.ts'
import { knownField, note } from './context.ts'
import { compileRow, compileTime } from './row-expression.ts'

/** What rows are grouped by. A hidden one keeps rows of the same name apart and is not shown. */
export interface Grouping {
  readonly id: string
  readonly hidden: boolean
  readonly by:
    | { readonly kind: 'dimension'; readonly dimension: Dimension }
    | { readonly kind: 'row'; readonly value: RowExpression }
}

/** How far the earlier period of a comparison is moved so that its buckets meet the later one's. */
export interface TimeShift {
  readonly amount: number
  readonly unit: 'month' | 'day'
}

export const fieldsOfGrouping = (grouping: Grouping): readonly FieldRef[] =>
  grouping.by.kind === 'dimension' ? [grouping.by.dimension.field] : fieldsOfRow(grouping.by.value)

/** Whether the grouping cuts a time into pieces, which each dataset does on its own time. */
export const isTimeGrouping = (grouping: Grouping): boolean =>
  grouping.by.kind === 'dimension' &&
  (grouping.by.dimension.grain !== undefined ||
    grouping.by.dimension.part !== undefined ||
    grouping.by.dimension.shift === true)

/** The grouping over the columns of `scope`. */
export const compileGrouping = (scope: Scope, grouping: Grouping, shift?: TimeShift): SqlExpression => {
  const { context } = scope
  if (grouping.by.kind === 'row') return compileRow(scope, grouping.by.value)
  const { dimension } = grouping.by
  const field: RowExpression = { kind: 'field', field: dimension.field }
  if (dimension.binWidth !== undefined) return bin(context, compileRow(scope, field), dimension.binWidth)
  if (!isTimeGrouping(grouping)) return scope.column(dimension.field)
  if (dimension.grain !== undefined && isYearNumber(context, dimension.field, dimension.grain))
    return scope.column(dimension.field)
  const time = compileTime(scope, { kind: 'field', field: dimension.field })
  if (dimension.shift === true) return shiftOf(context, time)
  if (dimension.part !== undefined) return context.dialect.timePart(time, dimension.part)
  const moved = shift === undefined ? time : context.dialect.addTime(time, shift.amount, shift.unit)
  return context.dialect.truncate(moved, dimension.grain ?? 'day', context.calendar.weekStart)
}

/** A year kept as a whole number needs no truncation, and nothing finer can be had from it. */
const isYearNumber = (context: Context, ref: FieldRef, grain: TimeGrain): boolean => {
  const field = knownField(context, ref)
  if (field.type !== 'integer') return false
  if (grain !== 'year')
    note(context, {
      en: `${field.label.en} holds years only, so it cannot be split by ${grain}.`,
      zh: `${field.label.zh ?? field.label.en}只有年份，不能再细分。`,
    })
  return true
}

const bin = (context: Context, value: SqlExpression, width: number): SqlExpression =>
  binary(context.dialect.floor(context.dialect.divide(value, number(width))), '*', number(width))

/** The shift by the plant's calendar; null outside every shift. */
const shiftOf = (context: Context, time: SqlExpression): SqlExpression => {
  const { dialect, calendar } = context
  const clock = dialect.timeOfDay(time)
  return {
    kind: 'case',
    branches: calendar.shifts.map(shift => {
      const afterStart = binary(clock, '>=', dialect.clock(shift.start))
      const beforeEnd = binary(clock, '<', dialect.clock(shift.end))
      const both = [afterStart, beforeEnd]
      const when = shift.end > shift.start ? allOf(both) : anyOf(both)
      return { when: when ?? afterStart, result: string(shift.name) }
    }),
  }
}

const dateOf = (text: string): Date => new Date(`${text.slice(0, 10)}T00:00:00Z`)
const dayMs = 86_400_000
const isMonthStart = (text: string | undefined): boolean => text?.slice(8) === '01T00:00:00'

/**
 * Moves the earlier range onto the later: by whole months where the grain is a month or longer, or where both ranges
 * are whole months; weeks by whole weeks; otherwise by days. Undefined where a range has no start.
 */
export const alignment = (current: TimeRange, before: TimeRange, grain: TimeGrain): TimeShift | undefined => {
  if (current.from === undefined || before.from === undefined) return undefined
  const [a, b] = [dateOf(current.from), dateOf(before.from)]
  const months = (a.getUTCFullYear() - b.getUTCFullYear()) * 12 + a.getUTCMonth() - b.getUTCMonth()
  const days = Math.round((a.getTime() - b.getTime()) / dayMs)
  const isLong = grain === 'month' || grain === 'quarter' || grain === 'year'
  const areMonths = [current.from, before.from, current.to, before.to].every(isMonthStart)
  if (isLong || (areMonths && grain !== 'week')) return { amount: months, unit: 'month' }
  return { amount: grain === 'week' ? Math.round(days / 7) * 7 : days, unit: 'day' }
}

/** What each grain is called. */
export const grainLabels: Readonly<Record<TimeGrain, Localized>> = {
  hour: { en: 'hour', zh: '小时' },
  day: { en: 'day', zh: '日' },
  week: { en: 'week', zh: '周' },
  month: { en: 'month', zh: '月' },
  quarter: { en: 'quarter', zh: '季度' },
  year: { en: 'year', zh: '年' },
}

const partLabels: Readonly<Record<NonNullable<Dimension['part']>, Localized>> = {
  'hour-of-day': { en: 'hour of day', zh: '小时' },
  'day-of-week': { en: 'weekday', zh: '星期' },
  'day-of-month': { en: 'day of month', zh: '日' },
  'month-of-year': { en: 'month of year', zh: '月份' },
  'quarter-of-year': { en: 'quarter of year', zh: '季度' },
}

/** How the column of a grouping is headed: the field, and how its time is cut. */
export const labelOfDimension = (context: Context, dimension: Dimension): Localized => {
  const { label } = knownField(context, dimension.field)
  const cut =
    dimension.shift === true
      ? { en: 'shift', zh: '班次' }
      : dimension.part !== undefined
        ? partLabels[dimension.part]
        : dimension.grain !== undefined
          ? grainLabels[dimension.grain]
          : undefined
  if (cut === undefined) return label
  return { en: `${label.en} (${cut.en})`, zh: `${label.zh ?? label.en}（${cut.zh ?? cut.en}）` }
}
