import { normaliseText } from '../../analyse/normalise-text.ts'
import { simplifyHan } from '../../analyse/simplify-han.ts'
import { wordsOf } from './words.ts'
import type { Word } from './words.ts'

/** A text made ready to look words up in. */
export interface TextIndex {
  readonly words: readonly Word[]
  /** Places of each stem, counted in words. */
  readonly places: ReadonlyMap<string, readonly number[]>
  /** Normalised, simplified, lower case, without spaces between characters: Chinese is looked up by what it holds. */
  readonly flat: string
}

/** Parts of a compound are found by themselves: "left-handed" holds "hand". */
const partsOf = (word: Word): readonly string[] =>
  word.kind === 'word' && /[-_/.]/.test(word.text)
    ? [word.stem, ...wordsOf(word.text.replaceAll(/[-_/.]/g, ' ')).map(part => part.stem)]
    : [word.stem]

export const indexText = (text: string): TextIndex => {
  const words = wordsOf(text)
  const places = new Map<string, number[]>()
  for (const [at, word] of words.entries())
    for (const stem of partsOf(word)) {
      const known = places.get(stem)
      if (known) known.push(at)
      else places.set(stem, [at])
    }
  return { words, places, flat: flatten(text) }
}

export const flatten = (text: string): string =>
  simplifyHan(normaliseText(text).text.toLowerCase()).replaceAll(
    /(?<=[\p{Script=Han}\p{P}])\s+|\s+(?=[\p{Script=Han}\p{P}])/gu,
    '',
  )
