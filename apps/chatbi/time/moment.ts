import type { PlantCalendar } from '@millwright/spec'
import type { TimeGrain, TimeRange } from '../query/query.ts'
import { addPeriods, dayMs, formatWallTime, startOf, startOfDay, toWallTime } from './local-time.ts'
import type { WallTime } from './local-time.ts'

/** Half-open span of wall time; an absent end is open. */
export interface Span {
  readonly from?: WallTime
  readonly to?: WallTime
  /** The calendar period it is, where it is one: what "the one before" means. */
  readonly grain?: TimeGrain
}

/** What relative words refer to. */
export interface Present {
  readonly now: WallTime
  readonly calendar: PlantCalendar
  /** The period of the question before. */
  readonly before?: Span | undefined
  /** The period that shortened words are of: October, of "the second half" behind it. */
  readonly about?: Span | undefined
}

export const createPresent = (now: Date, calendar: PlantCalendar, before?: Span): Present => ({
  now: toWallTime(now, calendar.timeZone),
  calendar,
  before,
})

/** The whole calendar period `offset` periods from the present one (0 this, -1 last). */
export const calendarPeriod = (present: Present, grain: TimeGrain, offset: number): Span => {
  const from = addPeriods(grain, startOf(grain, present.now, present.calendar.weekStart), offset)
  return { from, to: addPeriods(grain, from, 1), grain }
}

/** The period of `grain` that begins at `from`. */
export const periodAt = (grain: TimeGrain, from: WallTime): Span => ({
  from,
  to: addPeriods(grain, from, 1),
  grain,
})

/** The week that holds a day. */
export const weekOf = ({ calendar }: Present, { from = 0 }: Span): Span =>
  periodAt('week', startOf('week', from, calendar.weekStart))

/**
 * The last `count` periods up to now: whole days for day and longer, ending with today; for hours the full
 * hours up to the present one.
 */
export const trailing = (present: Present, grain: TimeGrain, count: number): Span => {
  const unit = grain === 'hour' ? 'hour' : 'day'
  const to = addPeriods(unit, startOf(unit, present.now, present.calendar.weekStart), 1)
  return { from: addPeriods(grain, to, -count), to }
}

/** From its start up to the end of today. */
export const toDate = (present: Present, { from }: Span): Span => ({
  ...(from === undefined ? {} : { from }),
  to: startOfDay(present.now) + dayMs,
})

/** The equally long span before, calendar-wise where the span is a calendar period. */
export const previousSpan = (span: Span): Span | undefined => {
  if (span.from === undefined || span.to === undefined) return undefined
  if (span.grain) return { from: addPeriods(span.grain, span.from, -1), to: span.from, grain: span.grain }
  return { from: span.from - (span.to - span.from), to: span.from }
}

/** Any span moved back by so many of a grain. */
export const shifted =
  (by: number, grain: TimeGrain) =>
  ({ from, to, ...rest }: Span): Span => ({
    ...rest,
    ...(from === undefined ? {} : { from: addPeriods(grain, from, -by) }),
    ...(to === undefined ? {} : { to: addPeriods(grain, to, -by) }),
  })

/** The same span a year earlier. */
export const yearBefore = (span: Span): Span => ({
  ...(span.from === undefined ? {} : { from: addPeriods('year', span.from, -1) }),
  ...(span.to === undefined ? {} : { to: addPeriods('year', span.to, -1) }),
  ...(span.grain ? { grain: span.grain } : {}),
})

export const toTimeRange = (span: Span, text: string): TimeRange => ({
  ...(span.from === undefined ? {} : { from: formatWallTime(span.from) }),
  ...(span.to === undefined ? {} : { to: formatWallTime(span.to) }),
  text,
})

const wallTimeOf = (text: string | undefined): WallTime | undefined =>
  text === undefined ? undefined : Date.parse(`${text.slice(0, 19)}${text.length > 10 ? 'Z' : ''}`)

const wholePeriods = ['year', 'quarter', 'month', 'week', 'day'] as const

/** The span of a range, and of which calendar period it is the whole. */
export const toSpan = (range: TimeRange, weekStart: number): Span => {
  const from = wallTimeOf(range.from)
  const to = wallTimeOf(range.to)
  const grain =
    from === undefined
      ? undefined
      : wholePeriods.find(one => startOf(one, from, weekStart) === from && addPeriods(one, from, 1) === to)
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(grain ? { grain } : {}),
  }
}

/** Grain that draws `span` with some 8 to 60 points. */
export const suitableGrain = (span: Span | undefined): TimeGrain => {
  if (span?.from === undefined || span.to === undefined) return 'week'
  const days = (span.to - span.from) / 86_400_000
  if (days <= 2) return 'hour'
  if (days <= 62) return 'day'
  if (days <= 200) return 'week'
  return days <= 1100 ? 'month' : 'quarter'
}
