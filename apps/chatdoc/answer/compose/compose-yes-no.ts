import type { Composer } from './answer-input.ts'
import { isNegative } from '../../check/negation.ts'
import { composeSentences } from './compose-sentences.ts'

/** The sentence that says so, with yes or no where its words leave no doubt: most of the question stands in it. */
export const composeYesNo: Composer = input => {
  const composed = composeSentences(input)
  const [best] = input.read.candidates
  if (!composed || !best) return undefined
  const { short: _, ...sentences } = composed
  const isChinese = input.understood.language === 'zh'
  const asked = input.understood.question.replace(/是不是|能不能|会不会|有没有|要不要|可不可以/u, '')
  const isPlain = (best.features['cover'] ?? 0) >= 0.75 && !isNegative(asked)
  if (!isPlain) return sentences
  const isNo = isNegative(best.quote)
  return { ...sentences, short: isChinese ? (isNo ? '否' : '是') : isNo ? 'No' : 'Yes' }
}
