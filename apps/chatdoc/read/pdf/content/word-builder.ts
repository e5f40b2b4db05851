import { glyphText, isUnmapped, unknownSign } from './glyph-text.ts'
import type { Direction, FontFace, Word } from './page-content.ts'

/** A glyph at its place: `along` and `across` are its origin measured along and below the line of writing. */
export interface PlacedGlyph {
  readonly unicode: string
  readonly isSpace: boolean
  readonly along: number
  readonly across: number
  /** Advance along the line, spacing between letters left out. */
  readonly width: number
  readonly size: number
  readonly ascent: number
  readonly descent: number
  readonly font: FontFace
  readonly direction: Direction
}

interface OpenWord {
  text: string
  readonly from: number
  to: number
  readonly glyph: PlacedGlyph
}

/** A gap wider than this share of the size parts two words. */
export const wordGap = 0.13
const backGap = -0.35

/** Words are without signs of which the letter is not known, but for one that stands alone: it may be a bullet. */
const knownText = (text: string): string =>
  text.length > 1 && text.includes(unknownSign) ? text.replaceAll(unknownSign, '') || unknownSign : text

const toWord = ({ text: written, from, to, glyph }: OpenWord, hasSpaceAfter: boolean): Word => {
  const text = knownText(written)
  const { across, ascent, descent, direction } = glyph
  const common = { text, size: glyph.size, font: glyph.font, direction, hasSpaceAfter }
  const [above, below] = [across - ascent, across - descent]
  if (direction === 0)
    return { ...common, left: from, right: to, top: above, bottom: below, baseline: across }
  if (direction === 180)
    return { ...common, left: -to, right: -from, top: -below, bottom: -above, baseline: -across }
  return direction === 90
    ? { ...common, left: -below, right: -above, top: from, bottom: to, baseline: -across }
    : { ...common, left: above, right: below, top: -to, bottom: -from, baseline: across }
}

/** Joins glyphs to words as they are written, and counts those whose letter is not known. */
export class WordBuilder {
  readonly words: Word[] = []
  glyphs = 0
  unmapped = 0
  #open: OpenWord | undefined

  add(glyph: PlacedGlyph): void {
    if (glyph.isSpace || /^\s$/u.test(glyph.unicode)) return this.close(true)
    this.glyphs++
    if (isUnmapped(glyph.unicode)) this.unmapped++
    const text = isUnmapped(glyph.unicode) ? unknownSign : glyphText(glyph.unicode)
    if (text === '') return
    if (text === ' ') return this.close(true)
    const open = this.#open
    if (open && this.#goesOn(open, glyph)) {
      open.text += text
      open.to = Math.max(open.to, glyph.along + glyph.width)
      return
    }
    this.close(false)
    this.#open = { text, from: glyph.along, to: glyph.along + glyph.width, glyph }
  }

  close(hasSpaceAfter: boolean): void {
    if (this.#open) this.words.push(toWord(this.#open, hasSpaceAfter))
    this.#open = undefined
  }

  #goesOn({ to, glyph: before }: OpenWord, glyph: PlacedGlyph): boolean {
    if (before.font !== glyph.font || before.direction !== glyph.direction) return false
    if (Math.abs(before.size - glyph.size) > 0.05 * glyph.size) return false
    if (Math.abs(before.across - glyph.across) > 0.1 * glyph.size) return false
    const gap = (glyph.along - to) / glyph.size
    return gap < wordGap && gap > backGap
  }
}
