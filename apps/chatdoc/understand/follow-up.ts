import type { Language } from '@millwright/spec'
import type { UnderstandOutput } from '../step-outputs.ts'

/** A question made whole, with the words that were filled in; empty where it stood by itself. */
export interface Resolved {
  readonly question: string
  readonly filled: readonly string[]
}

const pronounEn =
  /\b(?:that|this) (?:one|machine|device|drive|motor|pump|part|alarm|code|error|fault)\b|\b(?:it|its|them|their|they)\b|\bthis(?= ?[?.,]|$)|\bthat(?= ?[?.,]|$)/i
const pronounZh =
  /那台|这台|那个|这个|它们|它的?|该(?:设备|机器|报警|故障|参数|部件)|上述|此(?:报警|故障|设备)/
const anotherEn =
  /^(?:and |then |so )?(?:what about|how about|and for|and|same for)\s+(?:for |with |on |in |at )?(?:the |a |an )?(?<other>.+?)\s*\??$/i
const anotherZh = /^(?:那么?)?(?<other>.+?)(?:呢|怎么样)\s*[？?]?$/
const quantity = /\d+(?:\.\d+)?\s?(?:[A-Za-z%°℃µμΩ][A-Za-z/²³·]*|千瓦|毫米|伏|安|转|牛米)/g

/** What the question before was about: its equipment, else its codes, else the words after its cue. */
export const topicOf = (before: UnderstandOutput): string => {
  const named = [...before.equipment, ...before.codes]
  if (named.length > 0) return named.join(' ')
  const question = before.question.replace(/[？?。.!！]+$/, '').trim()
  return before.language === 'zh' ? chineseTopic(question) : englishTopic(question)
}

const englishTopic = (question: string): string =>
  question
    .replace(
      /^(?:what|which|who|when|where|why|how)(?:'s)?\b(?: (?:many|much|long|often|to|do|does|did|is|are|was|were|can|should|must|could|would|i|we|you|one)\b)*/i,
      '',
    )
    .replace(/^\s*(?:is|are|was|were|does|do|did|can|should)\b/i, '')
    .replace(/^\s*(?:the|an?)\b/i, '')
    .trim()

const chineseTopic = (question: string): string =>
  question.replaceAll(
    /请问|怎么办|(?:应该)?(?:如何|怎么|怎样)|是?什么(?:意思|时候|地方)?|为什么|是?多少|哪(?:些|个|里|儿)|(?:是否|能否|可以)|[吗呢]$/g,
    '',
  )

/** "30 kW" for "15 kW", "E-208" for "E-207": what is of one kind takes the place of the other. */
const replaceAlike = (
  before: UnderstandOutput,
  other: string,
  codes: readonly string[],
): string | undefined => {
  const [code] = codes
  const [oldCode] = before.codes
  if (code !== undefined && oldCode !== undefined) return before.question.replace(oldCode, code)
  const [mine] = other.match(quantity) ?? []
  const [old] = before.question.match(quantity) ?? []
  return mine !== undefined && old !== undefined ? before.question.replace(old, mine) : undefined
}

interface FollowUp {
  readonly language: Language
  readonly codes: readonly string[]
  readonly before: UnderstandOutput
}

/**
 * Fills in what a question leaves to the one before: "it" and "那台" stand for its topic, "what about 30 kW?" asks the
 * same of another thing. A question that names its own thing stays as it is.
 */
export const resolveFollowUp = (question: string, { language, codes, before }: FollowUp): Resolved => {
  const other = (language === 'zh' ? anotherZh : anotherEn).exec(question.trim())?.groups?.['other']
  if (other !== undefined && other.length <= 60) {
    const replaced = replaceAlike(before, other, codes)
    if (replaced !== undefined) return { question: replaced, filled: [replaced] }
    const joined = before.question.replace(/[？?。.]+$/, '')
    return {
      question: language === 'zh' ? `${other}：${joined}？` : `${joined}, ${other}?`,
      filled: [joined],
    }
  }
  const pronoun = language === 'zh' ? pronounZh : pronounEn
  const topic = topicOf(before)
  if (topic === '' || !pronoun.test(question)) return { question, filled: [] }
  return { question: fill(question, pronoun, { topic, language }), filled: [topic] }
}

const fill = (
  question: string,
  pronoun: RegExp,
  { topic, language }: { readonly topic: string; readonly language: Language },
): string =>
  question.replace(pronoun, found => {
    if (language === 'zh') return found.endsWith('的') ? `${topic}的` : topic
    return /^(?:its|their)$/i.test(found) ? `${topic}'s` : topic
  })
