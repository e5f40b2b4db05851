/** Whether `isFit` holds for nine tenths of `cells`; stops as soon as it cannot. */
export const mostly = <T>(cells: readonly T[], isFit: (cell: T) => boolean): boolean => {
  let misses = Math.floor(cells.length * 0.1)
  for (const cell of cells) if (!isFit(cell) && misses-- === 0) return false
  return true
}
