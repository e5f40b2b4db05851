import { createAnalyser } from '../analyse/analyse-text.ts'

/** Texts that compete for a question; `isPlace` marks the right one. */
export interface Contest {
  readonly question: string
  readonly texts: readonly { readonly text: string; readonly isPlace: boolean }[]
}

/**
 * The place of the right text, from 1, when the texts are ranked by BM25 (k1 1.2, b 0.75) over the terms that the
 * analysis gives with this dictionary. Undefined where no text is the right one or it holds no word of the question.
 */
export const rankWithDictionary = (
  { question, texts }: Contest,
  dictionary: readonly string[],
): number | undefined => {
  const analyser = createAnalyser(dictionary)
  const termsOf = (text: string): readonly string[] => analyser.analyse(text).map(term => term.text)
  const documents = texts.map(({ text, isPlace }) => ({ terms: termsOf(text), isPlace }))
  const wanted = [...new Set(termsOf(question))]
  const average = documents.reduce((sum, { terms }) => sum + terms.length, 0) / Math.max(1, documents.length)
  const rarity = new Map(
    wanted.map(term => {
      const holders = documents.filter(({ terms }) => terms.includes(term)).length
      return [term, Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5))] as const
    }),
  )
  const scoreOf = (terms: readonly string[]): number =>
    wanted.reduce((sum, term) => {
      const frequency = terms.filter(own => own === term).length
      const length = 1.2 * (0.25 + (0.75 * terms.length) / Math.max(1, average))
      return sum + ((rarity.get(term) ?? 0) * frequency * 2.2) / (frequency + length)
    }, 0)
  const ranked = documents
    .map(({ terms, isPlace }) => ({ isPlace, score: scoreOf(terms) }))
    .toSorted((a, b) => b.score - a.score)
  const at = ranked.findIndex(({ isPlace, score }) => isPlace && score > 0)
  return at === -1 ? undefined : at + 1
}
