import { shifted } from '../moment.ts'
import { weekdayBefore } from '../named-period.ts'
import { english, frame } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { halfOfPeriod } from '../part-of-period.ts'
import { comparisonFrames } from '../rule.ts'
import type { Rule } from '../rule.ts'
import type { TimeGrain } from '../../query/query.ts'
import { count, lead, toCount, toGrain, toWeekday, unit, weekday } from './words.ts'

const movement =
  '(?:chang|mov|shift(?:ed|ing)|gr[eo]w|increas|decreas|ris|rose|f[ae]ll|drop|declin|develop|differ|improv|wors|jump|climb|delta|(?:w[eo]nt|gone?|go(?:es|ing)?|c[ao]mes?) (?:up|down)|(?:up|down) (?:by|or)|(?:more|less|fewer|higher|lower|better)(?! than (?:\\d|an?\\b|one|two|three|four|five|six|seven|eight|nine|ten)))'
const changing =
  '(?:(?:percentage |percent |% )?(?:change|growth|increase|decrease|difference|rise|drop|decline)s?(?: rate)?(?: in percent| in %)?)'
const comparedWith =
  '(?:than(?: it was)?(?: back)?(?: in| on| for| during)?|vs\\.?|versus|against|relative to|(?:as )?(?:compared|opposed) (?:to|with)|in comparison (?:to|with)|compare (?:it |that |this )?(?:to|with)|(?:up|down)(?: or (?:up|down))? (?:from|on|over|against|vs\\.?|compared (?:to|with)))'
const initials: Readonly<Record<string, TimeGrain>> = { d: 'day', w: 'week', m: 'month', q: 'quarter' }

const against =
  '(?:vs\\.?|versus|(?:as )?compared (?:to|with)|against|relative to|over|minus|less|as against|set against)'

/** "less than 2000 parts" speaks of no year. */
const notAmount = '(?!(?<=\\bthan \\d{4}) (?!(?:did|was|were|by|per|for|in|on|and|or)\\b)[a-z])'

/** "the Sunday before" is told by the other period. */
const notBefore = '(?! (?:before|earlier|prior)\\b)'

/** "October vs September", "changed from September to October": two periods set against each other, not one. */
export const pairFrames: readonly Frame[] = comparisonFrames(english, {
  through: [
    `(?<=\\b${movement}\\w*\\b[^.?!]{0,60})(?:from |between )?(?:the )?{a} (?:to|and) (?:the )?{b}${notBefore}`,
    `(?:from|between) (?:the )?{a} (?:to|and) (?:the )?{b}(?=[^.?!]{0,60}\\b${movement})`,
  ],
  both: [
    `${lead}{a}(?:'s)?,? ${against} (?:in |on |to )?(?:the )?{b}(?:'s)?${notBefore}`,
    `compar(?:e|ing|ison of|ison between) (?:the )?{a} (?:and|with|to|vs\\.?|against) (?:the )?{b}`,
    `(?:difference|change|gap|delta|comparison) (?:between|from) (?:the )?{a} (?:and|to) (?:the )?{b}`,
  ],
  second: [`${comparedWith} (?:the )?{a}${notAmount}(?:'s)?${notBefore}`],
})

const halves = '(?:first|1st|second|2nd|latter|last|other)'
const halfOf = (words: string | undefined): 'first' | 'second' =>
  /^(?:first|1st)$/.test(words ?? '') ? 'first' : 'second'

/** "in the second half than the first of October": both halves of one period. */
export const halfFrames: readonly Frame[] = [
  frame(
    english,
    `(?:in |on |during )?the (?<half>${halves}) half (?:of it )?${comparedWith} (?:in )?the (?<other>${halves})(?: half| one)? (?:of |in )?(?:the )?{a}`,
    ({ a }, g) => {
      const [span, base] = [halfOfPeriod(a, halfOf(g['half'])), halfOfPeriod(a, halfOf(g['other']))]
      return span && base && g['half'] !== g['other'] ? { span, compareTo: base } : undefined
    },
  ),
]

const amountOf = (words: string | undefined): number =>
  words === undefined || /^(?:an?|the)$/.test(words) ? 1 : toCount(words)

/** Told by the other period: "the Sunday before", "a week earlier", "the same days of last month". */
const relativeRules: readonly Rule[] = [
  {
    // "each Monday against the Monday before": from week to week, of these days alone
    pattern: new RegExp(
      `(?:on |for )?(?:each|every) (?<weekday>${weekday}) ${comparedWith} (?:that of )?the (?:(?:previous|preceding|prior) (?:${weekday}|one|week)|(?:${weekday}|one|week) before)`,
      'i',
    ),
    mean: g => ({
      weekdays: [toWeekday((g['weekday'] ?? '').toLowerCase())],
      grain: 'week',
      compareTo: 'previous',
      unit: 'week',
      isPaired: true,
    }),
  },
  {
    pattern: new RegExp(
      `(?:(?:${comparedWith}|and|with|to) )?(?:on )?the (?:(?<weekday>${weekday}) before(?: that)?|(?:previous|preceding|prior) (?<after>${weekday}))`,
      'i',
    ),
    mean: g => {
      const day = toWeekday((g['weekday'] ?? g['after'] ?? '').toLowerCase())
      return { compareTo: ({ from }) => (from === undefined ? undefined : weekdayBefore(from, day)) }
    },
  },
  {
    pattern: new RegExp(
      `${comparedWith} (?<count>${count}|an?|the) (?<unit>(?:${unit})s?) (?:earlier|before|prior|previously)(?: that)?`,
      'i',
    ),
    mean: g => {
      const grain = toGrain(g['unit'] ?? '')
      const by = amountOf(g['count']?.toLowerCase())
      return by === 1
        ? { compareTo: 'previous', unit: grain }
        : { compareTo: shifted(by, grain), unit: grain }
    },
  },
  {
    // "the same weekday a week before", "the same day last week", "the same shift the week before"
    pattern: new RegExp(
      `(?:(?:${comparedWith}|and|with|to) )?(?:on )?the same (?:day|weekday|time|hours?|shift|${weekday})(?: of the week)? (?:(?:in|of) )?(?:the |a )?(?:(?:previous|last|prior|preceding) (?<unit>week|month)|(?<before>week|month) (?:before|earlier|ago))`,
      'i',
    ),
    mean: g => ({ compareTo: shifted(1, toGrain(g['unit'] ?? g['before'] ?? '')) }),
  },
  {
    // "the same period last month": as many days of it as of the one that is running
    pattern: new RegExp(
      `(?:(?:${comparedWith}|and|with|to) )?(?:in )?(?:the )?same (?:period|days|dates|part|stretch|point|number of days|time)(?: (?:in|of|during))? (?:the )?(?:(?:last|previous|prior|preceding) (?<unit>week|month|quarter)|(?<before>week|month|quarter) (?:before|earlier))`,
      'i',
    ),
    mean: g => {
      const grain = toGrain(g['unit'] ?? g['before'] ?? '')
      return { compareTo: shifted(1, grain), unit: grain, isToDate: true }
    },
  },
  {
    pattern: new RegExp(`(?:${comparedWith}|and) the (?:one|ones) before(?: that| it)?`, 'i'),
    mean: () => ({ compareTo: 'previous' }),
  },
  {
    // "this month compared to last"
    pattern: new RegExp(
      `(?<=\\bthis (?:${unit})(?: so far)? )${comparedWith} (?:the )?last(?: one)?(?! \\w)`,
      'i',
    ),
    mean: () => ({ compareTo: 'previous' }),
  },
]

const overs: readonly Rule[] = [
  {
    pattern: /year[- ](?:over|on|to)[- ]year|\byoy\b/i,
    mean: () => ({ compareTo: 'year', unit: 'year', isPaired: true }),
  },
  {
    pattern: new RegExp(
      `(?:${comparedWith} )?(?:the )?same (?:period|month|week|quarter|day|time)(?: of| in)? (?:last year|the (?:previous|prior) year|a year (?:ago|earlier|before)|the year before)|${comparedWith} (?:a|one|the) year (?:ago|earlier|before)`,
      'i',
    ),
    mean: () => ({ compareTo: 'year' }),
  },
  {
    pattern: new RegExp(
      `(?<unit>hour|day|week|month|quarter)[- ](?:over|on)[- ]\\k<unit>|(?<initial>[dwmq])o\\k<initial>|(?:${changing} )?from (?<each>hour|day|week|month|quarter|year) to \\k<each>|(?<paired>hour|day|week|month|quarter|year)[- ]to[- ]\\k<paired>(?= ${changing})`,
      'i',
    ),
    mean: g => {
      const named = g['unit'] ?? g['each'] ?? g['paired']
      const initial = initials[(g['initial'] ?? '').toLowerCase()] ?? 'month'
      return { compareTo: 'previous', unit: named === undefined ? initial : toGrain(named), isPaired: true }
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
      unit: toGrain(g['unit'] ?? g['before'] ?? ''),
      isPaired: true,
    }),
  },
  {
    pattern: new RegExp(
      `(?:${comparedWith}|and|minus|less) (?:(?:in|on|that of|those of) )?(?:the )?(?:(?<unit>${unit}) before(?: that| it)?(?! (?:last|yesterday))|(?:previous|prior|preceding) (?<previous>${unit}))|${comparedWith} (?:the )?(?:previous|prior|preceding) (?:period|one)|period[- ](?:over|on)[- ]period|(?:${comparedWith}|and) (?:the )?period before|${changing} (?:to|from|over|on) (?:the )?(?:(?:previous|prior|preceding) (?:period|one)|(?:period|one) before)`,
      'i',
    ),
    mean: g => {
      const named = g['unit'] ?? g['previous']
      return { compareTo: 'previous', ...(named === undefined ? {} : { unit: toGrain(named) }) }
    },
  },
  {
    pattern:
      /(?:(?:with|to|than|vs\.?|versus|against|and) )?the (?:(?:\d+|same|previous|preceding) )?(?:hour|day|week|month|quarter|period)s? (?:before|prior to|preceding) (?:those|that|these|them|it)/i,
    mean: () => ({ compareTo: 'previous', isWhole: true }),
  },
  {
    pattern: new RegExp(
      `(?:on|from|over) the (?:(?:previous|prior|preceding) (?<unit>week|month|quarter|day|year)|(?<before>week|month|quarter|day|year) before(?! (?:last|yesterday)))`,
      'i',
    ),
    mean: g => ({ compareTo: 'previous', unit: toGrain(g['unit'] ?? g['before'] ?? '') }),
  },
  {
    pattern: /(?:on|from|over) the (?:previous|prior|preceding) period/i,
    mean: () => ({ compareTo: 'previous' }),
  },
]

/** Periods that are told by the one that they are set against. */
export const overRules: readonly Rule[] = [...relativeRules, ...overs]
