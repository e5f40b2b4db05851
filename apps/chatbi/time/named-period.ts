import { addPeriods, dayMs, hourMs, monthOf, startOfDay, wallDate, weekdayOf, yearOf } from './local-time.ts'
import { calendarPeriod, periodAt } from './moment.ts'
import type { Present, Span } from './moment.ts'
import type { TimeGrain } from '../query/query.ts'
import type { Meaning } from './meaning.ts'
import { findShift } from './shift-words.ts'

/** The month of that name: of `year`, else the latest that has begun. */
export const latestMonth = (present: Present, month: number, year: string | undefined): Span => {
  if (year) return periodAt('month', wallDate(Number(year), month))
  const thisYear = wallDate(yearOf(present.now), month)
  return periodAt('month', thisYear <= present.now ? thisYear : addPeriods('year', thisYear, -1))
}

/** The quarter of that number: of `year`, else the latest that has begun. */
export const quarterAt = (present: Present, index: number, year: string | undefined): Span => {
  const start = (y: number): number => wallDate(y, 3 * index - 2)
  const thisYear = yearOf(present.now)
  if (year) return periodAt('quarter', start(Number(year)))
  return periodAt('quarter', start(thisYear) <= present.now ? start(thisYear) : start(thisYear - 1))
}

/** The period of that grain before the one of the question before. */
export const periodBack = ({ before }: Present, grain: TimeGrain): Span | undefined =>
  before?.from === undefined ? undefined : periodAt(grain, addPeriods(grain, before.from, -1))

/** The period of that grain after the one of the question before. */
export const periodOn = ({ before }: Present, grain: TimeGrain): Span | undefined =>
  before?.to === undefined ? undefined : periodAt(grain, before.to)

/** The latest such weekday that has begun; today where today is one. */
export const latestWeekday = (present: Present, weekday: number): Span =>
  periodAt('day', startOfDay(present.now) - ((weekdayOf(present.now) - weekday + 7) % 7) * dayMs)

/** That day of a week which begins at `from` on whatever day. */
export const weekdayOfWeek = (present: Present, { from = 0 }: Span, weekday: number): Span =>
  periodAt('day', from + ((weekday - present.calendar.weekStart + 7) % 7) * dayMs)

/** The last such weekday before the day of `time`. */
export const weekdayBefore = (time: number, weekday: number): Span => {
  const days = (weekdayOf(time) - weekday + 7) % 7 || 7
  return periodAt('day', startOfDay(time) - days * dayMs)
}

/** The latest such date that has begun, or that of a year; undefined where no month has it. */
export const latestDay = (
  present: Present,
  month: number,
  day: number,
  year: string | undefined,
): Span | undefined => {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const at = (y: number): number => wallDate(y, month, day)
  if (year) return periodAt('day', at(Number(year)))
  const thisYear = yearOf(present.now)
  return periodAt('day', at(thisYear) <= present.now ? at(thisYear) : at(thisYear - 1))
}

/** "the 12th": of this month where it has begun, else of the month before; of the month that is named, where one is. */
export const dayOfMonth = (present: Present, day: number, which: string | undefined): Span | undefined => {
  if (day < 1 || day > 31) return undefined
  const first = wallDate(yearOf(present.now), monthOf(present.now))
  const here = first + (day - 1) * dayMs
  const isLast = which === undefined ? here > present.now : /last|previous|上/.test(which)
  const from = isLast ? addPeriods('month', first, -1) + (day - 1) * dayMs : here
  return periodAt('day', from)
}

/** Week `index` of the year by ISO 8601: week 1 holds 4 January, weeks begin on Monday. */
export const isoWeek = (present: Present, index: number, year: string | undefined): Span | undefined => {
  if (index < 1 || index > 53) return undefined
  const start = (y: number): number => {
    const fourth = wallDate(y, 1, 4)
    return fourth - (weekdayOf(fourth) - 1) * dayMs + (index - 1) * 7 * dayMs
  }
  if (year) return periodAt('week', start(Number(year)))
  const current = start(yearOf(present.now))
  return periodAt('week', current <= present.now ? current : start(yearOf(present.now) - 1))
}

const clockMs = (clock: string): number =>
  Number(clock.slice(0, 2)) * hourMs + Number(clock.slice(3, 5)) * 60_000

/** Last night: the night shift that began yesterday, or 18:00 to 06:00 where the plant has none. */
export const nightBefore = (present: Present): Meaning => nightOf(present, calendarPeriod(present, 'day', -1))

/** The night that begins on a day. */
export const nightOf = (present: Present, { from: day = 0 }: Span): Meaning => {
  const shift = findShift(present.calendar, 'night')
  if (!shift) return { span: { from: day + 18 * hourMs, to: day + 30 * hourMs } }
  const to = day + clockMs(shift.end) + (shift.end <= shift.start ? dayMs : 0)
  return { span: { from: day + clockMs(shift.start), to }, shift: shift.name }
}
