import { english, frame } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { addPeriods, wallDate } from '../local-time.ts'
import { periodAt } from '../moment.ts'
import { nightBefore, nightOf, weekdayBefore } from '../named-period.ts'
import { pointRule, spanFrame } from '../rule.ts'
import type { Language, Rule } from '../rule.ts'
import { shiftRules } from '../shift-words.ts'
import { halfFrames, overRules, pairFrames } from './comparisons.ts'
import { grainRules, movingRules } from './grains.ts'
import { hourRules } from './hours.ts'
import { listRules } from './lists.ts'
import { partFrames } from './parts.ts'
import { bareYear, between, wholePoints } from './points.ts'
import { count, fullWeekday, lead, through, toCount, toWeekday, unit, weekday, year } from './words.ts'

/** "got through yesterday" is over one day, not up to it. */
const notOver = '(?<!\\b(?:got|get|gets|getting|went|go|goes|came|come|made it|make it|ran|run) )'

const spanOf = spanFrame(english)

const sinceFrames: readonly Frame[] = [
  spanOf(
    `(?:since|starting(?: from| with)?|beginning(?: with| on)|as of|as from|from) (?:the )?(?:(?:start|beginning|begin|first) of )?(?:the )?{a}(?: on(?:wards?)?)?`,
    ({ a: { from } }) => (from === undefined ? undefined : { from }),
  ),
  // "running total by month, starting in July": where months are told, not what starts then
  spanOf(
    `(?<=(?:\\b(?:by|per|each|every) (?:${unit})s?|\\b(?:daily|weekly|monthly|quarterly|cumulative|running total)(?: \\w+)?),? |, )(?:starting|beginning) (?:in|on|at)(?: the (?:start|beginning) of)? (?:the )?{a}`,
    ({ a: { from } }) => (from === undefined ? undefined : { from }),
  ),
  spanOf(`(?:since|after|from) the end of (?:the )?{a}`, ({ a: { to } }) =>
    to === undefined ? undefined : { from: to },
  ),
  spanOf(`(?:in|on|at|from|during) or after (?:the )?{a}`, ({ a: { from } }) =>
    from === undefined ? undefined : { from },
  ),
  spanOf(`(?:in|on|at|during) or (?:before|prior to) (?:the )?{a}`, ({ a: { to } }) =>
    to === undefined ? undefined : { to },
  ),
  spanOf(`after (?:the )?{a}`, ({ a: { to } }) => (to === undefined ? undefined : { from: to })),
  spanOf(
    `(?:in |from )?{a},? (?:or|and) (?:later|after|since|onwards?|newer|younger|thereafter|afterwards|following)(?! (?:the )?(?:year )?\\d)`,
    ({ a: { from } }) => (from === undefined ? undefined : { from }),
  ),
  spanOf(`(?:in )?{a},? (?:or|and) (?:earlier|before|older)(?! (?:the )?(?:year )?\\d)`, ({ a: { to } }) =>
    to === undefined ? undefined : { to },
  ),
]

const rangeFrames: readonly Frame[] = [
  spanOf(`(?:from|between) (?:the )?{a}${through}(?:the )?{b}`, ({ a, b }) => between(a, b)),
  spanOf(`{a}(?:\\s*[-–—]\\s*| (?:to|until|till|til|through|thru|up to) )(?:the )?{b}`, ({ a, b }) =>
    between(a, b),
  ),
  ...sinceFrames,
  spanOf(`(?:before|prior to|earlier than) (?:the (?:start|beginning) of )?(?:the )?{a}`, ({ a: { from } }) =>
    from === undefined ? undefined : { to: from },
  ),
  spanOf(
    `(?:until|till|${notOver}through|up to|up until|by)(?: and including)? (?:the end of )?(?:the )?{a}`,
    ({ a: { to } }, _, __, text) => {
      // "by Monday" and "by October" may group: only a date or an end is a bound
      const isBound = !text.startsWith('by ') || /\d|end of/.test(text)
      return to === undefined || !isBound ? undefined : { to }
    },
  ),
]

const yearRules: readonly Rule[] = [
  pointRule(
    `(?:in|during|for|throughout|of) (?:either |both )?(?:(?:the )?year (?:of )?)?(?<year>${year})`,
    g => periodAt('year', wallDate(Number(g['year']), 1)),
  ),
  pointRule(`the year (?<year>${year})`, g => periodAt('year', wallDate(Number(g['year']), 1))),
]

/** A period by itself; people leave the apostrophe out: "yesterdays output". */
const alone = spanOf(`${lead.replace('|from', '')}{a}(?:'?s)?`, ({ a }) => a)

/** "on Mondays", "the last two Mondays", "every Sunday", "an average Monday". */
const weekdayRules: readonly Rule[] = [
  {
    pattern: new RegExp(`(?<=\\b(?:average|typical|mean) )(?<weekday>${fullWeekday})`, 'i'),
    mean: g => ({ weekdays: [toWeekday((g['weekday'] ?? '').toLowerCase())] }),
  },
  {
    pattern: new RegExp(
      `(?:on |of )?(?:all |the )?(?<weekday>${weekday})s|(?:on |per |for )?(?:every|each) (?<each>${weekday})`,
      'i',
    ),
    mean: g => ({ weekdays: [toWeekday((g['weekday'] ?? g['each'] ?? '').toLowerCase())] }),
  },
  {
    pattern: new RegExp(
      `(?:on )?(?:the )?(?:last|past|previous|latest) (?<count>${count}) (?<weekday>${weekday})s`,
      'i',
    ),
    mean: (g, p) => {
      const day = toWeekday((g['weekday'] ?? '').toLowerCase())
      const { from, to } = weekdayBefore(p.now, day)
      if (from === undefined || to === undefined) return undefined
      const first = addPeriods('week', from, 1 - toCount((g['count'] ?? '').toLowerCase()))
      return { span: { from: first, to }, weekdays: [day] }
    },
  },
]

const nightOfDay = frame(english, `(?:on |in |during )?{a}(?:'s)?,? night(?: shift)?`, ({ a }, _, p) =>
  a.grain === 'day' ? nightOf(p, a) : undefined,
)

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

/** How English names times; of two meanings of the same words the first holds. */
export const englishTimes: Language = {
  writing: english,
  // a year by itself is one only where words around it say so
  points: [...wholePoints, bareYear],
  parts: partFrames,
  rules: [
    ...listRules,
    ...overRules,
    ...pairFrames,
    ...halfFrames,
    ...movingRules,
    ...nights,
    nightOfDay,
    ...weekdayRules,
    alone,
    ...rangeFrames,
    ...yearRules,
    ...hourRules,
    ...grainRules,
  ],
}
