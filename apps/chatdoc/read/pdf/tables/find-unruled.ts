import type { Line } from '../lines/line.ts'
import type { PageTable } from './grid.ts'

/** Tables whose columns are told by the white space between them, and the lines that belong to none. */
export const findUnruled = (
  stretches: readonly Line[],
): { readonly tables: readonly PageTable[]; readonly rest: readonly Line[] } => ({
  tables: [],
  rest: stretches,
})
