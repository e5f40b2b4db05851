import { addPeriods, dayMs, hourMs, startOfDay, wallDate, weekdayOf, yearOf } from './local-time.ts'
import { periodAt } from './moment.ts'
import type { Present, Span } from './moment.ts'
import type { TimeGrain } from '../query/query.ts'
import type { Meaning } from './rule.ts'
import { findShift } from './shift-words.ts'

/** The month of that name: of `year`, else the latest that has begun. */
export const latestMonth = (present: Present, month: number, year: string | undefined): Span => {
  if (year) return periodAt('month', wallDate(Number(year), month))
  const thisYear = wallDate(yearOf(present.now), month)
  return periodAt('month', thisYear <= present.now ? thisYear : addPeriods('year', thisYear, -1))
}

/** The period of that grain before the one of the question before. */
export const periodBack = ({ before }: Present, grain: TimeGrain): Span | undefined =>
  before?.from === undefined ? undefined : periodAt(grain, addPeriods(grain, before.from, -1))

/** The latest such weekday that has begun; today where today is one. */
export const latestWeekday = (present: Present, weekday: number): Span =>
  periodAt('day', startOfDay(present.now) - ((weekdayOf(present.now) - weekday + 7) % 7) * dayMs)

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
export const nightBefore = (present: Present): Meaning => {
  const yesterday = startOfDay(present.now) - dayMs
  const shift = findShift(present.calendar, 'night')
  if (!shift) return { span: { from: yesterday + 18 * hourMs, to: yesterday + 30 * hourMs } }
  const to = yesterday + clockMs(shift.end) + (shift.end <= shift.start ? dayMs : 0)
  return { span: { from: yesterday + clockMs(shift.start), to }, shift: shift.name }
}
