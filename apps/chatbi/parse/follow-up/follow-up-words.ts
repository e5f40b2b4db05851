import type { LinkResult } from '../../link/link.ts'
import { withoutCourtesy } from './change/courtesy.ts'
import { findStretches } from './strike-out.ts'

const englishOpening =
  /^(i (?:really |actually )?(?:meant|mean|was asking|wanted)|sorry|wait|actually|oops|nope|forget|never mind|ignore|lift|undo|(?:the )?(?:median|average|mean|maximum|minimum|max|min)(?: instead| please|\W*$)|\w+ ones (?:instead|too|only|as well|please)|drop|remove|bring|include|put|all (?:the )?[a-z]+s(?: again| please|\W*$)|and|also|only|just|what about|how about|same|now|but|instead|without|excluding|exclude|except|leave out|by|per|as an?|in percent|top|sort|sorted|order|ordered|rank|ranked|grouped|broken|make (it|that)|in|on|for|from|with|then|ok|okay|compare (it|this|that|with|to)|compared|split|break|drill|slice|group|add|remove|drop|switch|change|turn|convert|replace|use|show (it|this|that|them|only|just)|limit|narrow|keep|not|no|last|this|since|before|after|versus|vs|plus|too|again|cumulative(ly)?|running total|(month|week|year|day|quarter)[- ](over|on)[- ](month|week|year|day|quarter)|[mwqy]o[mwqy]|the (same|week|month|year|day|quarter) )\b/i
const chineseOpening =
  /^(那|只看|只要|只显示|只留|只算|仅|按|再|换|改|变成|切换|除了|不含|不包括|不算|不要|排除|去掉|剔除|把|也|还有|并|对比|和|与|跟|同|占|前|分|加上|从|最近|上|本|昨|今|各|每|其中|如果|以|就看|展开|细分|拆|平均|同样|同期|同比|环比|累计|累积|移动平均|\d+[日天周月期]移动平均)/
/** 不对，…; 全厂的: the whole of it is said by these words. */
const correction =
  /^(不对|不是|(?:我)?(?:说|搞|弄|问|打|讲|看)?错了|口误|更正|我(?:是|其实是|本来是)(?:想|要)?(?:说|问|指|看|知道)|我(?:说|问|指|要|想|想要|想问|想看|想说|要问|要看)的?(?:其实|应该)?是|应该是|其实是|不[，,]|不限|不分|不管|取消|别管|忘了|(还是)?(全厂|整个工厂|整厂|全公司|全部产线)(的|呢|吧)?(总的)?[？?。！!]?$)|^[^,]{1,40}\bonly\W*$|^(ok(ay)?[, ]+)?(for )?(the )?(whole|entire) (plant|factory|site|company)\W*(again|now|please|then)?\W*$/i
/** "the number of lots instead" */
const englishEnding =
  /\b(?:instead|as well|too)\W*$|^(?:mostly|mainly)\b|^(?:(?:mostly|mainly) )?(?:on |in |at |for |from )?(?:which|what) \w+\W*$/i
const chineseEnding =
  /^(?:都|主要|大多|多半)?(?:都)?(?:是|在|属于|来自|集中在)?哪[一几]?[个条台家种班]\p{Script=Han}{0,3}[上里的]?[？?]?$|^主要|(呢|怎么样|如何|就行|就好|就可以)[？?。！!]?\s*$/u

/** Whether the words only make sense after another question: "and by shift?", "only line 2", 按班次呢？ */
export const opensAsFollowUp = (question: string): boolean => {
  const text = withoutCourtesy(question)
  return [englishOpening, englishEnding, chineseOpening, chineseEnding, correction].some(pattern =>
    pattern.test(text),
  )
}

/** Words for what was asked about before: "what did they cost", "how many orders was that", 一共花了多少钱. */
export const speaksOfBefore = (question: string): boolean =>
  /\b(?:they|them|those|these|it)\b|\b(?:was|were|is|are|did|does|do|of|for|about|what's|how's) (?:that|this)\b(?! (?:day|week|month|quarter|year|shift))|\b(?:in total|altogether)\W*$/i.test(
    question,
  ) ||
  /^(?:and )?(?:list|show|give|name|what (?:are|is|was|were))(?: me)? (?:their|its)\b/i.test(
    withoutCourtesy(question),
  ) ||
  /^(?:那么?)?(?:一共|总共|合计|总计|加起来|加在一起|合起来)|这些|那些|它们/.test(question.trim())

/** "and what about their scrap", 它们的产量: of something that was said before, which the question itself does not name. */
export const speaksOfAnother = (question: string): boolean =>
  /^(?:and|so|but|ok(?:ay)?|now|what about|how about)\b.*\b(?:their|its|them|they|those|these)\b|^(?:how (?:many|much)|which|what share|what part) of (?:them|those|these)\b/i.test(
    question.trim(),
  ) || /^(?:那么?)?(?:它们?|那些|这些|其中|该(?:设备|机器|产线|供应商|产品))/.test(question.trim())

/** "as one number", 加起来: all groups together. */
export const asksForTotal = (question: string): boolean =>
  /\b(?:in total|all together|altogether|just the total|all combined|combined|as one number|summed up)\b|\b(?:the|grand) total\W*$|^totals?\W*$|合计|总计|加起来|加在一起|合起来|一共|总共|总数/i.test(
    question,
  )

/** "what's that per good part", 平均到每件合格品: divided by how much there is of something. */
export const asksForPer = (question: string): boolean =>
  /^(?:and |so |now |ok |okay )*(?:(?:what(?:'s| is| was| does) |make |show |as |how much is )?(?:that|it|this)(?: come to)?,? )?(?:as )?per [a-z]+(?: [a-z]+)?\W*$/i.test(
    withoutCourtesy(question),
  ) || /(?:平均|折合|摊|算)(?:到|下来)?每[件个吨只片]/.test(question)

/** "as a percentage of output", "relative to all stops", 占全部检验的比例: of what it is told as a part. */
export const asksForPartOf = (question: string): boolean =>
  /\b(?:share|percentage|percent|proportion|fraction|part|ratio)\b.*\b(?:of|to|in)\b|%\s*of\b|\b(?:relative|in relation) to\b|\bdivided by\b|\bout of all\b/i.test(
    question,
  ) || /占.*(?:比|多少|几成|百分|份额)|除以|相对于?.*(?:比|多少)|[与和跟].*之比/.test(question)

/** "forget the foundry", 不限班次: what was said of the rows is said no more. */
export const takesBack = (question: string): boolean =>
  /\b(?:forget(?: about)?|never mind|ignore|lift|undo|clear|drop|remove|regardless of|no longer|not (?:just|only)|all (?:the )?(?!of)[a-z]+s)\b|不限|不分|不管|取消|去掉|别管|忘了|不只|不止|所有|全部/i.test(
    question,
  )

/** "whole plant again", 全厂的: nothing is said of the place any more. */
export const asksForWholePlant = (question: string): boolean =>
  /\b(?:(?:whole|entire|all of the|full) (?:plant|factory|site|company)|plant[- ]?wide)\b|全厂|整个工厂|整厂|全公司/i.test(
    question,
  )

/** "mostly on which machine", 主要在哪台设备, 排个序 */
export const asksForMost = (question: string): boolean =>
  /\b(?:mostly|mainly|rank|ranked|sort|sorted)\b|主要|大多|多半|集中在|排个?序|排一?下/i.test(question)

/** "just five", 只要三个: a number by itself says how many are shown. */
export const asksForFew = (question: string): boolean =>
  /\b(?:only|just|top|first|last|make it|limit|show|give|keep|narrow)\b|只|前|取|留|就要|就看|显示|列/i.test(
    question,
  )

/** "drop line 3": those rows are left out. */
export const leavesOut = (question: string): boolean =>
  /\b(?:drop|remove)\b|(?:去掉|剔除|刨去|扣掉|去除)/i.test(question)

/** "bring line 3 back": those rows are left out no more. */
export const takesIn = (question: string): boolean => /\b(?:back|include)\b|加回|带上|算上/i.test(question)

/** "and the other shifts", 其他班次呢: those that were left out before. */
export const asksForOthers = (question: string): boolean =>
  /\b(?:others?|remaining|rest of the)\b|其他|其它|其余|另外/i.test(question)

/** Adds to what was asked instead of replacing it. */
export const addsTo = (question: string): boolean =>
  (/^(and|also|add|plus|再|也|还有|并|加上|另外)/i.test(question.trim()) &&
    !/\binstead\b|换成|改成|改为/i.test(question)) ||
  /\b(as well|too|also|in addition)\b|也(要|加上|显示|给)/i.test(question)

/** Groups more finely than before: "break it down by shift", 再按产线拆开. */
export const breaksDown = (question: string): boolean =>
  /^(split|break|further|drill|slice)/i.test(question.trim()) || /拆|细分|展开/.test(question)

/** Words that say no more than that the answer before is to be changed, and how it is to be drawn. */
const commands: readonly RegExp[] = [
  // corrections
  /^\s*(?:(?:no|nope|nah|sorry|wait|oops|actually|hm+|oh)\b[,.!… ]*)+(?:not that[,.! ]*)?/gi,
  /\bi (?:really |actually )?(?:meant(?: to (?:say|ask))?|mean|was (?:asking|talking) (?:about|for)|wanted(?: to (?:see|know))?)\b/gi,
  /\bnot (?:the |on |in |for |from )?[^,，]+[,，] *(?:but |it's |it is )?(?=[^ ])/gi,
  /(?<!是)不是[^，,]+[，,](?:而?是|我(?:说|问|指|要|想要|想问|想看)的?(?:其实|应该)?是)/g,
  /^(?:不好意思|抱歉|哦|噢|啊|哎)?[，,！! ]*(?:不对|不是这个|不是|(?:我)?(?:说|搞|弄|问|打|讲|看)?错了?|口误|不)[，,。！! ]+|^不对|我(?:是|其实是|本来是)(?:想|要)?(?:说|问|指|看|知道|要)的?(?:是)?/g,
  /我(?:说|问|指|要|想|想要|想问|想看|想说|要问|要看)的?(?:其实|应该)?是|(?:应该|其实)是|更正一?下?/g,
  // what is not meant any more
  /\b(?:forget(?: about)?|never mind|lift|undo|clear|regardless of|no longer|not (?:just|only)|drop|remove|bring|put|add|include)\b|不限|不分|不管|取消|别管|忘了|不只|不止/gi,
  /[,，]? ?\b(?:instead of|rather than|in place of|and not|not) (?:(?:by|per|for|on|in|of|each|the) )*[a-z]+(?: [a-z]+)??(?=\W*$|[,，;.]|[,，]? (?:please|and|then|now|for|in|on|only)\b)/gi,
  /(?:而不是|别|不要|不用|不看)(?:再)?(?:按|看|用|数|算)?[^，,。？?]{1,6}?(?:了|分)?(?=[，,。？?]|$)/g,
  /\b(?:that|which|what|who)? ?each (?:one|of them)(?: (?:is|are|was|were))?(?: (?:for|on|at|from|in|of))?\b|\beach (?:is|was) (?:for|on|at|from|in|of)\b/gi,
  /\b(?:break|split|divide|cut)\b|(?<=\b(?:break|split|divide|cut) [^,]{1,30})\b(?:down|up|out)\b|\binto\b/gi,
  /\b(?:express|present|report|put|have|see) (?:it|that|this|them|these|those)\b/gi,
  /\b(?:would|might|may|could) be (?:better|nicer|more useful|fine|good)\b|\bif (?:possible|you can)\b|\bindividual\b/gi,
  /\b(?:the )?(?:whole|entire|full) (?:plant|factory|site|company)\b|\bplant[- ]?wide\b|全厂|整个工厂|整厂|全公司/gi,
  /\b(?:the )?(?:others?|remaining|rest of the)(?: two| three)?\b|其他|其它|其余|另外[两三]?[个条台]?/gi,
  /加起来|加在一起|合起来|\b(?:all )?(?:combined|together|summed up)\b/gi,
  /\b(?:mostly|mainly)\b|\brank (?:it|them|these)\b|主要(?:是|在)?|大多|多半|集中在/gi,
  /\bgive me\b|\bshow me\b|\bback\b/gi,
  /\b(?:can|could|would) (?:you|we|i)\b|\bplease\b|\binstead\b|\bnow\b|\bthen\b|\bagain\b|\bok(?:ay)?\b|\bsame (?:thing|question|again|for)\b|\bsame\b|\blikewise\b|\brather\b|\b(?:express|put|phrase) (?:it|that|this|them)?\b|\b(?:would|might) be (?:better|nicer|more useful|enough)\b|\bis (?:better|enough)\b|\bi'd (?:prefer|like|rather have)\b|\bjust the numbers?\b/gi,
  /\b(?:break|split|drill|slice|group|cut) (?:(?:it|that|this|them|these|those) )?(?:down|up|out|further)?\b/gi,
  /\b(?:switch|change|turn|convert|swap|move|go|set) (?:(?:it|that|this|them|over|back) )*(?:in)?to\b|\breplace (?:it|that|this) (?:by|with)\b|\buse\b/gi,
  /\b(?:make|show|give|tell|do|limit|narrow|restrict|keep|compare) (?:me )?(?:it|that|this|them|these|those)(?: down)?(?: to)?\b/gi,
  /\b(?:as|in|draw|plot|make|show)?\s*(?:(?:it|that|this) )?(?:as|in)? ?an? (?:pie|bar|line|column|area|scatter|donut|stacked)(?: ?-?(?:chart|graph|plot|diagram))?s?\b|\bas a (?:table|chart|graph)\b/gi,
  /拆一拆|列一列|排一排|(?:也|再)?来一?个|也给我|分到|分摊到|去掉|剔除|刨去|扣掉|去除/g,
  /(?<=\b[a-z]+ )ones?\b(?=\s*(?:$|[,.?!;]|and\b|in\b|only\b))/gi,
  /分一分|(?<=^再?(?:按|以)[^，。]{1,12})分(?:一?下|开|别)?(?:看|列|算)?(?=[，。？?]|$)|别数(?:个数|次数)了|别数了/g,
  /换成|换为|换到|换|改成|改为|改看|改到|变成|切换(?:成|到|为)|拆开|拆分|拆一下|拆|分开|细分|展开|分一下|统计一下|算一下|看一下|给我看看|给我看|看看|一下|再|那么|那|就行了?|就好|就可以|的话|同样的?|一样|麻烦|请/g,
  /(?:那|这)边|(?:只|光)算|汇总一?下?|归类一?下?|(?:也|再)?(?:来|给|要|出)一?份|一起|一并|(?:也|都)?列(?:一下|出来|上)|排个?序|排一?下序?|也看看?|分别/g,
  /(?:用|画成?|做成|以)?(?:饼|柱状?|条形|折线|面积|散点)图(?:表示|显示|展示|来?看)?/g,
]

/** The lattice with those words passed over: "break it down by reason" says "by reason". */
export const withoutCommands = (lattice: LinkResult): LinkResult => passOver(lattice, commands)

/** The lattice without meaning in the words that any of the patterns finds. Times stay. */
export const passOver = (lattice: LinkResult, patterns: readonly RegExp[]): LinkResult => {
  const { question, atoms } = lattice
  const spans = findStretches(question, patterns)
  const isPassed = atoms.map(({ from, to }) => spans.some(one => one.from <= from && to <= one.to))
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
