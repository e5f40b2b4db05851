import { addPeriods } from '../local-time.ts'
import { shifted } from '../moment.ts'
import { weekdayBefore } from '../named-period.ts'
import { chinese, frame } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { comparisonFrames } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { number, toGrain, toNumber, toWeekday, unit, weekday } from './words.ts'

const comparing = '(?:比起?|与|和|跟|同|较|相比于?|对比|对|相较于?|vs\\.?|VS)'
const than = '(?:相?比起?|相较于?|较之?|对比|相比于?|相对于?)'
const moved = '(?:增|减|升|降|涨|跌|掉|变化|变了|多了|少了|高了|低了|差了?多少)'

/** 比当季平均批重: against a mean of the period, not against the period. */
const notMean = '(?!的?(?:各|每|单)?\\p{Script=Han}{0,2}?[平日周月]均)'

/** Two periods set against each other: 10月比9月, 昨天跟前天相比. */
export const pairFrames: readonly Frame[] = [
  // 10月15号前后各一周: as long after it as before it
  frame(chinese, `{a}的?前后(?:各|的)?(?<count>${number})(?<unit>${unit})`, ({ a }, g) => {
    const [count, grain] = [toNumber(g['count'] ?? ''), toGrain(g['unit'] ?? '')]
    if (count < 1 || a.from === undefined || a.to === undefined) return undefined
    return {
      span: { from: a.to, to: addPeriods(grain, a.to, count) },
      compareTo: { from: addPeriods(grain, a.from, -count), to: a.from },
    }
  }),
  // 上周比前一周
  frame(
    chinese,
    '{a}的?(?:跟|与|和|同|较|比)(?:再|再往|往)?前(?:面的?)?一个?(?:月|(?:周|星期)(?![一二三四五六日])|天|日|季度|年)份?(?:的?(?:相比|比较|对比|比))?',
    ({ a }) => ({ span: a, compareTo: 'previous' }),
  ),
  ...comparisonFrames(chinese, {
    // 从9月到10月增加了多少
    through: [
      `[从由]?{a}[到至]{b}(?=[^。？?]{0,20}${moved})`,
      `(?<=${moved}[^。？?]{0,20})[从由]?{a}[到至]{b}`,
    ],
    both: [`{a}的?${comparing}{b}的?(?:相比|比较|对比)?`, `对比(?:一下)?{a}[和与跟]{b}`],
    second: [`(?:比|与|和|跟|同|较|相较于?|对比){a}的?(?:相比|比较|对比|比)`, `${than}{a}${notMean}`],
  }),
]

/** Told by the other period: 比上周同期, 比前一周, 同比. */
export const overRules: readonly Rule[] = [
  {
    // 每个周一比前一个周一: from week to week, of these days alone
    pattern: new RegExp(
      `(?:每个?|各个?)(?:周|星期|礼拜)(?<weekday>${weekday})(?:都|各)?(?:跟|与|和|同|较|比)(?:再|再往|往)?[前上](?:面的?)?(?:一个?|个)?(?:周|星期|礼拜)(?:${weekday})?的?(?:相比|比较|对比|比)?`,
    ),
    mean: g => ({
      weekdays: [toWeekday(g['weekday'] ?? '')],
      grain: 'week',
      compareTo: 'previous',
      unit: 'week',
      isPaired: true,
    }),
  },
  {
    // 11月16号比前一个周一
    pattern: new RegExp(
      `(?:(?:跟|与|和|同|较|比)(?:再|再往|往)?[前上]|前)(?:面的?)?(?:一个?|个)(?:周|星期|礼拜)(?<weekday>${weekday})的?(?:相比|比较|对比|比)?`,
    ),
    mean: g => {
      const day = toWeekday(g['weekday'] ?? '')
      return { compareTo: ({ from }) => (from === undefined ? undefined : weekdayBefore(from, day)) }
    },
  },
  {
    pattern:
      /(?:[，,]?(?:与|和|跟|同|较|比))?(?:再|再往|往)?前一?个?(?<unit>月|周|星期|天|日|季度|年)份?的?(?:相比|比较|对比|比)|(?:跟|较|比|相比|相对于?)(?:再|再往|往)?前(?:面的?)?一?个?(?<before>月|(?:周|星期)(?![一二三四五六日])|天|日|季度|年)份?/,
    mean: g => ({ compareTo: 'previous', unit: toGrain(g['unit'] ?? g['before'] ?? '') }),
  },
  {
    pattern:
      /(?:跟|较|比)(?:再|再往|往)?前(?:面的?)?\d+个?(?:月|周|星期|天|日|季度|年)份?|(?:跟|与|和|较|比)(?:此前|之前|再之前)的?(?:\d+|同样|一样)?个?(?:长|多)?的?(?:月|周|星期|天|日|时间|时段|一段时间)/,
    mean: () => ({ compareTo: 'previous', isWhole: true }),
  },
  {
    // 比两周前: as long, that much earlier
    pattern: new RegExp(
      `(?:跟|与|和|较|比|相比)(?<count>${number})(?<unit>${unit})(?:之前|以前|前)的?(?:相比|比较|对比|比|同期)?`,
    ),
    mean: g => {
      const by = toNumber(g['count'] ?? '')
      if (by < 1) return undefined
      const grain = toGrain(g['unit'] ?? '')
      return by === 1
        ? { compareTo: 'previous', unit: grain }
        : { compareTo: shifted(by, grain), unit: grain }
    },
  },
  {
    // 上周同一天, 上个月同期: of what is running as much of it as has passed
    pattern:
      /(?:跟|与|和|同|较|比|相比)?(?:上一?个?|前一?个?)(?<unit>周|星期|礼拜|月|季度)的?(?:同期|同时期|同样时间|相同时间|同一天|同一日|同天|同日|同一时段|同一时间)的?(?:相比|比较|对比|比)?/,
    mean: g => {
      const unit = toGrain(g['unit'] ?? '')
      return { compareTo: shifted(1, unit), unit, isToDate: true }
    },
  },
  { pattern: /同比/, mean: () => ({ compareTo: 'year' }) },
  {
    pattern: /(?:跟|与|和|较|比)?(?:去年|上年)(?:同期|同月|同一时期)的?(?:相比|比较|对比|比)?/,
    mean: () => ({ compareTo: 'year' }),
  },
  {
    pattern: /环比|(?:与|跟|和)?上一?期(?:相比|比较|对比)|[比较]上一?期/,
    mean: () => ({ compareTo: 'previous' }),
  },
  {
    // 月环比; 每月环比 says its grain by itself
    pattern: /(?<![每各按逐分一二三四五六七八九十\d个本上这])(?<unit>[日周月季])度?环比/,
    mean: g => ({ compareTo: 'previous', unit: toGrain(g['unit'] ?? ''), isPaired: true }),
  },
]
