import { normaliseText } from '../../analyse/normalise-text.ts'
import { createWordSplitter, segmentHan } from '../../analyse/segment-han.ts'
import { simplifyHan } from '../../analyse/simplify-han.ts'
import { stemOf } from './stem.ts'

/** One word of a text as the reader compares it. Offsets are characters of the original text. */
export interface Word {
  readonly from: number
  readonly to: number
  /** Normalised, lower case. */
  readonly text: string
  /** Words of one stem are one. */
  readonly stem: string
  readonly kind: 'word' | 'number' | 'han'
  readonly isCapital: boolean
}

const pattern =
  /\d+(?:[.,:]\d+)*(?![\p{L}\d])|[\p{Script=Latin}\p{N}]+(?:['_./-][\p{Script=Latin}\p{N}]+)*|\p{Script=Han}+|[\p{Script=Hiragana}\p{Script=Katakana}]+/gu
const isHan = /^\p{Script=Han}/u
const noDictionary = createWordSplitter([])

/** Words of a text in order; runs of Chinese characters are segmented. */
export const wordsOf = (original: string): readonly Word[] => {
  const normal = normaliseText(original)
  const { text } = normal
  const originalIndex = (index: number): number => normal.originalIndex(index)
  const words: Word[] = []
  for (const { 0: piece, index } of text.matchAll(pattern)) {
    const parts = isHan.test(piece) ? segmentHan(simplifyHan(piece), noDictionary) : [piece]
    let from = index
    for (const part of parts) {
      words.push(toWord(part, { from: originalIndex(from), to: originalIndex(from + part.length) }))
      from += part.length
    }
  }
  return words
}

const toWord = (piece: string, place: { readonly from: number; readonly to: number }): Word => {
  const text = piece.toLowerCase()
  if (isHan.test(piece)) return { ...place, text, stem: text, kind: 'han', isCapital: false }
  const isNumber = /^\d+(?:[.,:]\d+)*$/.test(text)
  const plain = text.replace(/'s?$/, '')
  return {
    ...place,
    text: plain,
    stem: isNumber ? text.replaceAll(',', '') : stemOf(plain),
    kind: isNumber ? 'number' : 'word',
    isCapital: /^\p{Lu}/u.test(piece),
  }
}
