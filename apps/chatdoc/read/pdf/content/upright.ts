import type { Box } from '../../../document/block.ts'
import type { Rect } from '../geometry.ts'
import type { Direction, Fill, PageContent, Rule, Word } from './page-content.ts'

/** A page turned so that most of its writing runs from left to right, and the way back. */
export interface UprightPage {
  readonly content: PageContent
  /** The box of a rectangle of `content` on the page as it is displayed. */
  readonly boxOf: (rect: Rect, page: number) => Box
}

/** The direction of most letters. */
const mainDirection = (words: readonly Word[]): Direction => {
  const letters: Record<Direction, number> = { 0: 0, 90: 0, 180: 0, 270: 0 }
  for (const word of words) letters[word.direction] += word.text.length
  const directions: readonly Direction[] = [0, 90, 180, 270]
  return directions.reduce((best, direction) => (letters[direction] > letters[best] ? direction : best))
}

type Turn = (rect: Rect) => Rect

/** Turns a rectangle of a page of this size so that writing in `direction` becomes upright. */
const turnBy = (direction: Direction, width: number, height: number): Turn => {
  if (direction === 90)
    return r => ({ left: r.top, right: r.bottom, top: width - r.right, bottom: width - r.left })
  if (direction === 180)
    return r => ({
      left: width - r.right,
      right: width - r.left,
      top: height - r.bottom,
      bottom: height - r.top,
    })
  if (direction === 270)
    return r => ({ left: height - r.bottom, right: height - r.top, top: r.left, bottom: r.right })
  return r => r
}

const opposite = (direction: Direction): Direction =>
  direction === 90 ? 270 : direction === 270 ? 90 : direction

const toDirection = (degrees: number): Direction => {
  const turned = ((degrees % 360) + 360) % 360
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0
}

/** The line of writing of a word once its direction is upright: its own, turned with it. */
const baselineOf = (word: Word, rect: Rect, direction: Direction, size: Rect): number => {
  if (word.direction !== direction) return rect.bottom
  const { baseline } = word
  if (direction === 90) return size.right - baseline
  return direction === 180 ? size.bottom - baseline : baseline
}

const turnRules = (
  horizontal: readonly Rule[],
  vertical: readonly Rule[],
  turn: Turn,
): { readonly horizontal: Rule[]; readonly vertical: Rule[] } => {
  const rects = [
    ...horizontal.map(rule => ({
      rule,
      rect: { left: rule.from, right: rule.to, top: rule.at, bottom: rule.at },
    })),
    ...vertical.map(rule => ({
      rule,
      rect: { left: rule.at, right: rule.at, top: rule.from, bottom: rule.to },
    })),
  ].map(({ rule, rect }) => ({ rule, rect: turn(rect) }))
  const isFlat = ({ rect }: { readonly rect: Rect }): boolean =>
    rect.right - rect.left > rect.bottom - rect.top
  return {
    horizontal: rects
      .filter(isFlat)
      .map(({ rule, rect }) => ({ ...rule, at: rect.top, from: rect.left, to: rect.right })),
    vertical: rects
      .filter(item => !isFlat(item))
      .map(({ rule, rect }) => ({ ...rule, at: rect.left, from: rect.top, to: rect.bottom })),
  }
}

const toBox = (rect: Rect, page: number): Box => ({
  page,
  left: Math.round(rect.left * 100) / 100,
  top: Math.round(rect.top * 100) / 100,
  right: Math.round(rect.right * 100) / 100,
  bottom: Math.round(rect.bottom * 100) / 100,
})

/** Turns the page so that most of its text is upright, whatever the file says of its rotation. */
export const toUpright = (content: PageContent): UprightPage => {
  const direction = mainDirection(content.words)
  if (direction === 0) return { content, boxOf: toBox }
  const { width, height } = content
  const turn = turnBy(direction, width, height)
  const isSideways = direction !== 180
  const [newWidth, newHeight] = isSideways ? [height, width] : [width, height]
  const back = turnBy(opposite(direction), newWidth, newHeight)
  const size = { left: 0, top: 0, right: width, bottom: height }
  const words = content.words.map(word => {
    const rect = turn(word)
    const turned = toDirection(word.direction - direction)
    return { ...word, ...rect, direction: turned, baseline: baselineOf(word, rect, direction, size) }
  })
  const upright: PageContent = {
    ...content,
    width: newWidth,
    height: newHeight,
    words,
    ...turnRules(content.horizontal, content.vertical, turn),
    fills: content.fills.map((fill): Fill => ({ ...fill, ...turn(fill) })),
    images: content.images.map(turn),
    drawings: content.drawings.map(turn),
  }
  return { content: upright, boxOf: (rect, page) => toBox(back(rect), page) }
}
