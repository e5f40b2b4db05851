import type { UnderstandOutput } from '../../ask/step-outputs.ts'
import { viewTable } from '../../document/tables.ts'
import type { TableColumn, TableRow } from '../../document/tables.ts'
import type { Piece } from '../reading/pieces.ts'
import { strengthIn } from '../reading/question-terms.ts'
import { indexText } from '../reading/text-index.ts'
import type { WeighedTerm } from '../reading/weigh-terms.ts'

/** A cell that was chosen in a row: the value as it is read, with the places of value, label and header. */
export interface ChosenCell {
  readonly short: string
  readonly unit?: string
  readonly label: string
  readonly columnName: string
  readonly cells: readonly (readonly [row: number, column: number])[]
}

const isFilled = (text: string): boolean => text !== '' && !/^[-–—/]$/.test(text)

/** How well a column's header fits the question: what it shares, less what it says that nobody asked. */
const fitOf = (column: TableColumn, terms: readonly WeighedTerm[]): number => {
  const index = indexText(column.header)
  const shared = terms.reduce((sum, { term, weight }) => sum + weight * strengthIn(term, index), 0)
  const known = index.words.filter(word => terms.some(({ term }) => term.stem === word.stem)).length
  const foreign = index.words.length - known
  return shared - 0.05 * foreign
}

const isNumeric = (text: string): boolean => /\d/.test(text)

const wantsNumber = ({ expects }: UnderstandOutput): boolean =>
  ['number', 'quantity', 'money', 'percent', 'duration'].includes(expects)

/** The column of a row that the question names; the first value where it names none. */
export const chooseCell = (
  piece: Piece,
  terms: readonly WeighedTerm[],
  understood: UnderstandOutput,
): ChosenCell | undefined => {
  if (piece.block.kind !== 'table' || piece.row === undefined) return undefined
  const { columns, rows } = viewTable(piece.block)
  const row = rows.find(candidate => candidate.row === piece.row)
  if (!row) return undefined
  const best = columns
    .map((column, at) => ({ column, at, text: row.texts[at] ?? '', fit: fitOf(column, terms) }))
    .filter(({ text, at }) => isFilled(text) && (text !== row.label || columns.length === 1 || at > 0))
    .filter(({ text }) => !wantsNumber(understood) || isNumeric(text))
    .toSorted((a, b) => b.fit - a.fit || a.at - b.at)[0]
  return best ? toCell(row, best, piece.block.rows) : undefined
}

const toCell = (
  row: TableRow,
  { column, at, text }: { readonly column: TableColumn; readonly at: number; readonly text: string },
  rowCount: number,
): ChosenCell => {
  const unit = row.unit ?? column.unit
  const hasHeader = column.header !== '' && row.row > 0 && rowCount > 1
  return {
    short: text,
    ...(unit === undefined || text.endsWith(unit) ? {} : { unit }),
    label: row.label,
    columnName: column.name,
    cells: [
      [row.row, at],
      ...(at > 0 ? [[row.row, 0] as const] : []),
      ...(hasHeader ? [[0, at] as const] : []),
    ],
  }
}
