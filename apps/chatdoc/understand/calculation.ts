import type { Language } from '@millwright/spec'
import { itemsOf } from './calculation-items.ts'
import type { Operation } from './operation.ts'

/** What a question wants calculated. */
export interface AskedCalculation {
  readonly operation: Operation
  /** Years in their order, earliest first; empty where none is named. */
  readonly periods: readonly string[]
  /** Every period that a table has is meant: "the average revenue", "over the three years". */
  readonly isOverAllPeriods: boolean
  /** Things whose values are taken together, in the order of the calculation; else values differ by their period. */
  readonly items: readonly string[]
  /** The words of the question that say whose values are meant: without cues, years and items. */
  readonly subject: string
  /** A calculation within another ("the change in the average …"): it is told apart, and not computed. */
  readonly isNested: boolean
}

interface Cue {
  readonly operation: Operation
  readonly pattern: RegExp
}

const moves =
  'change[sd]?|increas(?:e|ed|es)|decreas(?:e|ed|es)|growth|grow|grown|declin(?:e|ed)|rise|risen|fall|drop'
const cuesEn: readonly Cue[] = [
  {
    operation: 'share',
    pattern:
      /\bas an? (?:percentage|percent|proportion|fraction|share|%) of\b|\b(?:what|which) (?:is the )?(?:percentage|percent|proportion|fraction|share) of\b|\bwhat %\s?of\b|\b(?:percentage|proportion|share|fraction) (?:constitution )?of\b.+\b(?:in|to|out of|over|among)\b/,
  },
  { operation: 'ratio', pattern: /\bratio\b/ },
  {
    operation: 'percent-change',
    pattern: new RegExp(
      `(?:\\bpercent(?:age)?|%|\\bpercentual) (?:\\w+ )?(?:${moves}|difference)|\\b(?:${moves})\\b[^?]{0,12}(?:\\(%\\)|in percent|by what percent)|\\b(?:what|how many) percent(?:age)?\\b.*\\b(?:${moves})\\b|\\b(?:growth|change) rate\\b|\\brate of (?:growth|change)\\b`,
    ),
  },
  {
    operation: 'average',
    pattern: /(?<!weighted[- ]|moving )\b(?:average|mean (?:of|value))\b(?! (?:by|to|that)\b)/,
  },
  {
    operation: 'difference',
    pattern:
      /\bdifferences? (?:in|between|of|for)\b|\bhow (?:much|many) (?:\w+ ){0,4}?(?:more|less|fewer|higher|lower|greater|larger|smaller|longer|shorter|heavier|lighter|hotter|colder)\b.*\bthan\b/,
  },
  { operation: 'change', pattern: new RegExp(`\\b(?:${moves})\\b`) },
  { operation: 'sum', pattern: /\b(?:total|sum|combined|altogether|together|in all)\b/ },
]
const movesZh = '增长|增加|减少|下降|变化|上升|提高|降低|变动'
const cuesZh: readonly Cue[] = [
  { operation: 'share', pattern: /占.+(?:百分之|比例|比重|百分比|多少)/ },
  { operation: 'ratio', pattern: /(?:和|与|跟|对).+(?:之比|比值|的比率)/ },
  {
    operation: 'percent-change',
    pattern: new RegExp(
      `(?:${movesZh})了?(?:百分之|几个百分|多少个百分|了?%)|(?:${movesZh})(?:率|幅度?|百分比|比例)|[增降涨跌]幅|同比`,
    ),
  },
  { operation: 'average', pattern: /(?<!加权|移动)平均|均值/ },
  {
    operation: 'difference',
    pattern:
      /相差|差[值额距]|之差|差(?:了|多少|几)|比.+[多少高低大小长短重轻贵快慢厚宽](?:出|了)?(?:多少|几)/,
  },
  { operation: 'change', pattern: new RegExp(`(?:${movesZh})了?(?:多少|几)|(?:${movesZh})[量值额]`) },
  { operation: 'sum', pattern: /合计|总和|之和|一共|总共|加起来|总计/ },
]

/** Years as the tables write them; "FY19" is 2019, "2017-2019" holds the year between. */
export const periodsOf = (question: string): readonly string[] => {
  const text = question.replaceAll(/\bF(?:Y)?\s?['’]?(\d\d)\b(?!\d)/gi, '20$1')
  const span = /\b((?:19|20)\d\d)\s?(?:-|–|—|to|through|至|到)\s?(?:fiscal )?((?:19|20)\d\d)(?!\d)/i.exec(
    text,
  )
  const years = text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? []
  const between = span ? yearsFromTo(Number(span[1]), Number(span[2])) : []
  return [...new Set([...years, ...between])].toSorted()
}
const yearsFromTo = (from: number, to: number): readonly string[] =>
  Math.abs(to - from) > 12
    ? []
    : Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => String(Math.min(from, to) + i))

const allPeriods =
  /\b(?:both|all|two|three|four|five|\d) (?:fiscal |financial )?(?:years|fys|periods|year)\b|\b(?:over|for|across|during) the (?:\w+ )?(?:years|periods?)\b|(?:两|三|四|五|各|几|历)年/i
const cueWords =
  /\b(?:percent(?:age)?|percentual|change[sd]?|increas(?:e|ed|es)|decreas(?:e|ed|es)|growth|differences?|averages?|mean|sum|combined|altogether|together|ratio|proportion|rate of|compared|respectively|between|value|amount|company|company's|year[- ]?ends?|years?|ended|end|fiscal|periods?|both|FYs?|over|respective|how much|more|less|fewer|higher|lower|than)\b|[%()/]/gi
const cueWordsZh = new RegExp(
  `百分之[几多少]*|百分比|比例|比重|平均值?|均值|相差|差[值额距]|之差|合计|总和|之和|一共|总共|加起来|总计|多少|之比|比值|同比|之间|分别|[增降涨跌]幅|(?:${movesZh})(?:了|率|幅度|[量值额])?|是?(?:几|什么)|年`,
  'g',
)
const dates =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}\b,?/gi

const subjectOf = (question: string, items: readonly string[], operation: Operation): string => {
  const rest = items.reduce((text, item) => text.replace(item, ' '), question)
  const plain = rest
    .replaceAll(dates, ' ')
    .replaceAll(/(?<!\d)(?:19|20)\d\d(?!\d)|\bF(?:Y)?\s?['’]?\d\d\b/gi, ' ')
    .replaceAll(cueWords, ' ')
    .replaceAll(cueWordsZh, ' ')
  return operation === 'sum' ? plain.replaceAll(/\btotal\b/gi, ' ') : plain
}

/** Several values at once are no calculation, nor is what asks why, when or where. */
const isOther =
  /\brespectively\b|\brespective\b|^(?:why|when|who|where|which|in which|how does|how do|how is|how are)\b|\bwhat (?:has |have |was |were )?(?:been )?(?:caused|causes|led|drove|changed)\b|\b(?:reasons?|factors?|driven|because)\b|\bwhat (?:are|were) the components\b|\bdue to(?: what)?\s*\?|\b(?:revisions?|editions?|versions?|rev)\b|为什么|原因|分别|哪[一个年些]|如何|怎么|第.{1,2}版|版本|修订/

/**
 * What is to be calculated from several values, or undefined where one cell or one sentence answers: a change needs two
 * periods or a difference two things, so "the total in 2019" and "the change in 2019" stay what a table tells.
 */
export const calculationOf = (question: string, language: Language): AskedCalculation | undefined => {
  const text = question.trim()
  const lower = text.toLowerCase()
  if (isOther.test(lower)) return undefined
  const cue = (language === 'zh' ? cuesZh : cuesEn).find(({ pattern }) => pattern.test(lower))
  if (!cue) return undefined
  const periods = periodsOf(text)
  const found = itemsOf(text, { operation: cue.operation, language })
  const isOfPeriods = periods.length > 1 && (cue.operation === 'sum' || cue.operation === 'average')
  const items = isOfPeriods ? [] : found
  const isOverAllPeriods = items.length < 2 && isOverAll(lower, cue.operation, periods)
  const isEnough =
    items.length > 1 ||
    cue.operation === 'average' ||
    cue.operation === 'ratio' ||
    (cue.operation !== 'share' && (periods.length > 1 || isOverAllPeriods))
  if (!isEnough) return undefined
  return {
    operation: cue.operation,
    periods,
    isOverAllPeriods,
    items,
    subject: subjectOf(text, items, cue.operation),
    isNested:
      (cue.operation === 'average' && nested.test(lower)) ||
      (cue.operation === 'sum' && /\b(?:proportion|percentage|ratio)\b/.test(lower)),
  }
}

const nested = new RegExp(
  `\\b(?:${moves}|differences?)\\b|相差|差[值额]|${movesZh
    .split('|')
    .map(word => `${word}(?:率|了|[量值额])`)
    .join('|')}`,
)

const isOverAll = (text: string, operation: Operation, periods: readonly string[]): boolean =>
  periods.length === 0 && (allPeriods.test(text) || operation === 'average')
