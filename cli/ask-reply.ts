import { z } from 'zod'

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A reading that may be chosen, with the first rows that it gives. */
const readingOptionSchema = z.object({
  choice: z.string(),
  reading: z.string(),
  /** Where the sentence says what the other readings do not. */
  differs: z.array(z.object({ from: z.number(), to: z.number() })),
  detail: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.array(cell)),
  rowCount: z.number().nullable(),
  isMore: z.boolean(),
  problem: z.string().nullable(),
})
export type ReadingOption = z.infer<typeof readingOptionSchema>

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
  assumptions: z.array(z.string()),
  /** What else the question may mean, where the answer is not sure. */
  orElse: z.string().nullable(),
  /** The question that was asked back, or the refusal with what can be asked instead (no options). */
  clarification: z.object({ question: z.string(), options: z.array(readingOptionSchema) }).nullable(),
})
export type AskReply = z.infer<typeof askReplySchema>
