import { z } from 'zod'

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What `ask --json` prints: one object, the reply of the server's route as it is. */
export const askReplySchema = z.object({
  run: z.string(),
  question: z.string(),
  reading: z.string(),
  sql: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.array(cell)),
  answer: z.string(),
  confidence: z.number(),
  unusedWords: z.array(z.string()),
  /** The question that was asked back, or the refusal with what can be asked instead (no options). */
  clarification: z.object({ question: z.string(), options: z.array(z.string()) }).nullable(),
})
export type AskReply = z.infer<typeof askReplySchema>
