import type { Word } from '../content/page-content.ts'
import type { Rect } from '../geometry.ts'
import { rowsOf, splitAtGaps, textOfWords } from '../lines/line.ts'
import { joinLines } from '../../text/join-lines.ts'

/** A cell of a table on one page, before it becomes a block. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly words: readonly Word[]
  readonly area: Rect
}

/** A table found on one page. `isRuled`: lines part its rows. `captions` are found later. */
export interface PageTable {
  readonly area: Rect
  readonly rows: number
  readonly columns: number
  readonly cells: readonly GridCell[]
  readonly isRuled: boolean
  /** Where its columns end, for telling whether a table on the next page goes on. */
  readonly edges: readonly number[]
}

/** Dots that lead the eye to the next column. */
const leaders = /\s*(?:[.·…_]{4,}|(?:\s[.·]){4,})\s*$/u

/** Lines of a cell from the top down, each from left to right; turned writing in the order it was written. */
export const textOfCell = (words: readonly Word[]): string => {
  const upright = words.filter(word => word.direction === 0)
  const turned = words.filter(word => word.direction !== 0)
  const lines = rowsOf(upright).map(row => textOfWords(splitAtGaps(row, Infinity).flat()))
  return joinLines([...lines, ...(turned.length > 0 ? [textOfTurned(turned)] : [])]).replace(leaders, '')
}

/** Turned words side by side are lines; those in one line follow each other up or down. */
const textOfTurned = (words: readonly Word[]): string => {
  const isUp = words[0]?.direction === 270
  const sorted = [...words].sort((a, b) =>
    Math.abs(a.left - b.left) > 0.5 * a.size
      ? isUp
        ? a.left - b.left
        : b.left - a.left
      : isUp
        ? b.bottom - a.bottom
        : a.top - b.top,
  )
  return sorted.map(word => word.text).join(' ')
}
