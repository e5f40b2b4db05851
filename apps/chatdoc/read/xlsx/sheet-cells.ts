import { xmlText } from '../xml/text-stream.ts'
import type { Readable } from 'node:stream'
import { limits } from '../limits.ts'
import { readingProgress } from '../progress.ts'
import { streamXml } from '../xml/parse-xml.ts'
import { numberText } from './number-format.ts'
import type { Workbook } from './workbook.ts'

/** A cell with a text; `row` and `column` count from 0. */
export interface SheetCell {
  readonly row: number
  readonly column: number
  readonly text: string
}
/** A rectangle of cells, its last row and column within it. */
export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}
export interface SheetContent {
  readonly cells: readonly SheetCell[]
  readonly merges: readonly Range[]
  /** How far the sheet really reaches, where more than the limits; rows or columns beyond were left out. */
  readonly rowsLeftOut: number
  readonly columnsLeftOut: number
}

/** "BC12" is row 11, column 54. */
export const placeOf = (reference: string): { readonly row: number; readonly column: number } | undefined => {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  if (!found) return undefined
  const column =
    Array.from(found[1] ?? '').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(found[2]) - 1, column }
}

const rangeOf = (reference: string): Range | undefined => {
  const [from = '', to = from] = reference.split(':')
  const [first, last] = [placeOf(from), placeOf(to)]
  return first && last && { top: first.row, left: first.column, bottom: last.row, right: last.column }
}

/** The cell that is being read. */
interface OpenCell {
  readonly type: string
  readonly style: number
  row: number
  column: number
  value: string
  inline: string
  formula: string
}

const textOfCell = (cell: OpenCell, book: Workbook): string => {
  switch (cell.type) {
    case 's':
      return book.strings[Number(cell.value)] ?? ''
    case 'inlineStr':
      return cell.inline
    case 'b':
      return cell.value === '1' ? 'TRUE' : 'FALSE'
    case 'str':
    case 'e':
    case 'd':
      return cell.value
    default:
      break
  }
  if (cell.value === '') return cell.formula === '' ? '' : `=${cell.formula}`
  return numberText(Number(cell.value), book.formats[cell.style] ?? { kind: 'general' }, book.is1904)
}

/** Reads a sheet as it comes, so that only cells with a text are held, and of those no more than the limits allow. */
export class SheetParser {
  readonly #book: Workbook
  readonly #most: number
  readonly #cells: SheetCell[] = []
  readonly #merges: Range[] = []
  #cell: OpenCell | undefined
  #within = ''
  #row = -1
  #column = -1
  #rowsSeen = 0
  #rowsLeftOut = 0
  #columnsLeftOut = 0

  /** `mostCells`: how many cells of the document may still be read. */
  constructor(book: Workbook, mostCells: number) {
    this.#book = book
    this.#most = mostCells
  }

  async parse(stream: Readable): Promise<SheetContent> {
    const xml = streamXml({
      open: (name, attributes) => this.#open(name, attributes),
      close: name => this.#close(name),
      text: text => this.#text(text),
    })
    for await (const piece of xmlText(stream)) xml.write(piece)
    xml.end()
    return {
      cells: this.#cells,
      merges: this.#merges,
      rowsLeftOut: this.#rowsLeftOut,
      columnsLeftOut: this.#columnsLeftOut,
    }
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      if (++this.#rowsSeen % 5_000 === 0) readingProgress.publish(undefined)
      this.#row = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']) - 1
      this.#column = -1
    } else if (name === 'c') this.#openCell(attributes)
    else if (name === 'mergeCell') {
      const range = rangeOf(attributes['ref'] ?? '')
      if (range && this.#merges.length < limits.sheetRows) this.#merges.push(range)
    } else if (name === 'rPh') this.#within = 'rPh'
    else if (this.#within !== 'rPh') this.#within = name
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const place = placeOf(attributes['r'] ?? '') ?? { row: this.#row, column: this.#column + 1 }
    this.#column = place.column
    this.#cell = {
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? 0),
      ...place,
      value: '',
      inline: '',
      formula: '',
    }
  }

  #text(text: string): void {
    if (!this.#cell) return
    if (this.#within === 'v') this.#cell.value += text
    else if (this.#within === 't') this.#cell.inline += text
    else if (this.#within === 'f') this.#cell.formula += text
  }

  #close(name: string): void {
    if (name === this.#within) this.#within = ''
    if (name !== 'c' || !this.#cell) return
    const text = textOfCell(this.#cell, this.#book).trim()
    const { row, column } = this.#cell
    this.#cell = undefined
    if (text === '') return
    if (column >= limits.sheetColumns)
      this.#columnsLeftOut = Math.max(this.#columnsLeftOut, column + 1 - limits.sheetColumns)
    else if (row >= limits.sheetRows || this.#cells.length >= this.#most) this.#rowsLeftOut++
    else this.#cells.push({ row, column, text })
  }
}
