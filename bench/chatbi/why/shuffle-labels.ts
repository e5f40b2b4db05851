import type { Random } from '@millwright/demo'
import type { FactRow } from './fact-table.ts'
import type { WindowRows } from './plant-cause.ts'

/** What stays where it is: when it was, and how much. */
const measured = new Set([
  'production_id',
  'hour_start',
  'good_qty',
  'scrap_qty',
  'run_min',
  'stop_id',
  'started_at',
  'ended_at',
  'duration_min',
  'defect_id',
  'quantity',
  'detected_at',
  'energy_kwh',
])

/**
 * The rows of a window with each other's labels, all labels of a row together: what moved has still moved, and no value has to do
 * with it.
 */
export const shuffleLabels = (
  { facts }: Pick<WindowRows, 'facts'>,
  rows: readonly FactRow[],
  random: Random,
): readonly FactRow[] => {
  const drawn = inRandomOrder(rows, random)
  const stays = facts.table.columns.map(({ name }) => measured.has(name))
  return rows.map((row, i) => row.map((cell, at) => (stays[at] ? cell : (drawn[i]?.[at] ?? null))))
}

/** Every order alike likely (Fisher and Yates; Durstenfeld, Commun. ACM 7, 1964). */
const inRandomOrder = <T>(values: readonly T[], random: Random): readonly T[] => {
  const drawn = [...values]
  for (let at = drawn.length - 1; at > 0; at--) {
    const other = random.integer(0, at)
    const [a, b] = [drawn[at], drawn[other]]
    if (a !== undefined && b !== undefined) [drawn[at], drawn[other]] = [b, a]
  }
  return drawn
}
