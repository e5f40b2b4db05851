import type { Cell } from './block.ts'
import { gridOf, type TableGrid } from './table-grid.ts'

const isNumeric = (text: string): boolean =>
  /\d/.test(text) && /^[\s\d.,:;%°±~<>≤≥=+\-–—/×x()eE$€¥£]+$/.test(text)
const textsOf = (row: TableGrid[number] | undefined): readonly string[] =>
  (row ?? []).map(cell => cell?.text.trim() ?? '')
const isSpanned = (row: TableGrid[number]): boolean =>
  row.length > 1 && row[0] !== undefined && row.every(cell => cell === row[0])

/** Share of the filled places of the rows, column by column, that hold numbers where the first row holds words. */
const contrastBelow = (grid: TableGrid, from: number): number => {
  const head = textsOf(grid[from])
  const body = grid.slice(from + 1).map(textsOf)
  const scores = head.map((text, column) => {
    const below = body.map(row => row[column] ?? '').filter(cell => cell !== '')
    if (text === '' || isNumeric(text) || below.length === 0) return 0
    return below.filter(isNumeric).length / below.length
  })
  return scores.length === 0 ? 0 : Math.max(...scores)
}

const looksLikeNames = (row: TableGrid[number]): boolean => {
  const texts = textsOf(row)
  const filled = texts.filter(text => text !== '')
  return (
    filled.length >= Math.max(1, Math.ceil(texts.length * 0.6)) &&
    filled.every(text => !isNumeric(text) && text.length <= 80) &&
    new Set(filled).size === filled.length
  )
}

/** Years or sizes name the columns where only words stand below them. */
const isNumbersOverWords = (grid: TableGrid): boolean => {
  const head = textsOf(grid[0])
  const below = grid
    .slice(1)
    .flatMap(row => textsOf(row))
    .filter(text => text !== '')
  return below.length > 0 && head.every(isNumeric) && !below.some(isNumeric)
}

/**
 * How many rows at the top name the columns, where the file does not say so: none, or one (with the group row of
 * merged cells above it, two). A row names columns when its filled cells are short, distinct and not numbers; and
 * below stand numbers, or every cell of the row is filled, but for the corner.
 */
const countHeaderRows = (grid: TableGrid): number => {
  if (grid.length < 2) return 0
  const [first, second] = grid
  if (!first || !second || first.length < 2) return 0
  const groups = first.some((cell, column) => cell !== undefined && column > 0 && cell === first[column - 1])
  if (groups && !isSpanned(first) && textsOf(first).every(text => !isNumeric(text)))
    return looksLikeNames(second) && contrastBelow(grid, 1) >= 0.5 ? 2 : 1
  if (isNumbersOverWords(grid)) return 1
  if (!looksLikeNames(first)) return 0
  return contrastBelow(grid, 0) >= 0.5 ||
    textsOf(first)
      .slice(1)
      .every(text => text !== '')
    ? 1
    : 0
}

/** The cells with their header marks: as the file told them, else as `countHeaderRows` finds. */
export const withHeaderRows = (table: {
  readonly rows: number
  readonly columns: number
  readonly cells: readonly Cell[]
}): Cell[] => {
  if (table.cells.some(cell => cell.isHeader)) return [...table.cells]
  const count = countHeaderRows(gridOf({ ...table, cells: [...table.cells] }))
  return table.cells.map(cell => (cell.row < count ? { ...cell, isHeader: true } : cell))
}
