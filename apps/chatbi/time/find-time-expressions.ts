import type { PlantCalendar } from '@millwright/spec'
import { chineseRules } from './chinese.ts'
import { englishRules } from './english.ts'
import {
  calendarPeriod,
  createPresent,
  previousSpan,
  suitableGrain,
  toSpan,
  toTimeRange,
  yearBefore,
} from './moment.ts'
import type { Present, Span } from './moment.ts'
import type { Meaning, Rule } from './rule.ts'
import type { TimeRange } from '../query/query.ts'
import type { TimeExpression } from './time-expression.ts'

interface Match {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly meaning: Meaning
}

/**
 * The times that `text` names, in order, never overlapping; where two rules match the same words the longer
 * match wins. Relative words count from `now` in the plant's zone, weeks and shifts by its calendar. Periods
 * without a year are the latest that have begun. Both languages are tried, so a mixed question works.
 */
export const findTimeExpressions = (
  text: string,
  options: {
    readonly now: Date
    readonly calendar: PlantCalendar
    /** The period of the question before, which "compared with the month before" may be about. */
    readonly before?: TimeRange | undefined
  },
): readonly TimeExpression[] => {
  const before = options.before && toSpan(options.before, options.calendar.weekStart)
  const present = createPresent(options.now, options.calendar, before)
  const matches = longestFirst([
    ...findMatches(text, compiledEnglish, present),
    ...findMatches(text, compiledChinese, present),
  ])
  const base = matches.find(match => match.meaning.span)?.meaning.span
  const comparison = matches.find(match => match.meaning.compareTo)
  const compared = base ?? (comparison && impliedBase(comparison.meaning, present))
  return matches.map(match => {
    const isImplied = match === comparison && !base
    const expression = toExpression(match, { base: compared, carriesBase: isImplied, present })
    const inContext =
      isImplied && before && match.meaning.compareTo && resolveComparison(match.meaning.compareTo, before)
    return inContext ? { ...expression, compareToBefore: toTimeRange(inContext, match.text) } : expression
  })
}

/** English words end where letters or digits end; spaces match any run of white space. */
const wholeWords = (rule: Rule): Rule => ({
  ...rule,
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}_-])(?:${rule.pattern.source.replaceAll(' ', '\\s+')})(?![\\p{Script=Latin}\\p{N}_])`,
    'giu',
  ),
})
const compiledEnglish = englishRules.map(wholeWords)
const compiledChinese = chineseRules.map(rule => ({
  ...rule,
  pattern: new RegExp(rule.pattern.source, 'gu'),
}))

const findMatches = (text: string, rules: readonly Rule[], present: Present): readonly Match[] =>
  rules.flatMap(rule =>
    [...text.matchAll(rule.pattern)].flatMap(found => {
      const meaning = found[0] ? rule.mean(found.groups ?? {}, present, found[0]) : undefined
      return meaning
        ? [{ from: found.index, to: found.index + found[0].length, text: found[0].trim(), meaning }]
        : []
    }),
  )

const longestFirst = (matches: readonly Match[]): readonly Match[] => {
  const kept: Match[] = []
  for (const match of matches.toSorted((a, b) => b.to - b.from - (a.to - a.from)))
    if (kept.every(other => match.to <= other.from || match.from >= other.to)) kept.push(match)
  return kept.toSorted((a, b) => a.from - b.from)
}

/** "More than last month": the period that is set against it is the next one of the same kind. */
const impliedBase = (meaning: Meaning, present: Present): Span | undefined => {
  if (meaning.compareTo === 'previous' || meaning.compareTo === 'year')
    return calendarPeriod(present, 'month', -1)
  const span = meaning.compareTo
  if (!span?.grain) return undefined
  for (const offset of [0, -1, -2]) {
    const candidate = calendarPeriod(present, span.grain, offset)
    if (previousSpan(candidate)?.from === span.from) return candidate
  }
  return calendarPeriod(present, span.grain, 0)
}

/** "month over month", and "vs last month" or 比上月, which say so beside months. */
const overOf = ({ meaning, text }: Match, present: Present): TimeExpression['over'] => {
  const { compareTo, unit, isPaired } = meaning
  if (compareTo === undefined || meaning.span || meaning.isWhole) return undefined
  const named = { ...(unit ? { grain: unit } : {}), ...(isPaired ? { isPaired } : {}) }
  if (compareTo === 'year' || compareTo === 'previous')
    return { since: compareTo === 'year' ? 'year' : 'period', ...named }
  const { grain, from } = compareTo
  const isNext = /\bbefore$|前一?个?\p{Script=Han}{1,2}$/u.test(text)
  if (!grain || (!isNext && calendarPeriod(present, grain, -1).from !== from)) return undefined
  return { since: 'period', grain }
}

interface Surroundings {
  readonly base: Span | undefined
  readonly carriesBase: boolean
  readonly present: Present
}

const toExpression = (match: Match, { base, carriesBase, present }: Surroundings): TimeExpression => {
  const { span, shift, grain, asks, counts, compareTo, moving } = match.meaning
  const range = span ?? (carriesBase ? base : undefined)
  const before = compareTo && base && resolveComparison(compareTo, base)
  const over = overOf(match, present)
  const previous = span && previousSpan(span)
  return {
    from: match.from,
    to: match.to,
    text: match.text,
    ...(range ? { range: toTimeRange(range, match.text) } : {}),
    ...(before ? { compareTo: toTimeRange(before, match.text) } : {}),
    ...(grain ? { grain: grain === 'suitable' ? suitableGrain(base) : grain } : {}),
    ...(asks ? { asks } : {}),
    ...(counts ? { counts } : {}),
    ...(over ? { over } : {}),
    ...(moving ? { moving } : {}),
    ...(previous ? { before: toTimeRange(previous, '') } : {}),
    ...(shift ? { shift } : {}),
  }
}

const resolveComparison = (compareTo: NonNullable<Meaning['compareTo']>, base: Span): Span | undefined => {
  if (compareTo === 'year') return yearBefore(base)
  // "last week against the previous week": nothing is set against itself
  const isSame = compareTo !== 'previous' && compareTo.from === base.from && compareTo.to === base.to
  return compareTo === 'previous' || isSame ? previousSpan(base) : compareTo
}
