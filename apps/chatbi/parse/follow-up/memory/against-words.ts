/** Words that set the two answers before against each other, and how. */

const unit = '(?:个)?(?:百分点|小时|钟头|分钟|件|次|度电?|千瓦时|公斤|千克|吨|台|张|批|条|单|块钱?|元|天|倍)?'
const grown = '(?:more|less|fewer|higher|lower|longer|shorter|better|worse|greater|bigger|smaller|larger)'

/** One of these must be there: "the change from one to the other", "how much more", 差多少, 多了几个小时. */
export const setsAgainst: readonly RegExp[] = [
  /\b(?:the |any |in |by |and |a |percent(?:age)? |net |absolute |relative )*(?:difference|diff|gap|delta|change|increase|decrease|growth|drop|rise|reduction|decline|ratio)\b(?! (?:it|that|this|them|to|the)\b)/gi,
  new RegExp(`\\bby how (?:much|many)\\b|\\bhow (?:much|many) (?=(?:[a-z]+ ){0,2}${grown}\\b)`, 'gi'),
  /(?<![偏公误])(?:相差|差距|差异|差额|差值|差别|变化|变动|(?:有)?差(?=多|几|了|百))/g,
  new RegExp(
    `(?:多|少|高|低|长|短|大|小|贵|涨|降|跌|增加|减少|上升|下降|提高|降低|增长|增|减)(?:了|出来?)?(?:多少|几|百分之几)${unit}`,
    'g',
  ),
]

/** Besides, these say no more than that: "than the first", "is that", 两周, 相比. */
export const aroundAgainst: readonly RegExp[] = [
  new RegExp(`\\b${grown}(?: or (?:more|less|fewer|higher|lower|worse|better))?\\b`, 'gi'),
  /\b(?:from|between|of|in|to|and|than|with|versus|vs\.?|over|compared (?:to|with))? ?(?:the )?(?:one (?:to|and|versus|vs) (?:the )?(?:other|next)|first (?:one )?(?:to|and) (?:the )?(?:second|other)(?: one)?|each other|one another|(?:these |those |them )?(?:the )?two(?: of them)?|both(?: of them)?|these|those|them)\b/gi,
  /\b(?:than|to|with|from|versus|vs\.?|over|against) (?:the )?(?:first|former|other|previous|earlier|one before|time before|second|latter|last)(?: one| figure| number| value| answer)?\b/gi,
  /\b(?:what(?:'?s| is| was)?|which is|how (?:much|big|large|many) (?:is|was)|give me|tell me|show me|(?:is|was|are|were|did|has|have) (?:it|that|this|they|there)|change(?:d)?|rise|risen|grow|grown|fall|fallen|drop(?:ped)?|go (?:up|down)|just|only|then|so|as a|as|in|a) ?\b/gi,
  /\b(?:percent(?:age)?|per cent|percentage terms|number)\b|%/gi,
  /(?:这|那)?[两二俩](?:个(?:月|季度|星期)?|[者周天年班家条台种批张])(?:之间|相比|比)?|前后|之间|它们|(?:前|后|上|下)(?:一个|者|面那个)|第[一二]个|[这那]个|相比|相?对比|比一?比|比较?一?下|比起来|比较|比/g,
  new RegExp(`(?:是|有)?(?:多少|多大|几|百分之几)${unit}|[了呢吗吧的是有]`, 'g'),
]

/** "by how many percent", 涨了百分之几: the difference as a part of what it is set against. */
export const asksForGrowth = (question: string): boolean =>
  /\bpercent(?:age)?\b(?! points?)|\bper cent\b|%|百分之|比例|增长率|growth rate/i.test(question)

/** "how many times", 几倍: how many times it is. */
export const asksForRatio = (question: string): boolean => /\bratio\b|\btimes\b|倍/i.test(question)

/** "how much more is the first than the second": not the last against the one before it. */
export const saysReversed = (question: string): boolean =>
  /\b(?:first|former|one before)(?: one)? (?:than|versus|vs|minus|over|exceed)|前者比|第一个比|前一个比/i.test(
    question,
  )
