import { z } from 'zod'
import { passageFields } from './encode-tokens.ts'

const weightSchema = z.number().min(0).max(8)

/**
 * How much a collection's passages are ranked by each of their fields and by their meaning, beside what holds for every
 * collection: 1 is as everywhere, 0 is not at all, 2 is twice as much.
 */
export const rankingWeightsSchema = z.strictObject({
  title: weightSchema,
  headings: weightSchema,
  caption: weightSchema,
  body: weightSchema,
  /** Of the order by meaning against the order by words; without an embedding model it weighs nothing. */
  meaning: weightSchema,
})
export type RankingWeights = z.infer<typeof rankingWeightsSchema>

/** What can be weighed. */
export const rankingParts = [...passageFields, 'meaning'] as const satisfies readonly (keyof RankingWeights)[]
export type RankingPart = (typeof rankingParts)[number]

/** As for every collection. */
export const evenWeights: RankingWeights = { title: 1, headings: 1, caption: 1, body: 1, meaning: 1 }
