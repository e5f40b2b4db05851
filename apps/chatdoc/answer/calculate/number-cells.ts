import type { TableBlock } from '../../document/block.ts'
import { indexText } from '../reading/text-index.ts'
import type { TextIndex } from '../reading/text-index.ts'
import { readableTable } from '../tables/readable-table.ts'
import { figureOf } from './figure.ts'
import type { Figure } from './figure.ts'

/** A cell that holds one number, with the row and the column that name it. */
export interface NumberCell {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly figure: Figure
  /** What its own words, its row or its column count it in; else the scale that the table tells. */
  readonly unit: string | undefined
  /** Label of the row with the row above that groups it, and the header of the column. */
  readonly rowName: string
  readonly columnName: string
  readonly headerRows: readonly number[]
}

const yearsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .replaceAll(
        /\b(19|20|1 9|2 0) ?(\d) (\d)\b/g,
        (_, century: string, tens: string, ones: string) => `${century.replace(' ', '')}${tens}${ones}`,
      )
      .replaceAll(/\bFY?\s?['’]?(\d\d)\b(?!\d)/gi, '20$1')
      .match(/(?<![\d,.])(?:19|20)\d\d(?![\d,]\d|\d)/g),
  ),
]

const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text)

/** "In millions" is told as "million". */
const toUnit = (unit: string | undefined): string | undefined =>
  /\b(thousand|million|billion)s?$/i.exec(unit ?? '')?.[1]?.toLowerCase() ?? unit

/** Every cell of the table that a calculation may take. */
export const numberCells = (block: TableBlock): readonly NumberCell[] => {
  const table = readableTable(block)
  return table.rows.flatMap(row =>
    table.columns.flatMap((column, at) => {
      const text = row.texts[at] ?? ''
      const figure = at === 0 || isYear(text) ? undefined : figureOf(text)
      if (!figure || row.label === text) return []
      const unit = toUnit(figure.unit ?? row.unit ?? column.unit) ?? table.scale
      const rowName = [row.group ?? '', row.label].filter(part => part !== '').join(' · ')
      return [
        {
          row: row.row,
          column: at,
          text,
          figure,
          unit,
          rowName,
          columnName: column.header,
          headerRows: table.headerRows,
        },
      ]
    }),
  )
}

/** The names of a cell ready to look words up in. */
export interface NamedCell {
  readonly cell: NumberCell
  readonly inRow: TextIndex
  readonly inColumn: TextIndex
  readonly years: readonly string[]
}

/** The cells with their names indexed, each name once. */
export const namedCells = (block: TableBlock): readonly NamedCell[] => {
  const known = new Map<string, TextIndex>()
  const indexOf = (name: string): TextIndex => {
    const index = known.get(name) ?? indexText(name)
    known.set(name, index)
    return index
  }
  return numberCells(block).map(cell => {
    const inColumnYears = yearsIn(cell.columnName)
    return {
      cell,
      inRow: indexOf(cell.rowName),
      inColumn: indexOf(cell.columnName),
      years: inColumnYears.length > 0 ? inColumnYears : yearsIn(cell.rowName),
    }
  })
}
