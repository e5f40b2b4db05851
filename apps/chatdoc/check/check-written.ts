import type { Localized } from '@millwright/spec'
import { splitSentences } from '../answer/reading/sentences.ts'
import { isStopWord } from '../answer/reading/stop-words.ts'
import { strengthIn, termsOf } from '../answer/reading/question-terms.ts'
import { indexText } from '../answer/reading/text-index.ts'
import { addressesModel } from './addresses-model.ts'
import { isNegative } from './negation.ts'
import { figuresOf, figureStandsIn } from './stands-in.ts'

/** A source as it was shown to the model. */
export interface ShownSource {
  readonly number: number
  readonly text: string
}

/** A sentence of a model that stands, with what proves it: the source and its sentence, literally. */
export interface Proved {
  readonly text: string
  readonly proofs: readonly { readonly number: number; readonly quote: string }[]
}
export type Verdict =
  | { readonly ok: true; readonly proved: Proved }
  | { readonly ok: false; readonly reason: Localized }

/** Part of the telling words of a sentence that its proof must hold. */
const enoughWords = 0.6
/** One word that stands in no cited source is let through for so many that do: who paraphrases adds few. */
const wordsForOneOfItsOwn = 8

const refuse = (en: string, zh: string): Verdict => ({ ok: false, reason: { en, zh } })

/** The sentence of a text that holds most of the words, cut out literally. */
const bestQuote = (text: string, words: ReturnType<typeof termsOf>): string => {
  const sentences = splitSentences(text).filter(sentence => !addressesModel(sentence.text))
  const ranked = sentences
    .map(sentence => {
      const index = indexText(sentence.text)
      return { quote: sentence.text, cover: words.reduce((sum, word) => sum + strengthIn(word, index), 0) }
    })
    .toSorted((a, b) => b.cover - a.cover)
  return ranked[0]?.quote ?? ''
}

/**
 * Judges one sentence that a model wrote: it cites sources that were shown, every number and code of it stands in
 * them, so do enough of its words, it denies what they deny and nothing else, and what proves it does not speak to
 * the model.
 */
export const checkWritten = (
  sentence: { readonly text: string; readonly citations: readonly number[] },
  sources: readonly ShownSource[],
): Verdict => {
  const text = sentence.text.trim()
  if (text === '' || sentence.citations.length === 0) return refuse('It cites no source.', '没有引用来源。')
  if (addressesModel(text)) return refuse('It repeats an order to a model.', '它在复述给模型的指令。')
  const cited = sources.filter(source => sentence.citations.includes(source.number))
  if (cited.length < new Set(sentence.citations).size)
    return refuse('It cites a source that was not given.', '引用了未提供的来源。')
  const words = termsOf(text, []).filter(word => !isStopWord(word.text))
  const proofs = cited.map(({ number, text: shown }) => ({ number, quote: bestQuote(shown, words) }))
  const quoted = proofs.map(proof => proof.quote).join(' \n ')
  const missing = figuresOf(text).find(figure => !figureStandsIn(figure, quoted))
  if (missing !== undefined)
    return refuse(`“${missing}” does not stand in what it cites.`, `“${missing}”在所引内容中找不到。`)
  const index = indexText(quoted)
  const held = words.filter(word => strengthIn(word, index) >= 0.6).length
  if (words.length > 0 && held / words.length < enoughWords)
    return refuse('Too few of its words stand in what it cites.', '其中的词语大多不在所引内容中。')
  const shownWords = indexText(cited.map(source => source.text).join(' \n '))
  const own = words.filter(word => strengthIn(word, shownWords) < 0.5)
  if (own.length > Math.floor(words.length / wordsForOneOfItsOwn))
    return refuse(
      `“${own[0]?.text ?? ''}” does not stand in what it cites.`,
      `“${own[0]?.text ?? ''}”在所引内容中找不到。`,
    )
  if (isNegative(text) !== isNegative(quoted))
    return refuse('It denies what its source does not, or the other way round.', '它与来源的肯定或否定相反。')
  return { ok: true, proved: { text, proofs } }
}
