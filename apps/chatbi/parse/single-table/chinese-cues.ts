/** How the model, which learned from English questions, is told what Chinese function words say. */
const phrases: readonly (readonly [english: string, chinese: string])[] = [
  ['how many years', '几年|多少年'],
  ['how many hours', '几小时|几个小时|多少小时|多少个小时'],
  ['how many minutes', '几分钟|多少分钟'],
  ['how many days', '几天|多少天'],
  ['how many times', '几次|多少次|几回|多少回'],
  [
    'how many',
    '有多少|有几|多少个|多少台|多少种|多少家|多少名|多少位|多少件|多少条|多少把|多少人|几个|几台|几种|几家|几名|几位|几件|几条|几把|几人|几项|几起|几批',
  ],
  ['what is', '是多少|为多少|是什么|有多大|是几'],
  ['how much', '多少'],
  ['how long', '多久|多长时间|多长'],
  ['which year', '哪一年|哪年'],
  ['when', '什么时候|何时|哪一天|哪天'],
  ['who', '谁|哪位|哪个人'],
  ['where', '在哪里|在哪儿|哪里|哪儿|何处'],
  ['which', '哪个|哪台|哪家|哪种|哪些|哪一个|哪几个|哪几家|哪几台|哪把|哪次|哪一次|哪项|哪批|哪'],
  ['what', '什么'],
  ['is', '是否|是不是|有没有|吗'],
  ['appears the most', '出现得最多|出现最多|出现次数最多|最常见|最频繁|最常出现'],
  ['appears', '出现'],
  ['the most', '最多'],
  ['the least', '最少'],
  ['the largest', '最大'],
  ['the smallest', '最小'],
  ['the highest', '最高'],
  ['the lowest', '最低'],
  ['the longest', '最长|最久'],
  ['the shortest', '最短'],
  ['the most expensive', '最贵'],
  ['the cheapest', '最便宜'],
  ['the heaviest', '最重'],
  ['the lightest', '最轻'],
  ['the fastest', '最快'],
  ['the slowest', '最慢'],
  ['the earliest', '最早'],
  ['the latest', '最晚|最迟'],
  ['the newest', '最新'],
  ['the most recent', '最近'],
  ['the oldest', '最老|最旧'],
  ['the youngest', '最年轻'],
  ['the hottest', '最热'],
  ['the coldest', '最冷'],
  ['the best', '最好'],
  ['the worst', '最差'],
  ['the next to last', '倒数第二'],
  ['the last', '最后一个|最后一名|最后一次|最后|倒数第一|末尾'],
  ['the first', '第一个|第一名|第一次|第一|首个|最前面|最先'],
  ['the second', '第二个|第二名|第二'],
  ['right after', '紧接着|紧跟着|后一个|下一个|接下来'],
  ['after', '之后|以后|后面|其后'],
  ['before', '之前|以前|前面'],
  ['the previous', '上一个|前一个'],
  ['average', '平均每|平均|均值'],
  ['total', '一共|总共|合计|总计|共计|总和|加起来|总的|总'],
  ['difference between', '相差|差距|差值|之差|差'],
  ['than', '比'],
  ['more than once', '不止一次|一次以上|多于一次|超过一次|两次以上'],
  ['at least', '至少|不少于|不低于|最起码'],
  ['more than', '超过|多于|大于|高于|不止'],
  ['less than', '少于|低于|不到|小于|不足'],
  ['at most', '至多|不超过'],
  ['exactly', '恰好|正好|刚好'],
  ['only', '只有|仅有|仅|只'],
  ['the same', '相同|一样|同样|相等'],
  ['consecutive', '连续|接连'],
  ['besides', '除了|除去|除'],
  ['other', '其他|其它|别的'],
  ['else', '还有'],
  ['no', '没有人|无人|没有任何'],
  ['not', '不是|没有|没|未|不'],
  ['and', '和|与|跟|以及|及'],
  ['or', '或者|或|还是'],
  ['number of times', '次数'],
  ['number of', '数量|个数|件数|台数'],
  ['times', '次'],
  ['between', '之间|介于'],
]

/** Said of one thing against another, after 比. */
const comparatives: Readonly<Record<string, string>> = {
  多: 'more',
  少: 'fewer',
  贵: 'more expensive',
  便宜: 'cheaper',
  长: 'longer',
  久: 'longer',
  短: 'shorter',
  高: 'higher',
  低: 'lower',
  大: 'larger',
  小: 'smaller',
  快: 'faster',
  慢: 'slower',
  早: 'earlier',
  晚: 'later',
  重: 'heavier',
  轻: 'lighter',
  热: 'hotter',
  冷: 'colder',
  新: 'newer',
  老: 'older',
}

const silent = '的|了|是|在|有|被|由|把|过|呢|啊|请问|以外|之外|那个|这个|都|得|里|中|上|第|个|为'.split('|')

const english: ReadonlyMap<string, string> = new Map(
  phrases.flatMap(([meaning, words]) => words.split('|').map(word => [word, meaning] as const)),
)
const longest = Math.max(...[...english.keys()].map(word => word.length))

/** The longest function word that the text has there, with the English for it, empty where it says nothing by itself. */
export const cueAt = (
  text: string,
  at: number,
  isComparison: boolean,
): { readonly length: number; readonly english: string } | undefined => {
  for (let length = longest; length > 0; length--) {
    const word = text.slice(at, at + length)
    const found = english.get(word) ?? (isComparison ? comparatives[word] : undefined)
    if (found !== undefined) return { length, english: found }
    if (silent.includes(word)) return { length, english: '' }
  }
  return undefined
}
