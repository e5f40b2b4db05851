import { z } from 'zod'

/** The one thing that a path names. */
export const idParams = z.object({ id: z.string().max(100) })
