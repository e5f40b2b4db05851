import { setPeriodsApart, setSideBySide, setUnlike } from './why-comparisons.ts'
import { toPlainWhy } from './why-paraphrases.ts'

/** A question that asks for causes, as the one that it asks them of. */
export interface WhyQuestion {
  /** The question without its why-word and without the words that only say which way it went. */
  readonly about: string
  /** Which way the asker says that it went, where they say so. */
  readonly direction?: 'up' | 'down' | undefined
  /** The height itself is asked about ("so high", "more than"), not that it moved. */
  readonly isLevel: boolean
  /** Things are counted: "are there more measurements out of tolerance", "so many lots". */
  readonly isCounted: boolean
  /** "are there more in May", "was it higher last week", and nothing that it is more than: than before. */
  readonly isMoreThanBefore: boolean
  /** No period is meant but of late: "lately", 最近. */
  readonly isLately: boolean
  /** What it is set against, in the asker's words: "than its other shifts". */
  readonly others?: string | undefined
}

const opening =
  /^\s*(?:(?:and|so|but|ok|okay)[\s,]+)?(?:(?:please |can you |could you |do you |does anyone |i(?:'d| would) like to )?(?:explain|tell me|any idea|know|i wonder|(?:is|was) there (?:a|any)(?: (?:particular|special|good|known))? reason) (?:to me )?)?(?:why|how come|how(?:'s|\s+is) it(?: possible)? that|what\s+(?:caused|explains|drives|causes|drove|made|led to|has (?:caused|driven|led to))|what(?:'s|\s+(?:is|was|lies))\s+(?:behind|driving|causing|responsible for|to blame for|the matter with|up with|going on with|wrong with))\b(?:\s+(?:did|does|do|is|are|was|were|has|have|had))?(?:\s+there)?(?:\s+be(?:en)?)?/i
/** "the reason for the rise in scrap", where the words say that something moved or is high. */
const reason =
  /^\s*(?:(?:and|so|but)\s+)?what(?:'s|\s+(?:is|was|were|are|could be))\s+(?:the\s+)?(?:main\s+|likely\s+)?(?:reasons?|causes?|explanations?)\s*(?:for|of|behind|that)?(?:\s+the\b)?|^\s*(?:any |the )?reasons? (?:for|behind)\b|是?(?:什么|啥)(?:导致|造成|引起)(?:了|的)?|(?:主要|到底|究竟)?(?:是|在)?哪(?:里|儿|块|方面|个环节)?(?:的问题|出了?(?:什么)?问题)|问题(?:主要)?(?:出在|在)哪(?:里|儿)?|是?[什甚啥]么?(?:原因|因素)(?:导致|造成|引起)?的?|(?:原因|为啥)(?:是|在于?)[什哪]么?里?|(?:这|那)?(?:到底|究竟)?是?(?:怎么|咋)(?:回事|[搞整弄]的|造成的)|(?:这|那)?(?:到底|究竟)?是?(?:什么|啥)(?:情况|缘故|问题|因素)(?:造成的?|导致的?|引起的?)?(?=[？?。！!呢啊呀\s]*$)|(?:到底|究竟)是?(?:什么|啥)原因|原因何在|出了?什么问题|(?:有|有没有)(?:什么|啥)?(?:特别|特殊|明显)?的?原因[吗么呢]?|[，,；;]?\s*(?:请|麻烦)?(?:你|您)?(?:帮忙|帮我)?(?:查|找|看|分析|说明?|解释)(?:[查找看说]|一下|下|出)?(?:到底|究竟)?是?(?:什么|啥)?的?原因(?=[？?。！!呢吗\s]*$)|的?原因(?=[？?。！!\s]*$)/i
/** "… . Why?", "… What is behind it?", "… - can you explain why?": the question for causes stands last. */
const closing =
  /(?<!\b(?:not|than|or|reason|know)\b[\s,;:.?–—-]*)[\s,;:.?!–—-]+(?:(?:and|so|but|now) )?(?:(?:do|does|can|could) (?:you|we|anyone) (?:know|say|see|explain|tell (?:me|us)) |explain |any idea |tell me |i wonder )?(?:why|how come|for what reason)(?: (?:is|was|did) (?:that|this|it)(?: happen)?| so| that| (?:the|this|that|such a) (?:big |large |huge )?(?:difference|gap|change|rise|increase|jump|drop|fall|decrease))?[\s?.!]*$|[\s,;:.?!–—-]+what (?:is|was|are|were) (?:it|this|that|these|they) (?:due to|because of|caused by|down to)[\s?.!]*$|[\s,;:.?!–—-]+(?:(?:and|so|but|now) )?what(?:'s|’s| is| was| has| are| were| could be| might be| did| do| does)?(?: (?:mainly|actually|really|possibly))? ?(?:(?:behind|causing|driving|explains?|explained|explaining|caused?|drove|driven|led to|made|going on(?: with)?|going wrong(?: with)?|happening(?: with)?|happened(?: with)?|the (?:main |likely )?(?:reason|cause|explanation|matter|driver)s?(?: (?:of|for|behind|with))?|the story|the deal|up with|responsible for|to blame(?: for)?)(?: (?:it|this|that|there|here|over there|the (?:rise|increase|jump|drop|fall|decrease|change|difference)))*)[\s?.!]*$|[\s,;:.?–—-]*\b(?:(?:do|does|can|could) (?:you|we|anyone) (?:know|say|see|explain|tell (?:me|us))|explain|any idea|tell me|i wonder|and)? ?(?:why(?: (?:is|was|did) (?:that|this|it)(?: happen)?)?|how come|for what reason|what(?:'s| is| was) (?:the )?(?:reason|cause))[\s?.!]*$/i
const analysing = /^(?:请|帮忙|帮我|麻烦)*(?:分析|找|查|看|说明|解释)(?:一下|下|找|出)?(?=.*原因)/
/** 怎么 asks for causes where what follows says that something moved or stands out; how to do something is no such question. */
const chineseWhy =
  /为什么|为何|为啥|怎么会|凭什么|(?:是)?(?:从)?哪(?:里|儿)?来的?(?=[这那]么)|(?:怎么|咋|咋会)(?!样|办|做|算|计算|弄|修|处理|整|查|看|用|回事)(?=[这那]么|[^，。？?]*(?:了|比|倍|[这那]么|突然|一下子|越来越|[升降涨跌掉增减]|[变偏][高低多少大小差]))/
const up =
  /\b(?:rise|rose|risen|rising|increas(?:e|es|ed|ing)|(?:go|goes|gone|going|went|shoot|shot) up|(?:climb|jump|spik|surg|soar|escalat|explod|balloon|rocket|skyrocket|swell|mount|peak)(?:e?d|s|es|e|ing)?|(?:creep|crept|edg(?:e|ed|ing)|tick(?:ed|ing)?|inch(?:ed)?|push(?:ed)?) up|grow|grew|grown|(?:get|got|getting|become|became) (?:higher|more)|so (?:much )?(?:longer|long|high|many|much|often|large|big|great)|(?<=\b(?:the|such|this|that|our) (?:such |very |unusually )?|^\s*)high|(?<=\b(?:is|are|was|were) (?:[^,;.?!]* )?)up(?=$|[,;.?!]| (?:again|since|compared|by|so much|this|last|from|in|on))|(?<=\S )up(?=\s*[?.!]*$)|extra|additional|more and more|(?:(?:almost|nearly|about|more than|over) )?(?:doubl|tripl)(?:e|es|ed|ing)|longer|higher|more)\b|升高|上升|[暴猛飙攀爬回陡剧]升|[暴猛疯]涨|[猛剧陡暴激]增|走高|变长|增加|增多|增长|激增|猛增|飙升|上涨|变高|变多|变大|提高|偏高|大增|大涨|through the roof|(?:这么|那么)(?:[高多]|严重|厉害)|[高多](?:出来?|了)(?:将?近?[一两三几\d]+倍|[这那]么?多?|老些|些|很多|不少|许多|得多|一大?截|一?点点?)*|(?:差不多|几乎|快要?)?翻了?(?:一?[倍番]|[两三几]倍)|越来越[高多大严重厉]+|[高多]起来|冒出来了?(?:[这那]么?多|不少)?|(?<=比[^，,。？?]{1,20})[高多大](?:[这那]么?多?|老些|些|很多|不少|许多|得多|一大?截|一?点点?)*(?=[，,。？?！!呢啊\s]|$)|(?<=\S\s*)(?:很|较|太|挺)?[高多](?=[，,。？?！!呢啊\s]*$)|涨了?/gi
const down =
  /\b(?:fall|fell|fallen|falling|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|plunged?|slump(?:ed)?|dip(?:ped)?|(?:collaps|crash|tumbl|plummet|shr[iau]nk|slid|eas|erod)(?:e?d|s|es|e|ing)?|sink|sank|(?:go|goes|gone|going|went) down|(?:get|got|getting|become|became) (?:lower|less)|so (?:low|few|little|small|short)|(?<=\b(?:the|such|this|that|our) (?:such |very |unusually )?|^\s*)low|(?<=\b(?:is|are|was|were) )down(?= (?:again|since|compared|by|so much|this|last|from))|lower|fewer|less and less|less)\b|[低少]起来|下降|降低|[暴猛狂]跌|[暴猛骤陡]降|[锐骤猛]减|回落|跳水|腰斩|缩水|走低|变短|减少|减小|下跌|下滑|骤降|走低|变低|变少|变小|偏低|大[减降]|(?:这么|那么)[低少]|[低少](?:出来?|了)(?:[这那]么?多?|老些|些|很多|不少|许多|得多|一大?截|一?点点?)*|(?<=比[^，,。？?]{1,20})[低少小](?:[这那]么?多?|老些|些|很多|不少|许多|得多|一大?截|一?点点?)*(?=[，,。？?！!呢啊\s]|$)|越来越[低少小]|(?<=\S\s*)(?:很|较|太|挺)?[低少](?=[，,。？?！!呢啊\s]*$)|跌了?|掉(?:了|得|到)/gi
const either =
  /\b(?:chang(?:ed?|ing)|(?:get|got|getting) (?:worse|better)|worsen(?:ed)?|improved?|so (?:bad|good)|again|worse|better|keeps?|always|suddenly|sharply|significantly|(?:the )?(?:worst|best|highest|lowest|most|fewest|least)|slightly|a (?:bit|little|lot|fair bit)|much|far|clearly|way|noticeably|considerably|markedly|quite|rather|somewhat|(?:hasn|isn|haven|didn|doesn|wasn)['’]?t (?:it|they|we))\b|\bby (?:about |around |almost |nearly |over |more than )?\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b)|(?:将近|大约|约|近)?\d+(?:\.\d+)?(?:[%％]|个百分点|个点|成)(?:左右|以上|多)?|[这那]么[差好]|老是|总是|老(?=[停坏出报跳卡])|总(?=[停坏出报跳卡])|频繁地?|又(?=\s|$)|一直在?|[略稍]微?|到底|究竟|一点|一些|有点|不少|许多|变化|波动|恶化|变差|改善|突然|大幅度?|明显|显著|有所|一下子|最[高低多少差好大]的?/gi

/** Words that compare heights, and words that say that something moved. */
const level =
  /\b(?:so (?:high|many|much|low|few|little|bad|good|often|long|large|big|small|short)|mostly|mainly|higher|lower|longer|more|fewer|less|worse|worst|best|highest|lowest|most|fewest|least)\b|\btwice\b|\btimes as\b|[这那]么(?:[高多低少差]|严重|厉害)|倍|\bkeeps?\b|\balways\b|老是|总是|老(?=[停坏出报跳卡])|总(?=[停坏出报跳卡])|频繁|更[高多低少差]|偏[高低]|(?<=\S\s*)(?:很|较|太|挺)?[高多低少](?=[，,。？?！!呢啊\s]*$)|最[高低多少差好大]|比.{1,10}[多高少低大小长短][？?。！!\s]*$/i
const movement =
  /\b(?:r(?:ise|ose|isen)|increas|climb|jump|spik|gr(?:ow|ew)|f(?:a|e)ll|drop|decreas|declin|surg|soar|escalat|explod|balloon|rocket|skyrocket|swell|creep|crept|collaps|crash|tumbl|plummet|shrink|shrank|plung|slump|worsen|improv|chang|go|goes|gone|went|shot|got|get|become|became|doubl|tripl)|more and more|less and less|翻[了倍番一]|越来越|[暴猛]跌|[暴猛疯]涨|走[高低]|回[落升]|跳水|腰斩|缩水|锐减|[高多低少]起来|升|[掉跌涨](?:了|得|到|幅)|上涨|增|下降|降低|减少|下跌|下滑|骤降|变|恶化|改善|大[增涨减降]|[高多低少]了/i
const others =
  /\b(?:than|compared (?:with|to)|versus|vs) (?:(?:in|on|at|for|of|during) )?(?:the |all |any |its |their |our |most )?(?:others?|rest)(?: \w+)?\b|\bthan (?:everyone|everything|anyone|any(?:where|thing)?) else(?:'s)?\b|[比跟和](?:其[他它余]的?|别的|别家的?|别处|别人)(?:\p{Script=Han}{0,2}(?:线|台|设备|机器|机型|机|班次|班组|班|供应商|厂家|家|产品|品种|型号|车间|区域|工位|地方|时段|时候|日子|天|类型|种类|种|个))?/giu

const lately =
  /\b(?:lately|recently|of late|these days|nowadays|at the moment)\b|最近(?!的?[一\d两二三四五六七八九十几]|的?[天周月])|近来|近期|[这近]阵子|这段时间/gi

/** "are there more lots", "did we have so many checks": how many of what follows, not how much each of it is. */
const counted =
  /\b(?:there|have|has|had|get|gets|got|see|sees|saw|seeing|having|getting|failing)\b(?: \w+)?? (?:(?:so|that) )?(?:many|few)\b|\b(?:there|have|has|had|get|gets|got|see|sees|saw|seeing|having|getting)\b(?: been)? (?:(?:so|that|so many|many|far|a lot|way) )*(?:more|fewer|many|few)\b(?! (?:than|often|at|on|in|during)\b)/i

const more = /\b(?:more|fewer|less|higher|lower|longer|shorter|worse)\b(?!.*\bthan\b)/i
/** What was once, of a shift that comes back every day apart. */
const past = /^(?!.*\b(?:nights?|shifts?|evenings?|days?)\b).*\b(?:did|was|were|had)\b/i

/** 咋比9月多…，咋回事: causes are asked for twice. */
const reasonAgain =
  /[，,；;]?\s*(?:请|麻烦)?(?:你|您)?(?:帮忙|帮我)?(?:查|找|看|分析|说明?|解释)(?:[查找看说]|一下|下|出)?(?:到底|究竟)?是?(?:什么|啥)?的?原因(?=[？?。！!呢吗\s]*$)|是?(?:怎么|咋)(?:回事|[搞整弄]的|造成的)|(?:什么|啥)原因/

/** What a question that opens with a why-word asks of; undefined for every other question. */
export const toWhyQuestion = (asked: string): WhyQuestion | undefined => {
  const question = toPlainWhy(asked)
  const words = whyWordsOf(question)
  if (!words) return undefined
  const rest = setUnlike(question)
    .replace(analysing, ' ')
    .replace(words, ' ')
    .replace(reasonAgain, ' ')
    .replace(chineseWhy, ' ')
  // 少了这么多: what is much is the decrease
  const isLess = /[低少]了/.test(rest)
  const direction = matches(rest, up) && !isLess ? 'up' : matches(rest, down) ? 'down' : undefined
  const isLevel = rest.search(level) >= 0 && rest.search(movement) < 0
  const about = [others, up, down, either]
    .reduce(
      (text, words) => text.replace(words, ' '),
      isLevel ? setSideBySide(rest.replace(others, ' ')) : setPeriodsApart(rest),
    )
    .replace(/[，,、;；]\s*(?=[?？]?\s*$)/g, '')
    .replace(/\s+(?=[了呢吗?？])|[了呢吗]\s*(?=[?？]?\s*$)|\s的\s*(?=[?？]?\s*$)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const against = rest.match(others)?.[0]
  return {
    about: about.replace(lately, ' ').replace(/\s+/g, ' ').trim(),
    direction,
    isLevel,
    isLately: matches(about, lately),
    isCounted: matches(question, counted),
    isMoreThanBefore: matches(question, more) && (matches(question, counted) || matches(question, past)),
    ...(against === undefined ? {} : { others: against }),
  }
}

/** A reason by itself may be a column ("the reason for each stop"); causes are asked of what moved or stands out. */
const whyWordsOf = (question: string): RegExp | undefined => {
  const plain = [opening, chineseWhy].find(words => words.test(question))
  if (plain) return plain
  const asked = [reason, closing].find(words => words.test(question))
  const rest = asked && setUnlike(question).replace(asked, ' ')
  if (!asked || rest === undefined) return undefined
  return [movement, height, compared].some(words => matches(rest, words)) ||
    isBare(rest) ||
    endsWithWhy(question)
    ? asked
    : undefined
}

/** "… . Why?": a question for causes by itself. */
const endsWithWhy = (question: string): boolean =>
  /[,;:.?!–—-]\s*(?:and |so |but )?(?:why|how come)[\s?.!]*$/i.test(question)

/** Two periods or things are set against each other: 略低一点 of 8月比7月, "far higher in October than in August". */
const compared =
  /\bcompared (?:with|to)\b|[比较].{1,15}[高低多少大小长短差]|\bthan\b(?! \d)|\bversus\b|\bvs\b|\bthrough the roof\b|\bup\b|\bdown\b/i

/** Of levels those that wonder: "the reason for most stops" is a column. */
const height =
  /^\s*(?:high|low)\b|\b(?:the|such|this|that) (?:high|low)\b|\b(?:extra|additional)\b|\b(?:more|fewer|less)\b(?! than \d)|\b(?:so|this|that) (?:high|many|much|low|few|little|bad|good)\b|\bmore\b.*\bthan\b|\b(?:higher|lower|fewer|less|worse) than\b|[这那]么[高多低少差]|偏[高低]/i

const pronouns =
  /\b(?:it|its|that|this|these|those|they|them|so|is|was|are|were|be|did|do|does|has|have|had|the|a|case|happen(?:s|ed|ing)?|there|then|exactly|in|of|for|ones?)\b|[这那](?:台|条|个|种|家|批)(?![月年周季星礼小])|这样|那样|这个|那个|会|这|那|它|是|的|呢|啊|了|吗|出现|发生|情况|结果|有|请问|其/gi

const isBare = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text.replace(pronouns, ' '))

/** "Why?", "why did it rise?", 为什么会这样: nothing is named whose causes are asked. */
export const isBareWhy = ({ about }: WhyQuestion): boolean => isBare(about)

const matches = (text: string, words: RegExp): boolean => text.search(words) >= 0
