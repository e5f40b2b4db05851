import type { PlantCalendar } from '@millwright/spec'
import { chineseTimes } from './chinese/rules.ts'
import { englishTimes } from './english/rules.ts'
import { fillFrame, written } from './frame.ts'
import type { Frame, FrameMatch, Named } from './frame.ts'
import { hoursOfDay, isOneDay } from './hours-of-day.ts'
import { startOfDay, dayMs } from './local-time.ts'
import {
  calendarPeriod,
  createPresent,
  previousSpan,
  suitableGrain,
  toDate,
  toSpan,
  toTimeRange,
  yearBefore,
} from './moment.ts'
import type { Present, Span } from './moment.ts'
import { presentsOf, withBrackets } from './elliptic.ts'
import { findLists, togetherWhereSaid } from './listed-periods.ts'
import type { Meaning } from './meaning.ts'
import type { Language, Rule } from './rule.ts'
import type { TimeRange } from '../query/query.ts'
import type { TimeExpression } from './time-expression.ts'

type Match = FrameMatch

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
  const matches = withHoursOfDay(
    toDateWhereSaid(
      throughAll(
        fromWeekToWeek(eachOfTwo(togetherWhereSaid(longestFirst(findAll(text, present)), text), text)),
      ),
      present,
    ),
    text,
  )
  const base = matches.find(match => match.meaning.span)?.meaning.span
  const comparison = matches.find(match => match.meaning.compareTo)
  const compared = base ?? (comparison && impliedBase(comparison.meaning, present))
  return matches.map(match => {
    const isImplied = match === comparison && !base
    const expression = toExpression(match, { base: compared, carriesBase: isImplied, present })
    const shorter = shorterOf(match, text, options)
    if (shorter) return { ...expression, shorter }
    const inContext =
      isImplied && before && match.meaning.compareTo && resolveComparison(match.meaning.compareTo, before)
    return inContext ? { ...expression, compareToBefore: toTimeRange(inContext, match.text) } : expression
  })
}

/** 10月7号车床, 上周三号线, 上周一共: the number may be that of what follows. */
const shorterOf = (
  { from, to, meaning }: Match,
  text: string,
  options: Parameters<typeof findTimeExpressions>[1],
): TimeExpression | undefined => {
  const said = text.slice(from, to)
  const number = /(?:\d{1,2}|[一二三四五六七八九十]{1,3})号$/.exec(said)
  const isFollowed = /^\p{Script=Han}/u.test(text.slice(to))
  const weekday = /(?<=周|星期|礼拜)[一二三四五六]$/.exec(said)
  const isNumber = /^(?:号|线|台|条|车间|个|家|共|起|次|直)/.test(text.slice(to))
  const at = number && isFollowed ? number.index : weekday && isNumber ? weekday.index : 0
  if (!meaning.span || at === 0) return undefined
  const before = text.slice(0, from + at)
  return findTimeExpressions(before, options).find(one => one.from === from && one.to === before.length)
}

interface Compiled {
  readonly points: readonly Rule[]
  readonly parts: readonly Frame[]
  readonly rules: readonly (Rule | Frame)[]
}

const isFrame = (rule: Rule | Frame): rule is Frame => 'before' in rule

/** Patterns with the bounds of the language's words. */
const compile = ({ writing, points, parts, rules }: Language): Compiled => {
  const bounded = (rule: Rule, begin = writing.begin, end = writing.end): Rule => ({
    ...rule,
    pattern: new RegExp(`${begin}(?:${written(rule.pattern.source, writing)})${end}`, 'giu'),
  })
  return {
    points: points.map(rule => bounded(rule, writing.beginWithin, writing.endWithin)),
    parts,
    rules: rules.map(rule => (isFrame(rule) ? rule : bounded(rule))),
  }
}
const english = compile(englishTimes)
const chinese = compile(chineseTimes)
/** The question's own language first; both, so that a mixed question works. */
const languagesOf = (text: string): readonly Compiled[] =>
  /\p{Script=Han}/u.test(text) ? [chinese, english] : [english, chinese]

/** First the periods by themselves, then parts of them, then what is said around them. */
const findAll = (text: string, present: Present): readonly Match[] => {
  const languages = languagesOf(text)
  const whole = withBrackets(
    languages.flatMap(({ points }) => findNamed(text, points, present)),
    text,
  )
  const parts = languages.flatMap(({ parts: frames }) =>
    frames.flatMap(one => fillFrame(one, text, whole, present)).flatMap(match => toNamed(match)),
  )
  const named = unlike(withBrackets([...whole, ...parts], text))
  return [
    ...findLists(named, text),
    ...languages.flatMap(({ rules }) =>
      rules.flatMap(rule =>
        isFrame(rule) ? fillFrame(rule, text, named, present) : findMatches(text, [rule], present),
      ),
    ),
  ].filter(match => !isWeak(match.text))
}

/** "may", "march" and a bare number are a month or a year only where words around them say so. */
const isWeak = (text: string): boolean => /^(?:may|march|mar|(?:19|20)\d\d)$/i.test(text)

/** What the rules name; shortened periods after the others, since they may be of one of them. */
const findNamed = (text: string, rules: readonly Rule[], present: Present): readonly Named[] => {
  const full = findMatches(
    text,
    rules.filter(rule => !rule.omitted),
    present,
  ).flatMap(match => toNamed(match))
  const shortened = rules
    .filter(rule => rule.omitted)
    .flatMap(rule => findShortened(text, rule, { named: full, present }))
  return [...full, ...shortened]
}

/** 上半月 of "10月下半月比上半月" is of October; nothing shortened lies in the future. */
const findShortened = (
  text: string,
  rule: Rule,
  context: { readonly named: readonly Named[]; readonly present: Present },
): readonly Named[] =>
  [...text.matchAll(rule.pattern)].flatMap(found => {
    const [from, to] = [found.index, found.index + found[0].length]
    const words = { omitted: rule.omitted ?? 'period', from, to }
    for (const present of presentsOf(words, text, context)) {
      const meaning = rule.mean(found.groups ?? {}, present, found[0])
      const isPast = present === context.present || (meaning?.span?.from ?? 0) <= context.present.now
      if (meaning && isPast) return toNamed({ from, to, text: found[0], meaning })
    }
    return []
  })

const toNamed = ({ from, to, meaning: { span, isVague } }: Match): readonly Named[] =>
  span ? [{ from, to, span, isVague }] : []

/** Where several rules take the same words for a period, the first of them holds. */
const unlike = (named: readonly Named[]): readonly Named[] =>
  named.filter((one, at) => named.findIndex(other => other.from === one.from && other.to === one.to) === at)

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

/** "the change of each month from July to October": what runs along the periods is asked of all of them. */
const throughAll = (matches: readonly Match[]): readonly Match[] => {
  const isRunning = matches.some(({ meaning }) => meaning.grain && !meaning.asks)
  return matches.map(match => {
    const { isThrough, span, compareTo, ...rest } = match.meaning
    if (!isThrough || !isRunning || !span || typeof compareTo !== 'object') return match
    const whole: Span = {
      ...(compareTo.from === undefined ? {} : { from: compareTo.from }),
      ...(span.to === undefined ? {} : { to: span.to }),
    }
    return { ...match, meaning: { ...rest, span: whole } }
  })
}

/** 前天和昨天的废品各多少: of two periods that meet, each by itself. */
const eachOfTwo = (matches: readonly Match[], text: string): readonly Match[] => {
  const isEach = /各(?!线|个?[产条台种班位家类])|分别|\beach\b|\brespectively\b|\bseparately\b/i.test(text)
  const isCompared = /比|差|相比|\b(?:than|vs|versus|compare|compared|difference|change)\b/i.test(text)
  if (!isEach || isCompared || matches.some(({ meaning }) => meaning.grain)) return matches
  return matches.map(match => {
    const { span, compareTo, ...rest } = match.meaning
    // 最近三个周五的产量各是多少
    if (span && rest.weekdays) return { ...match, meaning: { ...match.meaning, grain: 'day' } }
    if (!span?.grain || typeof compareTo !== 'object' || compareTo.to !== span.from) return match
    if (!/[和与及跟、]|\band\b/i.test(match.text) || compareTo.from === undefined || span.to === undefined)
      return match
    return {
      ...match,
      meaning: { ...rest, span: { from: compareTo.from, to: span.to }, grain: span.grain },
    }
  })
}

/** 每个周一的产量比前一个周一: days of every week against those of the week before. */
const fromWeekToWeek = (matches: readonly Match[]): readonly Match[] => {
  const days = matches.find(({ meaning }) => meaning.weekdays && !meaning.span && !meaning.grain)
  const before = matches.find(({ meaning }) => typeof meaning.compareTo === 'function')
  if (!days || !before || days === before || matches.some(({ meaning }) => meaning.grain)) return matches
  return matches.map(match => {
    if (match === days) return { ...match, meaning: { ...match.meaning, grain: 'week' } }
    return match === before
      ? { ...match, meaning: { compareTo: 'previous', unit: 'week', isPaired: true } }
      : match
  })
}

/** "this month against the same days of last month": what is running is compared as far as it has come. */
const toDateWhereSaid = (matches: readonly Match[], { now }: Present): readonly Match[] => {
  if (!matches.some(({ meaning }) => meaning.isToDate)) return matches
  const end = startOfDay(now) + dayMs
  const at = matches.findIndex(({ meaning }) => meaning.span)
  return matches.map((match, i) => {
    const { span } = match.meaning
    if (i !== at || span?.from === undefined || span.to === undefined) return match
    if (span.from >= end || span.to <= end) return match
    return { ...match, meaning: { ...match.meaning, span: { from: span.from, to: end } } }
  })
}

/** "yesterday between 6 and 10", 昨天凌晨: hours beside one day are a part of it. */
const withHoursOfDay = (matches: readonly Match[], text: string): readonly Match[] => {
  const day = matches.find(({ meaning }) => meaning.span && isOneDay(meaning.span) && !meaning.compareTo)
  const hours = matches.find(({ meaning }) => meaning.hours)
  const { from } = day?.meaning.span ?? {}
  if (!day || from === undefined || !hours?.meaning.hours) return matches
  const [first, last] = day.from < hours.from ? [day, hours] : [hours, day]
  // what stands between them would be lost
  if (/[^\s,，的]/u.test(text.slice(first.to, last.from))) return matches
  const merged: Match = {
    from: first.from,
    to: last.to,
    text: text.slice(first.from, last.to).trim(),
    meaning: { ...hours.meaning, hours: undefined, span: hoursOfDay(from, hours.meaning.hours) },
  }
  return matches.flatMap(match => (match === first ? [merged] : match === last ? [] : [match]))
}

/** "More than last month": the period that is set against it is the next one of the same kind. */
const impliedBase = (meaning: Meaning, present: Present): Span | undefined => {
  const { unit, isPaired, isToDate, compareTo: span } = meaning
  if (isToDate && unit) return toDate(present, calendarPeriod(present, unit, 0))
  // "than the week before" is of last week; "week over week" of whatever is grouped
  if (typeof span === 'string')
    return calendarPeriod(present, unit === undefined || isPaired ? 'month' : unit, -1)
  if (typeof span === 'function') return unit && calendarPeriod(present, unit, -1)
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
  if (compareTo === undefined || meaning.span || meaning.isWhole || typeof compareTo === 'function')
    return undefined
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
  const { span, shift, grain, asks, counts, compareTo, moving, hours, weekdays, isVague } = match.meaning
  const { listed, isEach, part } = match.meaning
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
    ...(hours ? { hours } : {}),
    ...(weekdays ? { weekdays } : {}),
    ...(isVague ? { isVague } : {}),
    ...(listed ? { listed: listed.map(one => toTimeRange(one, match.text)) } : {}),
    ...(isEach ? { isEach } : {}),
    ...(part ? { part } : {}),
  }
}

const resolveComparison = (compareTo: NonNullable<Meaning['compareTo']>, base: Span): Span | undefined => {
  if (compareTo === 'year') return yearBefore(base)
  if (typeof compareTo === 'function') return compareTo(base)
  // "last week against the previous week": nothing is set against itself
  const isSame = compareTo !== 'previous' && compareTo.from === base.from && compareTo.to === base.to
  return compareTo === 'previous' || isSame ? previousSpan(base) : compareTo
}
