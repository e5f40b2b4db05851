import type { Language } from '@millwright/spec'
import { localize } from '@millwright/spec'
import type { ResultTable, ResultTableColumn } from '../execute/result-table.ts'
import { formatCell } from './format-cell.ts'
import type { NarrationMark, NarrationSentence } from './narration.ts'

/** A piece of a sentence: plain words, or something that is marked to where it comes from. */
export type Piece =
  | string
  | { readonly row: number; readonly column: ResultTableColumn }
  | { readonly count: 'rowCount' | 'sourceRowCount' | 'equalBeyond' }
  /** Words that restate the question; numbers in them are the asker's. */
  | { readonly question: string }

/** Puts pieces together and keeps the offsets of those that have a source. */
export const toSentence = (
  pieces: readonly Piece[],
  table: ResultTable,
  language: Language,
): NarrationSentence => {
  const marks: NarrationMark[] = []
  let text = ''
  for (const piece of pieces) {
    const added = pieceText(piece, table, language)
    text += gapBetween(text, added)
    const from = text.length
    text += added
    const span = { from, to: text.length }
    if (typeof piece === 'string') continue
    if ('row' in piece) marks.push({ ...span, row: piece.row, column: table.columns.indexOf(piece.column) })
    else marks.push({ ...span, fact: 'count' in piece ? piece.count : 'question' })
  }
  return { text: language === 'en' && startsPlainly(pieces, table) ? capitalized(text) : text, marks }
}

/** A sentence begins with a capital letter, but a code of the data keeps its own. */
const startsPlainly = (pieces: readonly Piece[], table: ResultTable): boolean => {
  const first = pieces.find(piece => piece !== '')
  if (first === undefined || typeof first === 'string' || !('row' in first)) return true
  return (
    first.column.role === 'time' || isPlainWords(table.rows[first.row]?.[table.columns.indexOf(first.column)])
  )
}

const isPlainWords = (cell: unknown): boolean =>
  typeof cell === 'string' && /^\p{L}\p{Ll}+(?: [\p{L} ]+)?$/u.test(cell)

/** The text with its first letter as a capital. */
export const capitalized = (text: string): string => (text[0] ?? '').toUpperCase() + text.slice(1)

/** The same name inside a sentence: "Scrap rate" is a scrap rate there, "OEE" stays. */
const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? (text[0] ?? '').toLowerCase() + text.slice(1) : text

/** What a column is called, inside a sentence. */
export const named = (column: ResultTableColumn, language: Language): Piece => {
  const label = labelOf(column, language)
  return { question: language === 'en' ? lowered(label) : label }
}

/** Chinese characters and Latin letters or digits stand apart by a space. */
const gapBetween = (before: string, after: string): string =>
  /\p{Script=Han}[\w(-]|\w\p{Script=Han}/u.test(before.slice(-1) + after.slice(0, 1)) ? ' ' : ''

const pieceText = (piece: Piece, table: ResultTable, language: Language): string => {
  if (typeof piece === 'string') return piece
  if ('question' in piece) return piece.question
  if ('count' in piece) return new Intl.NumberFormat('en-US').format(table[piece.count] ?? table.rowCount)
  const cell = table.rows[piece.row]?.[table.columns.indexOf(piece.column)] ?? null
  return formatCell(cell, piece.column, language)
}

const labelOf = (column: ResultTableColumn, language: Language): string => localize(column.label, language)
