import { chinese, frame } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { addPeriods, dayMs } from '../local-time.ts'
import { calendarPeriod } from '../moment.ts'
import { nightBefore, nightOf, weekdayBefore } from '../named-period.ts'
import { spanFrame } from '../rule.ts'
import type { Language, Rule } from '../rule.ts'
import { shiftRules } from '../shift-words.ts'
import { overRules, pairFrames } from './comparisons.ts'
import { grainRules, movingRules } from './grains.ts'
import { hourRules } from './hours.ts'
import { listRules } from './lists.ts'
import { partFrames } from './parts.ts'
import { wholePoints } from './points.ts'
import { through, toNumber, toWeekday, weekday } from './words.ts'

const spanOf = spanFrame(chinese)

const rangeFrames: readonly Frame[] = [
  spanOf(`[从自]?{a}${through}{b}(?:为止)?`, ({ a: { from }, b: { to } }) =>
    from !== undefined && to !== undefined && from < to ? { from, to } : undefined,
  ),
  spanOf('[从自]?{a}(?:以来|起|开始|至今|迄今|到现在|到今天|到目前)(?:为止)?', ({ a: { from } }) =>
    from === undefined ? undefined : { from },
  ),
  spanOf('[从自]{a}', ({ a: { from } }) => (from === undefined ? undefined : { from })),
  // 2020年及以后: that year too
  spanOf('{a}(?:及|和|或)(?:其|之|以)?后', ({ a: { from } }) => (from === undefined ? undefined : { from })),
  spanOf('{a}(?:及|和|或)(?:[其之以]前|前(?![一二两三四五六七八九十几半个面\\d]))', ({ a: { to } }) =>
    to === undefined ? undefined : { to },
  ),
  spanOf('{a}(?:之后|以后|后)(?!半)', ({ a: { to } }) => (to === undefined ? undefined : { from: to })),
  spanOf('{a}(?:之前|以前|前)(?!半|后)', ({ a: { from } }) =>
    from === undefined ? undefined : { to: from },
  ),
  spanOf('(?:截至|截止到?|直到|到){a}(?:底|末)?(?:为止)?', ({ a: { to } }) =>
    to === undefined ? undefined : { to },
  ),
]

/** A period by itself. */
// 高于当月: the character belongs to the word before
const alone = spanOf(
  '(?:在|(?<![高低大小多少晚早长短等])于)?{a}(?:期间|里头?|以?内|之?中(?!班|旬))?',
  ({ a }) => a,
)

/** 每周一, 最近两个周一, 周一到周五: days of every week. */
const weekdayRules: readonly Rule[] = [
  {
    // 周二的平均产量: the mean of Tuesdays, not of one
    pattern: new RegExp(`(?<![上本这下前个])(?:周|星期|礼拜)(?<weekday>${weekday})(?=的?(?:平均|均值|日均))`),
    mean: g => ({ weekdays: [toWeekday(g['weekday'] ?? '')] }),
  },
  {
    pattern: new RegExp(`(?:每个?|各个?|所有的?|全部的?)(?:周|星期|礼拜)(?<weekday>${weekday})`),
    mean: g => ({ weekdays: [toWeekday(g['weekday'] ?? '')] }),
  },
  {
    pattern: new RegExp(`(?<=月份?的?|季度的?|年的?)(?:周|星期|礼拜)(?<weekday>${weekday})`),
    mean: g => ({ weekdays: [toWeekday(g['weekday'] ?? '')] }),
  },
  {
    pattern: new RegExp(
      `(?:每)?(?:周|星期|礼拜)(?<first>${weekday})${through}(?:周|星期|礼拜)?(?<last>${weekday})`,
    ),
    mean: g => {
      const [first, last] = [toWeekday(g['first'] ?? ''), toWeekday(g['last'] ?? '')]
      return first < last
        ? { weekdays: Array.from({ length: last - first + 1 }, (_, i) => first + i) }
        : undefined
    },
  },
  {
    pattern: new RegExp(
      `(?:最近|近|过去|前|上)的?(?<count>[两二三四五六七八]|\\d)个(?:周|星期|礼拜)(?<weekday>${weekday})`,
    ),
    mean: (g, p) => {
      const day = toWeekday(g['weekday'] ?? '')
      const { from, to } = weekdayBefore(p.now, day)
      if (from === undefined || to === undefined) return undefined
      const first = addPeriods('week', from, 1 - toNumber(g['count'] ?? ''))
      return { span: { from: first, to }, weekdays: [day] }
    },
  },
  {
    pattern: /(?<=月份?的?|季度的?|年的?|每个?|各个?|所有的?)周末/,
    mean: () => ({ weekdays: [6, 7] }),
  },
]

/** 上周五夜班, 前天晚上 */
const nightOfDay = frame(chinese, '{a}的?(?:夜班|晚班|晚上|夜里|夜间)', ({ a }, _, p) =>
  a.grain === 'day' ? nightOf(p, a) : undefined,
)

const nights: readonly Rule[] = [
  {
    pattern:
      /(?:上周|上个?星期)?(?<!(?:工作日|平日|平时)[和与跟比、及])周末(?![和与跟比、及](?:工作日|平日|平时))(?:[（(][^）)]{1,8}[）)])?|上周末(?:[（(][^）)]{1,8}[）)])?/,
    mean: (_, p) => {
      const { from = p.now } = calendarPeriod(p, 'week', -1)
      return { span: { from: from + 5 * dayMs, to: from + 7 * dayMs } }
    },
  },
  { pattern: /昨[晚夜](?:上|里)?的?(?:夜?班)?|昨天(?:晚上|夜里|夜班)/, mean: (_, p) => nightBefore(p) },
  { pattern: /(?<![以之])前[晚夜]/, mean: (_, p) => nightOf(p, calendarPeriod(p, 'day', -2)) },
  {
    pattern: /今早|今晨/,
    mean: (_, p) => {
      const { from = p.now } = calendarPeriod(p, 'day', 0)
      return { span: { from: from + 6 * 3_600_000, to: from + 12 * 3_600_000 }, isVague: true }
    },
  },
  ...shiftRules({ night: '夜班|晚班', day: '白班|早班|日班', evening: '中班' }, word => `(?:${word})`),
]

/** How Chinese names times; no word boundaries, so the longest match decides, and of equal ones the first. */
export const chineseTimes: Language = {
  writing: chinese,
  points: wholePoints,
  parts: partFrames,
  rules: [
    ...listRules,
    ...overRules,
    ...pairFrames,
    ...movingRules,
    ...weekdayRules,
    ...nights,
    nightOfDay,
    alone,
    ...rangeFrames,
    ...hourRules,
    ...grainRules,
  ],
}
