import { z } from 'zod'
import { ApiError } from '@millwright/web'

/** What stands between a model that was read and its saving: both documents as YAML, and who saved the other. */
export const modelConflictSchema = z.object({
  actualVersion: z.number(),
  yours: z.string().optional(),
  theirs: z.string().optional(),
  savedBy: z.string().optional(),
  savedAt: z.string().optional(),
})
export type ModelConflict = z.infer<typeof modelConflictSchema>

/** The conflict that an error of saving tells of; undefined for another error. */
export const conflictOf = (error: unknown): ModelConflict | undefined =>
  error instanceof ApiError && error.code === 'MODEL_CONFLICT'
    ? modelConflictSchema.safeParse(error.data).data
    : undefined
