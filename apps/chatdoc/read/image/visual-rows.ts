import type { PixelBox, RecognisedLine } from './recognised-line.ts'
import { turnUpright } from './rotate-picture.ts'

/** A recognised line with its box as it stands upright; `order` is its place in reading order. */
export interface Run {
  readonly line: RecognisedLine
  readonly box: PixelBox
  readonly order: number
}
export type VisualRow = readonly Run[]

export const heightOf = ({ top, bottom }: PixelBox): number => bottom - top

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export const runsOf = (lines: readonly RecognisedLine[]): Run[] =>
  lines.map((line, order) => ({ line, box: turnUpright(line, line.rotation), order }))

const isLevel = (a: PixelBox, b: PixelBox): boolean => {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return overlap > 0.5 * Math.min(heightOf(a), heightOf(b))
}

/** Runs that stand beside one another over the whole page, top to bottom, each row from left to right. */
export const visualRows = (runs: readonly Run[]): VisualRow[] => {
  const rows: Run[][] = []
  for (const run of runs.toSorted((a, b) => a.box.top - b.box.top)) {
    const row = rows.slice(-3).find(candidate => candidate.some(other => isLevel(other.box, run.box)))
    if (row) row.push(run)
    else rows.push([run])
  }
  return rows.map(row => row.toSorted((a, b) => a.box.left - b.box.left))
}
