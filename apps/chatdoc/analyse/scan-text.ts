import { isCode, piecesOfCode, wholeCode } from './code-term.ts'
import { plainNumber } from './number-term.ts'
import { segmentHan } from './segment-han.ts'
import type { SplitWords } from './segment-han.ts'
import { simplifyHan } from './simplify-han.ts'
import { stemEnglish } from './stem-english.ts'
import type { Term, TermKind } from './term.ts'

const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]`
const lettered = String.raw`[[\p{L}\p{N}]--${unspaced}]`

/** A run of a script without spaces; else letters and digits with the signs that hold codes and compounds together. */
const chunk = new RegExp(
  `${unspaced}+|\\d+(?:,\\d{3})+(?:\\.\\d+)?|${lettered}+(?:[\\-\\/._×*+:·'’&]${lettered}+)*`,
  'gv',
)
const isUnspaced = new RegExp(`^${unspaced}`, 'v')
const hasHan = /\p{Script=Han}/u
const numberAlone = /^\d+(?:,\d{3})*(?:\.\d+)?$/

/** Terms as they are found, with the position of the next. */
class Scan {
  readonly terms: Term[] = []
  position = 0

  add(text: string, kind: TermKind, start: number, end: number): void {
    this.terms.push({ text, kind, position: this.position++, start, end, isExtra: false })
  }

  /** Another form of what was added last. */
  addForm(text: string, kind: TermKind, start: number, end: number): void {
    const position = Math.max(0, this.position - 1)
    this.terms.push({ text, kind, position, start, end, isExtra: true })
  }
}

const stemOf = (word: string): string => (/^[a-z]+$/.test(word) ? stemEnglish(word) : word)

const addPairs = (scan: Scan, run: string, word: string, at: number, start: number): void => {
  for (let offset = 0; offset < word.length; offset++) {
    const place = at + offset
    if (word.length > 1) scan.addForm(run.charAt(place), 'character', start + place, start + place + 1)
    const isWord = word.length === 2 && offset === 0
    if (place + 1 < run.length && !isWord)
      scan.addForm(run.slice(place, place + 2), 'bigram', start + place, start + place + 2)
  }
}

const scanUnspaced = (scan: Scan, written: string, start: number, split: SplitWords): void => {
  const run = hasHan.test(written) ? simplifyHan(written) : written
  const words = hasHan.test(run) ? segmentHan(run, split) : Array.from(run)
  let at = 0
  for (const word of words) {
    scan.add(word, word.length === 1 ? 'character' : 'word', start + at, start + at + word.length)
    addPairs(scan, run, word, at, start)
    at += word.length
  }
}

const scanCode = (scan: Scan, written: string, start: number): void => {
  const end = start + written.length
  scan.add(wholeCode(written), 'code', start, end)
  for (const piece of piecesOfCode(written)) scan.addForm(piece, 'piece', start, end)
}

/** "self-aligning", "max_velocity", "U.S.": its words, and all of it as one. */
const scanWords = (scan: Scan, written: string, start: number): void => {
  const plain = written.toLowerCase().replace(/['’]s$/, '')
  const parts = [...plain.replaceAll(/['’]/g, '').matchAll(/[^-/._×*+:·&]+/g)]
  for (const { 0: part, index } of parts)
    scan.add(stemOf(part), 'word', start + index, start + index + part.length)
  if (parts.length > 1)
    scan.addForm(
      stemOf(parts.map(part => part[0]).join('')),
      'piece',
      start + (parts.at(-1)?.index ?? 0),
      start + written.length,
    )
}

/** "E 207", "ISO 9001": a designation written apart is one code as well. */
const addJoined = (scan: Scan, before: string, written: string, start: number): void => {
  if (/^(?:[A-Z]{1,4}|[b-hj-z])$/.test(before) && /^\d/.test(written))
    scan.addForm(wholeCode(`${before}${written}`), 'code', start, start + written.length)
}

/** The terms of a normalised text in the order of their places, other forms right behind their word. */
export const scanText = (text: string, split: SplitWords): readonly Term[] => {
  const scan = new Scan()
  let before = { text: '', end: -2 }
  for (const { 0: written, index } of text.matchAll(chunk)) {
    if (isUnspaced.test(written)) scanUnspaced(scan, written, index, split)
    else if (numberAlone.test(written))
      scan.add(plainNumber(written), 'number', index, index + written.length)
    else if (isCode(written)) scanCode(scan, written, index)
    else scanWords(scan, written, index)
    if (before.end === index - 1) addJoined(scan, before.text, written, index)
    before = { text: written, end: index + written.length }
  }
  return scan.terms
}
