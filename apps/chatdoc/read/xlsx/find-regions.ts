import type { Range, SheetCell } from './sheet-cells.ts'

/** Cells that stand together, parted from others by empty rows or columns. */
export interface Region extends Range {
  readonly cells: readonly SheetCell[]
}

const around = (cells: readonly SheetCell[]): Region => {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1]
  for (const { row, column } of cells) {
    top = Math.min(top, row)
    left = Math.min(left, column)
    bottom = Math.max(bottom, row)
    right = Math.max(right, column)
  }
  return { cells, top, left, bottom, right }
}

/** Cells grouped where no cell and no merged range reaches over an empty line between them. */
const splitAlong = (
  cells: readonly SheetCell[],
  at: (cell: SheetCell) => number,
  reach: ReadonlyMap<SheetCell, number>,
): SheetCell[][] => {
  const groups: SheetCell[][] = []
  let end = -Infinity
  for (const cell of cells.toSorted((a, b) => at(a) - at(b))) {
    if (at(cell) > end + 1) groups.push([])
    groups.at(-1)?.push(cell)
    end = Math.max(end, at(cell), reach.get(cell) ?? 0)
  }
  return groups
}

const mergeReach = (
  cells: readonly SheetCell[],
  merges: readonly Range[],
  end: (range: Range) => number,
): ReadonlyMap<SheetCell, number> => {
  const byPlace = new Map(merges.map(range => [`${range.top} ${range.left}`, range]))
  return new Map(
    cells.flatMap(cell => {
      const range = byPlace.get(`${cell.row} ${cell.column}`)
      return range ? [[cell, end(range)] as const] : []
    }),
  )
}

/** Two tables one below the other are one where the lower has the same columns and no words at its top to name them. */
const goesOn = (above: Region, below: Region): boolean => {
  const top = below.cells.filter(cell => cell.row === below.top)
  return (
    above.left === below.left &&
    above.right === below.right &&
    above.right > above.left &&
    below.top - above.bottom <= 3 &&
    top.length === below.right - below.left + 1 &&
    top.some(cell => /^[-+]?[\d.,]+%?$/.test(cell.text))
  )
}

const joinRegions = (regions: readonly Region[]): Region[] => {
  const joined: Region[] = []
  for (const region of regions) {
    const above = joined.at(-1)
    if (above && goesOn(above, region)) joined[joined.length - 1] = around([...above.cells, ...region.cells])
    else joined.push(region)
  }
  return joined
}

const rowsOf = (cells: readonly SheetCell[]): ReadonlySet<number> => new Set(cells.map(cell => cell.row))
const isNarrow = (cells: readonly SheetCell[]): boolean => new Set(cells.map(cell => cell.column)).size === 1

/** A single column beside an empty one belongs to the table next to it, as item numbers and remarks do. */
const joinNarrow = (groups: readonly SheetCell[][]): SheetCell[][] => {
  const joined: SheetCell[][] = []
  for (const group of groups) {
    const before = joined.at(-1)
    const [few, many] = [rowsOf(group), rowsOf(before ?? [])].toSorted((a, b) => a.size - b.size)
    const shared = [...(few ?? [])].filter(row => many?.has(row)).length
    const belongs = before && (isNarrow(before) || isNarrow(group)) && shared >= 0.5 * (few?.size ?? 0)
    if (belongs) before.push(...group)
    else joined.push(group)
  }
  return joined
}

/**
 * The tables of a sheet: its cells parted at empty rows, then at empty columns, then at empty rows again. They stand
 * top to bottom, left to right.
 */
export const findRegions = (cells: readonly SheetCell[], merges: readonly Range[]): Region[] => {
  const down = mergeReach(cells, merges, range => range.bottom)
  const across = mergeReach(cells, merges, range => range.right)
  const byRow = (group: readonly SheetCell[]): SheetCell[][] => splitAlong(group, cell => cell.row, down)
  const byColumn = (group: readonly SheetCell[]): SheetCell[][] =>
    splitAlong(group, cell => cell.column, across)
  const parted = byRow(cells).flatMap(band => {
    const columns = joinNarrow(byColumn(band))
    return columns.length > 1 ? columns.flatMap(byRow) : columns
  })
  return joinRegions(parted.map(around))
}
