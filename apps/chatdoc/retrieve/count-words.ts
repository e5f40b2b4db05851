/** The words of several passages, numbered from 0 as they were met. */
export interface CountedWords {
  readonly words: readonly string[]
  /** In how many passages each word stands. */
  readonly holding: readonly number[]
  readonly passages: readonly CountedPassage[]
}

interface CountedPassage {
  /** Words in all. */
  readonly length: number
  /** How often each of its words stands in it. */
  readonly counts: readonly { readonly word: number; readonly count: number }[]
}

/** How often which words stand in passages, given as `encode-tokens.ts` wrote them; other forms of a word do not count. */
export const countWords = (tokens: readonly string[]): CountedWords => {
  const numbers = new Map<string, number>()
  const holding: number[] = []
  /** Where the count of a word is among those of the passage, by its number; of no use where it is from one before. */
  const places: number[] = []
  const countPassage = (text: string): CountedPassage => {
    const counts: { word: number; count: number }[] = []
    let length = 0
    for (const token of text.replaceAll('\t', ' ').split(' ')) {
      if (token.length < 2 || token.startsWith('~')) continue
      length += 1
      const word = numbers.get(token) ?? numbers.size
      const known = counts[places[word] ?? counts.length]
      if (known?.word === word) known.count += 1
      else {
        numbers.set(token, word)
        holding[word] = (holding[word] ?? 0) + 1
        places[word] = counts.push({ word, count: 1 }) - 1
      }
    }
    return { length, counts }
  }
  const passages = tokens.map(countPassage)
  return { words: [...numbers.keys()], holding, passages }
}
