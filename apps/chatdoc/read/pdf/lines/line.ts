import type { Word } from '../content/page-content.ts'
import { unknownSign } from '../content/glyph-text.ts'
import { typewriterName } from '../content/text-font.ts'
import { wordGap } from '../content/word-builder.ts'
import { boundsOf, median, overlap, type Rect } from '../geometry.ts'
import { hasRightToLeft, toReadingOrder } from './bidi.ts'

/** Words on one base line, from left to right. `size` is that of most of its letters, in points. */
export interface Line extends Rect {
  readonly words: readonly Word[]
  readonly text: string
  readonly baseline: number
  readonly size: number
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly isMonospace: boolean
}

const han = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/

const endsInHan = (text: string): boolean => han.test(text.at(-1) ?? '')
const beginsInHan = (text: string): boolean => han.test(text.at(0) ?? '')

/** What stands between two words of one line: nothing where no space was written or left. */
const between = (before: Word, after: Word): string => {
  const gap = after.left - before.right
  const size = Math.min(before.size, after.size)
  const isHan = endsInHan(before.text) && beginsInHan(after.text)
  if (isHan) return gap > (before.hasSpaceAfter ? 0.15 : 0.9) * size ? ' ' : ''
  return gap > wordGap * size || (before.hasSpaceAfter && gap > -0.2 * size) ? ' ' : ''
}

/** The words of one line as text, in reading order. A sign that is not known is a bullet where it begins the line. */
export const textOfWords = (words: readonly Word[]): string => {
  let text = ''
  let before: Word | undefined
  for (const word of words) {
    if (word.text === unknownSign && (before !== undefined || words.length === 1)) continue
    const own = word.text === unknownSign ? '•' : word.text
    text += before === undefined ? own : between(before, word) + own
    before = word
  }
  return hasRightToLeft(text) ? toReadingOrder(text) : text
}

const shareOf = (words: readonly Word[], test: (word: Word) => boolean): number => {
  let [all, found] = [0, 0]
  for (const word of words) {
    all += word.text.length
    if (test(word)) found += word.text.length
  }
  return all === 0 ? 0 : found / all
}

/**
 * Chinese letters and digits are of one width in any font, so that what a file says of its font counts only for words
 * of other letters.
 */
const isTypewriterWord = ({ font, text }: Word): boolean =>
  font.isMonospace && (typewriterName.test(font.name) || /[a-z]/i.test(text))

const isTypewritten = (words: readonly Word[]): boolean =>
  shareOf(
    words.filter(word => !han.test(word.text)),
    isTypewriterWord,
  ) > 0.7 && shareOf(words, word => !han.test(word.text)) > 0.3

/** The size of most letters. */
const mainSize = (words: readonly Word[]): number => {
  const letters = new Map<number, number>()
  for (const word of words) {
    const size = Math.round(word.size * 10) / 10
    letters.set(size, (letters.get(size) ?? 0) + word.text.length)
  }
  let [best, most] = [0, 0]
  for (const [size, count] of letters) if (count > most) [best, most] = [size, count]
  return best
}

/** A line of words that stand on one base line. The list must not be empty. */
export const toLine = (unordered: readonly Word[]): Line => {
  const words = [...unordered].sort((a, b) => a.left - b.left)
  const size = mainSize(words)
  return {
    ...boundsOf(words),
    words,
    text: textOfWords(words),
    baseline: median(
      words.filter(word => Math.abs(word.size - size) < 0.1 * size).map(word => word.baseline),
    ),
    size,
    isBold: shareOf(words, word => word.font.isBold) > 0.6,
    isItalic: shareOf(words, word => word.font.isItalic) > 0.6,
    isMonospace: isTypewritten(words),
  }
}

/** The height that letters without ascenders take, by which words are told to share a line. */
const coreOf = (word: Word): readonly [number, number] => [word.baseline - 0.7 * word.size, word.baseline]

interface OpenRow {
  readonly words: Word[]
  top: number
  bottom: number
}

/**
 * Words that stand at one height, whatever lies between them; from the top down. Raised and lowered signs go with
 * their line.
 */
export const rowsOf = (words: readonly Word[]): Word[][] => {
  const rows: OpenRow[] = []
  for (const word of [...words].sort((a, b) => a.baseline - b.baseline || b.size - a.size)) {
    const [top, bottom] = coreOf(word)
    let row: OpenRow | undefined
    for (let at = rows.length - 1; at >= 0 && at >= rows.length - 4; at--) {
      const candidate = rows[at]
      if (!candidate) continue
      const common = overlap(top, bottom, candidate.top, candidate.bottom)
      if (common >= 0.5 * Math.min(bottom - top, candidate.bottom - candidate.top)) row = candidate
      if (row) break
    }
    if (!row) {
      rows.push({ words: [word], top, bottom })
      continue
    }
    row.words.push(word)
    if (bottom - top > row.bottom - row.top) [row.top, row.bottom] = [top, bottom]
  }
  return rows.map(row => row.words)
}

/** The words of one row in groups between which there is a gap wider than `gap` times their size. */
export const splitAtGaps = (row: readonly Word[], gap: number): Word[][] => {
  const groups: Word[][] = []
  let right = -Infinity
  for (const word of [...row].sort((a, b) => a.left - b.left)) {
    const last = groups.at(-1)
    if (last && word.left - right <= gap * word.size) last.push(word)
    else groups.push([word])
    right = Math.max(last && word.left - right <= gap * word.size ? right : -Infinity, word.right)
  }
  return groups
}
