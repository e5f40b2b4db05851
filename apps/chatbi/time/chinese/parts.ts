import { chinese, frame } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { dayMs } from '../local-time.ts'
import { calendarPeriod, toDate } from '../moment.ts'
import type { Span } from '../moment.ts'
import { latestMonth } from '../named-period.ts'
import { edgeOfPeriod, fullWeekOf, halfOfPeriod, nthOfPeriod, thirdOfPeriod } from '../part-of-period.ts'
import { elliptic, pointRule, spanFrame, vague } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { number, toGrain, toNumber } from './words.ts'

const spanOf = spanFrame(chinese)

const thirdOf = (words: string | undefined): 'early' | 'mid' | 'late' =>
  /[上初]/.test(words ?? '') ? 'early' : words?.includes('中') ? 'mid' : 'late'
const halfOf = (words: string | undefined): 'first' | 'second' =>
  /[上前]/.test(words ?? '') ? 'first' : 'second'

const edge = (a: Span, g: Readonly<Record<string, string | undefined>>): Span | undefined => {
  // 10月后一周 is the week after it
  if (g['edge'] === '后' && g['count'] === undefined) return undefined
  const count = g['count'] === undefined ? 1 : toNumber(g['count'])
  return count < 1
    ? undefined
    : edgeOfPeriod(a, /后|末/.test(g['edge'] ?? '') ? 'last' : 'first', {
        count,
        grain: toGrain(g['unit'] ?? ''),
      })
}

/** 10月上半月, 11月上旬, 上月底, 11月头三天: parts of a period. */
export const partFrames: readonly Frame[] = [
  spanOf('{a}的?(?<half>[上前下后])(?:半个?月|半(?:段|年|周))', ({ a }, g) =>
    halfOfPeriod(a, halfOf(g['half'])),
  ),
  spanOf('{a}的?(?<third>[上中下])旬', ({ a }, g) => thirdOfPeriod(a, thirdOf(g['third']))),
  frame(chinese, '{a}的?(?:月|年|周)?(?<third>初|底|末|月中)(?!至今|以来|到现在)', ({ a }, g) => {
    // 上周末 are its two last days
    const span = a.grain === 'week' ? undefined : thirdOfPeriod(a, thirdOf(g['third']))
    return span && { span, isVague: true }
  }),
  spanOf(
    `{a}(?:的|里|中)?(?<edge>前|头|最后|最前|最初|后|开头|末尾)的?(?<count>${number})?(?<unit>天|日|个?星期|个?礼拜|周|个?月)`,
    ({ a }, g) => edge(a, g),
  ),
  spanOf('{a}的?第(?<index>[一二三四五1-5])个?(?<unit>周|星期|天)(?![一二三四五六日])', ({ a }, g) =>
    nthOfPeriod(a, { index: toNumber(g['index'] ?? ''), grain: toGrain(g['unit'] ?? '') }),
  ),
  spanOf('{a}的?第(?<index>[一二三四1-4])个?(?:完整|整)的?(?:一个?)?(?:周|星期)', ({ a }, g, p) =>
    fullWeekOf(a, toNumber(g['index'] ?? ''), p.calendar.weekStart),
  ),
  // 本月到目前为止
  spanOf(
    '[从自]?{a}(?:以来|至今|迄今|到现在|到今天|到目前|截至目前|截止目前|截至现在|截止到现在|至目前)(?:为止)?',
    ({ a }, _, p) => toDate(p, a),
  ),
]

/** Parts of the month that is running: 上半月, 上旬; and the days off of a holiday. */
export const runningParts: readonly Rule[] = [
  elliptic(
    'month',
    pointRule('(?<half>[上下])半个?月', (g, p) =>
      halfOfPeriod(calendarPeriod(p, 'month', 0), halfOf(g['half'])),
    ),
  ),
  elliptic(
    'month',
    pointRule('(?<third>[上中下])旬', (g, p) =>
      thirdOfPeriod(calendarPeriod(p, 'month', 0), thirdOf(g['third'])),
    ),
  ),
  // 10月最后一周比第一周, 11月前十天跟后十天
  elliptic(
    'period',
    pointRule(
      '第(?<index>[一二三四五])个?(?<unit>周|星期|天)(?![一二三四五六日])',
      (g, { about }) =>
        about && nthOfPeriod(about, { index: toNumber(g['index'] ?? ''), grain: toGrain(g['unit'] ?? '') }),
    ),
  ),
  elliptic(
    'period',
    pointRule(
      `(?<=[比和与跟同、，,较]|对比)(?<edge>前|头|最后|后)的?(?<count>${number})?(?<unit>天|日|周|个?月)(?![一二三四五六日])`,
      (g, { about }) =>
        about && (g['edge'] === '前' && g['count'] === undefined ? undefined : edge(about, g)),
    ),
  ),
  elliptic(
    'period',
    pointRule(
      '(?<=[比和与跟同、，,较]|对比)(?<half>[前后上下])半(?:段|程|期)?(?![个小月年天])',
      (g, { about }) => about && halfOfPeriod(about, halfOf(g['half'])),
    ),
  ),
  vague(
    pointRule('(?:今年)?(?<name>国庆|五一)(?:节|长假|假期|期间|黄金周)+', (g, p) => {
      const isAutumn = g['name'] === '国庆'
      const { from } = latestMonth(p, isAutumn ? 10 : 5, undefined)
      return from === undefined ? undefined : { from, to: from + (isAutumn ? 7 : 5) * dayMs }
    }),
  ),
]
