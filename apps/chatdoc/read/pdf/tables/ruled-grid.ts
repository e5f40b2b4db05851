import type { Rule, Word } from '../content/page-content.ts'
import { centreX, centreY, type Rect } from '../geometry.ts'
import { rowsOf } from '../lines/line.ts'
import type { GridCell } from './grid.ts'
import { findGutters, toChunks } from './gutters.ts'
import { reach } from './merge-rules.ts'
import type { RuleGroup } from './rule-groups.ts'
import { splitBand, type ColumnSpan } from './split-rows.ts'

/** Edge of a column or row. `isSoft`: told by white space, not by a line. */
export interface Edge {
  readonly at: number
  readonly isSoft: boolean
}

export interface RuledGrid {
  readonly xs: readonly Edge[]
  readonly ys: readonly Edge[]
}

const at = (edges: readonly Edge[], index: number): number => edges[index]?.at ?? 0

/** Whether lines cover most of the stretch of an edge. */
const isCovered = (rules: readonly Rule[], position: number, from: number, to: number): boolean => {
  let covered = 0
  for (const rule of rules)
    if (Math.abs(rule.at - position) <= reach)
      covered += Math.max(0, Math.min(to, rule.to) - Math.max(from, rule.from))
  return covered >= 0.6 * (to - from)
}

const wordsBetween = (words: readonly Word[], area: Rect): Word[] =>
  words.filter(
    word =>
      centreX(word) > area.left &&
      centreX(word) < area.right &&
      centreY(word) > area.top &&
      centreY(word) < area.bottom,
  )

/**
 * Words lie on both sides of an edge with a wide gap, one of them next to it, and none over it: the edge parts them
 * though no line does. `from` and `to` are the outer edges of the two places.
 */
const isParted = (
  words: readonly Word[],
  x: number,
  { from, to }: { readonly from: number; readonly to: number },
): boolean => {
  const left = words.filter(word => word.right <= x + 1)
  const right = words.filter(word => word.left >= x - 1)
  if (left.length + right.length < words.length || left.length === 0 || right.length === 0) return false
  const [end, start] = [Math.max(...left.map(word => word.right)), Math.min(...right.map(word => word.left))]
  return start - end > 0.7 * (words[0]?.size ?? 10) && (end > from || start < to)
}

const isReachedOver = (words: readonly Word[], x: number): boolean =>
  words.some(word => word.left < x - 1 && word.right > x + 1)

/** Edges of columns within `from` to `to` that white space tells, where most rows of text there show it. */
const softColumns = (words: readonly Word[], from: number, to: number): number[] => {
  const inside = words.filter(word => word.direction === 0 && word.left >= from - 1 && word.right <= to + 1)
  const rows = rowsOf(inside).map(row => toChunks(row))
  const several = rows.filter(row => row.length > 1)
  if (several.length < 3 || several.length < 0.6 * rows.length) return []
  const letters = several.flatMap(row => row.map(chunk => chunk.words.length))
  if (letters.reduce((sum, count) => sum + count, 0) / letters.length > 5) return []
  return findGutters(rows, { narrowest: 0.8, tolerance: 0.05 })
}

/** Edges of columns as drawn, with those that white space tells within wide columns. */
const columnEdges = (xs: readonly number[], words: readonly Word[]): Edge[] => {
  const edges: Edge[] = []
  for (const [index, x] of xs.entries()) {
    edges.push({ at: x, isSoft: false })
    const next = xs[index + 1]
    if (next !== undefined)
      edges.push(...softColumns(words, x, next).map(gutter => ({ at: gutter, isSoft: true })))
  }
  return edges
}

const spansBetween = (edges: readonly Edge[]): ColumnSpan[] =>
  edges.slice(1).map((edge, index) => ({ left: at(edges, index), right: edge.at }))

/** Edges of rows as drawn, with those between rows of text that no line parts, where lines part only some rows. */
const rowEdges = (ys: readonly number[], xs: readonly Edge[], words: readonly Word[]): Edge[] => {
  const columns = spansBetween(xs)
  const [left, right] = [at(xs, 0), xs.at(-1)?.at ?? 0]
  const bands = ys
    .slice(1)
    .map((bottom, index) => wordsBetween(words, { left, right, top: ys[index] ?? 0, bottom }))
  const filled = bands.filter(band => band.length > 0).length
  const isRowRuled = rowsOf(words.filter(word => word.direction === 0)).length < 2.5 * filled
  return ys.flatMap((y, index): Edge[] => {
    const splits = splitBand(bands[index] ?? [], columns, isRowRuled ? 'ruled' : 'open')
    return [{ at: y, isSoft: false }, ...splits.map(height => ({ at: height, isSoft: true }))]
  })
}

/** The grid that lines draw, made finer where rows or columns are told by white space alone. */
export const toRuledGrid = (
  xs: readonly number[],
  ys: readonly number[],
  words: readonly Word[],
): RuledGrid => {
  const columns = columnEdges(xs, words)
  return { xs: columns, ys: rowEdges(ys, columns, words) }
}

interface Span {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** Where the places of a grid are open to each other. */
class Openings {
  readonly #grid: RuledGrid
  readonly #group: RuleGroup
  readonly #bands: readonly (readonly Word[])[]

  constructor(grid: RuledGrid, group: RuleGroup, words: readonly Word[]) {
    this.#grid = grid
    this.#group = group
    this.#bands = grid.ys.slice(1).map((edge, row) => {
      const top = at(grid.ys, row)
      return words.filter(word => centreY(word) > top && centreY(word) < edge.at)
    })
  }

  /** The place and the one to its right are one cell. */
  right(row: number, column: number): boolean {
    const { xs } = this.#grid
    const edge = xs[column + 1]
    if (!edge || column + 2 >= xs.length) return false
    const band = this.#bands[row] ?? []
    const [from, to] = [at(xs, column), at(xs, column + 2)]
    if (edge.isSoft)
      return isReachedOver(
        band.filter(word => word.right > from && word.left < to),
        edge.at,
      )
    if (this.#isDrawn(row, column + 1)) return false
    let [first, last] = [column, column + 2]
    while (first > 0 && !this.#isDrawn(row, first)) first--
    while (last < xs.length - 1 && !this.#isDrawn(row, last)) last++
    const words = band.filter(word => centreX(word) > at(xs, first) && centreX(word) < at(xs, last))
    return !isParted(words, edge.at, { from, to })
  }

  /** A line runs along this edge of a column in this row. */
  #isDrawn(row: number, column: number): boolean {
    const { xs, ys } = this.#grid
    return isCovered(this.#group.vertical, at(xs, column), at(ys, row), at(ys, row + 1))
  }

  below(row: number, column: number): boolean {
    const { xs, ys } = this.#grid
    const edge = ys[row + 1]
    if (!edge || row + 2 >= ys.length) return false
    if (edge.isSoft) return false
    return !isCovered(this.#group.horizontal, edge.at, at(xs, column), at(xs, column + 1))
  }
}

/** Places of a grid joined where nothing parts them, each to a rectangle. */
const spansOf = (rows: number, columns: number, openings: Openings): Span[] => {
  const taken = new Set<number>()
  const isFree = (row: number, column: number): boolean => !taken.has(row * columns + column)
  const spans: Span[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (!isFree(row, column)) continue
      let columnSpan = 1
      while (openings.right(row, column + columnSpan - 1) && isFree(row, column + columnSpan)) columnSpan++
      let rowSpan = 1
      const goesDown = (): boolean => {
        for (let c = column; c < column + columnSpan; c++) {
          if (!openings.below(row + rowSpan - 1, c) || !isFree(row + rowSpan, c)) return false
          if (c < column + columnSpan - 1 && !openings.right(row + rowSpan, c)) return false
        }
        return !openings.right(row + rowSpan, column + columnSpan - 1)
      }
      while (row + rowSpan < rows && goesDown()) rowSpan++
      spans.push({ row, column, rowSpan, columnSpan })
      for (let r = row; r < row + rowSpan; r++)
        for (let c = column; c < column + columnSpan; c++) taken.add(r * columns + c)
    }
  return spans
}

const indexIn = (edges: readonly Edge[], position: number): number => {
  let index = -1
  while (index + 1 < edges.length && at(edges, index + 1) <= position) index++
  return index
}

/** The cells of a grid with their words, by the middle of each word. */
export const cellsOfGrid = (grid: RuledGrid, group: RuleGroup, words: readonly Word[]): GridCell[] => {
  const [columns, rows] = [grid.xs.length - 1, grid.ys.length - 1]
  const spans = spansOf(rows, columns, new Openings(grid, group, words))
  const owner = new Map<number, number>()
  for (const [index, span] of spans.entries())
    for (let r = span.row; r < span.row + span.rowSpan; r++)
      for (let c = span.column; c < span.column + span.columnSpan; c++) owner.set(r * columns + c, index)
  const contents = spans.map((): Word[] => [])
  for (const word of words) {
    const index = owner.get(indexIn(grid.ys, centreY(word)) * columns + indexIn(grid.xs, centreX(word)))
    if (index !== undefined) contents[index]?.push(word)
  }
  return spans.map((span, index) => ({
    ...span,
    words: contents[index] ?? [],
    area: {
      left: at(grid.xs, span.column),
      right: at(grid.xs, span.column + span.columnSpan),
      top: at(grid.ys, span.row),
      bottom: at(grid.ys, span.row + span.rowSpan),
    },
  }))
}
