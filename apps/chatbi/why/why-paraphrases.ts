const higher = /^(?:up|higher)$/i
const moves = (way: string): string => (higher.test(way) ? 'rise' : 'fall')

const noun =
  '(?:increases?|rises?|jumps?|spikes?|growth|surge|climb|drops?|falls?|declines?|decreases?|dips?|slump|changes?|differences?|deterioration|worsening)'

type Rewriting = readonly [RegExp, string | ((...parts: string[]) => string)]

/** What pushes or explains something, who or what is to blame for it, where more of it came from: why it rose. */
const english: readonly Rewriting[] = [
  [/\bwhy (?:oh|on earth|the hell|exactly|is it that|was it that) (?:why )?/i, 'why '],
  [
    /^\s*(?:who or )?(?:what|which factors?) (?:has |have |is |are |was |were )?(?:push(?:ed|es|ing)|driv(?:es?|ing)|drove|driven|brought|sent|dragg(?:ed|ing)|pull(?:ed|ing)) (up|down) /i,
    (_, way = '') => `why the ${moves(way)} in `,
  ],
  [
    /^\s*(?:who or )?(?:what|which factors?) (?:has |have |is |are |was |were )?(?:push(?:ed|es|ing)|driv(?:es?|ing)|drove|driven|brought|sent|dragg(?:ed|ing)|pull(?:ed|ing)) (.+?) (up|down|higher|lower)\b/i,
    (_, what = '', way = '') => `why did ${what} ${moves(way)}`,
  ],
  [
    /^\s*(?:who or )?(?:what|which (?:main )?(?:factors?|things?)) (?:(?:mainly|really|actually) )?(?:accounts? for|accounted for|contribut(?:es?|ed) to|triggered|brought about|(?:went|goes|is going|has gone) wrong with|lies behind|lay behind|(?:is|are|was|were) responsible for|explains?|explained|affect(?:s|ed)?|influenc(?:es?|ed)|drives?|drove)\b/i,
    'what explains',
  ],
  [/^\s*what(?:'s| has|) happen(?:ed|ing) (?:to|with)\b/i, 'what explains the change in'],
  [/^\s*what (?:makes|keeps|kept|leaves)\b/i, 'what made'],
  [
    new RegExp(
      `^\\s*(?:please |can you |could you |how (?:do|would|can) (?:you|we|i) |let(?:'s| us) |help me )*(?:explain|investigate|dig into|look into|analy[sz]e|account for|find out about|understand) (?=(?:me )?(?:the|this|that|last|a)?\\s*(?:[\\w-]+ ){0,3}?${noun}\\b)`,
      'i',
    ),
    'what explains ',
  ],
  [
    /^\s*(?:(?:what(?:'s|\s+(?:is|are|was|were))|is there|are there|any|give me|show me|list|name|find)\s+)*(?:the |an? |any |some )*(?:(?:root|main|biggest|likely|key|top|principal|chief|possible)[ -]+)*(?:causes?|drivers?|factors?|explanations?|culprits?) (?:of|for|behind|in)\b/i,
    'what is the reason for',
  ],
  [
    /^\s*where (?:does|did|do|is|are|was|were|has|have) (?:all )?(?:the |this |these |that )?((?:extra|additional|more|increase|rise|jump|spike|growth|drop|fall|decline)\b.*?) (?:come|comes|coming|came) from\b/i,
    (_, what = '') => `why ${what}`,
  ],
  [/([,;:.?!–—-]\s*)(?:the |what )?(?:reasons?|causes?|explanations?)[\s?.!]*$/i, '$1why?'],
  [/\b(?:hardly|barely|scarcely) any\b|\b(?:almost|nearly|next to) no\b/gi, 'so few'],
]

const chineseUp = /高|升|多|大/
const chinese: readonly Rewriting[] = [
  [/(?:到底|究竟)?是?(?:什么|啥|哪些)(?:因素|东西|原因|事情)?(?:会)?(?:让|使得?|令)(?!用)/, '为什么'],
  [
    /被(?:什么|啥)(?:因素|东西)?(?:给)?(拉高|推高|抬高|推升|带高|拉低|压低|拖累|影响)了?/,
    (_, way = '') => `为什么${/影响/.test(way) ? '变化' : chineseUp.test(way) ? '上升' : '下降'}了`,
  ],
  [
    /(?:到底|究竟)?是?(?:什么|啥|哪些)(?:因素|东西|原因)?(拉高|推高|抬高|推升|带高|拉低|压低|拖累|影响)了?([^，,。？?]+)/,
    (_, way = '', what = '') =>
      `为什么${what}${/影响/.test(way) ? '变化' : chineseUp.test(way) ? '上升' : '下降'}了`,
  ],
  [
    /(?:导致|造成|引起)([^，,。？?]{2,24}?(?:[升降涨跌增减变][^的，,]{0,3}|(?<!最)[高低多少差]了?))的(?:主要|关键|根本|真正)?(?:因素|原因|问题)(?:都)?(?:是|有|在)?(?:哪些|什么|啥|哪里|哪儿)?/,
    '为什么$1',
  ],
  [
    /影响([^，,。？?]{2,24}?)的(?:主要|关键|根本|真正)?(?:因素|原因)(?:都)?(?:是|有)?(?:哪些|什么|啥)?/,
    '为什么$1变化',
  ],
  [/[，,]?(?:到底|究竟)?(?:都)?是?(?:因为|由于|出于|缘于)(?:什么|啥)(?:原因|缘故|情况)?/, '，为什么'],
  [/[，,]?(?:到底|究竟)?(?:都)?(?:是|该|要)?(?:谁|哪个环节)(?:的)?(?:责任|锅|问题|干的|搞的)/, '，为什么'],
  [/多出来的([^，,。？?]{1,12}?)(?:都)?是?从?哪(?:里|儿)?(?:冒出?)?来的/, '为什么$1增多'],
  [/[，,；;]\s*(?:原因|缘由|缘故)(?:呢|何在)?(?=[？?。！!\s]*$)/, '，为什么'],
]

/** A question for causes that does not say why, as one that does; every other question as it is. */
export const toPlainWhy = (question: string): string =>
  [...english, ...chinese].reduce(
    (text, [words, plain]) =>
      typeof plain === 'string' ? text.replace(words, plain) : text.replace(words, plain),
    question,
  )
