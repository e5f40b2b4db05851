import { calendarPeriod, periodAt, trailing, weekOf } from './moment.ts'
import type { Present, Span } from './moment.ts'
import { addPeriods, dayMs, startOfDay, wallDate, yearOf } from './local-time.ts'
import { isoWeek, latestMonth, latestWeekday, nightBefore, periodBack } from './named-period.ts'
import { comparisonRules, patternOf, pointRule } from './rule.ts'
import type { Rule } from './rule.ts'
import { shiftRules } from './shift-words.ts'
import type { TimeGrain } from '../query/query.ts'

const numberWords = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const ordinals = ['first', 'second', 'third', 'fourth']
const ordinalOf = (text: string): number => ordinals.indexOf(text) + 1 || Number.parseInt(text, 10)

const count = `\\d{1,3}|${numberWords.slice(1).join('|')}|couple of|few`
const unit = 'hour|day|week|month|quarter|year'
const year = '(?:19|20)\\d\\d'
const month =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec'

const toCount = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word)
  if (word === 'couple of') return 2
  return word === 'few' ? 3 : numberWords.indexOf(word)
}
const toMonth = (word: string): number => months.indexOf(word.slice(0, 3)) + 1
const toGrain = (word: string): TimeGrain => word.replace(/s$/, '') as TimeGrain // the pattern admits only grains
const offsets: Readonly<Record<string, number>> = { this: 0, current: 0, next: 1 }

const quarterOf = (present: Present, index: number, yearText: string | undefined): Span => {
  const at = (y: number): number => wallDate(y, 3 * index - 2)
  if (yearText) return periodAt('quarter', at(Number(yearText)))
  const thisYear = yearOf(present.now)
  return periodAt('quarter', at(thisYear) <= present.now ? at(thisYear) : at(thisYear - 1))
}
const halfOf = (present: Present, index: number, yearText: string | undefined): Span => {
  const y = yearText ? Number(yearText) : yearOf(present.now)
  return { from: wallDate(y, 6 * index - 5), to: index === 1 ? wallDate(y, 7) : wallDate(y + 1, 1) }
}
const dayOf = (
  present: Present,
  monthText: string,
  day: number,
  yearText: string | undefined,
): Span | undefined => {
  if (day < 1 || day > 31) return undefined
  const at = (y: number): number => wallDate(y, toMonth(monthText), day)
  if (yearText) return periodAt('day', at(Number(yearText)))
  const thisYear = yearOf(present.now)
  return periodAt('day', at(thisYear) <= present.now ? at(thisYear) : at(thisYear - 1))
}

/** Days `from` to `to` of one month. */
const daysOf = (present: Present, g: Readonly<Record<string, string | undefined>>): Span | undefined => {
  const first = dayOf(present, g['month'] ?? '', Number(g['first']), g['year'])
  const last = dayOf(present, g['month'] ?? '', Number(g['last']), g['year'])
  return between(first, last)
}

// a blank of these patterns stands for one or more
const through = '(?:\\s*[-–—]\\s*| (?:to|until|till|through|and) )'
const ordinal = '(?:st|nd|rd|th)?'

const points: readonly Rule[] = [
  // "the week before", after a question about some week
  pointRule(
    `(?:the )?(?:(?:previous|preceding|prior) (?<unit>${unit})|(?<before>${unit}) before(?! last))`,
    (g, p) => p.before && periodBack(p, toGrain(g['unit'] ?? g['before'] ?? '')),
  ),
  pointRule(
    `(?:from |between )?(?:the )?(?<first>\\d{1,2})${ordinal}${through}(?:the )?(?<last>\\d{1,2})${ordinal}(?: of)? (?<month>${month})\\.?(?:,? (?<year>${year}))?`,
    (g, p) => daysOf(p, g),
  ),
  pointRule(
    `(?:from |between )?(?<month>${month})\\.? (?<first>\\d{1,2})${ordinal}${through}(?:the )?(?<last>\\d{1,2})${ordinal}(?:,? (?<year>${year}))?(?! (?:${month}))`,
    (g, p) => daysOf(p, g),
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
  pointRule('yesterday', (_, p) => calendarPeriod(p, 'day', -1)),
  pointRule('(?:the )?day before yesterday', (_, p) => calendarPeriod(p, 'day', -2)),
  pointRule(`(?:the )?(?<unit>week|month|quarter|year) before last`, (g, p) =>
    calendarPeriod(p, toGrain(g['unit'] ?? ''), -2),
  ),
  pointRule(`(?:the )?(?<which>this|current|last|previous|prior|past|next) (?<unit>${unit})`, (g, p) =>
    calendarPeriod(p, toGrain(g['unit'] ?? ''), offsets[g['which'] ?? ''] ?? -1),
  ),
  pointRule(
    `(?:the )?(?:last|past|previous|recent|latest) (?<count>${count}) (?<full>full |complete |whole |entire )?(?<unit>(?:${unit})s?)`,
    (g, p) => {
      const grain = toGrain(g['unit'] ?? '')
      const amount = toCount(g['count'] ?? '')
      if (!g['full']) return trailing(p, grain, amount)
      const { from } = calendarPeriod(p, grain, -amount)
      const { from: to } = calendarPeriod(p, grain, 0)
      return from === undefined || to === undefined ? undefined : { from, to }
    },
  ),
  pointRule(`(?<count>${count}|an?) (?<unit>(?:${unit})s?) ago`, (g, p) =>
    calendarPeriod(
      p,
      toGrain(g['unit'] ?? ''),
      /^an?$/.test(g['count'] ?? '') ? -1 : -toCount(g['count'] ?? ''),
    ),
  ),
  pointRule(`(?:month|quarter|year) to date|[mqy]td`, (_, p, text) => {
    const grain = text.startsWith('m') ? 'month' : text.startsWith('q') ? 'quarter' : 'year'
    const { from } = calendarPeriod(p, grain, 0)
    return { ...(from === undefined ? {} : { from }), to: startOfDay(p.now) + dayMs }
  }),
  pointRule(`(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})`, g =>
    periodAt('day', wallDate(Number(g['year']), Number(g['month']), Number(g['day']))),
  ),
  pointRule(`(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4})`, g => {
    const [a, b] = [Number(g['month']), Number(g['day'])]
    return periodAt('day', a > 12 ? wallDate(Number(g['year']), b, a) : wallDate(Number(g['year']), a, b))
  }),
  pointRule(`(?<year>${year})-(?<month>0[1-9]|1[0-2])`, g =>
    periodAt('month', wallDate(Number(g['year']), Number(g['month']))),
  ),
  // "the week of 9 November", "week commencing Nov 9"
  pointRule(
    `(?:the )?week (?:of|from|beginning|starting|commencing)(?: on)? (?:the )?(?:(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${month})|(?<monthBefore>${month})\\.? (?<dayAfter>\\d{1,2})(?:st|nd|rd|th)?)(?:,? (?<year>${year}))?`,
    (g, p) => {
      const month = g['month'] ?? g['monthBefore'] ?? ''
      const day = dayOf(p, month, Number(g['day'] ?? g['dayAfter']), g['year'])
      return day && weekOf(p, day)
    },
  ),
  pointRule(`(?<month>${month})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>${year}))?`, (g, p) =>
    dayOf(p, g['month'] ?? '', Number(g['day']), g['year']),
  ),
  pointRule(
    `(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${month})\\.?(?:,? (?<year>${year}))?`,
    (g, p) => dayOf(p, g['month'] ?? '', Number(g['day']), g['year']),
  ),
  pointRule(`(?:last |this )?(?<month>${month})\\.?(?:,? (?:of )?(?<year>${year}))?`, (g, p) =>
    latestMonth(p, toMonth(g['month'] ?? ''), g['year']),
  ),
  pointRule(`q(?<index>[1-4])(?:,? (?:of )?(?<year>${year}))?`, (g, p) =>
    quarterOf(p, Number(g['index']), g['year']),
  ),
  pointRule(`(?<year>${year})[ -]?q(?<index>[1-4])`, (g, p) => quarterOf(p, Number(g['index']), g['year'])),
  pointRule(
    `(?:the )?(?<index>${ordinals.join('|')}|1st|2nd|3rd|4th) quarter(?: of)?(?: (?<year>${year}))?`,
    (g, p) => quarterOf(p, ordinalOf(g['index'] ?? ''), g['year']),
  ),
  pointRule(`h(?<index>[12])(?: (?<year>${year}))?`, (g, p) => halfOf(p, Number(g['index']), g['year'])),
  pointRule(`(?:the )?(?<index>first|second) half of (?:(?<year>${year})|the year|this year)`, (g, p) =>
    halfOf(p, ordinals.indexOf(g['index'] ?? '') + 1, g['year']),
  ),
  pointRule(`(?:calendar )?(?:week|cw|wk) ?(?<index>\\d{1,2})(?: (?:of )?(?<year>${year}))?`, (g, p) =>
    isoWeek(p, Number(g['index']), g['year']),
  ),
  pointRule(`(?:last |this )?(?<weekday>${weekdays.join('|')})`, (g, p) =>
    latestWeekday(p, weekdays.indexOf(g['weekday'] ?? '') + 1),
  ),
]

/** A year by itself is only a time where its place in the sentence says so. */
const bareYear = pointRule(`(?:the year )?(?<year>${year})`, g =>
  periodAt('year', wallDate(Number(g['year']), 1)),
)
const pointInRange = [...points, bareYear]
const point = patternOf(pointInRange)
const lead = '(?:(?:in|on|during|for|of|over|within|throughout|from) (?:the )?)?'

const asSpan = (text: string | undefined, present: Present): Span | undefined => {
  if (!text) return undefined
  for (const rule of pointInRange) {
    const match = new RegExp(`^(?:${rule.pattern.source})$`, 'i').exec(text.trim())
    const span = match && rule.mean(match.groups ?? {}, present, text.trim().toLowerCase())?.span
    if (span) return span
  }
  return undefined
}

const between = (a: Span | undefined, b: Span | undefined): Span | undefined =>
  a?.from !== undefined && b?.to !== undefined && a.from < b.to ? { from: a.from, to: b.to } : undefined

const movement =
  '(?:chang|gr[eo]w|increas|decreas|ris|rose|f[ae]ll|drop|declin|develop|differ|improv|wors|more|less|fewer|higher|lower)'

/** "how did output change from September to October": two periods set against each other, not one. */
const changes = [
  `(?<=\\b${movement}\\w*\\b[^.?!]{0,60})(?:from|between) (?:the )?(?<a>${point}) (?:to|and) (?:the )?(?<b>${point})`,
  `(?:from|between) (?:the )?(?<a>${point}) (?:to|and) (?:the )?(?<b>${point})(?=[^.?!]{0,60}\\b${movement})`,
]

const ranges: readonly Rule[] = [
  pointRule(`(?:from|between) (?<a>${point}) (?:to|until|till|and|through|-|–) (?<b>${point})`, (g, p) =>
    between(asSpan(g['a'], p), asSpan(g['b'], p)),
  ),
  pointRule(`(?<a>${point}) ?(?:to|until|through|–|—) ?(?<b>${point})`, (g, p) =>
    between(asSpan(g['a'], p), asSpan(g['b'], p)),
  ),
  pointRule(
    `(?:since|starting(?: from)?|from) (?:the )?(?:(?:start|beginning|begin|first) of )?(?<a>${point})(?: on(?:wards)?)?`,
    (g, p) => {
      const from = asSpan(g['a'], p)?.from
      return from === undefined ? undefined : { from }
    },
  ),
  pointRule(`after (?<a>${point})`, (g, p) => {
    const to = asSpan(g['a'], p)?.to
    return to === undefined ? undefined : { from: to }
  }),
  pointRule(`(?:before|prior to|earlier than) (?<a>${point})`, (g, p) => {
    const from = asSpan(g['a'], p)?.from
    return from === undefined ? undefined : { to: from }
  }),
  pointRule(`(?:until|till|up to|by the end of) (?<a>${point})`, (g, p) => {
    const to = asSpan(g['a'], p)?.to
    return to === undefined ? undefined : { to }
  }),
  pointRule(`(?:in|during|for|throughout|of) (?:the year )?(?<year>${year})`, g =>
    periodAt('year', wallDate(Number(g['year']), 1)),
  ),
  pointRule(`the year (?<year>${year})`, g => periodAt('year', wallDate(Number(g['year']), 1))),
]

/** "may" is a month only beside a day, a year or a preposition; "march" and "second" likewise never a verb. */
const isModal = (text: string): boolean => /^(?:may|march|mar|sun|sat)$/i.test(text.trim())

const standalone = points.map(rule => ({
  pattern: new RegExp(`${lead}(?:${rule.pattern.source})`, 'i'),
  mean: (g, p, text) =>
    isModal(text) ? undefined : rule.mean(g, p, text.replace(new RegExp(`^${lead}`, 'i'), '')),
})) satisfies readonly Rule[]

const grainWords: Readonly<Record<string, TimeGrain>> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
}

const grains: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?:by|per|for each|for every|each|every|grouped by|broken down by|across) (?:the )?(?:calendar )?(?<unit>(?!hours)(?:${unit})s?)(?! (?:of|shift|number))`,
      'i',
    ),
    mean: g => ({ grain: toGrain((g['unit'] ?? '').toLowerCase()) }),
  },
  {
    // "the most stops in a day"
    pattern: new RegExp(
      `(?<=\\b(?:most|max|maximum|highest|largest|biggest|peak|lowest|fewest|least|minimum|best|worst)\\b[^.,?!]{1,40} )(?:in|on|of|within) (?:any |one |a |a single |any single |any one )(?<unit>day|week|month)`,
      'i',
    ),
    mean: g => ({ grain: toGrain((g['unit'] ?? '').toLowerCase()), asks: true }),
  },
  {
    // "on an average day"
    pattern: new RegExp(`(?<=average )(?<unit>${unit})`, 'i'),
    mean: g => ({ grain: toGrain((g['unit'] ?? '').toLowerCase()) }),
  },
  {
    pattern: new RegExp(
      `(?:in |on |at |during )?(?:which|what) (?<unit>(?:${unit})s?)(?! (?:of the|shift))`,
      'i',
    ),
    mean: g => ({ grain: toGrain((g['unit'] ?? '').toLowerCase()), asks: true }),
  },
  {
    // "on how many days did …", "the number of weeks in which …"
    pattern: new RegExp(
      `(?:in|on|during) how many (?<sure>(?:day|week|month|quarter)s)|(?:for )?(?:how many|(?:the )?number of) (?:(?:calendar|production|working|different) )?(?<unit>(?:day|week|month|quarter)s)(?: (?:in|on|during) which)?(?! (?:did (?:it|each|every|the)|does|do|has|have|was|were|is|are|from|between|after|before|until|since|late|old))`,
      'i',
    ),
    mean: g => ({ grain: toGrain((g['sure'] ?? g['unit'] ?? '').toLowerCase()), counts: true }),
  },
  {
    // "top 5 days", "the weeks with the most stops"
    pattern: new RegExp(
      `(?<=(?:top|bottom|best|worst) (?:\\d+|${numberWords.join('|')}) )(?<unit>(?:${unit})s?)|(?<many>(?:${unit})s?)(?= with (?:the )?(?:most|highest|lowest|least|largest|smallest|fewest))`,
      'i',
    ),
    mean: g => ({ grain: toGrain((g['unit'] ?? g['many'] ?? '').toLowerCase()), asks: true }),
  },
  {
    // "months in which output fell", "weeks when there were no stops"
    pattern: new RegExp(`(?:in |on )?(?<many>(?:${unit})s)(?= (?:in|on|during) which| when| where)`, 'i'),
    mean: g => ({ grain: toGrain((g['many'] ?? '').toLowerCase()), asks: true }),
  },
  {
    pattern: new RegExp(`(?<=(?:by|per) [^,.?]{1,40}(?:,| and|, and) )(?<unit>${unit})(?! of)`, 'i'),
    mean: g => ({ grain: toGrain((g['unit'] ?? '').toLowerCase()) }),
  },
  {
    pattern: new RegExp(`(?<unit>${unit})[- ]by[- ]\\k<unit>`, 'i'),
    mean: g => ({ grain: toGrain((g['unit'] ?? '').toLowerCase()) }),
  },
  {
    pattern: /(?<word>hourly|daily|weekly|monthly|quarterly|yearly|annually|annual)/i,
    mean: g => {
      const grain = grainWords[(g['word'] ?? '').toLowerCase()]
      return grain && { grain }
    },
  },
  {
    pattern:
      /(?:the )?trends? (?:of|in|for|over time)?|over time|develop(?:ed|ment) (?:of|over)|trends?|evolution of/i,
    mean: () => ({ grain: 'suitable' }),
  },
]

const nights: readonly Rule[] = [
  {
    pattern: /last night(?:'s)?(?: shift)?|yesterday(?:'s)? night(?: shift)?/i,
    mean: (_, p) => nightBefore(p),
  },
  ...shiftRules(
    { night: 'nights?', day: 'day|morning|early', evening: 'evening|late|afternoon' },
    word => `(?:(?:the|on|during) )*(?:${word})[- ]shifts?`,
  ),
]

const changing =
  '(?:(?:percentage |percent |% )?(?:change|growth|increase|decrease|difference|rise|drop|decline)s?(?: rate)?(?: in percent| in %)?)'
const comparedWith = '(?:than|vs\\.?|versus|against|relative to|compared (?:to|with))'
const initials: Readonly<Record<string, TimeGrain>> = { d: 'day', w: 'week', m: 'month', q: 'quarter' }

const overs: readonly Rule[] = [
  {
    pattern: /year[- ](?:over|on|to)[- ]year|\byoy\b/i,
    mean: () => ({ compareTo: 'year', unit: 'year', isPaired: true }),
  },
  {
    pattern:
      /(?:compared (?:to|with) |than |vs\.? |versus )?(?:the )?same (?:period|month|week|time) (?:of |in )?(?:last|the previous|the prior) year/i,
    mean: () => ({ compareTo: 'year' }),
  },
  {
    pattern: new RegExp(
      `(?<unit>hour|day|week|month|quarter)[- ](?:over|on)[- ]\\k<unit>|(?<initial>[dwmq])o\\k<initial>|(?:${changing} )?from (?<each>hour|day|week|month|quarter|year) to \\k<each>|(?<paired>hour|day|week|month|quarter|year)[- ]to[- ]\\k<paired>(?= ${changing})`,
      'i',
    ),
    mean: g => {
      const unit = g['unit'] ?? g['each'] ?? g['paired']
      const initial = initials[(g['initial'] ?? '').toLowerCase()] ?? 'month'
      const grain = unit === undefined ? initial : toGrain(unit.toLowerCase())
      return { compareTo: 'previous', unit: grain, isPaired: true }
    },
  },
  {
    // "change to the month before", "growth over the previous month"
    pattern: new RegExp(
      `${changing} (?:to|from|over|on|since|${comparedWith}) (?:the |that of the |those of the )?(?:(?:previous|prior|preceding) (?<unit>${unit})|(?<before>${unit}) before)`,
      'i',
    ),
    mean: g => ({
      compareTo: 'previous',
      unit: toGrain((g['unit'] ?? g['before'] ?? '').toLowerCase()),
      isPaired: true,
    }),
  },
  {
    pattern: new RegExp(
      `(?:${comparedWith}|and) (?:the )?(?<unit>${unit}) before|${comparedWith} (?:the )?(?:previous|prior|preceding) (?:period|one)|period[- ](?:over|on)[- ]period|(?:${comparedWith}|and) (?:the )?period before|${changing} (?:to|from|over|on) (?:the )?(?:(?:previous|prior|preceding) (?:period|one)|(?:period|one) before)`,
      'i',
    ),
    mean: g => ({
      compareTo: 'previous',
      ...(g['unit'] === undefined ? {} : { unit: toGrain(g['unit'].toLowerCase()) }),
    }),
  },
  {
    pattern:
      /(?:(?:with|to|than|vs\.?|versus|against|and) )?the (?:(?:\d+|same|previous|preceding) )?(?:hour|day|week|month|quarter|period)s? (?:before|prior to|preceding) (?:those|that|these|them|it)/i,
    mean: () => ({ compareTo: 'previous', isWhole: true }),
  },
  {
    pattern: new RegExp(
      `(?:on|from|over) the (?:previous|prior|preceding) (?<unit>week|month|quarter|day|year)`,
      'i',
    ),
    mean: g => ({ compareTo: 'previous', unit: toGrain((g['unit'] ?? '').toLowerCase()) }),
  },
  {
    pattern: /(?:on|from|over) the (?:previous|prior|preceding) period/i,
    mean: () => ({ compareTo: 'previous' }),
  },
]

const moving = '(?:moving|rolling|trailing)'
const toMoving: Rule['mean'] = g => {
  const periods = toCount((g['count'] ?? '').toLowerCase())
  return {
    moving: {
      ...(periods > 1 ? { periods } : {}),
      ...(g['unit'] === undefined ? {} : { grain: toGrain(g['unit'].toLowerCase()) }),
    },
  }
}
const window = `(?<count>${count})[- ](?<unit>(?:${unit})s?)`

const movings: readonly Rule[] = [
  `(?:${window}[- ])?${moving} (?:average|mean|avg)s?(?: of| for)?`,
  `${moving} ${window} (?:average|mean|avg)s?(?: of| for)?`,
  `${moving} (?:average|mean|avg)s? (?:over|of|for) (?:the )?(?:last |past )?${window}(?: of)?`,
  // "rolling average of output over 7 days"
  `(?<=${moving} (?:average|mean|avg)[^.?!]{1,60} )(?:over|with a window of|on a window of|in a window of) (?:the )?(?:last |past )?${window}`,
].map(source => ({ pattern: new RegExp(source, 'i'), mean: toMoving }))

/** Rules of English, longest meaning first where two match the same words. */
export const englishRules: readonly Rule[] = [
  ...comparisonRules({
    both: [
      ...changes,
      `${lead}(?<a>${point}) (?:vs\\.?|versus|compared (?:to|with)|against|relative to|over) (?:the )?(?<b>${point})`,
      `(?:compar(?:e|ing|ison of)) (?<a>${point}) (?:and|with|to|vs\\.?|against) (?<b>${point})`,
      `difference between (?<a>${point}) and (?<b>${point})`,
    ],
    second: [
      `(?:compared (?:to|with)|vs\\.?|versus|than(?: in| on)?|against|relative to) (?:the )?(?<b>${point})`,
    ],
    asSpan,
  }),
  ...movings,
  ...overs,
  ...nights,
  ...ranges,
  ...standalone,
  ...grains,
]
