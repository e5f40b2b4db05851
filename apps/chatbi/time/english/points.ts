import { addPeriods, dayMs, monthOf, wallDate, yearOf } from '../local-time.ts'
import { calendarPeriod, periodAt, toDate, trailing, weekOf } from '../moment.ts'
import type { Present, Span } from '../moment.ts'
import {
  dayOfMonth,
  isoWeek,
  latestDay,
  latestMonth,
  latestWeekday,
  periodBack,
  periodOn,
  quarterAt,
  weekdayBefore,
  weekdayOfWeek,
} from '../named-period.ts'
import { elliptic, pointRule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { runningPartSources as runningParts, shortenedParts } from './parts.ts'
import {
  count,
  dayWord,
  fullWeekday,
  index,
  month,
  ordinal,
  through,
  toCount,
  toDay,
  toGrain,
  toIndex,
  toMonth,
  toWeekday,
  unit,
  weekday,
  year,
} from './words.ts'

type Groups = Readonly<Record<string, string | undefined>>

const toDayOf = (word: string | undefined): string => String(toDay(word ?? ''))

const offsets: Readonly<Record<string, number>> = { this: 0, current: 0, next: 1 }

const halfOf = (present: Present, at: number, yearText: string | undefined): Span => {
  const y = yearText ? Number(yearText) : yearOf(present.now)
  return { from: wallDate(y, 6 * at - 5), to: at === 1 ? wallDate(y, 7) : wallDate(y + 1, 1) }
}
const dayOf = (present: Present, g: Groups, day: string | undefined): Span | undefined =>
  latestDay(present, toMonth(g['month'] ?? ''), Number(day), g['year'])

/** Days `first` to `last` of one month. */
const daysOf = (present: Present, g: Groups): Span | undefined =>
  between(dayOf(present, g, g['first']), dayOf(present, g, g['last']))

export const between = (a: Span | undefined, b: Span | undefined): Span | undefined =>
  a?.from !== undefined && b?.to !== undefined && a.from < b.to ? { from: a.from, to: b.to } : undefined

/** Behind "the 12th" these say that a day is meant, no twelfth of something. */
const afterDay =
  '(?=\\s*$|\\s*[,.?!:;–—-]|\\s+(?:of|and|to|through|thru|until|till|for|by|in|how|which|what|why|did|do|does|was|were|is|are|vs|versus|against|compared|than|on|at|we|per|with|so)\\b)'

const sinceWords = '(?:so far|up to now|until now|till now|to date|up to today|until today)'

/** Periods that the calendar or the present names. */
const calendarPoints: readonly Rule[] = [
  // "the week before", after a question about some week
  pointRule(
    `(?:the )?(?:(?:previous|preceding|prior) (?<unit>${unit})|(?<before>${unit}) before(?! (?:last|yesterday)))`,
    (g, p) => p.before && periodBack(p, toGrain(g['unit'] ?? g['before'] ?? '')),
  ),
  // "the day after", "the following week"
  pointRule(
    `(?:the )?(?:(?:following|subsequent) (?<unit>${unit})|(?<after>${unit}) after(?! (?:next|tomorrow)))|the next (?<next>${unit})`,
    (g, p) => p.before && periodOn(p, toGrain(g['unit'] ?? g['after'] ?? g['next'] ?? '')),
  ),
  // "the 30 days up to yesterday"
  pointRule(
    `(?:the )?(?:last |past )?(?<count>${count}) (?<unit>(?:day|week|month)s?) (?:up to|until|till|through|to|ending|ending on)(?: and including)? (?<end>yesterday|today)`,
    (g, p) => {
      const { to } = calendarPeriod(p, 'day', g['end'] === 'today' ? 0 : -1)
      return to === undefined
        ? undefined
        : { from: addPeriods(toGrain(g['unit'] ?? ''), to, -toCount(g['count'] ?? '')), to }
    },
  ),
  pointRule('(?:the )?(?:last |past |previous )?weekend', (_, p) => {
    const { from = p.now } = calendarPeriod(p, 'week', -1)
    return { from: from + 5 * dayMs, to: from + 7 * dayMs }
  }),
  pointRule('(?:the )?(?:start|beginning) of (?:this|the) (?<unit>week|month|quarter|year)', (g, p) => {
    const { from } = calendarPeriod(p, toGrain(g['unit'] ?? ''), 0)
    return from === undefined ? undefined : { from, to: from + dayMs }
  }),
  pointRule('today', (_, p) => calendarPeriod(p, 'day', 0)),
  pointRule('yesterday|yday|ystd', (_, p) => calendarPeriod(p, 'day', -1)),
  pointRule('(?:the )?day before (?:yesterday|yday)', (_, p) => calendarPeriod(p, 'day', -2)),
  pointRule(`(?:the )?(?<unit>week|month|quarter|year) before last`, (g, p) =>
    calendarPeriod(p, toGrain(g['unit'] ?? ''), -2),
  ),
  pointRule(
    `(?:the )?(?<which>this|current|last|previous|prior|past|next)(?: full| complete| whole| entire| calendar)? (?<unit>${unit})`,
    (g, p) => calendarPeriod(p, toGrain(g['unit'] ?? ''), offsets[g['which'] ?? ''] ?? -1),
  ),
  // "last month before this": "this month so far", "so far this year", "month to date"
  pointRule(
    `(?:(?:the )?(?:this|current) (?<unit>${unit}) ${sinceWords}|so far (?:in )?(?:the )?(?:this|current) (?<after>${unit}))`,
    (g, p) => toDate(p, calendarPeriod(p, toGrain(g['unit'] ?? g['after'] ?? ''), 0)),
  ),
  pointRule(`(?:week|month|quarter|year)[- ]to[- ]date|[wmqy]td`, (_, p, text) =>
    toDate(p, calendarPeriod(p, toGrain(text), 0)),
  ),
  pointRule(
    `(?:the )?(?:last|past|previous|recent|latest) (?<count>${count}) (?<full>full |complete |whole |entire |calendar )?(?<unit>(?:${unit})s?)`,
    (g, p) => {
      const grain = toGrain(g['unit'] ?? '')
      const amount = toCount(g['count'] ?? '')
      if (!g['full']) return trailing(p, grain, amount)
      const { from } = calendarPeriod(p, grain, -amount)
      const { from: to } = calendarPeriod(p, grain, 0)
      return from === undefined || to === undefined ? undefined : { from, to }
    },
  ),
  // "last 48h", "past fortnight"
  pointRule(`(?:the )?(?:last|past|previous|recent|latest) (?<count>\\d{1,3}) ?(?<unit>h|d|w|m)`, (g, p) =>
    trailing(p, toGrain(g['unit'] ?? ''), Number(g['count'])),
  ),
  pointRule(`(?:the )?(?:last|past|previous) (?:(?<count>${count}) )?fortnights?`, (g, p) =>
    trailing(p, 'week', 2 * (g['count'] ? toCount(g['count']) : 1)),
  ),
  pointRule(`(?:the )?(?:last|past) (?:half(?: a)?[- ]year|six months)`, (_, p) => trailing(p, 'month', 6)),
  pointRule(`(?<count>${count}|an?) (?<unit>(?:${unit}|fortnight)s?) (?:ago|back)`, (g, p) => {
    const amount = /^an?$/.test(g['count'] ?? '') ? 1 : toCount(g['count'] ?? '')
    const by = g['unit']?.startsWith('f') ? 2 * amount : amount
    return calendarPeriod(p, toGrain(g['unit'] ?? ''), -by)
  }),
  pointRule(`q(?<index>[1-4])(?:,? (?:of )?(?<year>${year}))?`, (g, p) =>
    quarterAt(p, Number(g['index']), g['year']),
  ),
  pointRule(`(?<year>${year})[ -]?q(?<index>[1-4])`, (g, p) => quarterAt(p, Number(g['index']), g['year'])),
  pointRule(
    `(?:the )?(?:(?<index>${index}) quarter|quarter (?<at>[1-4]))(?: of)?(?: (?<year>${year}|this year|the year))?`,
    (g, p) =>
      quarterAt(p, toIndex(g['index'] ?? g['at'] ?? ''), /^\d/.exec(g['year'] ?? '') ? g['year'] : undefined),
  ),
  pointRule(`h(?<index>[12])(?: (?<year>${year}))?`, (g, p) => halfOf(p, Number(g['index']), g['year'])),
  pointRule(
    `(?:calendar )?(?:(?:week|cw|wk|kw) ?(?:no\\.? |number |nr\\.? |#)?|w)(?<index>\\d{1,2})(?:,? (?:of )?(?<year>${year}))?(?! ?[-–/.])`,
    (g, p) => isoWeek(p, Number(g['index']), g['year']),
  ),
]

/** "last Monday", "Tuesday of last week". */
const weekdayPoints: readonly Rule[] = [
  pointRule(`last (?<weekday>${weekday})`, (g, p) => weekdayBefore(p.now, toWeekday(g['weekday'] ?? ''))),
  pointRule(`this (?<weekday>${weekday})`, (g, p) =>
    weekdayOfWeek(p, calendarPeriod(p, 'week', 0), toWeekday(g['weekday'] ?? '')),
  ),
  pointRule(
    `(?:(?<weekday>${weekday})(?:,? of|,? in|,)? (?:the )?(?<which>this|last|previous) week|(?:the )?(?<before>last|previous) week(?:'s)? (?<after>${weekday}))`,
    (g, p) => {
      const week = calendarPeriod(p, 'week', (g['which'] ?? g['before']) === 'this' ? 0 : -1)
      return weekdayOfWeek(p, week, toWeekday(g['weekday'] ?? g['after'] ?? ''))
    },
  ),
  pointRule(`(?<weekday>${weekday})(?:,? of|,? in|,)? (?:the )?week before last`, (g, p) =>
    weekdayOfWeek(p, calendarPeriod(p, 'week', -2), toWeekday(g['weekday'] ?? '')),
  ),
  elliptic(
    'week',
    pointRule(`(?<weekday>${fullWeekday})`, (g, p) => latestWeekday(p, toWeekday(g['weekday'] ?? ''))),
  ),
]

/** Days and months by their date. */
const datePoints: readonly Rule[] = [
  pointRule(
    `(?:(?:the )?(?:week|wk) )?(?:from |between |of )?(?:the )?(?<first>\\d{1,2})${ordinal}${through}(?:the )?(?<last>\\d{1,2})${ordinal}(?: of)? (?<month>${month})\\.?(?:,? (?<year>${year}))?`,
    (g, p) => daysOf(p, g),
  ),
  pointRule(
    `(?:(?:the )?(?:week|wk) )?(?:from |between |of )?(?<month>${month})\\.? (?:the )?(?<first>\\d{1,2})${ordinal}${through}(?:the )?(?<last>\\d{1,2})${ordinal}(?:,? (?<year>${year}))?(?! (?:${month}))`,
    (g, p) => daysOf(p, g),
  ),
  // "from the third to the ninth of October", "the fifteenth of October"
  pointRule(
    `(?:from |between )?the (?<first>${dayWord})${through}(?:the )?(?<last>${dayWord}) (?:of|in) (?<month>${month})(?:,? (?<year>${year}))?`,
    (g, p) => daysOf(p, { ...g, first: toDayOf(g['first']), last: toDayOf(g['last']) }),
  ),
  pointRule(`(?:the )(?<day>${dayWord}) of (?<month>${month})(?:,? (?<year>${year}))?`, (g, p) =>
    dayOf(p, g, toDayOf(g['day'])),
  ),
  pointRule(`(?<month>${month}) the (?<day>${dayWord})(?! (?:week|half|day|shift|quarter))`, (g, p) =>
    dayOf(p, g, toDayOf(g['day'])),
  ),
  // "from the 1st to the 10th"
  elliptic(
    'month',
    pointRule(
      `(?:from |between )?the (?<first>\\d{1,2})(?:st|nd|rd|th)${through}(?:the )?(?<last>\\d{1,2})(?:st|nd|rd|th)(?: of (?<which>this|last|the previous) month)?${afterDay}`,
      (g, p) => {
        const last = dayOfMonth(p, Number(g['last']), g['which'])
        const first =
          last?.from === undefined
            ? undefined
            : wallDate(yearOf(last.from), monthOf(last.from), Number(g['first']))
        return first === undefined ? undefined : between({ from: first }, last)
      },
    ),
  ),
  // "the 9th"
  elliptic(
    'month',
    pointRule(
      `(?:the )(?<day>\\d{1,2})(?:st|nd|rd|th)(?: of (?<which>this|last|the previous) month)?${afterDay}`,
      (g, p) => dayOfMonth(p, Number(g['day']), g['which']),
    ),
  ),
  pointRule(`(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})`, g =>
    periodAt('day', wallDate(Number(g['year']), Number(g['month']), Number(g['day']))),
  ),
  // 11/16/2026 and 16/11/2026; 16.11.2026 is a day first
  pointRule(`(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4})`, g => {
    const [a, b] = [Number(g['month']), Number(g['day'])]
    return periodAt('day', a > 12 ? wallDate(Number(g['year']), b, a) : wallDate(Number(g['year']), a, b))
  }),
  pointRule(`(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})`, (g, p) =>
    latestDay(p, Number(g['month']), Number(g['day']), g['year']),
  ),
  // "on 10/5", where a word before says that it is a time
  pointRule(
    `(?<=\\b(?:on|since|from|until|till|between|and|to|through|before|after|by|of|vs\\.?|against)\\s+)(?<month>\\d{1,2})/(?<day>\\d{1,2})`,
    (g, p) => {
      const [a, b] = [Number(g['month']), Number(g['day'])]
      return a > 12 ? latestDay(p, b, a, undefined) : latestDay(p, a, b, undefined)
    },
  ),
  pointRule(`(?<year>${year})-(?<month>0[1-9]|1[0-2])`, g =>
    periodAt('month', wallDate(Number(g['year']), Number(g['month']))),
  ),
  // "the week of 9 November", "week commencing Nov 9"
  pointRule(
    `(?:the )?(?:week (?:of|from|beginning|starting|commencing)(?: on)?|w/c) (?:the )?(?:(?<day>\\d{1,2})${ordinal}(?: of)? (?<month>${month})|(?<monthBefore>${month})\\.? (?<dayAfter>\\d{1,2})${ordinal})(?:,? (?<year>${year}))?`,
    (g, p) => {
      const of = toMonth(g['month'] ?? g['monthBefore'] ?? '')
      const day = latestDay(p, of, Number(g['day'] ?? g['dayAfter']), g['year'])
      return day && weekOf(p, day)
    },
  ),
  pointRule(
    `(?:the )?(?:week ending(?: on)?|week to|w/e) (?:the )?(?:(?<day>\\d{1,2})${ordinal}(?: of)? (?<month>${month})|(?<monthBefore>${month})\\.? (?<dayAfter>\\d{1,2})${ordinal})`,
    (g, p) => {
      const of = toMonth(g['month'] ?? g['monthBefore'] ?? '')
      const { to } = latestDay(p, of, Number(g['day'] ?? g['dayAfter']), undefined) ?? {}
      return to === undefined ? undefined : { from: addPeriods('week', to, -1), to, grain: 'week' }
    },
  ),
  pointRule(`(?:the )?week of the (?<day>\\d{1,2})(?:st|nd|rd|th)`, (g, p) => {
    const day = dayOfMonth(p, Number(g['day']), undefined)
    return day && weekOf(p, day)
  }),
  pointRule(
    `(?:(?:${weekday}),? )?(?<month>${month})\\.?[- ](?:the )?(?<day>\\d{1,2})${ordinal}(?:,? (?<year>${year}))?`,
    (g, p) => dayOf(p, g, g['day']),
  ),
  pointRule(
    `(?:(?:${weekday}),? )?(?:the )?(?<day>\\d{1,2})${ordinal}(?: of)?[- ](?<month>${month})\\.?(?:,? (?<year>${year}))?`,
    (g, p) => dayOf(p, g, g['day']),
  ),
  pointRule(
    `(?:last |this |(?:the )?month of |(?:the )?(?:whole|entire|full|all)(?: month)?(?: of)? )?(?<month>${month})\\.?(?:,? (?:of )?(?<year>${year}|last year|this year))?`,
    (g, p) => latestMonth(p, toMonth(g['month'] ?? ''), yearOfWords(p, g['year'])),
  ),
]

const yearOfWords = (p: Present, words: string | undefined): string | undefined =>
  words === 'last year' ? String(yearOf(p.now) - 1) : words === 'this year' ? String(yearOf(p.now)) : words

export const wholePoints: readonly Rule[] = [
  ...calendarPoints,
  ...datePoints,
  ...weekdayPoints,
  ...runningParts.map(({ source, span }) => pointRule(source, span)),
  ...shortenedParts,
]

/** A year by itself is only a time where its place in the sentence says so. */
export const bareYear = pointRule(`(?:(?:the )?year (?:of )?)?(?<year>${year})`, g =>
  periodAt('year', wallDate(Number(g['year']), 1)),
)
