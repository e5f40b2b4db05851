import type { Condition, FieldRef, Query, TimeGrain, TimeRange } from '../../../query/query.ts'
import { winnerCondition } from '../../rules/pinned.ts'
import { addPeriods, formatWallTime, startOf } from '../../../time/local-time.ts'
import type { PeriodReference } from './find-references.ts'

/** The period that is spoken of: known days, or the one that a ranking of periods found. */
export type PeriodMeant =
  | { readonly kind: 'range'; readonly range: TimeRange }
  | { readonly kind: 'winner'; conditionOf: (field: FieldRef) => Condition }

/**
 * "that day", after the day with most scrap, is that one; 当月, after a day or a month that was asked about, the month of it.
 * Undefined where none was asked about, or more than one of that kind.
 */
export const periodMeant = (
  { grain }: PeriodReference,
  previous: Query,
  words: string,
): PeriodMeant | undefined => {
  const [group, other] = previous.dimensions
  if (group?.grain !== undefined && !other && (grain === undefined || grain === group.grain)) {
    const winner = previous.limit?.count === 1 ? winnerCondition(previous) : undefined
    if (winner) return { kind: 'winner', conditionOf: field => inField(winner, field) }
  }
  const range = previous.time && within(previous.time.range, grain)
  return range && { kind: 'range', range: { ...range, text: words } }
}

const inField = (condition: Condition, field: FieldRef): Condition =>
  condition.kind === 'compare' && condition.left.kind === 'time-bucket'
    ? { ...condition, left: { ...condition.left, of: { kind: 'field', field } } }
    : condition

/** The period of that grain in which a range lies. */
const within = (range: TimeRange, grain: TimeGrain | undefined): TimeRange | undefined => {
  const { from, to } = range
  if (grain === undefined) return range
  if (from === undefined || to === undefined) return undefined
  const [begin, end] = [Date.parse(`${from}Z`), Date.parse(`${to}Z`)]
  // where weeks begin is the plant's matter: one that was asked about is as long as it is
  if (grain === 'week') return end - begin <= 7 * 86_400_000 ? range : undefined
  const start = startOf(grain, begin, 1)
  const stop = addPeriods(grain, start, 1)
  return end <= stop ? { from: formatWallTime(start), to: formatWallTime(stop), text: range.text } : undefined
}
