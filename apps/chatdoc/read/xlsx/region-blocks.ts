import type { Cell, NewBlock } from '../../document/block.ts'
import { paragraphOf, splitTable, tableOf } from '../draft-blocks.ts'
import type { Region } from './find-regions.ts'
import type { Range, SheetCell } from './sheet-cells.ts'

type Merges = ReadonlyMap<string, Range>

/** Places in use, in order; empty rows and columns within a region are dropped. */
const denseOf = (places: readonly number[]): ((from: number, to: number) => { at: number; span: number }) => {
  const used = [...new Set(places)].toSorted((a, b) => a - b)
  const index = new Map(used.map((place, at) => [place, at]))
  return (from, to) => {
    const span = to === from ? 1 : used.filter(place => place >= from && place <= to).length
    return { at: index.get(from) ?? 0, span: Math.max(1, span) }
  }
}

const cellsOf = (region: Region, top: number, merges: Merges): Cell[] => {
  const cells = region.cells.filter(cell => cell.row >= top)
  const rows = denseOf(cells.map(cell => cell.row))
  const columns = denseOf(cells.map(cell => cell.column))
  return cells.map(({ row, column, text }): Cell => {
    const merge = merges.get(`${row} ${column}`)
    const down = rows(row, merge?.bottom ?? row)
    const across = columns(column, merge?.right ?? column)
    return {
      row: down.at,
      column: across.at,
      rowSpan: down.span,
      columnSpan: across.span,
      text,
      isHeader: false,
    }
  })
}

/** A lone cell in the middle names a group of columns; a title begins at the left or lies across the table. */
const isTitle = (cell: SheetCell, region: Region, merges: Merges): boolean => {
  const right = merges.get(`${cell.row} ${cell.column}`)?.right ?? cell.column
  return cell.column === region.left || right - cell.column + 1 >= 0.8 * (region.right - region.left + 1)
}

/** Rows at the top of a region that hold one cell alone, above rows that hold several: a title and remarks. */
const titleRows = (region: Region, merges: Merges): readonly string[] => {
  const byRow = Map.groupBy(region.cells, cell => cell.row)
  const titles: string[] = []
  for (let row = region.top; row < region.bottom && titles.length < 6; row++) {
    const [only, ...others] = byRow.get(row) ?? []
    if (!only || others.length > 0 || !isTitle(only, region, merges)) break
    titles.push(only.text)
  }
  const isOneColumn = region.left === region.right
  return isOneColumn || titles.length > region.bottom - region.top - 1 ? [] : titles
}

/** A region as a table, its title as caption, remarks between title and table as paragraphs; a lone cell is a paragraph. */
export const regionBlocks = (region: Region, merges: Merges): NewBlock[] => {
  if (region.cells.length === 1) return [paragraphOf(region.cells[0]?.text ?? '')]
  const [caption = '', ...remarks] = titleRows(region, merges)
  const top = region.top + (caption === '' ? 0 : 1 + remarks.length)
  const table = tableOf({ cells: cellsOf(region, top, merges), caption })
  return [...remarks.map(text => paragraphOf(text)), ...splitTable(table)]
}
