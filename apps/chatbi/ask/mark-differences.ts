import type { Language } from '@millwright/spec'
import type { Stretch } from './step-outputs.ts'

interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}

/**
 * For each sentence the stretches that not all of them have: what is outside the words that they share in order. Words are
 * those of the language (Unicode Standard Annex 29; Chinese by its dictionary).
 */
export const markDifferences = (
  sentences: readonly string[],
  language: Language,
): readonly (readonly Stretch[])[] => {
  const all = sentences.map(sentence => tokensOf(sentence, language))
  const [first = [], ...others] = all
  const shared = others.reduce<readonly string[]>(
    (common, tokens) => commonOf(common, textsOf(tokens)),
    textsOf(first),
  )
  return all.map((tokens, i) => stretchesBetween(tokens, shared, sentences[i] ?? ''))
}

const textsOf = (tokens: readonly Token[]): readonly string[] => tokens.map(({ text }) => text)

const tokensOf = (sentence: string, language: Language): readonly Token[] =>
  [...new Intl.Segmenter(language, { granularity: 'word' }).segment(sentence)].flatMap(
    ({ segment, index, isWordLike }) =>
      isWordLike ? [{ text: segment.toLowerCase(), from: index, to: index + segment.length }] : [],
  )

/** The longest common subsequence. */
const commonOf = (a: readonly string[], b: readonly string[]): readonly string[] => {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const common: string[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;)
    if (a[i] === b[j]) {
      common.push(a[i] ?? '')
      i++
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  return common
}

/** Where the sentence has words beside the shared ones; neighbours with nothing but a space between are one stretch. */
const stretchesBetween = (
  tokens: readonly Token[],
  shared: readonly string[],
  sentence: string,
): readonly Stretch[] => {
  const stretches: Stretch[] = []
  let next = 0
  for (const { text, from, to } of tokens) {
    if (text === shared[next]) {
      next++
      continue
    }
    const last = stretches.at(-1)
    if (last && sentence.slice(last.to, from).trim() === '') stretches.splice(-1, 1, { from: last.from, to })
    else stretches.push({ from, to })
  }
  return stretches
}
