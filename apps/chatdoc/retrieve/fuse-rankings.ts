/** Ranks below the first count nearly alike, as in the paper. */
const flattening = 60

/** Things in an order, best first; `weightOf` absent: 1. */
export interface WeighedRanking<Id> {
  readonly ids: readonly Id[]
  readonly weightOf?: (id: Id) => number
}

/**
 * Several orders of the same things as one score each, higher is better (reciprocal rank fusion: Cormack, Clarke &
 * Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009). An order
 * may weigh more or less than another, for each thing by itself.
 */
export const fuseRankings = <Id>(rankings: readonly WeighedRanking<Id>[]): ReadonlyMap<Id, number> => {
  const scores = new Map<Id, number>()
  for (const { ids, weightOf } of rankings)
    for (const [rank, id] of ids.entries()) {
      const weight = weightOf ? weightOf(id) : 1
      scores.set(id, (scores.get(id) ?? 0) + weight / (flattening + rank + 1))
    }
  return scores
}
