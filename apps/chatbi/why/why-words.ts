/** A question that asks for causes, as the one that it asks them of. */
export interface WhyQuestion {
  /** The question without its why-word and without the words that only say which way it went. */
  readonly about: string
  /** Which way the asker says that it went, where they say so. */
  readonly direction?: 'up' | 'down' | undefined
  /** The height itself is asked about ("so high", "more than"), not that it moved. */
  readonly isLevel: boolean
}

const opening =
  /^\s*(?:(?:and|so|but)\s+)?(?:why|how come|what\s+(?:caused|explains|drove|is behind|was behind))\b(?:\s+(?:did|does|do|is|are|was|were|has|have|had))?(?:\s+there)?(?:\s+be(?:en)?)?/i
const chineseWhy = /为什么|为何|为啥|怎么会|是?什么原因(?:导致|造成|引起)?/
const up =
  /\b(?:rise|rose|risen|rising|increas(?:e|es|ed|ing)|(?:go|goes|gone|going|went) up|climb(?:ed)?|jump(?:ed)?|spiked?|grow|grew|grown|(?:get|got|getting|become|became) (?:higher|more)|so (?:high|many|much)|higher|more)\b|升高|上升|增加|增多|增长|上涨|变高|变多|提高|偏高|(?:这么|那么)[高多]|涨了?/gi
const down =
  /\b(?:fall|fell|fallen|falling|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|(?:go|goes|gone|going|went) down|(?:get|got|getting|become|became) (?:lower|less)|so (?:low|few|little)|lower|fewer|less)\b|下降|降低|减少|下跌|变低|变少|偏低|(?:这么|那么)[低少]|跌了?/gi
const either =
  /\b(?:chang(?:e|es|ed|ing)|(?:get|got|getting) (?:worse|better)|so bad|worse|better)\b|变化|波动|恶化|变差/gi

/** Words that compare heights, and words that say that something moved. */
const level =
  /\b(?:so (?:high|many|much|low|few|little|bad)|higher|lower|more|fewer|less|worse)\b|[这那]么[高多低少]|更[高多低少]|偏[高低]/i
const movement =
  /\b(?:r(?:ise|ose|isen)|increas|climb|jump|spik|gr(?:ow|ew)|f(?:a|e)ll|drop|decreas|declin|chang|go|goes|gone|went|got|get|become|became)|升|上涨|增|下降|降低|减少|下跌|变/i
const others =
  /\bthan (?:the |all |any )?(?:others?|rest)(?: \w+)?\b|\bcompared (?:with|to) (?:the |all )?(?:others?|rest)(?: \w+)?\b|比其[他它余]的?(?:\p{Script=Han}{2})?/giu

/** What a question that opens with a why-word asks of; undefined for every other question. */
export const toWhyQuestion = (question: string): WhyQuestion | undefined => {
  const isWhy = opening.test(question) || chineseWhy.test(question)
  if (!isWhy) return undefined
  const rest = question.replace(opening, ' ').replace(chineseWhy, ' ')
  const direction = matches(rest, up) ? 'up' : matches(rest, down) ? 'down' : undefined
  const isLevel = rest.search(level) >= 0 && rest.search(movement) < 0
  const about = [others, up, down, either]
    .reduce((text, words) => text.replace(words, ' '), rest)
    .replace(/\s+(?=[了呢吗?？])|[了呢吗]\s*(?=[?？]?\s*$)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return { about, direction, isLevel }
}

const matches = (text: string, words: RegExp): boolean => text.search(words) >= 0
