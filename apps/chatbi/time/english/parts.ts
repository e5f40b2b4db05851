import { frame } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { english } from '../frame.ts'
import { calendarPeriod, toDate } from '../moment.ts'
import type { Present } from '../moment.ts'
import { edgeOfPeriod, fullWeekOf, halfOfPeriod, nthOfPeriod, thirdOfPeriod } from '../part-of-period.ts'
import { elliptic, pointRule, spanFrame } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { count, index, toCount, toGrain, toIndex, through } from './words.ts'

const spanOf = spanFrame(english)

const thirdOf = (words: string): 'early' | 'mid' | 'late' =>
  /mid/.test(words) ? 'mid' : /late|end/.test(words) ? 'late' : 'early'

const running = (present: Present, unit: string | undefined): ReturnType<typeof calendarPeriod> =>
  calendarPeriod(present, unit === 'year' ? 'year' : 'month', 0)

const half = '(?:the )?(?<half>first|1st|second|2nd|latter|last|other) half (?:of )?(?:the )?'
const halfOf = (words: string | undefined): 'first' | 'second' =>
  /^(first|1st)$/.test(words ?? '') ? 'first' : 'second'
const edge = `(?:the )?(?<edge>first|last|final|latest)(?: (?<count>${count}))? (?<unit>(?:day|week|month)s?) (?:of|in) (?:the )?`
const edgeOf = (g: Readonly<Record<string, string | undefined>>) =>
  [
    g['edge'] === 'first' ? 'first' : 'last',
    { count: g['count'] ? toCount(g['count']) : 1, grain: toGrain(g['unit'] ?? '') },
  ] as const

/** "first half of October", "the last ten days of last month", "early November": parts of a period. */
export const partFrames: readonly Frame[] = [
  spanOf(`${half}{a}`, ({ a }, g) => halfOfPeriod(a, halfOf(g['half']))),
  spanOf(`${edge}{a}`, ({ a }, g) => edgeOfPeriod(a, ...edgeOf(g))),
  spanOf(`(?:the )?(?<index>${index}|5th|fifth) (?<unit>day|week) (?:of|in) (?:the )?{a}`, ({ a }, g) =>
    nthOfPeriod(a, {
      index: g['index'] === 'fifth' ? 5 : toIndex(g['index'] ?? ''),
      grain: toGrain(g['unit'] ?? ''),
    }),
  ),
  spanOf(
    `(?:the )?(?<index>${index}) (?:full|complete|whole|entire) week (?:of|in) (?:the )?{a}`,
    ({ a }, g, p) => fullWeekOf(a, toIndex(g['index'] ?? ''), p.calendar.weekStart),
  ),
  frame(
    english,
    `(?<third>(?<!\\b(?:start|finish|end|complet|deliver|clos|shipp|arriv)(?:ed|ing)? |\\b(?:began|begun) )(?:early(?: in)?|late(?: in)?)|mid(?:-|dle of)?|(?:the )?(?:middle|beginning|start|end) of) ?(?:the )?{a}`,
    ({ a }, g) => {
      const span = thirdOfPeriod(a, thirdOf(g['third'] ?? ''))
      return span && { span, isVague: true }
    },
  ),
  // "October so far", "Sept 1 to date"
  spanOf(`{a},? (?:so far|to date|up to now|until now|till now|up to today|until today)`, ({ a }, _, p) =>
    toDate(p, a),
  ),
  spanOf(`(?:from |between |since )?{a}${through}(?:now|today|the present|present)`, ({ a }, _, p) =>
    toDate(p, a),
  ),
]

/** Parts of the month or year that is running: "the first half of the year". */
export const runningPartSources = [
  {
    source: `${half}(?<whole>year|month)`,
    span: (g: Readonly<Record<string, string | undefined>>, p: Present) =>
      halfOfPeriod(running(p, g['whole']), halfOf(g['half'])),
  },
  {
    source: `${edge}(?<whole>year|month)`,
    span: (g: Readonly<Record<string, string | undefined>>, p: Present) =>
      edgeOfPeriod(running(p, g['whole']), ...edgeOf(g)),
  },
]

const nothingOf = '(?! (?:of|in|year|month|week|day)\\b)'

/** "October's second half against the first", "the first ten days": parts of a period that is named beside them. */
export const shortenedParts: readonly Rule[] = [
  pointRule(
    `(?:the )?(?<half>first|1st|second|2nd|latter|other) half${nothingOf}`,
    (g, { about }) => about && halfOfPeriod(about, halfOf(g['half'])),
  ),
  pointRule(
    `(?:the )?(?<edge>first) (?<count>${count}) (?<unit>(?:day|week)s)${nothingOf}`,
    (g, { about }) => about && edgeOfPeriod(about, ...edgeOf(g)),
  ),
  pointRule(
    `the (?<index>${index}) (?<unit>week)${nothingOf}`,
    (g, { about }) =>
      about && nthOfPeriod(about, { index: toIndex(g['index'] ?? ''), grain: toGrain(g['unit'] ?? '') }),
  ),
].map(rule => elliptic('period', rule))
