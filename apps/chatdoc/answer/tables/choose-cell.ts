import type { UnderstandOutput } from '../../step-outputs.ts'
import type { TableColumn, TableRow } from '../../document/tables.ts'
import type { Piece } from '../reading/pieces.ts'
import { strengthIn } from '../reading/question-terms.ts'
import { indexText } from '../reading/text-index.ts'
import type { WeighedTerm } from '../reading/weigh-terms.ts'
import { readableTable } from './readable-table.ts'
import type { ReadableTable } from './readable-table.ts'
import { extremeAt, extremeRow, superlativeOf } from './superlative.ts'

/** What was chosen in a table: the answer as it stands there, and the cells that prove it, the value first. */
export interface ChosenCell {
  /** Several values stand with "; " between them. */
  readonly short: string
  readonly unit?: string
  readonly cells: readonly (readonly [row: number, column: number])[]
}

const isFilled = (text: string): boolean => text !== '' && !/^[-–—/]$/.test(text)

/** How well a column's header fits the question: what it shares, less what it says that nobody asked. */
const fitOf = (column: TableColumn, terms: readonly WeighedTerm[]): number => {
  const index = indexText(column.header)
  const shared = terms.reduce((sum, { term, weight }) => sum + weight * strengthIn(term, index), 0)
  const known = index.words.filter(word => terms.some(({ term }) => term.stem === word.stem)).length
  return shared - 0.05 * (index.words.length - known)
}

const wantsNumber = ({ expects }: UnderstandOutput): boolean =>
  ['number', 'quantity', 'money', 'percent', 'duration'].includes(expects)

/** The answer that a row gives: the column that the question names, several of them, or the extreme of the row. */
export const chooseCell = (
  piece: Piece,
  terms: readonly WeighedTerm[],
  understood: UnderstandOutput,
): ChosenCell | undefined => {
  if (piece.block.kind !== 'table' || piece.row === undefined) return undefined
  const table = readableTable(piece.block)
  const row = table.rows.find(candidate => candidate.row === piece.row)
  if (!row) return undefined
  return extremeOf(table, row, { terms, understood }) ?? valuesOf(table, row, { terms, understood })
}

interface Asked {
  readonly terms: readonly WeighedTerm[]
  readonly understood: UnderstandOutput
}

const extremeOf = (
  table: ReadableTable,
  row: TableRow,
  { terms, understood }: Asked,
): ChosenCell | undefined => {
  const superlative = superlativeOf(understood.question)
  if (!superlative || isNamed(table, superlative.word)) return undefined
  if (superlative.wants === 'row') {
    const found = extremeRow(table, terms, superlative.end)
    return (
      found && {
        short: found.label,
        cells: [
          [found.row, 0],
          [found.row, found.column],
        ],
      }
    )
  }
  const at = extremeAt(row.texts.slice(1), superlative.end)
  const column = at === undefined ? undefined : at + 1
  const header =
    column === undefined
      ? undefined
      : table.columns[column]?.header.split(' / ').findLast(part => /\d/.test(part))
  if (column === undefined || header === undefined) return undefined
  return { short: /\b(?:19|20)\d\d\b/.exec(header)?.[0] ?? header, cells: cellsOf(table, row, column) }
}

/** A column "Highest" or a row "Largest gap" holds what is asked for: no extreme is sought. */
const isNamed = ({ columns, rows }: ReadableTable, word: string): boolean =>
  [...columns.slice(1).map(column => column.header), ...rows.map(row => row.label)].some(name =>
    name.toLowerCase().includes(word),
  )

const cellsOf = (table: ReadableTable, row: TableRow, column: number): ChosenCell['cells'] => [
  [row.row, column],
  ...(column > 0 ? [[row.row, 0] as const] : []),
  ...table.headerRows.map(header => [header, column] as const),
]

const valuesOf = (
  table: ReadableTable,
  row: TableRow,
  { terms, understood }: Asked,
): ChosenCell | undefined => {
  const choices = table.columns
    .map((column, at) => ({ column, at, text: row.texts[at] ?? '', fit: fitOf(column, terms) }))
    .filter(({ text, at }) => isFilled(text) && (at > 0 || table.columns.length === 1))
  const numeric = choices.filter(({ text }) => /\d/.test(text))
  const usable = wantsNumber(understood) && numeric.length > 0 ? numeric : choices
  const ranked = usable.toSorted((a, b) => b.fit - a.fit || a.at - b.at)
  const timed = understood.expects === 'duration' ? timedCell(table, row) : undefined
  const best = timed ?? ranked[0]
  if (!best) return undefined
  const several = severalOf(ranked, understood.question)
  const unit = row.unit ?? best.column.unit ?? (/[%％]/.test(best.text) ? undefined : table.scale)
  const chosen = several.length > 1 ? several : [best]
  return {
    short: chosen.map(choice => choice.text).join('; '),
    ...(unit === undefined || !/\d/.test(best.text) || best.text.endsWith(unit) ? {} : { unit }),
    cells: chosen.flatMap(choice => cellsOf(table, row, choice.at)),
  }
}

const tellsTime = (text: string): boolean =>
  /\b(?:every|each|per) |\d\s?(?:h|hours?|min|minutes?|s|seconds?|days?|weeks?|months?|years?)\b|[每\d]\s?(?:班|天|日|周|月|年|小时|分钟|秒)/i.test(
    text,
  )

/** "How often" of a plan whose rows are named by their interval: the only cell that tells a time, be it the first. */
const timedCell = (table: ReadableTable, row: TableRow) => {
  const timed = row.texts.flatMap((text, at) => {
    const column = table.columns[at]
    return column && tellsTime(text) ? [{ column, at, text, fit: 0 }] : []
  })
  return timed.length === 1 ? timed[0] : undefined
}

/** "in 2019 and 2018 respectively": a column for each year or number that the question names, in its order. */
const severalOf = <Choice extends { readonly column: TableColumn }>(
  choices: readonly Choice[],
  question: string,
): readonly Choice[] => {
  const named = [...new Set(question.match(/\b(?:19|20)\d\d\b/g))]
  if (
    named.length < 2 ||
    /\b(?:change|increase|decrease|difference|growth)\b|变化|增长|增加|减少/i.test(question)
  )
    return []
  const found = named.map(name => choices.find(({ column }) => column.header.includes(name)))
  return found.every(choice => choice !== undefined) ? found : []
}
