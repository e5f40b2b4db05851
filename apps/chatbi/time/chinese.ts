import type { TimeGrain } from '../query/query.ts'
import { dayMs, startOfDay, wallDate, yearOf } from './local-time.ts'
import { calendarPeriod, periodAt, trailing, weekOf } from './moment.ts'
import type { Present, Span } from './moment.ts'
import { isoWeek, latestMonth, latestWeekday, nightBefore, periodBack } from './named-period.ts'
import { comparisonRules, patternOf, pointRule } from './rule.ts'
import type { Rule } from './rule.ts'
import { shiftRules } from './shift-words.ts'

const digits = '零一二三四五六七八九'
const number = '\\d{1,3}|[一二两三四五六七八九十]{1,3}|半'
/** Behind a number these count things: 上周三个班次 are three shifts of last week, not Wednesday. */
const counted = '[个台条种位项]'
const unit = '个?小时|钟头|天|日|个?星期|个?礼拜|周|个?月|个?季度|季|年'
const year = '(?:(?:19|20)\\d\\d)'

/** 十二 → 12; 两 → 2. Values to 99, which is all that periods need. */
const toNumber = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace('两', '二')
  if (!plain.includes('十')) return digits.indexOf(plain)
  const [tens = '', ones = ''] = plain.split('十')
  return (tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0)
}

const toGrain = (text: string): TimeGrain => {
  if (/小时|钟头/.test(text)) return 'hour'
  if (/天|日/.test(text)) return 'day'
  if (/星期|礼拜|周/.test(text)) return 'week'
  if (/季/.test(text)) return 'quarter'
  return text.includes('年') ? 'year' : 'month'
}

const weekdayIndex = (text: string): number => '一二三四五六'.indexOf(text) + 1 || 7
const dayOffsets: Readonly<Record<string, number>> = { 今: 0, 当: 0, 昨: -1, 前: -2, 大前: -3 }
const yearOffsets: Readonly<Record<string, number>> = { 今: 0, 本: 0, 去: -1, 前: -2 }
const which = '上上个?|前个?|上个?|本|这个?|当|下个?'
const offsetOf = (text: string): number => {
  if (text.startsWith('上上')) return -2
  if (/^[上前]/.test(text)) return -1
  return text.startsWith('下') ? 1 : 0
}

const yearFrom = (present: Present, g: Readonly<Record<string, string | undefined>>): string | undefined => {
  if (g['year']) return g['year']
  const relative = g['relative'] && yearOffsets[g['relative']]
  return relative === undefined || relative === '' ? undefined : String(yearOf(present.now) + relative)
}
const yearPart = `(?:(?<year>${year})年?|(?<relative>[今本去前])年)?的?`

const quarterSpan = (present: Present, index: number, yearText: string | undefined): Span => {
  const at = (y: number): number => wallDate(y, 3 * index - 2)
  const y = yearOf(present.now)
  if (yearText) return periodAt('quarter', at(Number(yearText)))
  return periodAt('quarter', at(y) <= present.now ? at(y) : at(y - 1))
}

const daySpan = (
  present: Present,
  month: number,
  day: number,
  yearText: string | undefined,
): Span | undefined => {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const at = (y: number): number => wallDate(y, month, day)
  const y = yearOf(present.now)
  if (yearText) return periodAt('day', at(Number(yearText)))
  return periodAt('day', at(y) <= present.now ? at(y) : at(y - 1))
}

/** 10月3号线 is line 3 in October, not the third. */
const dayMark =
  '号(?!线|机(?!加|械)|炉|泵|窑|车床|机床|磨床|铣床|钻床|数控|产线|生产线|冷却|铸|喷涂|压铸|注塑)'
const dayNumber = '\\d{1,2}|[一二三四五六七八九十]{1,3}'
const monthNumber = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]'

const points: readonly Rule[] = [
  // 再前一个月, 前一周: of the period of the question before
  pointRule(
    '(?:再|那)?(?:再?往前|前面?|之前|上)的?一个?(?<unit>周|星期|月|季度?|天|日|年)(?![0-9一二三四五六日])',
    (g, p) => p.before && periodBack(p, toGrain(g['unit'] ?? '')),
  ),
  // 11月1到22号
  pointRule(
    `${yearPart}(?<month>${monthNumber})月份?(?<first>${dayNumber})[日号]?(?:到|至|—|-|~|～)(?<last>${dayNumber})[日号]`,
    (g, p) => {
      const [first, last] = [g['first'], g['last']].map(day =>
        daySpan(p, toNumber(g['month'] ?? ''), toNumber(day ?? ''), yearFrom(p, g)),
      )
      return first?.from !== undefined && last?.to !== undefined && first.from < last.to
        ? { from: first.from, to: last.to }
        : undefined
    },
  ),
  // 本月1号到15号
  pointRule(
    `(?<which>${which})月(?<first>${dayNumber})[日号]?(?:到|至|—|-|~|～)(?<last>${dayNumber})[日号]`,
    (g, p) => {
      const { from } = calendarPeriod(p, 'month', offsetOf(g['which'] ?? ''))
      const [first, last] = [toNumber(g['first'] ?? ''), toNumber(g['last'] ?? '')]
      return from === undefined || first > last || last > 31
        ? undefined
        : { from: from + (first - 1) * dayMs, to: from + last * dayMs }
    },
  ),
  // 6到10月
  pointRule(
    `${yearPart}(?<![第个近\\d])(?<first>${monthNumber})月?(?:到|至|—|-|~|～)(?<last>${monthNumber})月份?(?![\\d一二三四五六七八九十])`,
    (g, p) => {
      const last = latestMonth(p, toNumber(g['last'] ?? ''), yearFrom(p, g))
      const first = latestMonth(p, toNumber(g['first'] ?? ''), yearFrom(p, g))
      return first.from !== undefined && last.to !== undefined && first.from < last.to
        ? { from: first.from, to: last.to }
        : undefined
    },
  ),
  // 有几天当天停机超过…: of each of these days
  pointRule('(?<which>大前|[今昨前]|(?<!(?:几|多少|哪)天[^。？?]{0,20})当)[天日]', (g, p) =>
    calendarPeriod(p, 'day', dayOffsets[g['which'] ?? ''] ?? 0),
  ),
  pointRule(`(?<which>${which})(?:星期|礼拜|周)(?<weekday>[一二三四五六日天])(?!${counted})`, (g, p) => {
    const { from = 0 } = calendarPeriod(
      { ...p, calendar: { ...p.calendar, weekStart: 1 } },
      'week',
      offsetOf(g['which'] ?? ''),
    )
    return periodAt('day', from + (weekdayIndex(g['weekday'] ?? '') - 1) * dayMs)
  }),
  pointRule(`(?<which>${which})(?<unit>星期|礼拜|周|月|季度?|小时)`, (g, p) =>
    calendarPeriod(p, toGrain(g['unit'] ?? ''), offsetOf(g['which'] ?? '')),
  ),
  pointRule(`(?:最近|近|过去|前|这|之前)的?(?<count>${number})(?<unit>${unit})`, (g, p) => {
    const grain = toGrain(g['unit'] ?? '')
    if (g['count'] !== '半') return trailing(p, grain, toNumber(g['count'] ?? ''))
    return grain === 'year' ? trailing(p, 'month', 6) : grain === 'month' ? trailing(p, 'day', 15) : undefined
  }),
  pointRule(`(?<count>${number})(?<unit>${unit})(?:之?前|以前)`, (g, p) =>
    g['count'] === '半'
      ? undefined
      : calendarPeriod(p, toGrain(g['unit'] ?? ''), -toNumber(g['count'] ?? '')),
  ),
  pointRule('(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})', (g, p) =>
    daySpan(p, Number(g['month']), Number(g['day']), g['year']),
  ),
  // 11月9日那周
  pointRule(
    `${yearPart}(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?<day>\\d{1,2}|[一二三四五六七八九十]{1,3})[日号](?:所在的?|那一?|当|这一?)周`,
    (g, p) => {
      const day = daySpan(p, toNumber(g['month'] ?? ''), toNumber(g['day'] ?? ''), yearFrom(p, g))
      return day && weekOf(p, day)
    },
  ),
  pointRule(
    `${yearPart}(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?<day>\\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|${dayMark})`,
    (g, p) => daySpan(p, toNumber(g['month'] ?? ''), toNumber(g['day'] ?? ''), yearFrom(p, g)),
  ),
  pointRule(`${yearPart}(?<![第个近])(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?`, (g, p) =>
    latestMonth(p, toNumber(g['month'] ?? ''), yearFrom(p, g)),
  ),
  pointRule(
    `${yearPart}第?(?<index>[1-4一二三四])季度?|${yearPart.replace('<year>', '<year2>').replace('<relative>', '<relative2>')}[qQ](?<quarter>[1-4])`,
    (g, p) => {
      const named = { year: g['year'] ?? g['year2'], relative: g['relative'] ?? g['relative2'] }
      return quarterSpan(p, toNumber(g['index'] ?? g['quarter'] ?? ''), yearFrom(p, named))
    },
  ),
  pointRule(`${yearPart}(?<half>[上下])半年`, (g, p) => {
    const y = Number(yearFrom(p, g) ?? yearOf(p.now))
    return g['half'] === '上'
      ? { from: wallDate(y, 1), to: wallDate(y, 7) }
      : { from: wallDate(y, 7), to: wallDate(y + 1, 1) }
  }),
  pointRule('(?:(?<year>\\d{4})年)?第(?<index>\\d{1,2})周', (g, p) =>
    isoWeek(p, Number(g['index']), g['year']),
  ),
  pointRule(`(?<year>${year})年度?`, g => periodAt('year', wallDate(Number(g['year']), 1))),
  pointRule('(?<relative>[今本去前])年', (g, p) =>
    calendarPeriod(p, 'year', yearOffsets[g['relative'] ?? ''] ?? 0),
  ),
  pointRule(`(?:星期|礼拜|周)(?<weekday>[一二三四五六日天])(?!${counted})`, (g, p) =>
    latestWeekday(p, weekdayIndex(g['weekday'] ?? '')),
  ),
  pointRule('本?[月年]初(?:至今|到现在)|[月年]初以来', (_, p, text) => {
    const { from } = calendarPeriod(p, text.includes('月') ? 'month' : 'year', 0)
    return { ...(from === undefined ? {} : { from }), to: startOfDay(p.now) + dayMs }
  }),
]

const point = patternOf(points)

const asSpan = (text: string | undefined, present: Present): Span | undefined => {
  if (!text) return undefined
  for (const rule of points) {
    const match = new RegExp(`^(?:${rule.pattern.source})$`, 'i').exec(text)
    const span = match && rule.mean(match.groups ?? {}, present, text)?.span
    if (span) return span
  }
  return undefined
}

const ranges: readonly Rule[] = [
  pointRule(`[从自]?(?<a>${point})(?:到|至|—|-|~|～)(?<b>${point})`, (g, p) => {
    const [from, to] = [asSpan(g['a'], p)?.from, asSpan(g['b'], p)?.to]
    return from !== undefined && to !== undefined && from < to ? { from, to } : undefined
  }),
  pointRule(`[从自]?(?<a>${point})(?:以来|起|开始|至今|到现在|到今天|到目前)`, (g, p) => {
    const from = asSpan(g['a'], p)?.from
    return from === undefined ? undefined : { from }
  }),
  pointRule(`[从自](?<a>${point})`, (g, p) => {
    const from = asSpan(g['a'], p)?.from
    return from === undefined ? undefined : { from }
  }),
  pointRule(`(?<a>${point})(?:之后|以后|后)`, (g, p) => {
    const from = asSpan(g['a'], p)?.to
    return from === undefined ? undefined : { from }
  }),
  pointRule(`(?<a>${point})(?:之前|以前|前)`, (g, p) => {
    const to = asSpan(g['a'], p)?.from
    return to === undefined ? undefined : { to }
  }),
  pointRule(`(?:截至|截止到?|直到|到)(?<a>${point})(?:为止)?`, (g, p) => {
    const to = asSpan(g['a'], p)?.to
    return to === undefined ? undefined : { to }
  }),
]

const comparing = '(?:比|与|和|跟|同|较|相比|对比|相较于?|vs\\.?|VS)'
const grainUnit = '小时|天|日|周|星期|礼拜|月份?|季度?|年'
const grains: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?:[按每逐分各]|按照)(?:个|一|每)?(?<unit>${grainUnit})(?:度|份)?(?:的|统计|汇总|分组)?`,
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? '') }),
  },
  {
    pattern: new RegExp(
      `(?<=[按各每][^，。？、]{1,10}[和与、])(?:每)?(?<unit>${grainUnit})(?=统计|汇总|的|分|$)`,
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? '') }),
  },
  {
    // 有几天停机超过10小时
    pattern:
      /(?<![近前这那后过头再又了])(?:总共|一共|共)?(?:有|是)?(?:几|多少)个?(?<unit>天|周|星期|礼拜|月(?!份)|季度)(?!前|后|内|以|之|左)/,
    mean: g => ({ grain: toGrain(g['unit'] ?? ''), counts: true }),
  },
  {
    // 产量最高的三天
    pattern: new RegExp(
      `(?<=最[高低多少大小长短好差]的(?:那|这|前)?[一二三四五六七八九十两\\d]{0,2}个?)(?<unit>${grainUnit})`,
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? ''), asks: true }),
  },
  {
    // 产量增长超过10%的月份
    pattern: new RegExp(
      `(?<=(?:增长|上升|增加|下降|减少|下滑|超过|低于|高于|大于|小于|多于|少于|不足)[^，。？、]{0,12}的)(?<unit>月份?|周|季度|天|日子|年份)`,
    ),
    mean: g => ({ grain: toGrain(g['unit'] ?? ''), asks: true }),
  },
  { pattern: /(?<=平均)每?(?<unit>天|日|周|月|小时)/, mean: g => ({ grain: toGrain(g['unit'] ?? '') }) },
  {
    // 最高日产量, 单日最高产量, 日产量
    pattern:
      /单(?<single>[日天周月])|(?<=最[高低大小多少])(?<unit>[日周月])|(?<![\d一二三四五六七八九十两几半每今昨前当本次末生节假工周早晚近后同])(?<plain>[日周月])(?=产量|产出|产能|能耗|电耗|用电|耗电|停机|报废|废品|不良|合格|检验|维修|故障|费用|消耗)/,
    mean: g => ({ grain: toGrain(g['single'] ?? g['unit'] ?? g['plain'] ?? '') }),
  },
  { pattern: /(?<unit>[日周月])(?=均)/, mean: g => ({ grain: toGrain(g['unit'] ?? '') }) },
  {
    pattern: new RegExp(`(?:在)?哪(?:一|几|些)?个?(?<unit>${grainUnit})`),
    mean: g => ({ grain: toGrain(g['unit'] ?? ''), asks: true }),
  },
  {
    pattern: new RegExp(`(?<unit>[日周月季年])度?(?:趋势|走势)`),
    mean: g => ({ grain: toGrain(g['unit'] ?? '') }),
  },
  { pattern: /(?:变化)?趋势|走势|变化情况|随时间的?变化/, mean: () => ({ grain: 'suitable' }) },
]

/** Rules of Chinese; no word boundaries, so the longest match decides. */
export const chineseRules: readonly Rule[] = [
  {
    // 上周比前一周
    pattern: new RegExp(
      `(?:${point})的?(?:跟|与|和|同|较|比)(?:再|再往|往)?前一个?(?:月|周|星期|天|日|季度|年)份?(?:的?(?:相比|比较|对比|比))?`,
    ),
    mean: (_, p, text) => {
      const span = asSpan(new RegExp(`^(?:${point})`).exec(text)?.[0], p)
      return span && { span, compareTo: 'previous' }
    },
  },
  {
    pattern:
      /(?:[，,]?(?:与|和|跟|同|较|比))?(?:再|再往|往)?前一?个?(?<unit>月|周|星期|天|日|季度|年)份?的?(?:相比|比较|对比|比)|(?:跟|较|比|相对于?)(?:再|再往|往)?前(?:面的?)?一?个?(?<before>月|周|星期|天|日|季度|年)份?/,
    mean: g => ({ compareTo: 'previous', unit: toGrain(g['unit'] ?? g['before'] ?? '') }),
  },
  {
    pattern:
      /(?:跟|较|比)(?:再|再往|往)?前(?:面的?)?\d+个?(?:月|周|星期|天|日|季度|年)份?|(?:跟|与|和|较|比)(?:此前|之前|再之前)的?(?:\d+|同样|一样)?个?(?:长|多)?的?(?:月|周|星期|天|日|时间|时段|一段时间)/,
    mean: () => ({ compareTo: 'previous', isWhole: true }),
  },
  ...comparisonRules({
    both: [
      `(?<a>${point})的?${comparing}(?<b>${point})的?(?:相比|比较|对比)?`,
      `对比(?<a>${point})[和与跟](?<b>${point})`,
      // 从9月到10月增加了多少
      `从(?<a>${point})到(?<b>${point})(?=[^。？?]{0,20}(?:增|减|升|降|涨|跌|掉|变化|多了|少了))`,
    ],
    second: [
      `(?:比|与|和|跟|同|较|相较于?|对比)(?<b>${point})的?(?:相比|比较|对比|比)`,
      `(?:比|较|对比|相比)(?<b>${point})`,
    ],
    asSpan,
  }),
  { pattern: /同比/, mean: () => ({ compareTo: 'year' }) },
  { pattern: /与?(?:去年|上年)同期(?:相比|比较|对比)?/, mean: () => ({ compareTo: 'year' }) },
  {
    pattern: /环比|与?上一?期(?:相比|比较|对比)|[比较]上一?期/,
    mean: () => ({ compareTo: 'previous' }),
  },
  {
    // 月环比; 每月环比 says its grain by itself
    pattern: /(?<![每各按逐分一二三四五六七八九十\d个本上这])(?<unit>[日周月季])度?环比/,
    mean: g => ({ compareTo: 'previous', unit: toGrain(g['unit'] ?? ''), isPaired: true }),
  },
  {
    pattern: new RegExp(
      `(?:最近|近|过去)?(?:(?<count>${number})(?<unit>${unit}))?的?(?:移动|滑动|滚动)(?:平均值?|均值)|(?:移动|滑动|滚动)(?:平均值?|均值)[（(](?<within>${number})(?<each>${unit})[）)]`,
    ),
    mean: g => {
      const [amount, grain] = [g['count'] ?? g['within'], g['unit'] ?? g['each']]
      if (amount === undefined || grain === undefined || amount === '半') return { moving: {} }
      return { moving: { periods: toNumber(amount), grain: toGrain(grain) } }
    },
  },
  {
    pattern: /(?:上周|上个?星期)?周末(?:[（(][^）)]{1,8}[）)])?|上周末(?:[（(][^）)]{1,8}[）)])?/,
    mean: (_, p) => {
      const { from = p.now } = calendarPeriod(p, 'week', -1)
      return { span: { from: from + 5 * dayMs, to: from + 7 * dayMs } }
    },
  },
  { pattern: /昨[晚夜](?:夜?班)?|昨天(?:晚上|夜里|夜班)/, mean: (_, p) => nightBefore(p) },
  ...shiftRules({ night: '夜班|晚班', day: '白班|早班|日班', evening: '中班' }, word => `(?:${word})`),
  ...ranges,
  ...points.map(rule => ({
    ...rule,
    pattern: new RegExp(`(?:在|于)?(?:${rule.pattern.source})(?:期间|里|内|之?中)?`),
  })),
  ...grains,
]
