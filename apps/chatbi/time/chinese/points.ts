import { dayMs, monthOf, wallDate, yearOf } from '../local-time.ts'
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
  weekdayOfWeek,
} from '../named-period.ts'
import { elliptic, pointRule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { runningParts } from './parts.ts'
import {
  dayNumber,
  monthNumber,
  number,
  offsetOf,
  through,
  toGrain,
  toNumber,
  toWeekday,
  unit,
  weekday,
  which,
  yearFrom,
  yearOffsets,
  yearPart,
} from './words.ts'

/** 10月3号线 is line 3 in October, not the third. */
const dayMark =
  '(?:日|号(?!线|机(?!加|械)|炉|泵|窑|车床|机床|磨床|铣床|钻床|数控|产线|生产线|冷却|铸|喷涂|压铸|注塑))'

type Groups = Readonly<Record<string, string | undefined>>

/** Behind a number these count things: 上周三个班次 are three shifts of last week, not Wednesday. */
const counted = '[个台条种位项]'
const dayOffsets: Readonly<Record<string, number>> = { 今: 0, 当: 0, 昨: -1, 前: -2, 大前: -3 }

const daySpan = (present: Present, g: Groups, day: string | undefined): Span | undefined =>
  latestDay(present, toNumber(g['month'] ?? ''), toNumber(day ?? ''), yearFrom(present, g))

const between = (first: Span | undefined, last: Span | undefined): Span | undefined =>
  first?.from !== undefined && last?.to !== undefined && first.from < last.to
    ? { from: first.from, to: last.to }
    : undefined

/** Days `first` to `last` of the month of `day`. */
const daysInMonthOf = (day: Span | undefined, first: number): Span | undefined =>
  day?.from === undefined
    ? undefined
    : between({ from: wallDate(yearOf(day.from), monthOf(day.from), first) }, day)

/** Behind 16号 these say that it is a day: 3号线 and 7号车床 are things. */
const afterDay =
  '(?=[到至~～—-]|那|当|以|之|起|开始|为止|的?[夜白中早晚]班|[晚夜]|凌晨|上午|下午|呢|的?(?:按|也|数据|情况)|[，,。？?！!]|\\s|$)'

const dayAndMonthPoints: readonly Rule[] = [
  // 11月1到22号
  pointRule(
    `${yearPart}(?<month>${monthNumber})月份?(?<first>${dayNumber})[日号]?${through}(?<last>${dayNumber})(?:[日号]|(?![\\d\\p{Script=Han}]))`,
    (g, p) => between(daySpan(p, g, g['first']), daySpan(p, g, g['last'])),
  ),
  // 本月1号到15号
  pointRule(
    `(?<which>${which})月份?的?(?<first>${dayNumber})[日号]?${through}(?<last>${dayNumber})[日号]`,
    (g, p) => {
      const { from } = calendarPeriod(p, 'month', offsetOf(g['which'] ?? ''))
      const [first, last] = [toNumber(g['first'] ?? ''), toNumber(g['last'] ?? '')]
      return from === undefined || first > last || last > 31
        ? undefined
        : { from: from + (first - 1) * dayMs, to: from + last * dayMs }
    },
  ),
  // 16号到20号
  elliptic(
    'month',
    pointRule(`(?<![月\\d])(?<first>${dayNumber})[日号]${through}(?<last>${dayNumber})${dayMark}`, (g, p) =>
      daysInMonthOf(dayOfMonth(p, toNumber(g['last'] ?? ''), undefined), toNumber(g['first'] ?? '')),
    ),
  ),
  // 上个月15号
  pointRule(`(?<which>${which})月份?的?(?<day>${dayNumber})[日号]${afterDay}`, (g, p) => {
    const { from } = calendarPeriod(p, 'month', offsetOf(g['which'] ?? ''))
    const day = toNumber(g['day'] ?? '')
    return from === undefined || day < 1 || day > 31 ? undefined : periodAt('day', from + (day - 1) * dayMs)
  }),
  // 16号; 9号那周
  elliptic(
    'month',
    pointRule(`(?<![月\\d])(?<day>${dayNumber})[日号](?:那天|当天|${afterDay})`, (g, p) =>
      dayOfMonth(p, toNumber(g['day'] ?? ''), undefined),
    ),
  ),
  elliptic(
    'month',
    pointRule(`(?<![月\\d])(?<day>${dayNumber})[日号](?:所在的?|那一?|当|这一?)周`, (g, p) => {
      const day = dayOfMonth(p, toNumber(g['day'] ?? ''), undefined)
      return day && weekOf(p, day)
    }),
  ),
  // 6到10月, 7、8月份, 七八月
  pointRule(
    `${yearPart}(?<![第个近\\d])(?<first>${monthNumber})月?${through}(?<last>${monthNumber})月份?(?![\\d一二三四五六七八九十])`,
    (g, p) => monthsOf(p, g),
  ),
  pointRule(
    `${yearPart}(?<![第个近\\d月])(?:(?<first>1[0-2]|[1-9])[、,，]|(?<one>[一二三四五六七八九])[、,，]?)(?:[\\d、,，]*[、,，])?(?<last>${monthNumber})(?:这?[两二三四五]个)?月份?(?![\\d一二三四五六七八九十]*[日号])`,
    (g, p) => {
      const first = g['first'] ?? g['one'] ?? ''
      // 十 is not 一 and 十; only months that follow each other are one period
      return toNumber(first) < toNumber(g['last'] ?? '') ? monthsOf(p, { ...g, first }) : undefined
    },
  ),
  pointRule('(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})', (g, p) => daySpan(p, g, g['day'])),
  // 10/5到10/9, 10.1-10.15
  pointRule(
    `(?<![\\d./])(?<month>1[0-2]|0?[1-9])(?<mark>[./])(?<first>[0-3]?\\d)${through}(?<other>1[0-2]|0?[1-9])[./](?<last>[0-3]?\\d)(?![\\d./])`,
    (g, p) => between(daySpan(p, g, g['first']), daySpan(p, { ...g, month: g['other'] }, g['last'])),
  ),
  // 从10/5起, 10.5那天
  pointRule(
    `(?:(?<=[从自在到至比跟和与]|^|[，,。？?]\\s*)(?<month>1[0-2]|0?[1-9])/(?<day>[0-3]?\\d)|(?<=[从自]|^|[，,])(?<month2>1[0-2]|0?[1-9])\\.(?<day2>[0-3]?\\d)(?=那天|当天|当日|以来|以后|之后|之前|以前|起|开始|到|至)|(?<month3>1[0-2]|0?[1-9])[./](?<day3>[0-3]?\\d)(?:那天|当天|当日|[日号]))(?![\\d./])`,
    (g, p) => {
      const month = g['month'] ?? g['month2'] ?? g['month3']
      return daySpan(p, { month }, g['day'] ?? g['day2'] ?? g['day3'])
    },
  ),
  // 11月9日那周
  pointRule(
    `${yearPart}(?<month>${monthNumber})月份?(?<day>${dayNumber})[日号](?:所在的?|那一?|当|这一?)周`,
    (g, p) => {
      const day = daySpan(p, g, g['day'])
      return day && weekOf(p, day)
    },
  ),
  pointRule(
    `${yearPart}(?<month>${monthNumber})月份?(?<day>${dayNumber})(?:${dayMark}|(?=[，,。？?！!]|\\s|$|的))(?:那天|当天|[那这]?个?(?:周|星期|礼拜)${weekday}(?!${counted}))?`,
    (g, p) => daySpan(p, g, g['day']),
  ),
  pointRule(`${yearPart}(?<![第个近])(?:整个)?(?<month>${monthNumber})月(?:份|全月|整月)?`, (g, p) =>
    latestMonth(p, toNumber(g['month'] ?? ''), yearFrom(p, g)),
  ),
]

const monthsOf = (p: Present, g: Groups): Span | undefined =>
  between(
    latestMonth(p, toNumber(g['first'] ?? ''), yearFrom(p, g)),
    latestMonth(p, toNumber(g['last'] ?? ''), yearFrom(p, g)),
  )

const relativePoints: readonly Rule[] = [
  // 再前一个月, 前一周: of the period of the question before
  pointRule(
    '(?:再|那)?(?:再?往前|前面?|之前|上)的?一个?(?<unit>周|星期|月|季度?|天|日|年)(?![0-9一二三四五六日])',
    (g, p) => p.before && periodBack(p, toGrain(g['unit'] ?? '')),
  ),
  // 第二天, 后一周, 再下个月: after the period of the question before
  pointRule(
    '(?:(?:再|那)?(?:再?往后|后面?|之后|再下)的?一?个?|次|第二个?)(?<unit>周|星期|月|季度?|天|日|年)(?![0-9一二三四五六日])',
    (g, p) => p.before && periodOn(p, toGrain(g['unit'] ?? '')),
  ),
  // 上一周
  pointRule('上一个?(?<unit>周|星期|礼拜|月|季度?|天|日|年)度?(?![一二三四五六日])', (g, p) =>
    calendarPeriod(p, toGrain(g['unit'] ?? ''), -1),
  ),
  // 有几天当天停机超过…: of each of these days
  pointRule('(?<which>大前|[今昨前]|(?<!(?:几|多少|哪)天[^。？?]{0,20})当)[天日]', (g, p) =>
    calendarPeriod(p, 'day', dayOffsets[g['which'] ?? ''] ?? 0),
  ),
  pointRule(`(?<which>${which})(?:星期|礼拜|周)(?<weekday>${weekday})(?!${counted})(?:那天|当天)?`, (g, p) =>
    weekdayOfWeek(p, calendarPeriod(p, 'week', offsetOf(g['which'] ?? '')), toWeekday(g['weekday'] ?? '')),
  ),
  // 10月的维修单里高于当月平均的: the month that was named
  ...(['week', 'month', 'quarter', 'year'] as const).map(grain =>
    elliptic(
      grain,
      pointRule(`当${{ week: '周', month: '月', quarter: '季度?', year: '年' }[grain]}`, (_, p) =>
        calendarPeriod(p, grain, 0),
      ),
    ),
  ),
  pointRule(`(?!当[周月季])(?<which>${which})(?<unit>星期|礼拜|周|月份?|季度?|小时)`, (g, p) =>
    calendarPeriod(p, toGrain(g['unit'] ?? ''), offsetOf(g['which'] ?? '')),
  ),
  pointRule(`(?:最近|近|过去|前|这|之前)的?(?<count>${number})(?<unit>${unit})(?:以?内|之内)?`, (g, p) => {
    const grain = toGrain(g['unit'] ?? '')
    if (g['count'] !== '半') return trailing(p, grain, toNumber(g['count'] ?? ''))
    return grain === 'year' ? trailing(p, 'month', 6) : grain === 'month' ? trailing(p, 'day', 15) : undefined
  }),
  // 上两周: the whole ones before this
  pointRule(`上(?<count>[两二三四五六]|\\d)个?(?<unit>周|星期|礼拜|月|季度)`, (g, p) => {
    const grain = toGrain(g['unit'] ?? '')
    const { from } = calendarPeriod(p, grain, -toNumber(g['count'] ?? ''))
    const { from: to } = calendarPeriod(p, grain, 0)
    return from === undefined || to === undefined ? undefined : { from, to }
  }),
  pointRule(`(?<count>${number})(?<unit>${unit})(?:之?前|以前)`, (g, p) =>
    g['count'] === '半'
      ? undefined
      : calendarPeriod(p, toGrain(g['unit'] ?? ''), -toNumber(g['count'] ?? '')),
  ),
  elliptic(
    'week',
    pointRule(`(?:星期|礼拜|周)(?<weekday>${weekday})(?!${counted})`, (g, p) =>
      latestWeekday(p, toWeekday(g['weekday'] ?? '')),
    ),
  ),
]

const yearPoints: readonly Rule[] = [
  pointRule(
    `${yearPart}第?(?<index>[1-4一二三四])季度?|${yearPart.replace('<year>', '<year2>').replace('<relative>', '<relative2>').replace('<short>', '<short2>')}[qQ](?<quarter>[1-4])`,
    (g, p) => {
      const named = {
        year: g['year'] ?? g['year2'],
        relative: g['relative'] ?? g['relative2'],
        short: g['short'] ?? g['short2'],
      }
      return quarterAt(p, toNumber(g['index'] ?? g['quarter'] ?? ''), yearFrom(p, named))
    },
  ),
  // 前三季度
  pointRule(`${yearPart}前(?<count>[两二三2-3])个?季度`, (g, p) => {
    const y = Number(yearFrom(p, g) ?? yearOf(p.now))
    return { from: wallDate(y, 1), to: wallDate(y, 3 * toNumber(g['count'] ?? '') + 1) }
  }),
  pointRule(`${yearPart}(?<half>[上下])半年`, (g, p) => {
    const y = Number(yearFrom(p, g) ?? yearOf(p.now))
    return g['half'] === '上'
      ? { from: wallDate(y, 1), to: wallDate(y, 7) }
      : { from: wallDate(y, 7), to: wallDate(y + 1, 1) }
  }),
  pointRule(
    '(?:(?<year>\\d{4})年)?第(?<index>\\d{1,2})个?(?:周|星期)|(?<![a-zA-Z])[wW](?<week>\\d{1,2})(?:周)?',
    (g, p) => isoWeek(p, Number(g['index'] ?? g['week']), g['year']),
  ),
  pointRule(`(?<year>(?:19|20)\\d\\d)年度?`, g => periodAt('year', wallDate(Number(g['year']), 1))),
  pointRule('(?<relative>[今本去前])年', (g, p) =>
    calendarPeriod(p, 'year', yearOffsets[g['relative'] ?? ''] ?? 0),
  ),
  pointRule('本?[月年]初(?:至今|到现在|以来)|[月年]初以来', (_, p, text) =>
    toDate(p, calendarPeriod(p, text.includes('月') ? 'month' : 'year', 0)),
  ),
]

/** Periods that words name by themselves. */
export const wholePoints: readonly Rule[] = [
  ...dayAndMonthPoints,
  ...yearPoints,
  ...relativePoints,
  ...runningParts,
]
