import { isStopword } from '../analyse/stopwords.ts'
import { countWords } from './passage-statistics.ts'

/** Passages that are taken to be right, words that are learned from them, and how fast trust falls with the score. */
const feedbackPassages = 10
const feedbackWords = 30
const trust = 4

const sum = (values: Iterable<number>): number => {
  let total = 0
  for (const value of values) total += value
  return total
}

/** Words that stand in the best passages more often than in the others found, with their weight. */
const learnWords = (
  passages: readonly ReadonlyMap<string, number>[],
  lengths: readonly number[],
  scores: readonly number[],
): ReadonlyMap<string, number> => {
  const holding = new Map<string, number>()
  for (const words of passages)
    for (const word of words.keys()) holding.set(word, (holding.get(word) ?? 0) + 1)
  const order = scores.map((_, index) => index).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const model = new Map<string, number>()
  for (const index of order.slice(0, feedbackPassages)) {
    const share = (scores[index] ?? 0) ** trust / Math.max(20, lengths[index] ?? 0)
    for (const [word, count] of passages[index] ?? []) {
      if (isStopword(word)) continue
      const rarity = Math.log((passages.length + 1) / (holding.get(word) ?? 1))
      model.set(word, (model.get(word) ?? 0) + share * count * rarity)
    }
  }
  return new Map([...model].toSorted((a, b) => b[1] - a[1]).slice(0, feedbackWords))
}

/**
 * Pseudo-relevance feedback (V. Lavrenko & W. B. Croft, "Relevance-based language models", SIGIR 2001; the passages
 * found are the background): how much each passage is made of the words that the best ones share, from 0 to 1. `scores`
 * are from 0 to 1.
 */
export const scoreFeedback = (tokens: readonly string[], scores: readonly number[]): readonly number[] => {
  const passages = tokens.map(countWords)
  const lengths = passages.map(words => sum(words.values()))
  const meanLength = sum(lengths) / Math.max(1, lengths.length)
  const model = learnWords(passages, lengths, scores)
  const raw = passages.map((words, index) => {
    const norm = 1.2 * (0.6 + (0.4 * (lengths[index] ?? 0)) / Math.max(1, meanLength))
    return sum([...model].map(([word, weight]) => (weight * (words.get(word) ?? 0)) / ((words.get(word) ?? 0) + norm)))
  })
  const best = Math.max(...raw, Number.MIN_VALUE)
  return raw.map(score => score / best)
} // prettier-ignore
