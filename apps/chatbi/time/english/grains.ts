import type { TimeGrain, TimePart } from '../../query/query.ts'
import { trailing } from '../moment.ts'
import type { Rule } from '../rule.ts'
import { count, month, numberWords, toCount, toGrain, unit } from './words.ts'

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

/** What names the period that days are of: "every day of last week", not "the day of the stop". */
const period = `(?:the )?(?:last|this|that|past|previous|first|second|current|week|month|quarter|year|${month}|q[1-4]|\\d)`

const ofDay =
  'hours?(?:[- ]of[- ](?:the )?day|(?: of the)? clock)|(?:clock|daytime) hours?|time[- ]of[- ](?:the )?day'
const ofWeek = 'week ?days?(?: of the week| names?)?|days?[- ]of[- ](?:the )?week'
const grouped =
  '(?:by|per|for each|for every|each|every|grouped by|broken down by|split by|across|on each|in each|at each)'

/** "by weekday", "per hour of the day", "at what time of day": what repeats of a time. */
const partRules: readonly Rule[] = [
  {
    pattern: new RegExp(`${grouped} (?:the )?(?<of>${ofWeek}|${ofDay})`, 'i'),
    mean: g => ({ part: toPart(g['of'] ?? '') }),
  },
  {
    pattern: new RegExp(
      `(?:in |on |at |during )?(?:which|what) (?<of>${ofWeek}|${ofDay})|(?:in |on |at |during )?(?:which|what) (?<clock>hours?) of (?:the|a|each) day|at what time(?= (?:do|does|did|is|are|was|were) )`,
      'i',
    ),
    mean: g => ({ part: toPart(g['of'] ?? g['clock'] ?? 'time'), asks: true }),
  },
  {
    pattern: new RegExp(
      `(?:the )?(?<of>weekdays?|${ofDay})(?= with (?:the )?(?:most|highest|lowest|least|largest|smallest|fewest))`,
      'i',
    ),
    mean: g => ({ part: toPart(g['of'] ?? ''), asks: true }),
  },
]
const toPart = (words: string): TimePart => (/week/i.test(words) ? 'day-of-week' : 'hour-of-day')

/** What periods a question groups by. */
export const grainRules: readonly Rule[] = [
  ...partRules,
  {
    pattern: new RegExp(
      `(?:by|per|for each|for every|each|every|grouped by|broken down by|across) (?:the )?(?:calendar )?(?<unit>(?!hours)(?:${unit})s?)(?! (?:shift|number|of(?! ${period})))`,
      'i',
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? '') }),
  },
  {
    // "for each of the last four weeks"
    pattern: new RegExp(
      `(?:for |in |on |of |during )?(?:each|every one) of (?:the )?(?:last|past|previous) (?<count>${count}) (?<unit>(?:${unit})s)`,
      'i',
    ),
    mean: (g, present) => {
      const grain = toGrain(g['unit'] ?? '')
      return { span: trailing(present, grain, toCount((g['count'] ?? '').toLowerCase())), grain }
    },
  },
  {
    // "the most stops in a day"
    pattern: new RegExp(
      `(?<=\\b(?:most|max|maximum|highest|largest|biggest|peak|lowest|fewest|least|minimum|best|worst)\\b[^.,?!]{1,40} )(?:in|on|of|within) (?:any |one |a |a single |any single |any one )(?<unit>day|week|month)`,
      'i',
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? ''), asks: true }),
  },
  {
    // "on an average day"; "how many stops a day on average"
    pattern: new RegExp(
      `(?<=average )(?<unit>${unit})|(?:a|an) (?<each>day|week|month|hour|quarter|year)(?=[^.?!]* on average)|(?<=\\b(?:average|mean|averaged?)\\b[^.?!]{1,60} )(?:a|an) (?<mean>day|week|month|hour|quarter|year)(?! (?:ago|back|earlier|before))`,
      'i',
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? g['each'] ?? g['mean'] ?? '') }),
  },
  {
    pattern: new RegExp(
      `(?:in |on |at |during )?(?:which|what) (?<unit>(?:${unit})s?)(?! (?:of the|shift))`,
      'i',
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? ''), asks: true }),
  },
  {
    // "on how many days did …", "the number of weeks in which …"
    pattern: new RegExp(
      `(?:in|on|during) how many (?<sure>(?:hour|day|week|month|quarter)s)|(?:for )?(?:how many|(?:the )?number of) (?:(?:calendar|production|working|different) )?(?<unit>(?:day|week|month|quarter)s)(?: (?:in|on|during) which)?(?! (?:did (?:it|each|every|the)|does|do|has|have|was|were|is|are|from|between|after|before|until|since|late|old))`,
      'i',
    ),
    mean: g => ({ grain: toGrain(g['sure'] ?? g['unit'] ?? ''), counts: true }),
  },
  {
    // "top 5 days", "the weeks with the most stops"
    pattern: new RegExp(
      `(?<=(?:top|bottom|best|worst) (?:\\d+|${numberWords.join('|')}) )(?<unit>(?:${unit})s?)|(?<many>(?:${unit})s?)(?= with (?:the )?(?:most|highest|lowest|least|largest|smallest|fewest))`,
      'i',
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? g['many'] ?? ''), asks: true }),
  },
  {
    // "count the days in August with …"
    pattern:
      /(?:count|tally) (?:up )?(?:the |all |all the )?(?<unit>(?:day|week|month|quarter)s)(?= (?:in|on|during|of|since|this|last|with|when|where) )/i,
    mean: g => ({ grain: toGrain(g['unit'] ?? ''), counts: true }),
  },
  {
    // "months in which output fell", "weeks when there were no stops", "the days in October when …"
    pattern: new RegExp(
      `(?:in |on )?(?:the )?(?<many>(?:${unit})s)(?=(?: (?:in|of|since|during|over|within) [^,.?!]{2,30}?)? (?:(?:in|on|during) which|when|where)\\b)`,
      'i',
    ),
    mean: g => ({ grain: toGrain(g['many'] ?? ''), asks: true }),
  },
  {
    pattern: new RegExp(`(?<=(?:by|per) [^,.?]{1,40}(?:,| and|, and) )(?<unit>${unit})(?! of)`, 'i'),
    mean: g => ({ grain: toGrain(g['unit'] ?? '') }),
  },
  {
    pattern: new RegExp(`(?<unit>${unit})[- ]by[- ]\\k<unit>`, 'i'),
    mean: g => ({ grain: toGrain(g['unit'] ?? '') }),
  },
  {
    pattern: /(?:on an? )?(?<word>hourly|daily|weekly|monthly|quarterly|yearly|annually|annual)(?: basis)?/i,
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

const moving = '(?:moving|rolling|trailing)'
const toMoving: Rule['mean'] = g => {
  const periods = toCount((g['count'] ?? '').toLowerCase())
  return {
    moving: {
      ...(periods > 1 ? { periods } : {}),
      ...(g['unit'] === undefined ? {} : { grain: toGrain(g['unit']) }),
    },
  }
}
const window = `(?<count>${count})[- ](?<unit>(?:${unit})s?)`

export const movingRules: readonly Rule[] = [
  `(?:${window}[- ])?${moving} (?:average|mean|avg)s?(?: of| for)?`,
  `${moving} ${window} (?:average|mean|avg)s?(?: of| for)?`,
  `${moving} (?:average|mean|avg)s? (?:over|of|for) (?:the )?(?:last |past )?${window}(?: of)?`,
  // "rolling average of output over 7 days"
  `(?<=${moving} (?:average|mean|avg)[^.?!]{1,60} )(?:over|with a window of|on a window of|in a window of) (?:the )?(?:last |past )?${window}`,
]
  .map((source): Rule => ({ pattern: new RegExp(source, 'i'), mean: toMoving }))
  .concat([
    {
      // "the average output over the seven days ending on that day"
      pattern: new RegExp(
        `(?:over|of|for|across|in) the (?:last |past |previous )?${window} (?:(?:ending|up to|until|to|ended)(?: on| with| and including)?) (?:that|each|the|every|this) (?:same )?day(?: itself)?`,
        'i',
      ),
      mean: toMoving,
    },
    {
      // "over that day and the six days before it"
      pattern: new RegExp(
        `(?:over|of|for|across) (?:that|each|the|this) (?:same )?day and (?:the )?(?:previous |preceding |last )?(?<count>${count}) (?:days )?(?:before|prior|preceding|previous|days)(?: it| that)?`,
        'i',
      ),
      mean: g => ({ moving: { periods: toCount((g['count'] ?? '').toLowerCase()) + 1, grain: 'day' } }),
    },
  ])
