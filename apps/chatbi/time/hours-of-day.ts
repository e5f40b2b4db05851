import { dayMs, hourMs, startOfDay } from './local-time.ts'
import type { WallTime } from './local-time.ts'
import type { Span } from './moment.ts'
import type { TimeExpression } from './time-expression.ts'

type Hours = NonNullable<TimeExpression['hours']>

/** Those hours of the day that holds `time`, up to the next day where they go over midnight. */
export const hoursOfDay = (time: WallTime, { from, to }: Hours): Span => {
  const day = startOfDay(time)
  return { from: day + from * hourMs, to: day + (to > from ? to : to + 24) * hourMs }
}

/** Whether a span is one day, whose hours are a span too. */
export const isOneDay = ({ from, to }: Span): boolean =>
  from !== undefined && to !== undefined && to - from === dayMs && from === startOfDay(from)
