import type { Word } from '../content/page-content.ts'
import { boundsOf, median, type Rect } from '../geometry.ts'
import type { GridCell, PageTable } from './grid.ts'
import { columnAt, findGutters, toChunks, type Chunk, type ChunkRow, type GutterRules } from './gutters.ts'
import { rowStarts, type ColumnSpan } from './split-rows.ts'

/** Rows of text taken to be a table. */
export interface TextTable {
  readonly table: PageTable
  /** Share of the places that hold text, and of those the share that hold numbers or one short word. */
  readonly fill: number
  readonly brevity: number
  /** Mean number of words in a chunk of text. */
  readonly words: number
  /** Share of the columns whose texts begin, end or are centred at one place. */
  readonly alignment: number
}

export interface TextTableOptions extends GutterRules {
  /** Heights of lines that part rows. */
  readonly rules: readonly number[]
}

const columnsBetween = (gutters: readonly number[], area: Rect): ColumnSpan[] => {
  const edges = [area.left - 1, ...gutters, area.right + 1]
  return edges.slice(1).map((right, at) => ({ left: edges[at] ?? 0, right }))
}

/** The extent of a column as its texts take it, so that a line is known to be full. */
const tightened = (
  columns: readonly ColumnSpan[],
  rows: readonly ChunkRow[],
  gutters: readonly number[],
): ColumnSpan[] =>
  columns.map((column, at) => {
    const chunks = rows.flatMap(row =>
      row.filter(
        chunk => columnAt(gutters, chunk) === at && chunk.left >= column.left && chunk.right <= column.right,
      ),
    )
    if (chunks.length === 0) return column
    return {
      left: column.left,
      right: Math.min(column.right, Math.max(...chunks.map(chunk => chunk.right)) + 1),
    }
  })

const isRuleBetween = (rules: readonly number[], upper: readonly Word[], lower: readonly Word[]): boolean => {
  const [from, to] = [
    Math.max(...upper.map(word => word.baseline)) - 2,
    Math.max(...lower.map(word => word.baseline)),
  ]
  return rules.some(rule => rule > from && rule < to - 2)
}

/** Rows of text that make one row of the table together. */
const groupRows = (
  rows: readonly (readonly Word[])[],
  columns: readonly ColumnSpan[],
  rules: readonly number[],
): number[] => {
  const starts = rowStarts(rows, columns)
  let row = -1
  return rows.map((words, at) => {
    const upper = rows[at - 1]
    if (upper === undefined || starts[at] === true || isRuleBetween(rules, upper, words)) row++
    return row
  })
}

const spanOf = (
  chunk: Chunk,
  gutters: readonly number[],
): { readonly column: number; readonly columnSpan: number } => {
  const reached = gutters
    .map((gutter, at) => ({ gutter, at }))
    .filter(({ gutter }) => chunk.left < gutter - 1 && chunk.right > gutter + 1)
  const [first, last] = [reached[0], reached.at(-1)]
  if (!first || !last) return { column: columnAt(gutters, chunk), columnSpan: 1 }
  return { column: first.at, columnSpan: last.at - first.at + 2 }
}

interface OpenCell {
  readonly row: number
  readonly column: number
  columnSpan: number
  words: Word[]
}

const cellsOf = (
  rows: readonly ChunkRow[],
  rowOf: readonly number[],
  gutters: readonly number[],
): OpenCell[] => {
  const cells = new Map<string, OpenCell>()
  for (const [at, chunks] of rows.entries())
    for (const chunk of chunks) {
      const row = rowOf[at] ?? 0
      const { column, columnSpan } = spanOf(chunk, gutters)
      const key = `${row} ${column}`
      const known = cells.get(key)
      if (known) {
        known.words.push(...chunk.words)
        known.columnSpan = Math.max(known.columnSpan, columnSpan)
      } else cells.set(key, { row, column, columnSpan, words: [...chunk.words] })
    }
  return [...cells.values()]
}

const isBrief = (chunk: Chunk): boolean => {
  const text = chunk.words.map(word => word.text).join('')
  return (
    /^[^\p{L}]*\p{N}[^\p{L}]*$/u.test(text) ||
    /^[-–—./*()]+$/.test(text) ||
    (chunk.words.length === 1 && text.length <= 14)
  )
}

const isAligned = (chunks: readonly Chunk[]): boolean => {
  if (chunks.length < 2) return true
  const places = [
    chunks.map(chunk => chunk.left),
    chunks.map(chunk => chunk.right),
    chunks.map(chunk => (chunk.left + chunk.right) / 2),
  ]
  return places.some(values => {
    const middle = median(values)
    return values.filter(value => Math.abs(value - middle) < 4).length >= 0.6 * values.length
  })
}

/** The rows of text as a table by their gutters, or nothing where they have none. */
export const toTextTable = (
  rows: readonly (readonly Word[])[],
  options: TextTableOptions,
): TextTable | undefined => {
  if (rows.length < 2) return undefined
  const area = boundsOf(rows.flat())
  const chunkRows = rows.map(row => toChunks(row))
  const gutters = findGutters(chunkRows, options)
  if (gutters.length === 0) return undefined
  const columns = tightened(columnsBetween(gutters, area), chunkRows, gutters)
  const rowOf = groupRows(rows, columns, options.rules)
  const cells = cellsOf(chunkRows, rowOf, gutters)
  const count = (rowOf.at(-1) ?? 0) + 1
  const single = chunkRows.flat()
  const byColumn = columns.map((_, at) =>
    single.filter(chunk => spanOf(chunk, gutters).columnSpan === 1 && columnAt(gutters, chunk) === at),
  )
  return {
    table: {
      area,
      rows: count,
      columns: columns.length,
      cells: cells.map((cell): GridCell => ({ ...cell, rowSpan: 1, area: boundsOf(cell.words) })),
      isRuled: false,
      edges: gutters,
    },
    fill: cells.length / (count * columns.length),
    brevity: single.filter(isBrief).length / single.length,
    words: single.reduce((sum, chunk) => sum + chunk.words.length, 0) / single.length,
    alignment: byColumn.filter(isAligned).length / columns.length,
  }
}
