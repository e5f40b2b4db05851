/** Ranks below the first count nearly alike, as in the paper. */
const flattening = 60

/**
 * Several orders of the same things as one score each, higher is better (reciprocal rank fusion: Cormack, Clarke &
 * Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009).
 */
export const fuseRankings = <Id>(rankings: readonly (readonly Id[])[]): ReadonlyMap<Id, number> => {
  const scores = new Map<Id, number>()
  for (const ranking of rankings)
    for (const [rank, id] of ranking.entries())
      scores.set(id, (scores.get(id) ?? 0) + 1 / (flattening + rank + 1))
  return scores
}
