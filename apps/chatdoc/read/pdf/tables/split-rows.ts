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

/** `counts on`: both lines hold numbers, so that nothing speaks for one cell. */
type Vote = 'goes on' | 'begins' | 'counts on' | undefined

const isNumber = (words: readonly Word[]): boolean =>
  words.every(word => !/\p{L}{2}/u.test(word.text)) && words.some(word => /\d|^[-–—]$/.test(word.text))

/**
 * Whether the lower line of a cell goes on from the upper one: its first word would not have fitted on the upper line.
 * `undefined` where one of them is empty.
 */
const voteOf = (upper: readonly Word[], lower: readonly Word[], column: ColumnSpan): Vote => {
  const first = lower[0]
  if (upper.length === 0 || first === undefined) return undefined
  if (isNumber(upper) && isNumber(lower)) return 'counts on'
  const taken = boundsOf(upper)
  const room = column.right - column.left - (taken.right - taken.left)
  const needed = first.right - first.left + 0.3 * first.size
  if (room < needed + 0.3 * first.size) return 'goes on'
  const isLowerCase = /^\p{Ll}/u.test(first.text) && /\p{L}/u.test(upper[0]?.text ?? '')
  return isLowerCase && room < 2 * needed ? 'goes on' : 'begins'
}

const baselineOf = (row: readonly Word[]): number => Math.max(...row.map(word => word.baseline))

/** How sure it is that a row of text begins a row of the table. */
type Start = 'surely' | 'likely' | 'no'

const startOf = (votes: readonly Vote[]): Start => {
  const numbers = votes.filter(vote => vote === 'counts on').length
  const begins = numbers + votes.filter(vote => vote === 'begins').length
  const goesOn = votes.filter(vote => vote === 'goes on').length
  if (begins < goesOn || begins === 0) return 'no'
  if (begins === goesOn) return votes[0] === 'begins' ? 'likely' : 'no'
  return numbers >= 2 ? 'surely' : 'likely'
}

const startsOf = (rows: readonly (readonly Word[])[], columns: readonly ColumnSpan[]): Start[] => {
  const distances = rows.slice(1).map((row, at) => baselineOf(row) - baselineOf(rows[at] ?? row))
  const least = Math.min(...distances)
  const above: Word[][] = columns.map(() => [])
  return rows.map((row, at): Start => {
    const own = columns.map(column => wordsIn(row, column))
    const votes = columns.map((column, index) => voteOf(above[index] ?? [], own[index] ?? [], column))
    for (const [index, words] of own.entries()) if (words.length > 0) above[index] = words
    if (at === 0) return 'surely'
    const distance = distances[at - 1] ?? 0
    const isApart = distance > 1.45 * least && distance > 1.2 * (row[0]?.size ?? 0)
    return isApart && (own[0]?.length ?? 0) > 0 ? 'likely' : startOf(votes)
  })
}

/** The rows of text that begin a row of the table, the columns voting; the first always does. */
export const rowStarts = (rows: readonly (readonly Word[])[], columns: readonly ColumnSpan[]): boolean[] =>
  startsOf(rows, columns).map(start => start !== 'no')

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
  if (rows.length < 2 || columns.length < 2) return []
  const filled = rows.map(row => columns.filter(column => wordsIn(row, column).length > 0).length)
  const mean = filled.reduce((sum, count) => sum + count, 0) / rows.length
  const starts = startsOf(rows, columns)
  const begun = starts.slice(1).filter(start => start !== 'no')
  const isSure = begun.length > 0 && begun.every(start => start === 'surely')
  const isFull = !starts.includes('no') && mean >= 0.8 * columns.length
  if (!isSure && (rows.length < 3 || mean < 1.6 || (kind === 'ruled' && !isFull))) return []
  return rows.flatMap((row, at): number[] => {
    const upper = rows[at - 1]
    if (!upper || starts[at] === 'no') return []
    return [(boundsOf(upper).bottom + boundsOf(row).top) / 2]
  })
}
