import type { Rect } from '../geometry.ts'

/** A font as layout needs it. `name` without the prefix of a subset. */
export interface FontFace {
  readonly name: string
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly isMonospace: boolean
}

/** Degrees by which writing is turned clockwise. */
export type Direction = 0 | 90 | 180 | 270

/**
 * Letters written in one go, without a gap between them. `left` and `right` are the ends of its advance, `baseline`
 * the height of its base line where `direction` is 0. `size` in points. `hasSpaceAfter`: a space was written after it.
 */
export interface Word extends Rect {
  readonly text: string
  readonly baseline: number
  readonly size: number
  readonly font: FontFace
  readonly direction: Direction
  readonly hasSpaceAfter: boolean
}

/** A straight line, drawn as such or as a thin rectangle; `at` is its middle. */
export interface Rule {
  readonly at: number
  readonly from: number
  readonly to: number
  readonly thickness: number
}

/** A filled area with its colour ("#rrggbb"). */
export interface Fill extends Rect {
  readonly colour: string
}

/** All that stands on one page, in displayed page coordinates. */
export interface PageContent {
  readonly width: number
  readonly height: number
  readonly words: readonly Word[]
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
  readonly fills: readonly Fill[]
  readonly images: readonly Rect[]
  /** Bounds of drawn shapes that are neither rules nor areas. */
  readonly drawings: readonly Rect[]
  readonly glyphs: number
  /** Glyphs of which the file does not tell the letter. */
  readonly unmapped: number
  /** How many operators draw the page. */
  readonly operators: number
}
