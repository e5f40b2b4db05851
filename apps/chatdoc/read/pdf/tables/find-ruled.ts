import type { PageContent, Rule, Word } from '../content/page-content.ts'
import { centreX, centreY, type Rect } from '../geometry.ts'
import type { GridCell, PageTable } from './grid.ts'
import { mergeRules, reach, sameLine } from './merge-rules.ts'
import { groupRules, type RuleGroup } from './rule-groups.ts'
import { splitRows } from './split-rows.ts'

/** Ruled areas with their own text: tables, and frames of one cell such as warnings and listings. */
export interface RuledAreas {
  readonly tables: readonly PageTable[]
  readonly frames: readonly Rect[]
}

/** Positions of lines without near doubles. */
const distinct = (positions: readonly number[], tolerance: number): number[] => {
  const kept: number[] = []
  for (const position of [...positions].sort((a, b) => a - b))
    if (position - (kept.at(-1) ?? -Infinity) > tolerance) kept.push(position)
  return kept
}

/** Where a side has no line of its own, the ends of the lines that run towards it stand for it. */
const edgesOf = (rules: readonly Rule[], crossing: readonly Rule[]): number[] => {
  const at = rules.map(rule => rule.at)
  const ends = crossing.flatMap(rule => [rule.from, rule.to])
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const edges = distinct(at, reach)
  if ((edges[0] ?? Infinity) - least > 2 * reach) edges.unshift(least)
  if (most - (edges.at(-1) ?? -Infinity) > 2 * reach) edges.push(most)
  return edges
}

/** Whether lines cover most of the stretch of an edge. */
const isCovered = (rules: readonly Rule[], at: number, from: number, to: number): boolean => {
  let covered = 0
  for (const rule of rules)
    if (Math.abs(rule.at - at) <= reach)
      covered += Math.max(0, Math.min(to, rule.to) - Math.max(from, rule.from))
  return covered >= 0.6 * (to - from)
}

interface Span {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/**
 * Places of a grid joined where no line parts them, each to a rectangle. A joined area that is no rectangle is grown
 * to one, unless that would swallow the table.
 */
const spansOf = (xs: readonly number[], ys: readonly number[], group: RuleGroup): Span[] => {
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  const owner = new Map<number, Span>()
  const isOpenRight = (row: number, column: number): boolean =>
    column + 1 < columns && !isCovered(group.vertical, xs[column + 1] ?? 0, ys[row] ?? 0, ys[row + 1] ?? 0)
  const isOpenBelow = (row: number, column: number): boolean =>
    row + 1 < rows && !isCovered(group.horizontal, ys[row + 1] ?? 0, xs[column] ?? 0, xs[column + 1] ?? 0)
  const spans: Span[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (owner.has(row * columns + column)) continue
      let columnSpan = 1
      while (isOpenRight(row, column + columnSpan - 1) && !owner.has(row * columns + column + columnSpan))
        columnSpan++
      let rowSpan = 1
      const goesDown = (): boolean =>
        Array.from({ length: columnSpan }, (_, at) => column + at).every(
          at =>
            isOpenBelow(row + rowSpan - 1, at) &&
            !owner.has((row + rowSpan) * columns + at) &&
            (at === column + columnSpan - 1 || isOpenRight(row + rowSpan, at)),
        )
      while (row + rowSpan < rows && goesDown()) rowSpan++
      const span = { row, column, rowSpan, columnSpan }
      spans.push(span)
      for (let r = row; r < row + rowSpan; r++)
        for (let c = column; c < column + columnSpan; c++) owner.set(r * columns + c, span)
    }
  return spans
}

const areaOf = (span: Span, xs: readonly number[], ys: readonly number[]): Rect => ({
  left: xs[span.column] ?? 0,
  right: xs[span.column + span.columnSpan] ?? 0,
  top: ys[span.row] ?? 0,
  bottom: ys[span.row + span.rowSpan] ?? 0,
})

const indexIn = (edges: readonly number[], position: number): number => {
  let at = -1
  while (at + 1 < edges.length && (edges[at + 1] ?? Infinity) <= position) at++
  return at
}

/** The words of each cell, by their middle. */
const fill = (
  spans: readonly Span[],
  xs: readonly number[],
  ys: readonly number[],
  words: readonly Word[],
): GridCell[] => {
  const columns = xs.length - 1
  const at = new Map<number, number>()
  for (const [index, span] of spans.entries())
    for (let r = span.row; r < span.row + span.rowSpan; r++)
      for (let c = span.column; c < span.column + span.columnSpan; c++) at.set(r * columns + c, index)
  const contents = spans.map((): Word[] => [])
  for (const word of words) {
    const index = at.get(indexIn(ys, centreY(word)) * columns + indexIn(xs, centreX(word)))
    if (index !== undefined) contents[index]?.push(word)
  }
  return spans.map((span, index) => ({ ...span, words: contents[index] ?? [], area: areaOf(span, xs, ys) }))
}

const isTable = (cells: readonly GridCell[], rows: number, columns: number): boolean => {
  const filled = cells.filter(cell => cell.words.length > 0)
  if (columns < 2 || rows * columns < 3 || filled.length < 2) return false
  const inRows = new Set(filled.map(cell => cell.row)).size
  const inColumns = new Set(filled.map(cell => cell.column)).size
  if (inColumns < 2 || (inRows < 2 && filled.length < 3)) return false
  return filled.length >= 0.15 * cells.length
}

const toTable = (group: RuleGroup, words: readonly Word[]): PageTable | Rect | undefined => {
  if (group.horizontal.length === 0 || group.vertical.length === 0) return undefined
  const xs = edgesOf(group.vertical, group.horizontal)
  const ys = edgesOf(group.horizontal, group.vertical)
  if (xs.length < 2 || ys.length < 2 || xs.length * ys.length > 40_000) return undefined
  const area = { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }
  const inside = words.filter(
    word =>
      centreX(word) > area.left &&
      centreX(word) < area.right &&
      centreY(word) > area.top &&
      centreY(word) < area.bottom,
  )
  const cells = fill(spansOf(xs, ys, group), xs, ys, inside)
  const size = { rows: ys.length - 1, columns: xs.length - 1 }
  if (!isTable(cells, size.rows, size.columns)) return inside.length > 0 ? area : undefined
  return splitRows({ area, ...size, cells, isRuled: true, edges: xs.slice(1, -1) })
}

/**
 * Tables drawn with lines: lines that meet form a grid, whose places are joined where no line parts them (after
 * Nurminen 2013, "Algorithmic extraction of data in tables in PDF documents", and Camelot's lattice).
 */
export const findRuledAreas = (content: PageContent): RuledAreas => {
  const isLong = (rule: Rule): boolean => rule.to - rule.from > 2 * sameLine
  const horizontal = mergeRules(content.horizontal).filter(isLong)
  const vertical = mergeRules(content.vertical).filter(isLong)
  if (horizontal.length * vertical.length > 4_000_000) return { tables: [], frames: [] }
  const tables: PageTable[] = []
  const frames: Rect[] = []
  for (const group of groupRules(horizontal, vertical)) {
    const found = toTable(group, content.words)
    if (found === undefined) continue
    if ('cells' in found) tables.push(found)
    else frames.push(found)
  }
  return { tables: outermost(tables), frames }
}

/** A grid within a cell of another is that cell's content. */
const outermost = (tables: readonly PageTable[]): PageTable[] =>
  tables.filter(
    table =>
      !tables.some(
        other =>
          other !== table &&
          other.area.left <= table.area.left &&
          other.area.right >= table.area.right &&
          other.area.top <= table.area.top &&
          other.area.bottom >= table.area.bottom &&
          other.cells.length >= table.cells.length,
      ),
  )
