import { boundsOf, centreY, heightOf, overlapY, widthOf, type Rect } from '../geometry.ts'
import type { Line } from '../lines/line.ts'
import type { PageTable } from '../tables/grid.ts'

/** What stands on a page: a stretch of a line, a table, or a picture. */
export type Piece =
  | { readonly kind: 'line'; readonly area: Rect; readonly line: Line }
  | { readonly kind: 'table'; readonly area: Rect; readonly table: PageTable }
  | { readonly kind: 'figure'; readonly area: Rect; readonly text: string }

/** Fewest lines on each side of a gap between columns. */
const leastLines = 4
/** Narrowest gap between columns, in sizes of the type. */
const narrowestGutter = 0.8
const deepest = 6

interface Sides {
  readonly left: readonly Piece[]
  readonly right: readonly Piece[]
  readonly across: readonly Piece[]
}

const partAt = (pieces: readonly Piece[], x: number): Sides => ({
  left: pieces.filter(piece => piece.area.right <= x + 1),
  right: pieces.filter(piece => piece.area.left >= x - 1 && piece.area.right > x + 1),
  across: pieces.filter(piece => piece.area.left < x - 1 && piece.area.right > x + 1),
})

const linesIn = (pieces: readonly Piece[]): readonly Line[] =>
  pieces.flatMap(piece => (piece.kind === 'line' ? [piece.line] : []))

const lettersOf = (line: Line): number => {
  const han = line.text.match(/[\u2e80-\u9fff\uff00-\uffef]/g)?.length ?? 0
  return line.text.length + han
}

/** Lines of running text are long and fill their column; labels, numbers and markers do not. */
const isProse = (lines: readonly Line[]): boolean => {
  if (lines.length < leastLines) return false
  const letters = lines.reduce((sum, line) => sum + lettersOf(line), 0) / lines.length
  const width = widthOf(boundsOf(lines))
  const filled = lines.filter(line => widthOf(line) > 0.6 * width).length / lines.length
  return letters >= 14 && (filled >= 0.35 || letters >= 26)
}

const isGutter = ({ left, right, across }: Sides): boolean => {
  const [leftLines, rightLines] = [linesIn(left), linesIn(right)]
  if (!isProse(leftLines) || !isProse(rightLines)) return false
  const [a, b] = [boundsOf(leftLines), boundsOf(rightLines)]
  const size = leftLines.reduce((sum, line) => sum + line.size, 0) / leftLines.length
  if (b.left - a.right < narrowestGutter * size) return false
  const beside = overlapY(a, b) / Math.min(heightOf(a), heightOf(b))
  return beside > 0.4 && linesIn(across).length <= 0.8 * Math.min(leftLines.length, rightLines.length)
}

/** Where fewest pieces reach over a place that has most of them on both sides. */
const bestGutter = (pieces: readonly Piece[]): number | undefined => {
  const lines = linesIn(pieces)
  if (lines.length < 2 * leastLines) return undefined
  const candidates = [...new Set(lines.map(line => Math.round(line.left) - 1))]
  let best: { readonly x: number; readonly score: number } | undefined
  for (const x of candidates) {
    let [left, right, across] = [0, 0, 0]
    for (const line of lines) {
      if (line.right <= x + 1) left++
      else if (line.left >= x - 1) right++
      else across++
    }
    const score = Math.min(left, right) - 1.5 * across
    if (left >= leastLines && right >= leastLines && score > (best?.score ?? -Infinity)) best = { x, score }
  }
  return best !== undefined && isGutter(partAt(pieces, best.x)) ? best.x : undefined
}

/** The parts of the page between what reaches over both columns, from the top down. */
const bandsOf = ({ left, right, across }: Sides): Sides[] => {
  const sorted = [...across].sort((a, b) => a.area.top - b.area.top)
  const bands: Sides[] = []
  let rest = { left, right }
  let spanning: Piece[] = []
  for (const piece of sorted) {
    const above = (other: Piece): boolean => centreY(other.area) < piece.area.top
    const beside = { left: rest.left.filter(above), right: rest.right.filter(above) }
    if (beside.left.length + beside.right.length > 0) {
      bands.push({ left: [], right: [], across: spanning }, { ...beside, across: [] })
      spanning = []
    }
    rest = {
      left: rest.left.filter(other => !above(other)),
      right: rest.right.filter(other => !above(other)),
    }
    spanning.push(piece)
  }
  return [...bands, { left: [], right: [], across: spanning }, { ...rest, across: [] }]
}

/** What stands on one side above the other side's beginning is no part of the pair. */
const withoutLead = (band: Sides): Sides[] => {
  const { left, right } = band
  if (left.length === 0 || right.length === 0) return [band]
  const top = Math.max(
    boundsOf(left.map(piece => piece.area)).top,
    boundsOf(right.map(piece => piece.area)).top,
  )
  const isLead = (piece: Piece): boolean => piece.area.bottom < top
  const lead = [...left.filter(isLead), ...right.filter(isLead)]
  if (lead.length === 0) return [band]
  const rest = { left: left.filter(piece => !isLead(piece)), right: right.filter(piece => !isLead(piece)) }
  return [
    { left: [], right: [], across: [...band.across, ...lead] },
    { ...rest, across: [] },
  ]
}

/** A band with pieces on one side alone is no pair of columns: its pieces go with what reaches over both. */
const joinSingles = (bands: readonly Sides[]): Sides[] => {
  const joined: Sides[] = []
  for (const band of bands.flatMap(withoutLead)) {
    if (band.left.length + band.right.length + band.across.length === 0) continue
    const isPair = band.left.length > 0 && band.right.length > 0
    const last = joined.at(-1)
    if (isPair) joined.push(band)
    else if (last && last.left.length === 0)
      joined[joined.length - 1] = {
        ...last,
        across: [...last.across, ...band.across, ...band.left, ...band.right],
      }
    else joined.push({ left: [], right: [], across: [...band.across, ...band.left, ...band.right] })
  }
  return joined
}

/**
 * Where two columns end at one height and something narrow follows below the left one, the height between: what stands
 * below belongs to the page, not to the left column.
 */
const balancedEnd = ({ left, right }: Sides): number | undefined => {
  const lines = linesIn(right)
  if (lines.length === 0) return undefined
  const size = lines.reduce((sum, line) => sum + line.size, 0) / lines.length
  const end = boundsOf(right.map(piece => piece.area)).bottom
  const above = left.filter(piece => piece.area.bottom <= end + 2.5 * size)
  const below = left.filter(piece => piece.area.bottom > end + 2.5 * size)
  if (above.length === 0 || below.length === 0) return undefined
  const [bottom, top] = [
    Math.max(end, ...above.map(piece => piece.area.bottom)),
    Math.min(...below.map(piece => piece.area.top)),
  ]
  const isBalanced = Math.abs(Math.max(...above.map(piece => piece.area.bottom)) - end) < 2.5 * size
  return isBalanced && top - bottom > 1.2 * size ? (top + bottom) / 2 : undefined
}

/**
 * The columns of a page in reading order: it is cut where the fewest lines reach over a gap between prose, and what
 * reaches over it parts the page into bands, each read column by column; and so on within each column (a recursive
 * X-Y cut, Nagy and Seth 1984, that lets titles, tables and figures lie over the gap as in Breuel 2002).
 */
export const toColumns = (pieces: readonly Piece[], depth = 0): Piece[][] => {
  const x = depth < deepest ? bestGutter(pieces) : undefined
  if (x === undefined) return pieces.length === 0 ? [] : [[...pieces]]
  const end = balancedEnd(partAt(pieces, x))
  if (end !== undefined) {
    const isAbove = (piece: Piece): boolean => centreY(piece.area) < end
    return [
      ...toColumns(pieces.filter(isAbove), depth),
      ...toColumns(
        pieces.filter(piece => !isAbove(piece)),
        depth,
      ),
    ]
  }
  return joinSingles(bandsOf(partAt(pieces, x))).flatMap(band => [
    ...(band.across.length > 0 ? [[...band.across]] : []),
    ...toColumns(band.left, depth + 1),
    ...toColumns(band.right, depth + 1),
  ])
}
