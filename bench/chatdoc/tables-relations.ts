/** A cell with the rows and columns that it covers, all counted from 0. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

/** Text as it is compared: without white space and leading dots, signs that look alike made one (Göbel et al. 2012, 4.2). */
const normaliseCell = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212\u00ad]/g, '-')
    .replaceAll(/[“”„]/g, '"')
    .replaceAll(/[‘’`´]/g, "'")
    .replaceAll(/\s+/g, '')
    .replaceAll(/[.·…_]{4,}/g, '')
    .toLowerCase()

interface Place {
  readonly cell: GridCell
  readonly text: string
}

const gridOf = (cells: readonly GridCell[]): (Place | undefined)[][] => {
  const grid: (Place | undefined)[][] = []
  for (const cell of cells) {
    const text = normaliseCell(cell.text)
    if (text === '') continue
    const place = { cell, text }
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      const line = (grid[row] ??= [])
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) line[column] ??= place
    }
  }
  return grid
}

/**
 * The adjacency relations of a table: each non-empty cell with its nearest non-empty neighbour to the right and below,
 * over empty cells, each pair once (Göbel, Hassan, Oro, Orsi 2012, "A methodology for evaluating algorithms for table
 * understanding in PDF documents").
 */
export const adjacencyRelations = (cells: readonly GridCell[]): string[] => {
  const grid = gridOf(cells)
  const width = Math.max(0, ...grid.map(line => line?.length ?? 0))
  const seen = new Map<Place, Set<string>>()
  const relations: string[] = []
  const relate = (from: Place, to: Place | undefined, direction: 'right' | 'below'): void => {
    if (!to || to === from) return
    const known = seen.get(from) ?? new Set()
    const key = `${direction} ${to.cell.row} ${to.cell.column}`
    if (!known.has(key)) relations.push(`${direction}\t${from.text}\t${to.text}`)
    seen.set(from, known.add(key))
  }
  for (let row = 0; row < grid.length; row++)
    for (let column = 0; column < width; column++) {
      const place = grid[row]?.[column]
      if (!place) continue
      relate(place, nextIn(grid[row] ?? [], column, place), 'right')
      relate(place, nextIn(columnOf(grid, column), row, place), 'below')
    }
  return relations
}

const columnOf = (grid: readonly (readonly (Place | undefined)[])[], column: number): (Place | undefined)[] =>
  Array.from({ length: grid.length }, (_, row) => grid[row]?.[column])

const nextIn = (places: readonly (Place | undefined)[], at: number, self: Place): Place | undefined =>
  places.slice(at + 1).find(place => place !== undefined && place !== self)

/** How many relations are the same in both, each counted as often as it stands in both. */
export const countCommon = (truth: readonly string[], found: readonly string[]): number => {
  const left = new Map<string, number>()
  for (const relation of truth) left.set(relation, (left.get(relation) ?? 0) + 1)
  let common = 0
  for (const relation of found) {
    const count = left.get(relation) ?? 0
    if (count > 0) common++
    left.set(relation, count - 1)
  }
  return common
}
