/** Words that ask for the answers before in one. */

const noun = '(?:weeks|months|days|quarters|years|shifts|periods|numbers|figures|answers|results)'
const pair = `\\b(?:(?:for |of |in |on )?(?:both(?: of (?:them|these|those))?|(?:the|these|those) (?:two|three)(?: of them)?|all (?:two|three|of (?:them|these|those)))(?: ${noun})?)\\b`
const chinesePair =
  '(?:这|那)?(?:[两二俩三]|2|3)(?:个(?:月|季度|星期|班|班次|时段)?|[者周天年班家台种批张]|条(?:产?线)?)(?:都|的)?'

/** They say that several are meant. */
export const saysSeveral: readonly RegExp[] = [
  new RegExp(
    `${pair}(?! (?:worst|best|biggest|largest|highest|lowest|longest|shortest|smallest|most|least|top|bottom|first|last|oldest|newest))`,
    'gi',
  ),
  /\bside by side\b|\bnext to (?:each other|one another|the other)\b|\b(?:in(?:to)?|on|as) (?:one|a single|the same) (?:table|list|chart|view|answer|picture|graph)\b|\badd (?:them|those|these|the two|both)(?: (?:all|both))?(?: (?:up|together))?\b|\bsum (?:of )?(?:them|those|these|the two|both)(?: up)?\b/gi,
  new RegExp(`(?<![前后上下最第])${chinesePair}`, 'g'),
  /放(?:在|到|进)?(?:一起|一块儿?|(?:同)?一张表(?:里)?)|并排|合并|二者|(?:合|加)(?:在一|到一)?起来?/g,
]

/** They may as well say that the groups are told as one. */
export const saysTogether: readonly RegExp[] = [
  /\b(?:all )?(?:together|combined|altogether|summed(?: up)?|added(?: up| together)?)\b|\b(?:in|the|a|grand) total\b|^(?:and )?total\b|\bin all\b/gi,
  /一共|总共|合计|总计|共计|总和|总数|一起|一块儿/g,
]

/** Each of them by itself. */
export const saysApart = (question: string): boolean =>
  /\bside by side\b|\bnext to\b|\b(?:one|single|same) (?:table|list|chart|view|picture|graph)\b|\bcompar|\beach\b|\bseparate|\brespectively\b|放(?:在|到|进)?(?:一起|一块|同?一张)|并排|比|分别|各|分开/i.test(
    question,
  )

export const saysSum = (question: string): boolean =>
  saysTotal(question) || /\badd(?:ed)?\b|合并/i.test(question)

/** One number of all of them. */
export const saysTotal = (question: string): boolean =>
  /\b(?:together|combined|altogether|sum(?:med)?|total|in all)\b(?! with)|一共|总共|合计|总计|共计|总和|总数|(?:合|加)(?:在一|到一)?起/i.test(
    question,
  )

/** Besides, these say no more than that. */
export const aroundTogether: readonly RegExp[] = [
  /\b(?:put|show|give me|show me|list|have|take|view|display|compare|compared|comparison(?: of)?|what(?:'?s| is| was| are| were)?|how (?:much|many)(?: (?:is|was|are|were) (?:it|that|they))?|is that|was that|(?:the )?sum(?: of)?|make|it|that|them|each|separately|respectively|for|of|in|as|with|and|then|ok(?:ay)?|now|please|just)\b/gi,
  /(?:是|有|用了?|做了?|停了?|花了?)?多少[件次度个台张批吨条单]?|[几]次|分别|各自|各|分开|比一?比|比较?一?下|对比一?下?|相?比|看一?[看下]|列|都|共|了|呢|吧|的|把|给我/g,
]

/** How many are said: 三个班. */
export const countSaid = (question: string): number | undefined =>
  /\bthree\b|三|3个/i.test(question) ? 3 : /\btwo\b|\bboth\b|[两二俩]/i.test(question) ? 2 : undefined
