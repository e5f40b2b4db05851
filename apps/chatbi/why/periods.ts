import type { PlantCalendar } from '@millwright/spec'
import type { TimeRange } from '../query/query.ts'
import {
  addPeriods,
  dayMs,
  formatWallTime,
  hourMs,
  startOf,
  startOfDay,
  toWallTime,
} from '../time/local-time.ts'
import type { WallTime } from '../time/local-time.ts'

/** A span with both ends, in the plant's wall time. */
export interface Period {
  readonly from: string
  /** Exclusive. */
  readonly to: string
}

export interface ComparedPeriods {
  readonly before: Period
  readonly after: Period
}

interface Present {
  readonly now: Date
  readonly calendar: PlantCalendar
}

/**
 * The periods to compare: the one asked about (the last full week where none is) with the one asked for, else with
 * as much time right before it. Whole months go with whole months. A period that is not over ends with
 * its last whole day, as a day that is not over is no day to compare.
 */
export const findPeriods = (
  asked: TimeRange | undefined,
  compareTo: TimeRange | undefined,
  { now, calendar }: Present,
): ComparedPeriods => {
  const present = toWallTime(now, calendar.timeZone)
  const thisWeek = startOf('week', present, calendar.weekStart)
  const from = asked?.from === undefined ? addPeriods('week', thisWeek, -1) : toTime(asked.from)
  const to = asked ? (asked.to === undefined ? present : toTime(asked.to)) : thisWeek
  const today = startOfDay(present)
  const until = from < today ? today : present
  const after = { from, to: to > until && from < until ? until : to }
  const before =
    compareTo?.from === undefined || compareTo.to === undefined
      ? periodBefore(from, to, after.to)
      : { from: toTime(compareTo.from), to: toTime(compareTo.to) }
  return { before: toPeriod(before), after: toPeriod(after) }
}

/** The last thirty whole days: where heights are compared and no time is named. */
export const lastDays = ({ now, calendar }: Present): Period => {
  const to = startOfDay(toWallTime(now, calendar.timeZone))
  return { from: formatWallTime(to - 30 * dayMs), to: formatWallTime(to) }
}

interface Times {
  readonly from: WallTime
  readonly to: WallTime
}

const periodBefore = (from: WallTime, to: WallTime, until: WallTime): Times => {
  const isMonths = isMonthStart(from) && isMonthStart(to)
  const earlier = isMonths ? addPeriods('month', from, -monthsBetween(from, to)) : from - (to - from)
  return { from: earlier, to: until === to ? from : earlier + (until - from) }
}

const isMonthStart = (time: WallTime): boolean => startOf('month', time, 1) === time

const monthsBetween = (from: WallTime, to: WallTime): number => Math.round((to - from) / (30.44 * dayMs))

const toTime = (text: string): WallTime => Date.parse(`${text.slice(0, 19)}${text.length > 10 ? 'Z' : ''}`)
const toPeriod = ({ from, to }: Times): Period => ({ from: formatWallTime(from), to: formatWallTime(to) })

/** Length in hours of the blocks of time whose sums are one observation each: an hour, a shift or a day. */
export type BlockHours = 1 | 8 | 24

/**
 * Blocks of which even the shorter period has some twenty where it can: with fewer its variance is hardly known, and more
 * are each other's likeness (Schmeiser, Oper. Res. 30, 1982, advises 10 to 30). Days, where no time of day is kept.
 */
export const blockHoursOf = ({ before, after }: ComparedPeriods, hasTimeOfDay: boolean): BlockHours => {
  const days = Math.min(lengthOf(before), lengthOf(after)) / dayMs
  if (!hasTimeOfDay) return 24
  return days <= 3 ? 1 : days < 20 ? 8 : 24
}

/** How many blocks a period has; at least one. */
export const countBlocks = (period: Period, hours: BlockHours): number =>
  Math.max(1, Math.round(lengthOf(period) / (hours * hourMs)))

/** Which block of a period holds the hour or day that begins at `text`; the first may have begun before it. */
export const blockAt = ({ from }: Period, text: string, hours: BlockHours): number =>
  Math.max(0, Math.floor((toTime(text) - toTime(from)) / (hours * hourMs)))

/** Whether two periods are of different lengths, as months are: sums of such periods are compared by what they come to in a day. */
export const areUnequal = ({ before, after }: ComparedPeriods): boolean =>
  Math.abs(lengthOf(before) - lengthOf(after)) >= hourMs

/** Whether the blocks of two periods stand side by side: as many of them, from the same time of day. */
export const arePaired = (periods: ComparedPeriods): boolean =>
  !areUnequal(periods) && periods.before.from.slice(10) === periods.after.from.slice(10)

const lengthOf = ({ from, to }: Period): number => toTime(to) - toTime(from)

/** Both periods as one range where they meet, else each by itself. */
export const rangesOf = ({ before, after }: ComparedPeriods): readonly Period[] =>
  before.to === after.from ? [{ from: before.from, to: after.to }] : [before, after]
