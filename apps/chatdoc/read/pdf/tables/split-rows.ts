import type { PageTable } from './grid.ts'

/** Rows that no line parts are told by their base lines. */
export const splitRows = (table: PageTable): PageTable => table
