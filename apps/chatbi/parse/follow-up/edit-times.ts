import type { Parts } from '../collect.ts'
import { addDimension } from '../draft.ts'
import type { Draft } from '../draft.ts'
import type { TimeRange } from '../../query/query.ts'
import type { TimeExpression } from '../../time/time-expression.ts'
import { averageOver } from '../assemble/assemble-grain.ts'
import { isTrend, withoutGrain } from '../assemble/assemble-time.ts'
import { timeFieldOf } from '../assemble/time-field-of.ts'

/** "compare with the day before": the period asked about stays, and no more is said than the other one. */
const setsBeside = ({ flags, times, conditions, groups }: Parts): boolean =>
  (flags.has('versus') || flags.has('difference')) &&
  times.length === 1 &&
  conditions.length + groups.length === 0

const saysGrain = ({ expression }: Parts['times'][number]): boolean =>
  expression.grain !== undefined && !isTrend(expression.text)

/** "and the month before?": that period instead, where nothing says that the two are compared. */
const asPeriod = (expression: TimeExpression): TimeExpression => {
  const { compareTo: _, compareToBefore: other, ...rest } = expression
  return /^and\b/i.test(expression.text) && other ? { ...rest, range: other } : expression
}

/** 从8月开始就行, after June to October: until the end that was said before. */
const withEndBefore = (range: TimeRange, { time, dimensions }: Draft): TimeRange => {
  const { from, to } = time?.range ?? {}
  const isWithin =
    range.from !== undefined && from !== undefined && to !== undefined && from < range.from && range.from < to
  const isAlong = dimensions.some(one => one.grain !== undefined)
  return isAlong && isWithin && isOpen(range) ? { ...range, to } : range
}

const isOpen = ({ to, text }: TimeRange): boolean =>
  to === undefined || /^(?:from|since|starting|as of)\b|[起始]|以来/i.test(text)

/** Another period, a second one beside it, or its parts: "last month", "compared with August", 按周. */
export const editTimes = (draft: Draft, parts: Parts): void => {
  const isSpare = (text: string): boolean => isTrend(text) && parts.times.some(time => saysGrain(time))
  for (const { expression: whole, field: said, isAveraged } of parts.times) {
    const expression = asPeriod(isSpare(whole.text) ? withoutGrain(whole) : whole)
    const field = said ?? draft.time?.field ?? timeFieldOf(draft, parts)
    if (!field) continue
    if (draft.time && expression.compareToBefore) {
      // "compared with August?": the period asked about stays
      draft.compareTo = expression.compareToBefore
      continue
    }
    if (expression.range && draft.time && setsBeside(parts)) {
      draft.compareTo = expression.range
      continue
    }
    if (expression.range) {
      draft.time = { field, range: withEndBefore(expression.range, draft) }
      draft.compareTo = undefined
    }
    if (expression.compareTo) draft.compareTo = expression.compareTo
    // 平均每天多少: one number of all days
    if (isAveraged && expression.grain && averageOver(draft, parts, field, expression.grain)) continue
    if (expression.grain) {
      draft.dimensions = draft.dimensions.filter(one => one.grain === undefined)
      const kept = new Set([...draft.measures, ...draft.dimensions].map(one => one.id))
      draft.orderBy = draft.orderBy.filter(order => order.by.kind !== 'output' || kept.has(order.by.id))
      const id = addDimension(draft, { field, grain: expression.grain })
      draft.orderBy = [{ by: { kind: 'output', id }, direction: 'asc' }]
      draft.limit = undefined
    }
  }
  joinPeriods(draft, parts)
  if (draft.compareTo && !draft.time) draft.compareTo = undefined
}

/** "September and October only", of each month: one period, in which the months are told apart. */
const joinPeriods = (draft: Draft, { times }: Parts): void => {
  if (!draft.time || !draft.dimensions.some(one => one.grain !== undefined)) return
  const ranges = times
    .flatMap(({ expression: { range, compareTo } }) => [range, compareTo])
    .filter(range => range !== undefined)
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  const [first, last] = [ranges[0], ranges.at(-1)]
  const isUnbroken = ranges.every((one, at) => at === 0 || one.from === ranges[at - 1]?.to)
  if (ranges.length < 2 || !first || !last || !isUnbroken) return
  const text = ranges.map(range => range.text).join(' ')
  draft.time = { ...draft.time, range: { ...first, ...(last.to === undefined ? {} : { to: last.to }), text } }
  draft.compareTo = undefined
}
