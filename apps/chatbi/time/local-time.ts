import type { TimeGrain } from '../query/query.ts'

/**
 * Plant-local wall time as milliseconds of the same wall time in UTC. Wall time has no gaps in this form, so
 * adding days and months is plain arithmetic; nothing here is an instant.
 */
export type WallTime = number

export const dayMs = 86_400_000
export const hourMs = 3_600_000

/** The wall time that a clock in `timeZone` shows at `instant`. */
export const toWallTime = (instant: Date, timeZone: string): WallTime => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant)
  const part = (type: string): number => Number(parts.find(p => p.type === type)?.value ?? 0)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** `YYYY-MM-DDTHH:mm:ss`. */
export const formatWallTime = (time: WallTime): string => new Date(time).toISOString().slice(0, 19)

export const wallDate = (year: number, month: number, day = 1): WallTime => Date.UTC(year, month - 1, day)

export const yearOf = (time: WallTime): number => new Date(time).getUTCFullYear()
export const monthOf = (time: WallTime): number => new Date(time).getUTCMonth() + 1
/** ISO weekday, 1 Monday … 7 Sunday. */
export const weekdayOf = (time: WallTime): number => new Date(time).getUTCDay() || 7

export const startOfDay = (time: WallTime): WallTime => Math.floor(time / dayMs) * dayMs

/** Start of the calendar period of `grain` that holds `time`. */
export const startOf = (grain: TimeGrain, time: WallTime, weekStart: number): WallTime => {
  switch (grain) {
    case 'hour':
      return Math.floor(time / hourMs) * hourMs
    case 'day':
      return startOfDay(time)
    case 'week':
      return startOfDay(time) - ((weekdayOf(time) - weekStart + 7) % 7) * dayMs
    case 'month':
      return wallDate(yearOf(time), monthOf(time))
    case 'quarter':
      return wallDate(yearOf(time), 3 * Math.floor((monthOf(time) - 1) / 3) + 1)
    case 'year':
      return wallDate(yearOf(time), 1)
  }
}

/** `time` moved by `count` periods. Months keep the day where the month has it, else its last day. */
export const addPeriods = (grain: TimeGrain, time: WallTime, count: number): WallTime => {
  const months = { month: 1, quarter: 3, year: 12 } as const
  if (grain === 'hour') return time + count * hourMs
  if (grain === 'day') return time + count * dayMs
  if (grain === 'week') return time + count * 7 * dayMs
  const date = new Date(time)
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + count * months[grain]
  const first = Date.UTC(Math.floor(index / 12), index % 12, 1)
  const lastDay = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
  return first + (Math.min(date.getUTCDate(), lastDay) - 1) * dayMs + (time - startOfDay(time))
}
