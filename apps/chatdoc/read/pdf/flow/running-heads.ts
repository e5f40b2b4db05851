import type { Rect } from '../geometry.ts'

/** A line near the top or the bottom of a page. `place`: which edge, and how far from it, in steps of 6 points. */
export interface EdgeLine {
  readonly text: string
  readonly area: Rect
  readonly edge: 'top' | 'bottom'
  readonly distance: number
  /** Size of its type, in points. */
  readonly size: number
}

/** How often each pattern of an edge line was seen, by page; kept from one window to the next. */
export type EdgePatterns = Readonly<Record<string, number>>

/** The parts of a page's height in which running heads and feet stand. */
const topShare = 0.13
const bottomShare = 0.83
const mostPatterns = 400

const pageNumber =
  /^(?:[-–—|[(\s]*(?:page|seite|página|p\.?|s\.?)?\s*(?:\d{1,4}(?:-\d{1,3})?|[ivxlc]{1,7})(?:\s*(?:\/|of|von|de|sur)\s*\d{1,4})?[-–—|\])\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)$/iu

/** Whether a line is nothing but a page number. */
const isPageNumber = (text: string): boolean => pageNumber.test(text.trim())

const patternOf = ({ text, edge, distance }: EdgeLine): string =>
  `${edge} ${Math.round(distance / 6)} ${text.replaceAll(/\d+|\b[ivxlc]{1,6}\b/gi, '#').replaceAll(/\s+/g, ' ')}`

const nearPatterns = (line: EdgeLine): readonly string[] =>
  [-6, 0, 6].map(by => patternOf({ ...line, distance: line.distance + by }))

/** The lines of a page that may be running heads or feet, from the edge inwards. */
export const edgeLinesOf = (
  lines: readonly { readonly text: string; readonly area: Rect; readonly size: number }[],
  height: number,
): EdgeLine[] => {
  const sorted = [...lines].sort((a, b) => a.area.top - b.area.top)
  const top = sorted
    .filter(line => line.area.bottom < topShare * height)
    .map((line): EdgeLine => ({ ...line, edge: 'top', distance: line.area.top }))
  const bottom = sorted
    .filter(line => line.area.top > bottomShare * height)
    .map((line): EdgeLine => ({ ...line, edge: 'bottom', distance: height - line.area.bottom }))
  return [...top, ...bottom.reverse()]
}

/** The patterns seen so far with those of these pages. */
export const countPatterns = (
  before: EdgePatterns,
  pages: readonly (readonly EdgeLine[])[],
): EdgePatterns => {
  const counts: Record<string, number> = { ...before }
  for (const lines of pages)
    for (const pattern of new Set(lines.map(patternOf))) counts[pattern] = (counts[pattern] ?? 0) + 1
  const entries = Object.entries(counts)
  if (entries.length <= mostPatterns) return counts
  return Object.fromEntries(entries.sort((a, b) => b[1] - a[1]).slice(0, mostPatterns))
}

const hasWords = (text: string): boolean => /\p{L}{2}|\p{Script=Han}/u.test(text)

/** How many pages show this line at this place, numbers left out. */
const countOf = (line: EdgeLine, patterns: EdgePatterns): number =>
  nearPatterns(line).reduce((sum, pattern) => sum + (patterns[pattern] ?? 0), 0)

/**
 * The running heads, feet and page numbers among the lines near the edges of a page: what other pages show at the
 * same place, and numbers that stand alone at the very edge.
 */
export const runningLines = (
  lines: readonly EdgeLine[],
  patterns: EdgePatterns,
  bodySize: number,
): Set<EdgeLine> => {
  const found = new Set<EdgeLine>()
  for (const edge of ['top', 'bottom'] as const) {
    for (const line of lines.filter(other => other.edge === edge)) {
      const isLarge = line.size > 1.2 * bodySize // the titles of slides, or chapters that each begin a page
      const isRepeated = !isLarge && hasWords(line.text) && countOf(line, patterns) >= 2
      const isOuter = !lines.some(
        other => other.edge === edge && other.distance < line.distance && !found.has(other),
      )
      if (isRepeated || (isOuter && isPageNumber(line.text))) found.add(line)
    }
  }
  return found
}
