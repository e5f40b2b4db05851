import type { Language, Localized } from '@millwright/spec'
import { z } from 'zod'

/**
 * Where a stretch of a sentence comes from: a cell of the rows, a count of them, or words of the question.
 * `from` and `to` are character offsets in the sentence.
 */
export const narrationMarkSchema = z.union([
  z.object({
    from: z.number().int(),
    to: z.number().int(),
    row: z.number().int(),
    column: z.number().int(),
  }),
  z.object({
    from: z.number().int(),
    to: z.number().int(),
    fact: z.enum(['rowCount', 'sourceRowCount', 'equalBeyond', 'question']),
  }),
])
export type NarrationMark = z.infer<typeof narrationMarkSchema>

export const narrationSentenceSchema = z.object({ text: z.string(), marks: z.array(narrationMarkSchema) })
export type NarrationSentence = z.infer<typeof narrationSentenceSchema>

/** Output of the `narrate` step: two or three sentences whose every number is marked to its source. */
export const narrationSchema = z.object({
  language: z.enum(['en', 'zh']),
  sentences: z.array(narrationSentenceSchema),
})
export type Narration = z.infer<typeof narrationSchema>

/** What sentences are written with besides the rows. */
export interface NarrateOptions {
  readonly language: Language
  /** The plain sentence of what was understood: filters and period are in it. */
  readonly reading: Localized
  readonly assumptions: readonly Localized[]
  /** The rows are restricted to a period. */
  readonly hasPeriod?: boolean
  /** Who wrote the SQL, where a person did: the rows then no longer answer what was understood. */
  readonly sqlBy?: string
}
