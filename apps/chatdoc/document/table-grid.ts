import type { Cell, TableBlock } from './block.ts'

/** The cell that covers each place of a table, row by row; a merged cell stands at every place that it covers. */
export type TableGrid = readonly (readonly (Cell | undefined)[])[]

type Place = Cell | undefined

/** Lays the cells out. Where two cells claim one place, the first keeps it; what reaches past the table is cut. */
export const gridOf = (table: Pick<TableBlock, 'rows' | 'columns' | 'cells'>): TableGrid => {
  const grid = Array.from({ length: table.rows }, () =>
    Array.from({ length: table.columns }, (): Place => undefined),
  )
  for (const cell of table.cells)
    for (const line of grid.slice(cell.row, cell.row + cell.rowSpan))
      for (
        let column = cell.column;
        column < Math.min(cell.column + cell.columnSpan, table.columns);
        column++
      )
        line[column] ??= cell
  return grid
}

/** The text of a table block: rows end in `\n`, cells in `\t`; a merged cell is told once, at its first place. */
export const textOfCells = (table: Pick<TableBlock, 'rows' | 'columns' | 'cells'>): string => {
  const lines = Array.from({ length: table.rows }, (): string[] => [])
  for (const cell of table.cells) {
    const line = lines[cell.row]
    if (line) line[cell.column] = cell.text.replaceAll(/\s+/g, ' ').trim()
  }
  return lines
    .map(line => Array.from({ length: table.columns }, (_, column) => line[column] ?? '').join('\t'))
    .join('\n')
}
