import { boostedTreesSchema } from './boosted-trees.ts'
import type { BoostedTrees } from './boosted-trees.ts'
import type { ReadingWeights } from './rank-pool.ts'
import stored from './weights.json' with { type: 'json' }

/** What `npm run train:chatbi -- --data DIR` learned; its data and licence are in the file. */
export const readingWeights: ReadingWeights = {
  grams: new Set<string>(stored.grams),
  weights: new Map(Object.entries<number>(stored.weights)),
}

/** How sure to be of the likeliest reading. */
export const readingConfidence: BoostedTrees = boostedTreesSchema.parse(stored.confidence)

/** From this confidence on, nine in ten answers were right on databases that the weights had not seen. */
export const workingThreshold: number = stored.workingThreshold
