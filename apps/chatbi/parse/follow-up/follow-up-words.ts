import type { LinkResult } from '../../link/link.ts'

const englishOpening =
  /^(and|also|only|just|what about|how about|same|now|but|instead|without|excluding|exclude|except|leave out|by|per|as an?|in percent|top|sort|sorted|order|ordered|rank|ranked|grouped|broken|make (it|that)|in|on|for|from|with|then|ok|okay|compare (it|this|that|with|to)|compared|split|break|drill|slice|group|add|remove|drop|switch|change|turn|convert|replace|use|show (it|this|that|them|only|just)|limit|narrow|keep|not|no|last|this|since|before|after|versus|vs|plus|too|again|cumulative(ly)?|running total|(month|week|year|day|quarter)[- ](over|on)[- ](month|week|year|day|quarter)|[mwqy]o[mwqy]|the (same|week|month|year|day|quarter) )\b/i
const chineseOpening =
  /^(那|只看|只要|只显示|只留|只算|仅|按|再|换|改|变成|切换|除了|不含|不包括|不算|不要|排除|去掉|剔除|把|也|还有|并|对比|和|与|跟|同|占比|前|分|加上|从|最近|上|本|昨|今|各|每|其中|如果|以|就看|展开|细分|拆|平均|同样|同期|同比|环比|累计|累积|移动平均|\d+[日天周月期]移动平均)/
const chineseEnding = /(呢|怎么样|如何|就行|就好|就可以)[？?。！!]?\s*$/

/** Whether the words only make sense after another question: "and by shift?", "only line 2", 按班次呢？ */
export const opensAsFollowUp = (question: string): boolean => {
  const text = question.trim()
  return englishOpening.test(text) || chineseOpening.test(text) || chineseEnding.test(text)
}

/** Adds to what was asked instead of replacing it. */
export const addsTo = (question: string): boolean =>
  /^(and|also|add|plus|再|也|还有|并|加上|另外)/i.test(question.trim()) ||
  /\b(as well|too|also|in addition)\b|也(要|加上|显示|给)/i.test(question)

/** Groups more finely than before: "break it down by shift", 再按产线拆开. */
export const breaksDown = (question: string): boolean =>
  /^(split|break|further|drill|slice)/i.test(question.trim()) || /拆|细分|展开/.test(question)

/** Words that say no more than that the answer before is to be changed, and how it is to be drawn. */
const commands: readonly RegExp[] = [
  /\b(?:can|could|would) (?:you|we|i)\b|\bplease\b|\binstead\b|\bnow\b|\bthen\b|\bagain\b|\bok(?:ay)?\b|\bsame (?:thing|question|again|for)\b|\bsame\b|\blikewise\b|\brather\b/gi,
  /\b(?:break|split|drill|slice|group|cut) (?:(?:it|that|this|them|these|those) )?(?:down|up|out|further)?\b/gi,
  /\b(?:switch|change|turn|convert|swap|move|go|set) (?:(?:it|that|this|them|over|back) )*(?:in)?to\b|\breplace (?:it|that|this) (?:by|with)\b|\buse\b/gi,
  /\b(?:make|show|give|tell|do|limit|narrow|restrict|keep|compare) (?:me )?(?:it|that|this|them|these|those)(?: down)?(?: to)?\b/gi,
  /\b(?:as|in|draw|plot|make|show)?\s*(?:(?:it|that|this) )?(?:as|in)? ?an? (?:pie|bar|line|column|area|scatter|donut|stacked)(?: ?-?(?:chart|graph|plot|diagram))?s?\b|\bas a (?:table|chart|graph)\b/gi,
  /换成|换为|换到|换|改成|改为|改看|改到|变成|切换(?:成|到|为)|拆开|拆分|拆一下|拆|分开|细分|展开|分一下|统计一下|算一下|看一下|给我看看|给我看|看看|一下|再|那么|那|就行了?|就好|就可以|的话|同样的?|一样|麻烦|请/g,
  /(?:用|画成?|做成|以)?(?:饼|柱状?|条形|折线|面积|散点)图(?:表示|显示|展示|来?看)?/g,
]

/** The lattice with those words passed over: "break it down by reason" says "by reason". */
export const withoutCommands = (lattice: LinkResult): LinkResult => passOver(lattice, commands)

/** The lattice without meaning in the words that any of the patterns finds. Times stay. */
export const passOver = (lattice: LinkResult, patterns: readonly RegExp[]): LinkResult => {
  const { question, atoms } = lattice
  const spans = patterns.flatMap(pattern =>
    [...question.matchAll(pattern)].map(found => [found.index, found.index + found[0].length] as const),
  )
  const isPassed = atoms.map(({ from, to }) => spans.some(([start, end]) => start <= from && to <= end))
  if (!isPassed.includes(true)) return lattice
  const isWithin = ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
    isPassed.slice(from, to).every(Boolean)
  return {
    ...lattice,
    isStop: lattice.isStop.map((is, at) => is || isPassed[at] === true),
    links: lattice.links.filter(link => link.target.kind === 'time' || !isWithin(link)),
  }
}

/** "as a pie", 用柱状图: says only how the same answer is to be drawn. */
export const asksOnlyForChart = (question: string): boolean => {
  const drawn =
    /\b(?:pie|bar|line|column|area|scatter|donut|stacked|chart|graph|plot|table)\b|[饼柱线积点]图|图表/i
  const rest = commands.reduce((text, pattern) => text.replace(pattern, ' '), question)
  return (
    drawn.test(question) &&
    !/[\p{L}\p{N}]/u.test(rest.replace(/\b(?:as|in|the|a|an|it|me|show|draw|plot)\b/gi, ' '))
  )
}
