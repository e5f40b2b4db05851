import { z } from 'zod'

/** Where in a text a diagnostic points: 1-based line and column, 0-based offsets, or a path into a document. */
export const textPlaceSchema = z.object({
  line: z.number().int().positive().optional(),
  column: z.number().int().positive().optional(),
  from: z.number().int().nonnegative().optional(),
  to: z.number().int().nonnegative().optional(),
  path: z.string().optional(),
})
export type TextPlace = z.infer<typeof textPlaceSchema>

/** One finding about a text that a person wrote. `fix` is the replacement text where one is known. */
export const diagnosticSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  at: textPlaceSchema.optional(),
  message: z.string(),
  fix: z.string().optional(),
})
export type Diagnostic = z.infer<typeof diagnosticSchema>
