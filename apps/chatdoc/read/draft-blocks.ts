import type { Box, Cell, NewBlock } from '../document/block.ts'
import type { Notice } from '../document/document.ts'
import { withHeaderRows } from '../document/header-rows.ts'
import { textOfCells } from '../document/table-grid.ts'
import { limits } from './limits.ts'
import type { ReadWindow } from './reader.ts'

export const paragraphOf = (text: string, boxes: Box[] = []): NewBlock => ({ kind: 'paragraph', text, boxes })

export const headingOf = (level: number, text: string, boxes: Box[] = []): NewBlock => ({
  kind: 'heading',
  level: Math.min(6, Math.max(1, level)),
  text: text.replaceAll(/\s+/g, ' ').trim(),
  boxes,
})

export const parameterOf = (name: string, value: string): NewBlock => ({
  kind: 'parameter',
  name,
  value,
  text: value === '' ? name : `${name}: ${value}`,
  boxes: [],
})

export const codeOf = (text: string, language?: string): NewBlock => ({
  kind: 'code',
  text: text.replace(/\s+$/, '').replace(/^(?:[ \t]*\n)+/, ''),
  boxes: [],
  ...(language === undefined || language === '' ? {} : { language }),
})

export interface DraftTable {
  readonly cells: readonly Cell[]
  readonly caption?: string
  readonly boxes?: Box[]
}

/** A table of its cells; where no cell is marked as header, its header rows are looked for. */
export const tableOf = ({
  cells,
  caption = '',
  boxes = [],
}: DraftTable): Extract<NewBlock, { kind: 'table' }> => {
  const rows = cells.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0)
  const columns = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0)
  const size = { rows, columns }
  const marked = { ...size, cells: withHeaderRows({ ...size, cells }) }
  return { kind: 'table', caption, text: textOfCells(marked), boxes, ...marked }
}

/** Moves the cells of `from` (inclusive) to `to` (exclusive) below the header rows; spans are cut at `to`. */
const sliceRows = (cells: readonly Cell[], from: number, to: number, headers: number): Cell[] =>
  cells
    .filter(cell => cell.row >= from && cell.row < to)
    .map(cell => ({
      ...cell,
      row: cell.row - from + headers,
      rowSpan: Math.min(cell.rowSpan, to - cell.row),
    }))

/** A table of many rows as several of at most `limits.tableRows`, each with the header rows. */
export const splitTable = (table: Extract<NewBlock, { kind: 'table' }>): NewBlock[] => {
  if (table.rows <= limits.tableRows) return [table]
  const firstBody = table.cells.reduce(
    (least, cell) => (cell.isHeader ? least : Math.min(least, cell.row)),
    table.rows,
  )
  const headers = Math.min(firstBody, 10)
  const head = table.cells.filter(cell => cell.row < headers)
  const starts = Array.from(
    { length: Math.ceil((table.rows - headers) / limits.tableRows) },
    (_, index) => headers + index * limits.tableRows,
  )
  return starts.map(start =>
    tableOf({
      cells: [
        ...head,
        ...sliceRows(table.cells, start, Math.min(table.rows, start + limits.tableRows), headers),
      ],
      caption: table.caption,
      boxes: table.boxes,
    }),
  )
}

/** The one window of a document without pages. */
export const wholeWindow = (
  blocks: readonly NewBlock[],
  more: { readonly title?: string | undefined; readonly notices?: readonly Notice[] } = {},
): ReadWindow => ({
  blocks,
  pages: [],
  notices: more.notices ?? [],
  ...(more.title === undefined || more.title.trim() === '' ? {} : { title: more.title.trim() }),
  lastPage: 0,
  pageCount: 0,
  carry: undefined,
})
