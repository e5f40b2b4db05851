import { addPeriods, dayMs, startOf } from './local-time.ts'
import { periodAt } from './moment.ts'
import type { Span } from './moment.ts'
import type { TimeGrain } from '../query/query.ts'

/** The middle of a period: half of a month is its first 15 days, half of a year its first six months. */
const middleOf = ({ from = 0, to = 0 }: Span): number => {
  const days = (to - from) / dayMs
  if (days >= 28 && days <= 31) return from + 15 * dayMs
  if (days >= 365) return addPeriods('month', from, 6)
  return from + Math.floor(days / 2) * dayMs
}

/** The first or the second half of a period; undefined where it has no ends. */
export const halfOfPeriod = (span: Span, half: 'first' | 'second'): Span | undefined => {
  if (span.from === undefined || span.to === undefined) return undefined
  const middle = middleOf(span)
  return half === 'first' ? { from: span.from, to: middle } : { from: middle, to: span.to }
}

/** Its first or last `count` days, weeks or months, never beyond it. */
export const edgeOfPeriod = (
  span: Span,
  edge: 'first' | 'last',
  { count, grain }: { readonly count: number; readonly grain: TimeGrain },
): Span | undefined => {
  if (span.from === undefined || span.to === undefined) return undefined
  return edge === 'first'
    ? { from: span.from, to: Math.min(span.to, addPeriods(grain, span.from, count)) }
    : { from: Math.max(span.from, addPeriods(grain, span.to, -count)), to: span.to }
}

/** The `index`th day or week of it, from 1. */
export const nthOfPeriod = (
  span: Span,
  { index, grain }: { readonly index: number; readonly grain: TimeGrain },
): Span | undefined => {
  if (span.from === undefined || span.to === undefined) return undefined
  const from = addPeriods(grain, span.from, index - 1)
  return from < span.to ? { from, to: Math.min(span.to, addPeriods(grain, from, 1)) } : undefined
}

/** The `index`th week of it by the calendar, of those that lie within it from end to end: "the first full week of October". */
export const fullWeekOf = (span: Span, index: number, weekStart: number): Span | undefined => {
  if (span.from === undefined || span.to === undefined) return undefined
  const begun = startOf('week', span.from, weekStart)
  const first = begun === span.from ? begun : addPeriods('week', begun, 1)
  const week = periodAt('week', addPeriods('week', first, index - 1))
  return week.to !== undefined && week.to <= span.to ? week : undefined
}

/** Days 1 to 10, 11 to 20 and 21 to the end of a month (上旬, 中旬, 下旬); a third of any other period, in whole days. */
export const thirdOfPeriod = (span: Span, third: 'early' | 'mid' | 'late'): Span | undefined => {
  if (span.from === undefined || span.to === undefined) return undefined
  const days = (span.to - span.from) / dayMs
  const size = days >= 28 && days <= 31 ? 10 : Math.max(1, Math.floor(days / 3))
  const [first, second] = [span.from + size * dayMs, span.from + 2 * size * dayMs]
  if (third === 'early') return { from: span.from, to: first }
  return third === 'mid' ? { from: first, to: second } : { from: second, to: span.to }
}
