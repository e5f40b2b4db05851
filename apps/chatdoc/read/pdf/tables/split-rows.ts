import type { Word } from '../content/page-content.ts'
import { boundsOf } from '../geometry.ts'
import { rowsOf } from '../lines/line.ts'

/** A stretch across the page that a column takes. */
export interface ColumnSpan {
  readonly left: number
  readonly right: number
}

const wordsIn = (row: readonly Word[], column: ColumnSpan): Word[] =>
  row
    .filter(
      word => (word.left + word.right) / 2 >= column.left && (word.left + word.right) / 2 < column.right,
    )
    .sort((a, b) => a.left - b.left)

type Vote = 'goes on' | 'begins' | undefined

const isNumber = (words: readonly Word[]): boolean =>
  words.every(word => !/\p{L}{2}/u.test(word.text)) && words.some(word => /\d|^[-–—]$/.test(word.text))

/**
 * Whether the lower line of a cell goes on from the upper one: its first word would not have fitted on the upper line.
 * `undefined` where one of them is empty.
 */
const voteOf = (upper: readonly Word[], lower: readonly Word[], column: ColumnSpan): Vote => {
  const first = lower[0]
  if (upper.length === 0 || first === undefined) return undefined
  if (isNumber(upper) && isNumber(lower)) return 'begins'
  const taken = boundsOf(upper)
  const room = column.right - column.left - (taken.right - taken.left)
  const needed = first.right - first.left + 0.3 * first.size
  if (room < needed + 0.3 * first.size) return 'goes on'
  const isLowerCase = /^\p{Ll}/u.test(first.text) && /\p{L}/u.test(upper[0]?.text ?? '')
  return isLowerCase && room < 2 * needed ? 'goes on' : 'begins'
}

const baselineOf = (row: readonly Word[]): number => Math.max(...row.map(word => word.baseline))

/** The rows of text that begin a row of the table, the columns voting; the first always does. */
export const rowStarts = (rows: readonly (readonly Word[])[], columns: readonly ColumnSpan[]): boolean[] => {
  const distances = rows.slice(1).map((row, at) => baselineOf(row) - baselineOf(rows[at] ?? row))
  const least = Math.min(...distances)
  return rows.map((row, at) => {
    const upper = rows[at - 1]
    if (upper === undefined) return true
    if ((distances[at - 1] ?? 0) > 1.45 * least && (distances[at - 1] ?? 0) > 1.2 * (row[0]?.size ?? 0)) {
      const isLeading = wordsIn(row, columns[0] ?? { left: 0, right: 0 }).length > 0
      if (isLeading) return true
    }
    const votes = columns.map(column => voteOf(wordsIn(upper, column), wordsIn(row, column), column))
    const begins = votes.filter(vote => vote === 'begins').length
    const goesOn = votes.filter(vote => vote === 'goes on').length
    if (begins + goesOn > 0) return begins > goesOn || (begins === goesOn && votes[0] === 'begins')
    return false
  })
}

/**
 * Where a band between two lines holds several rows of the table, the heights between them. A row begins where most
 * columns have a line that would have fitted on the line above. Where lines part the other rows (`ruled`), every row
 * of text must be a full row of its own.
 */
export const splitBand = (
  words: readonly Word[],
  columns: readonly ColumnSpan[],
  kind: 'ruled' | 'open',
): number[] => {
  const rows = rowsOf(words.filter(word => word.direction === 0))
  if (rows.length < 3 || columns.length < 2) return []
  const filled = rows.map(row => columns.filter(column => wordsIn(row, column).length > 0).length)
  const mean = filled.reduce((sum, count) => sum + count, 0) / rows.length
  const starts = rowStarts(rows, columns)
  if (mean < 1.6 || (kind === 'ruled' && (starts.includes(false) || mean < 0.8 * columns.length))) return []
  return rows.flatMap((row, at): number[] => {
    const upper = rows[at - 1]
    if (!upper || starts[at] !== true) return []
    return [(boundsOf(upper).bottom + boundsOf(row).top) / 2]
  })
}
