import type { PixelBox } from './recognised-line.ts'

interface Bbox {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}
export interface TesseractWord {
  readonly text: string
  readonly confidence: number
  readonly bbox: Bbox
}
export interface TesseractLine {
  readonly words: readonly TesseractWord[]
}
/** What the recogniser returns, as far as it is used. */
export interface TesseractPage {
  readonly blocks:
    | readonly { readonly paragraphs: readonly { readonly lines: readonly TesseractLine[] }[] }[]
    | null
}

export interface UprightLine extends PixelBox {
  readonly text: string
  readonly confidence: number
}

/** A word surer than this is taken; a lone sign less sure is a speck or a rule. */
const leastConfidence = 25
/** A gap wider than this many line heights parts two cells or columns. */
const wideGap = 1.6

const han = '[\\p{Script=Han}，。：；！？、（）《》“”【】]'
const hanSpace = new RegExp(`(?<=${han})\\s+(?=${han})`, 'gu')

/** Takes out the spaces that the recogniser puts between Chinese characters. */
const withoutHanSpaces = (text: string): string => text.replaceAll(hanSpace, '')

const isWord = (word: TesseractWord): boolean =>
  word.confidence >= leastConfidence &&
  (/[\p{L}\p{N}]/u.test(word.text) || (word.confidence >= 60 && !/^[|_~¦\\—–-]+$/.test(word.text)))

const runOf = (words: readonly TesseractWord[]): UprightLine => {
  const length = words.reduce((sum, word) => sum + word.text.length, 0)
  return {
    text: withoutHanSpaces(words.map(word => word.text).join(' ')),
    confidence:
      words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / Math.max(1, length),
    left: Math.min(...words.map(word => word.bbox.x0)),
    top: Math.min(...words.map(word => word.bbox.y0)),
    right: Math.max(...words.map(word => word.bbox.x1)),
    bottom: Math.max(...words.map(word => word.bbox.y1)),
  }
}

const medianHeight = (words: readonly TesseractWord[]): number => {
  const heights = words.map(word => word.bbox.y1 - word.bbox.y0).toSorted((a, b) => a - b)
  return heights[Math.floor(heights.length / 2)] ?? 0
}

const splitAtGaps = (words: readonly TesseractWord[]): TesseractWord[][] => {
  const height = medianHeight(words)
  const runs: TesseractWord[][] = []
  for (const word of words) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    if (last && before && word.bbox.x0 - before.bbox.x1 <= wideGap * height) last.push(word)
    else runs.push([word])
  }
  return runs
}

/** The sure words of a page as runs, in reading order. */
export const wordsToLines = (page: TesseractPage): UprightLine[] =>
  (page.blocks ?? [])
    .flatMap(block => block.paragraphs)
    .flatMap(paragraph => paragraph.lines)
    .flatMap(line => splitAtGaps(line.words.filter(isWord)))
    .map(runOf)
