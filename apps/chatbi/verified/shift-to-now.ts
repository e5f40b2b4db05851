import type { PlantCalendar } from '@millwright/spec'
import { querySchema } from '../query/query.ts'
import type { Query, TimeRange } from '../query/query.ts'
import { formatWallTime, toWallTime } from '../time/local-time.ts'
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
  const aged = withPresent(query, dayOf(options.askedAt, calendar), dayOf(options.now, calendar))
  return {
    ...aged,
    ...(query.time ? { time: { ...query.time, range: move(query.time.range) } } : {}),
    ...(query.compareTo ? { compareTo: move(query.compareTo) } : {}),
  }
}

const dayOf = (time: Date, { timeZone }: PlantCalendar): string =>
  `${formatWallTime(toWallTime(time, timeZone)).slice(0, 10)}T00:00:00`

/** Ages count from the present wherever the query tells of them. */
const withPresent = (query: Query, then: string, present: string): Query =>
  querySchema.parse(
    JSON.parse(JSON.stringify(query), (_, value: unknown) =>
      isMoment(value) && value.at === then ? { ...value, at: present } : value,
    ),
  )

const isMoment = (value: unknown): value is { readonly kind: 'moment'; readonly at: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'moment' && 'at' in value

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
