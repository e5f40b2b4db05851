import { localizedSchema } from '@millwright/spec'
import { z } from 'zod'
import { rankingWeightsSchema } from '../index/ranking-weights.ts'

/** - `right`: the first citation is the place · `near`: a later one is · `wrong`: none is · `abstained`: no answer */
export const verdictSchema = z.enum(['right', 'near', 'wrong', 'abstained'])
export type Verdict = z.infer<typeof verdictSchema>

/** Where the right answer stands; null: the right answer is that there is none. */
export const goldenPlaceSchema = z.object({
  documentId: z.string(),
  blockIds: z.array(z.string()).min(1).max(200),
})
export type GoldenPlace = z.infer<typeof goldenPlaceSchema>

export const goldenSchema = z.object({
  id: z.string(),
  collectionId: z.string(),
  question: z.string(),
  place: goldenPlaceSchema.extend({ documentTitle: z.string(), quote: z.string() }).nullable(),
  /** Whether the answer that it was marked on was right. */
  wasRight: z.boolean(),
  runId: z.string(),
  createdBy: z.object({ personId: z.string(), name: z.string() }),
  createdAt: z.string(),
  /** How it came out at the last check, where there was one. */
  last: z.object({ verdict: verdictSchema, confidence: z.number(), at: z.string() }).optional(),
})
export type Golden = z.infer<typeof goldenSchema>

/** All golden questions of a collection that a person may see, asked with the present settings. */
export const goldenReportSchema = z.object({
  collectionId: z.string(),
  at: z.string(),
  total: z.number().int(),
  right: z.number().int(),
  /** Share that is right, 0..1; 1 where there are none. */
  score: z.number(),
  /** The same questions at the check before, where there was one. */
  before: z.object({ at: z.string(), right: z.number().int(), score: z.number() }).optional(),
  results: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      verdict: verdictSchema,
      before: verdictSchema.optional(),
      confidence: z.number(),
    }),
  ),
  /** Questions that were right before and are not any more. */
  worse: z.array(z.string()),
})
export type GoldenReport = z.infer<typeof goldenReportSchema>

/** What a changed dictionary or ranking would do, before it is saved. */
export const forecastSchema = z.object({
  total: z.number().int(),
  /** Questions whose place ranks first among what is found for them, as it is and as it would be. */
  firstBefore: z.number().int(),
  firstAfter: z.number().int(),
  /** Questions whose place would rank lower. */
  worse: z.array(z.string()),
  /** To be shown before saving; absent where nothing gets worse. */
  warning: localizedSchema.optional(),
})
export type Forecast = z.infer<typeof forecastSchema>

const orderQualitySchema = z.object({
  /** Mean of one over the rank of the right place, 0..1. */
  reciprocalRank: z.number(),
  /** Share whose right place comes first, 0..1. */
  first: z.number(),
})

/** The weights that a collection's golden questions ask for. */
export const tuningSchema = z.object({
  /** Questions whose place was found, which the weights were learned from. */
  total: z.number().int(),
  /** Questions whose place was not found, whatever the order. */
  missing: z.number().int(),
  /**
   * - `adopt`: better than the present weights on questions held out too · `keep`: not, the gain would be chance
   * - `few`: too few questions to say anything of others
   */
  advice: z.enum(['adopt', 'keep', 'few']),
  weights: rankingWeightsSchema,
  present: orderQualitySchema,
  /** On the questions that the weights were learned from. */
  tuned: orderQualitySchema,
  /** On a fifth of the questions at a time, with weights learned from the others. */
  heldOut: orderQualitySchema,
  /** Questions whose place would rank lower than now. */
  worse: z.array(z.string()),
})
export type Tuning = z.infer<typeof tuningSchema>

/** How golden questions came out over time, oldest first. */
export const goldenHistorySchema = z.array(
  z.object({ at: z.string(), by: z.string(), total: z.number().int(), right: z.number().int() }),
)
