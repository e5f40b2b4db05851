import { eachNumber, meaningOfList } from '../listed-periods.ts'
import type { Present, Span } from '../moment.ts'
import { isoWeek, latestDay, latestMonth, quarterAt } from '../named-period.ts'
import type { Rule } from '../rule.ts'
import { dayNumber, monthNumber, toNumber, yearFrom, yearPart } from './words.ts'

type Groups = Readonly<Record<string, string | undefined>>

const joint = '[、,，和与及跟]'
/** A thing's number, not a day: 3号和5号线. */
const notThing =
  '(?!线|机|炉|泵|窑|车床|机床|磨床|铣床|钻床|数控|产线|生产线|冷却|铸|喷涂|压铸|注塑|感应|平衡|加工)'
/** 这三个月, 三天, 这三个周一: the list said once more. */
const again =
  '(?:[这那]?[两三四五六]个?(?:月份?|天|周(?![一二三四五六日])|季度|(?:周|星期|礼拜)[一二三四五六日天]))?'

const listRule = (
  source: string,
  split: RegExp,
  toSpan: (number: string, g: Groups, present: Present) => Span | undefined,
): Rule => ({
  pattern: new RegExp(source),
  mean: (g, present) => {
    const spans = eachNumber(g['numbers'] ?? '', split, number => toSpan(number, g, present))
    return spans && meaningOfList(spans)
  },
})

const separators = /[、,，和与及跟日号周月]/

/** 11月2号、9号和16号, 7、8、9月, 八九十月, 第44、45、46周: numbers that share the word beside them. */
export const listRules: readonly Rule[] = [
  listRule(
    `${yearPart}(?<month>${monthNumber})月份?的?(?<numbers>(?:(?:${dayNumber})[日号]?${joint})+(?:${dayNumber})[日号])${notThing}${again}`,
    separators,
    (number, g, present) =>
      latestDay(present, toNumber(g['month'] ?? ''), toNumber(number), yearFrom(present, g)),
  ),
  listRule(
    `${yearPart}(?<![第个近\\d])(?<numbers>(?:(?:${monthNumber})月?份?${joint}){2,}(?:${monthNumber})月)份?(?![\\d一二三四五六七八九十]+[日号])${again}`,
    /[、,，和与及跟月份]/,
    (number, g, present) => latestMonth(present, toNumber(number), yearFrom(present, g)),
  ),
  listRule(
    `${yearPart}(?<![第个近\\d月一二三四五六七八九十])(?<numbers>[一二三四五六七八九]{2,}(?:[一二三四五六七八九]|十[一二]?))月份?(?![\\d一二三四五六七八九十]+[日号])${again}`,
    /(?=十[一二])|(?<!十)(?=.)/,
    (number, g, present) => latestMonth(present, toNumber(number), yearFrom(present, g)),
  ),
  listRule(
    `第?(?<numbers>(?:\\d{1,2}周?${joint}第?)+\\d{1,2})周${again}`,
    /[、,，和与及跟第周]/,
    (number, _, present) => isoWeek(present, toNumber(number), undefined),
  ),
  listRule(
    `${yearPart}第?(?<numbers>(?:[一二三四1-4]季?度?${joint}第?)+[一二三四1-4])季度?${again}`,
    /[、,，和与及跟第季度]/,
    (number, g, present) => quarterAt(present, toNumber(number), yearFrom(present, g)),
  ),
]
