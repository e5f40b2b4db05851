import { isStopword } from '../analyse/stopwords.ts'
import type { CountedWords } from './count-words.ts'

/** Passages that are taken to be right, words that are learned from them, and how fast trust falls with the score. */
const feedbackPassages = 10
const feedbackWords = 30
const trust = 4

/** How much each word, by its number, stands in the best passages more often than in the others found; most are 0. */
const learnWords = ({ words, passages, holding }: CountedWords, scores: readonly number[]): Float64Array => {
  const weights = new Map<number, number>()
  const order = scores.map((_, index) => index).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  for (const index of order.slice(0, feedbackPassages)) {
    const { length = 0, counts = [] } = passages[index] ?? {}
    const share = (scores[index] ?? 0) ** trust / Math.max(20, length)
    for (const { word, count } of counts) {
      if (isStopword(words[word] ?? '')) continue
      const rarity = Math.log((passages.length + 1) / (holding[word] ?? 1))
      weights.set(word, (weights.get(word) ?? 0) + share * count * rarity)
    }
  }
  const model = new Float64Array(words.length)
  const best = [...weights].toSorted((a, b) => b[1] - a[1]).slice(0, feedbackWords)
  for (const [word, weight] of best) model[word] = weight
  return model
}

/**
 * Pseudo-relevance feedback (V. Lavrenko & W. B. Croft, "Relevance-based language models", SIGIR 2001; the passages
 * found are the background): how much each passage is made of the words that the best ones share, from 0 to 1. `scores`
 * are one a passage, from 0 to 1.
 */
export const scoreFeedback = (counted: CountedWords, scores: readonly number[]): readonly number[] => {
  const { passages } = counted
  const meanLength = passages.reduce((sum, { length }) => sum + length, 0) / Math.max(1, passages.length)
  const model = learnWords(counted, scores)
  const raw = passages.map(({ length, counts }) => {
    const norm = 1.2 * (0.6 + (0.4 * length) / Math.max(1, meanLength))
    return counts.reduce((sum, { word, count }) => sum + ((model[word] ?? 0) * count) / (count + norm), 0)
  })
  const best = Math.max(...raw, Number.MIN_VALUE)
  return raw.map(score => score / best)
}
