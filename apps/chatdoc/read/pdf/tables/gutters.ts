import type { Word } from '../content/page-content.ts'
import { median } from '../geometry.ts'
import { splitAtGaps } from '../lines/line.ts'

/** Words of one row of text that stand close together, and the stretch that they take. */
export interface Chunk {
  readonly left: number
  readonly right: number
  readonly words: readonly Word[]
}

/** The chunks of one row of text, from left to right. */
export type ChunkRow = readonly Chunk[]

/** Gap between chunks, in sizes of the type: wider than between words, narrower than between most columns. */
const chunkGap = 0.45

export const toChunks = (row: readonly Word[], gap = chunkGap): ChunkRow =>
  splitAtGaps(row, gap).map(words => ({
    left: Math.min(...words.map(word => word.left)),
    right: Math.max(...words.map(word => word.right)),
    words,
  }))

export interface GutterRules {
  /** Narrowest gutter, in sizes of the type. */
  readonly narrowest: number
  /** Share of the rows that may reach over a gutter. */
  readonly tolerance: number
}

interface Gap {
  readonly from: number
  readonly to: number
}

/** Stretches that at most `most` rows cover, without those at the ends. Resolution: one point. */
const emptyStretches = (rows: readonly ChunkRow[], most: number): Gap[] => {
  const left = Math.floor(Math.min(...rows.flatMap(row => row.map(chunk => chunk.left))))
  const right = Math.ceil(Math.max(...rows.flatMap(row => row.map(chunk => chunk.right))))
  const changes = new Int32Array(right - left + 3)
  for (const row of rows)
    for (const chunk of row) {
      const [from, to] = [Math.round(chunk.left - left), Math.round(chunk.right - left)]
      changes[from] = (changes[from] ?? 0) + 1
      changes[Math.max(from + 1, to)] = (changes[Math.max(from + 1, to)] ?? 0) - 1
    }
  const gaps: Gap[] = []
  let [covered, from] = [0, -1]
  for (let at = 0; at <= right - left; at++) {
    covered += changes[at] ?? 0
    if (covered <= most && from < 0) from = at
    if (covered > most && from >= 0) {
      if (from > 0) gaps.push({ from: left + from, to: left + at })
      from = -1
    }
  }
  return gaps
}

/** The column of a chunk between gutters, by its middle. */
export const columnAt = (
  gutters: readonly number[],
  chunk: { readonly left: number; readonly right: number },
): number => {
  const middle = (chunk.left + chunk.right) / 2
  const at = gutters.findIndex(gutter => middle < gutter)
  return at === -1 ? gutters.length : at
}

/** How many rows have a chunk in each column. */
const supportOf = (rows: readonly ChunkRow[], gutters: readonly number[]): number[] => {
  const counts = Array.from({ length: gutters.length + 1 }, () => 0)
  for (const row of rows)
    for (const column of new Set(row.map(chunk => columnAt(gutters, chunk))))
      counts[column] = (counts[column] ?? 0) + 1
  return counts
}

/** Takes away gutters beside columns that too few rows use. */
const withoutWeak = (rows: readonly ChunkRow[], found: readonly number[]): number[] => {
  let gutters = [...found]
  const least = Math.max(2, 0.1 * rows.length)
  for (;;) {
    const support = supportOf(rows, gutters)
    const weak = support.findIndex(count => count < least)
    if (weak === -1 || gutters.length === 0) return gutters
    const drop = weak === support.length - 1 ? weak - 1 : weak
    gutters = gutters.filter((_, at) => at !== drop)
  }
}

/** The usual distance of the texts on both sides of a gap, in points. */
const usualDistance = (rows: readonly ChunkRow[], { from, to }: Gap): number =>
  median(
    rows.flatMap(row => {
      const before = row.filter(chunk => chunk.right <= from + 1).at(-1)
      const after = row.find(chunk => chunk.left >= to - 1)
      return before && after ? [after.left - before.right] : []
    }),
  )

/**
 * Middles of the white gaps that run down through all rows of text, or nearly all: the columns of a table without
 * lines (as in Nurminen 2013 and Tabula's stream detection). Rows of one chunk do not count.
 */
export const findGutters = (all: readonly ChunkRow[], rules: GutterRules): number[] => {
  const rows = all.filter(row => row.length > 1)
  if (rows.length < 2) return []
  const size = median(rows.flatMap(row => row.flatMap(chunk => chunk.words.map(word => word.size))))
  const gaps = emptyStretches(rows, Math.floor(rules.tolerance * rows.length)).filter(
    gap =>
      gap.to - gap.from >= rules.narrowest * size ||
      (gap.to - gap.from >= 1.5 && usualDistance(rows, gap) >= 2 * size),
  )
  return withoutWeak(
    rows,
    gaps.map(gap => (gap.from + gap.to) / 2),
  )
}
