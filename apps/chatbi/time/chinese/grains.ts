import type { Rule } from '../rule.ts'
import { number, toGrain, toNumber, unit } from './words.ts'

const grainUnit = '小时|天|日|周|星期|礼拜|月份?|季度?|年'

/** 按星期几, 哪个钟点, 周几: what repeats of a time. */
const partRules: readonly Rule[] = [
  {
    // 各工作日: Monday to Friday, each of them
    pattern: /(?:按|按照|各|每|分)个?工作日(?!平均|均)(?:的?(?:统计|汇总|分组|来?看|分布))?/,
    mean: () => ({ part: 'day-of-week', weekdays: [1, 2, 3, 4, 5] }),
  },
  {
    pattern:
      /(?:按|按照|各|每|分|逐)个?(?:(?:星期|周|礼拜)几|星期(?=[统汇分看])|工作日序)(?:的?(?:统计|汇总|分组|来?看|分布))?/,
    mean: () => ({ part: 'day-of-week' }),
  },
  {
    pattern:
      /(?:在|是)?(?:哪|一周(?:里|中|之中|内)?哪)(?:一|个)?个?(?:星期几|周几|礼拜几)|(?:在|是)?(?:星期|周|礼拜)几|一(?:周|星期)(?:里|中|之中|内|七天里?)的?(?:哪|几)一?天/,
    mean: () => ({ part: 'day-of-week', asks: true }),
  },
  {
    pattern:
      /(?:按|按照|各|分)(?:个|一天的?)?(?:钟点|时段|小时段|一天中的?小时|一天里的?小时|整点)(?:的?(?:统计|汇总|分组|来?看|分布))?|(?:一天|每天)?24个?小时(?:的?分布|各)/,
    mean: () => ({ part: 'hour-of-day' }),
  },
  {
    pattern:
      /(?:一?[天日](?:里|中|当中|之中|内|24小时)?的?|每天的?)?(?:在|是)?(?:哪(?:一|个|几个)?个?(?:钟点|整点|时段|时间段)|几点钟?(?!到|至))|(?:一天|每天|一日|每日)(?:里|中|当中|之中|内)?的?哪(?:一|个|几)?个?(?:小时|钟头)/,
    mean: () => ({ part: 'hour-of-day', asks: true }),
  },
]

/** What periods a question groups by. */
export const grainRules: readonly Rule[] = [
  ...partRules,
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
    // 产量低于2000的天数
    pattern:
      /(?<=(?:超过|低于|高于|大于|小于|多于|少于|不足|不到|达到|没有|没)[^，。？、]{1,12}的)(?<unit>[天周月])数/,
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
  {
    pattern: /(?<=平均)[每一]?个?(?<unit>天|日|周|月|小时)/,
    mean: g => ({ grain: toGrain(g['unit'] ?? '') }),
  },
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

export const movingRules: readonly Rule[] = [
  {
    // 当天和前6天的平均, 含当天在内的前7天平均
    pattern: new RegExp(
      `(?:当[天日]|那天|这天)(?:和|及|加上?|与|连同)(?:它|其|之)?前面?的?(?<before>${number})[天日]的?(?:日)?(?:平均值?|均值)?|(?:含|包括|包含)当[天日](?:在内)?的?(?:前|近|最近|过去)(?<within>${number})[天日]的?(?:日)?(?:平均值?|均值)`,
    ),
    mean: g => {
      const before = toNumber(g['before'] ?? g['within'] ?? '')
      return before < 1 ? undefined : { moving: { periods: g['before'] ? before + 1 : before, grain: 'day' } }
    },
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
]
