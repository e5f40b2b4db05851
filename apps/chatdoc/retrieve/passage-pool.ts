import { evenWeights } from '../index/ranking-weights.ts'
import type { RankingWeights } from '../index/ranking-weights.ts'
import type { SearchRequest } from '../index/search.ts'
import { fuseRankings } from './fuse-rankings.ts'
import type { LoadedPassage } from './load-passages.ts'
import { orderPassages } from './rank-passages.ts'
import type { RankedPassage, ReadPassages } from './rank-passages.ts'

/** All passages that may answer a question, before the weights of their collections order them. */
export interface PassagePool {
  /** In the order in which they were read. */
  readonly ids: readonly number[]
  readonly read: ReadPassages
  /** Ids of those that are near in meaning, nearest first; empty without an embedding model. */
  readonly byMeaning: readonly number[]
}

/** Finds what `orderPool` orders, so that other weights order the same passages without another search. */
export interface PoolSearch {
  findPool(
    request: SearchRequest,
  ): Promise<{ readonly pool: PassagePool; readonly passages: ReadonlyMap<number, LoadedPassage> }>
}

export interface FoundPassage {
  readonly passageId: number
  readonly ranked: RankedPassage
}

/** The weights of the collection that a passage is of. */
export type WeightsOf = (passageId: number) => RankingWeights

/** The order by words and the order by meaning in one. The scores stay those of the words. */
const fuseByMeaning = (
  found: readonly FoundPassage[],
  byMeaning: readonly number[],
  weightsOf: WeightsOf,
): readonly FoundPassage[] => {
  if (byMeaning.length === 0) return found
  const fused = fuseRankings([
    { ids: found.map(item => item.passageId) },
    { ids: byMeaning, weightOf: id => weightsOf(id).meaning },
  ])
  return found.toSorted((a, b) => (fused.get(b.passageId) ?? 0) - (fused.get(a.passageId) ?? 0))
}

/** The passages of the pool, the likeliest to answer first, each weighed as its collection says. */
export const orderPool = (
  { ids, read, byMeaning }: PassagePool,
  weightsOf: WeightsOf = () => evenWeights,
): readonly FoundPassage[] => {
  const ranked = orderPassages(read, index => weightsOf(ids[index] ?? 0))
  const found = ranked.flatMap(item => {
    const passageId = ids[item.index]
    return passageId === undefined ? [] : [{ passageId, ranked: item }]
  })
  return fuseByMeaning(found, byMeaning, weightsOf)
}
