import type { Cell } from '@millwright/spec'
import type { Preview, SourceCandidate } from '../parse-result.ts'
import { isSmall } from '../ranking/judge-readings.ts'

const isNothing = (rows: readonly (readonly Cell[])[]): boolean =>
  rows.every(row => row.every(cell => cell === null))

/**
 * The candidates as they are, the best one marked where its rows are none: what is asked for is seldom not there. Over large
 * tables nothing is run for it; a learned ranking has judged rows already.
 */
export const withEmptiness = async (
  candidates: readonly SourceCandidate[],
  preview: Preview,
): Promise<readonly SourceCandidate[]> => {
  const [best, ...others] = candidates
  if (!best || best.learned || best.ranking || !best.features.hasOutput || !isSmall(best)) return candidates
  const rows = await preview(best.source.model.sourceId, best.query)
  return rows && isNothing(rows) ? [{ ...best, findsNothing: true }, ...others] : candidates
}
