import type { Composer } from './answer-input.ts'
import { composeSentences } from './compose-sentences.ts'

const negationEn =
  /\b(?:not|no|never|cannot|can't|don't|doesn't|isn't|aren't|won't|mustn't|shouldn't|without|neither|nor|unable|impossible|unsupported|forbidden|prohibited|none)\b/i
const negationZh = /不(?!同|仅|但|过|久|断|少|管|论)|没有|无法|未|禁止|严禁|切勿|请勿|勿|并非|不能|不得|不可/

const isNegative = (text: string, isChinese: boolean): boolean =>
  (isChinese ? negationZh : negationEn).test(text)

/** The sentence that says so, with yes or no where its words leave no doubt: most of the question stands in it. */
export const composeYesNo: Composer = input => {
  const composed = composeSentences(input)
  const [best] = input.read.candidates
  if (!composed || !best) return undefined
  const { short: _, ...sentences } = composed
  const isChinese = input.understood.language === 'zh'
  const isPlain =
    (best.features['cover'] ?? 0) >= 0.75 &&
    !isNegative(
      input.understood.question.replace(/是不是|能不能|会不会|有没有|要不要|可不可以/u, ''),
      isChinese,
    )
  if (!isPlain) return sentences
  const isNo = isNegative(best.quote, isChinese)
  return { ...sentences, short: isChinese ? (isNo ? '否' : '是') : isNo ? 'No' : 'Yes' }
}
