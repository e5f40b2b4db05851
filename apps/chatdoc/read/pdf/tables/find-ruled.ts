import type { PageContent, Rule, Word } from '../content/page-content.ts'
import { centreX, centreY, type Rect } from '../geometry.ts'
import type { GridCell, PageTable } from './grid.ts'
import { mergeRules, reach, sameLine } from './merge-rules.ts'
import { groupRules, type RuleGroup } from './rule-groups.ts'
import { cellsOfGrid, toRuledGrid } from './ruled-grid.ts'

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
  const ends = crossing.flatMap(rule => [rule.from, rule.to])
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const edges = distinct(
    rules.map(rule => rule.at),
    reach,
  )
  if ((edges[0] ?? Infinity) - least > 2 * reach) edges.unshift(least)
  if (most - (edges.at(-1) ?? -Infinity) > 2 * reach) edges.push(most)
  return edges
}

const isTable = (cells: readonly GridCell[], rows: number, columns: number): boolean => {
  const filled = cells.filter(cell => cell.words.length > 0)
  if (columns < 2 || rows * columns < 3 || filled.length < 2) return false
  const inRows = new Set(filled.map(cell => cell.row)).size
  const inColumns = new Set(filled.map(cell => cell.column)).size
  if (inColumns < 2 || (inRows < 2 && filled.length < 3)) return false
  if (columns >= 6 && inColumns < 0.5 * columns) return false // the grid of a chart
  return filled.length >= 0.15 * cells.length
}

const wordsInside = (words: readonly Word[], area: Rect): Word[] =>
  words.filter(
    word =>
      centreX(word) > area.left &&
      centreX(word) < area.right &&
      centreY(word) > area.top &&
      centreY(word) < area.bottom,
  )

const toTable = (group: RuleGroup, all: readonly Word[]): PageTable | Rect | undefined => {
  if (group.horizontal.length === 0 || group.vertical.length === 0) return undefined
  const xs = edgesOf(group.vertical, group.horizontal)
  const ys = edgesOf(group.horizontal, group.vertical)
  if (xs.length < 2 || ys.length < 2 || xs.length * ys.length > 40_000) return undefined
  const area = { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }
  const words = wordsInside(all, area)
  const grid = toRuledGrid(xs, ys, words)
  const cells = cellsOfGrid(grid, group, words)
  const size = { rows: grid.ys.length - 1, columns: grid.xs.length - 1 }
  if (!isTable(cells, size.rows, size.columns)) return words.length > 0 ? area : undefined
  return { area, ...size, cells, isRuled: true, edges: grid.xs.slice(1, -1).map(edge => edge.at) }
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
