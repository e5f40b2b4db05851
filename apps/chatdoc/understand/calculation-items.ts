import type { Language } from '@millwright/spec'
import type { Operation } from './operation.ts'

/** Where the words of a thing end: at a time, a mark, or the end of the question. */
const endEn = String.raw`(?=\s+(?:in|for|as of|at|as at|during|on|from|between|under|of the year|combined|together|altogether|respectively)\b|\s*[?;]|\s*$)`
const startEn = /^(?:the|an?|that of|those of|both)\s+/i

/** Times that are no years: "between the first and the second quarter", "from July 7 to September 29". The later first. */
const fromTo = [
  String.raw`between (?<b>.+?) and (?<a>.+?)${endEn}`,
  String.raw`from (?<b>.+?) to (?<a>.+?)${endEn}`,
]

const patternsEn: Readonly<Record<Operation, readonly string[]>> = {
  share: [
    String.raw`(?:what (?:is|was|are|were) |how much (?:is|was|are|were) |^)(?:the )?(?<a>.+?),? as an? (?:percentage|percent|proportion|fraction|share|%) of (?<b>.+?)${endEn}`,
    String.raw`(?:percentage|percent|proportion|fraction|share|%) of (?<b>.+?) (?:(?:is|was|are|were) (?:generated from|made up of|made up by|from|due to)|is|was|are|were|comes? from|came from|consists? of|consisted of) (?<a>.+?)${endEn}`,
    String.raw`(?:percentage|proportion|share|fraction) (?:constitution )?of (?:constitution of )?(?<a>.+?) (?:in|to|out of|over|against|among) (?<b>(?:the )?(?:total|overall|all)\b.+?)${endEn}`,
    String.raw`(?:percentage|proportion|share) constitution of (?<a>.+?) (?:in|among) (?<b>.+?)${endEn}`,
  ],
  ratio: [
    String.raw`ratio of (?<a>.+?) (?:to|over) (?<b>.+?)${endEn}`,
    String.raw`ratio between (?<a>.+?) and (?<b>.+?)${endEn}`,
    String.raw`(?:what (?:is|was|are|were) )(?:the )?(?<a>.+?),? as a ratio (?:of|to) (?<b>.+?)${endEn}`,
  ],
  difference: [
    String.raw`between (?<a>.+?) (?:and|versus|vs\.?) (?<b>.+?)${endEn}`,
    String.raw`(?:more|less|fewer|higher|lower|greater|larger|smaller|longer|shorter|heavier|lighter|hotter|colder) (?:\w+ )?(?:is|was|are|were|does|do|did) (?<a>.+?) than (?<b>.+?)${endEn}`,
    String.raw`(?:is|was|are|were) (?<a>.+?) (?:more|less|fewer|higher|lower|greater|larger|smaller|longer|shorter|heavier|lighter|hotter|colder) than (?<b>.+?)${endEn}`,
  ],
  sum: [
    String.raw`(?:total|sum|combined)\b(?: \w+){0,6}? (?:of|for|from) (?<a>.+?),? (?:and|plus) (?<b>.+?)${endEn}`,
    String.raw`(?:what (?:is|was|are|were) |how much (?:is|was|are|were) )(?:the )?(?<a>.+?) (?:and|plus) (?<b>.+?) (?:combined|together|altogether|in total)`,
  ],
  average: [
    String.raw`(?:average|mean)\b(?: \w+){0,6}? (?:of|for|between) (?<a>.+?),? and (?<b>.+?)${endEn}`,
  ],
  change: fromTo,
  'percent-change': fromTo,
}

const endZh = '(?=的|之间|之差|之和|相差|差|合计|一共|总共|加起来|总计|平均|在|[，。？?]|$)'
const both = (end: string): string =>
  `(?<a>[^，。？?的在]+?)(?:和|与|跟|同|及|以及|加|、)(?<b>[^，。？?]+?)${end}`
const patternsZh: Readonly<Record<Operation, readonly string[]>> = {
  share: ['(?<a>[^，。？?]+?)占(?<b>[^，。？?]+?)的?(?:百分之|比例|比重|百分比|多少)'],
  ratio: ['(?<a>[^，。？?]+?)(?:和|与|跟|对)(?<b>[^，。？?]+?)的?(?:之比|比值|比率)'],
  difference: [
    '(?<a>[^，。？?]+?)比(?<b>[^，。？?]+?)[多少高低大小长短重轻贵快慢厚宽](?:出|了)?(?:多少|几)',
    both(endZh),
  ],
  sum: [both(endZh)],
  average: [both(endZh)],
  change: [],
  'percent-change': [],
}

const isYear = (text: string): boolean =>
  /^(?:the )?(?:fiscal |financial )?(?:years? )?(?:ended )?(?:\w+ \d{1,2}, )?(?:FY?\s?)?['’]?(?:(?:19|20)\d\d|\d\d)(?:\s?年)?(?: (?:year|fiscal)[ -]?end)?$/i.test(
    text.trim(),
  )
const isPeriod = (text: string): boolean =>
  isYear(text) ||
  (/(?:19|20)\d\d$/.test(text.replace(/\s?(?:年|year end)$/, '').trim()) && /^\w+ \d/.test(text))

const splitMore = (text: string): readonly string[] =>
  text.split(/,\s*(?:and\s+)?|、/).filter(part => part.trim() !== '')

/** The things whose values are taken together, in the order of the calculation; none where they are years. */
export const itemsOf = (
  question: string,
  { operation, language }: { readonly operation: Operation; readonly language: Language },
): readonly string[] => {
  const years = new Set(question.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g))
  if ((operation === 'change' || operation === 'percent-change') && years.size > 1) return []
  for (const source of (language === 'zh' ? patternsZh : patternsEn)[operation]) {
    const groups = new RegExp(source, 'i').exec(question)?.groups
    const [a, b] = [groups?.['a']?.trim(), groups?.['b']?.trim()]
    if (a === undefined || b === undefined || isYear(a) || isYear(b)) continue
    if (years.size > 1 && (isPeriod(a) || isPeriod(b))) continue
    const items = operation === 'sum' || operation === 'average' ? [...splitMore(a), b] : [a, b]
    return items.map(item => item.replace(startEn, '').trim()).filter(item => item !== '')
  }
  return []
}
