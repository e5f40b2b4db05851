import { z } from 'zod'

/**
 * How an embedding model did on the golden questions of a collection before it was used there.
 * - `waiting`: it has not placed every passage yet · `held`: right places would come later, so words alone order them
 * - `used`: no worse, or a person said so
 */
export const modelTrialSchema = z.object({
  model: z.string(),
  state: z.enum(['waiting', 'held', 'used']),
  /** Golden questions whose place is found. */
  total: z.number().int(),
  /** Those whose place comes first, without the model and with it. */
  firstBefore: z.number().int(),
  firstAfter: z.number().int(),
  /** Those whose place would come later. */
  worse: z.number().int(),
})
export type ModelTrial = z.infer<typeof modelTrialSchema>
