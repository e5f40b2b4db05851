import type { PlantCalendar } from '@millwright/spec'
import type { Query, TimeRange } from '../query/query.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import type { TimeExpression } from '../time/time-expression.ts'

export interface ShiftOptions {
  readonly question: string
  /** When the question was asked whose query this is. */
  readonly askedAt: Date
  readonly now: Date
  readonly calendar: PlantCalendar
}

/**
 * The query as the same words mean it at `now`: a range that relative words gave ("last month") becomes the range
 * that they give now; ranges that the words do not name stay.
 */
export const shiftToNow = (query: Query, options: ShiftOptions): Query => {
  const { question, calendar } = options
  const then = findTimeExpressions(question, { now: options.askedAt, calendar })
  const present = findTimeExpressions(question, { now: options.now, calendar })
  const move = (range: TimeRange): TimeRange => moved(range, then, present)
  return {
    ...query,
    ...(query.time ? { time: { ...query.time, range: move(query.time.range) } } : {}),
    ...(query.compareTo ? { compareTo: move(query.compareTo) } : {}),
  }
}

const sameRange = (a: TimeRange | undefined, b: TimeRange): boolean =>
  a !== undefined && a.from === b.from && a.to === b.to

const moved = (
  range: TimeRange,
  then: readonly TimeExpression[],
  present: readonly TimeExpression[],
): TimeRange => {
  for (const part of ['range', 'compareTo'] as const) {
    const index = then.findIndex(expression => sameRange(expression[part], range))
    const target = present[index]?.[part]
    if (target) return { ...target, text: range.text }
  }
  return range
}
