import type { PageContent, Word } from '../content/page-content.ts'
import type { UprightPage } from '../content/upright.ts'
import { hasCentreOf, heightOf, widthOf, type Rect } from '../geometry.ts'
import { rowsOf, splitAtGaps, toLine, type Line } from '../lines/line.ts'
import { findRuledAreas } from '../tables/find-ruled.ts'
import type { PageTable } from '../tables/grid.ts'
import { findFigures, type Figure } from './find-figures.ts'
import { edgeLinesOf, type EdgeLine } from './running-heads.ts'

/** A page with its ruled tables and figures taken out, before its running heads are known. */
export interface PageLayout {
  readonly page: number
  readonly upright: UprightPage
  readonly tables: readonly PageTable[]
  /** Frames around text: boxes of warnings, listings. */
  readonly frames: readonly Rect[]
  readonly figures: readonly Figure[]
  /** Words outside tables and figures. */
  readonly words: readonly Word[]
  readonly edgeLines: readonly EdgeLine[]
}

/** Gap between stretches of a line that may belong to different columns, in sizes of the type. */
const columnGap = 1

/** Stretches of lines without a wide gap. */
export const toStretches = (words: readonly Word[]): Line[] =>
  rowsOf(words).flatMap(row => splitAtGaps(row, columnGap).map(toLine))

/** Whole lines, whatever gaps they have. */
const toWholeLines = (words: readonly Word[]): Line[] => rowsOf(words).map(toLine)

/** Tinted areas around some text, as boxes of warnings have. */
const tintedAreas = ({ fills, width, height }: PageContent): Rect[] =>
  fills.filter(
    fill =>
      fill.colour !== '#ffffff' &&
      widthOf(fill) > 100 &&
      heightOf(fill) > 15 &&
      widthOf(fill) * heightOf(fill) < 0.4 * width * height,
  )

/** Takes a page apart into ruled tables, figures and the words between. */
export const layOutPage = (upright: UprightPage, page: number): PageLayout => {
  const { content } = upright
  const { tables, frames } = findRuledAreas(content)
  const areas = tables.map(table => table.area)
  const figures = findFigures(content, areas)
  const taken = [...areas, ...figures.map(figure => figure.area)]
  const words = content.words.filter(
    word => word.direction === 0 && !taken.some(area => hasCentreOf(area, word)),
  )
  const lines = toWholeLines(words).map(line => ({ text: line.text, area: line, size: line.size }))
  const edgeLines = edgeLinesOf(lines, content.height)
  return { page, upright, tables, frames: [...frames, ...tintedAreas(content)], figures, words, edgeLines }
}
