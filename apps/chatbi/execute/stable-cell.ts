import type { Cell } from '@millwright/spec'

/** The cell as it is compared: parallel sums differ in their last digits from run to run. */
export const toStable = (cell: Cell): Cell =>
  typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toPrecision(12)) : cell
