import { z } from 'zod'
import { evidenceSchema, localizedSchema, sqlDialectSchema } from '@millwright/spec'
import type { Reading } from '../parse/reading.ts'
import type { BeyondLimit } from '../execute/beyond-limit.ts'
import { cellSchema, resultColumnSchema } from '../execute/result-table.ts'
import { querySchema } from '../query/query.ts'

/** Input of the skill `chatbi.ask`. */
export const askInputSchema = z.object({
  question: z.string().trim().min(1, 'a question').max(2000, 'at most 2,000 characters'),
  /** Sources to ask; every source that is ready where absent. */
  sourceIds: z.array(z.string()).optional(),
  /** The run that this question follows up. */
  previousRunId: z.string().optional(),
  language: z.enum(['en', 'zh']).optional(),
})
export type AskInput = z.infer<typeof askInputSchema>

/** Words of the question with what they stand for, as a person reads it. Offsets are characters. */
export const wordSpanSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  text: z.string(),
  kind: z.string(),
  meaning: z.string(),
})
export type WordSpan = z.infer<typeof wordSpanSchema>

/** One thing that words may stand for, with its score 0..1 and the reason. */
export const linkChoiceSchema = z.object({ ...wordSpanSchema.shape, score: z.number(), reason: z.string() })
export type LinkChoice = z.infer<typeof linkChoiceSchema>

/** Output of `link`: for each source that the words fit, best first, every span with what it may stand for. */
export const linkOutputSchema = z.object({
  language: z.enum(['en', 'zh']),
  sources: z.array(
    z.object({
      sourceId: z.string(),
      modelVersion: z.number().int(),
      /** Part of the content words that this source knows, 0..1. */
      coverage: z.number(),
      links: z.array(linkChoiceSchema),
    }),
  ),
})
export type LinkOutput = z.infer<typeof linkOutputSchema>

const readingSchema: z.ZodType<Reading> = z.object({
  query: querySchema,
  score: z.number(),
  confidence: z.number(),
  reasons: z.array(evidenceSchema),
  unusedWords: z.array(z.string()),
  assumptions: z.array(localizedSchema),
})

/** The first rows that a reading gives, as the asker may see them, or why they are not shown. */
export const readingPreviewSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('rows'),
    columns: z.array(resultColumnSchema),
    rows: z.array(z.array(cellSchema)),
    /** Columns and rows of the whole result; `isMore` where it has more rows than were counted. */
    columnCount: z.number().int(),
    rowCount: z.number().int(),
    isMore: z.boolean(),
  }),
  /** `slow`: not done within the time of a preview; `failed`: the source did not answer it. */
  z.object({ state: z.literal('none'), reason: z.enum(['slow', 'failed']) }),
])
export type ReadingPreview = z.infer<typeof readingPreviewSchema>

/** A stretch of a sentence; offsets are characters. */
export const stretchSchema = z.object({ from: z.number().int(), to: z.number().int() })
export type Stretch = z.infer<typeof stretchSchema>

/** A reading that a person may choose: its plain sentence, what parts it from the others, and what it gives. */
export const offeredReadingSchema = z.object({
  value: z.string(),
  sourceId: z.string(),
  query: querySchema,
  reading: localizedSchema,
  /** Where the sentence says what the others do not. */
  differs: z.object({ en: z.array(stretchSchema), zh: z.array(stretchSchema) }),
  /** What parts it from the others besides: what a word stands for, or which source is read. */
  detail: localizedSchema.optional(),
  /** The model whose reading it is, where one proposed it. */
  proposedBy: z.string().optional(),
  preview: readingPreviewSchema,
})
export type OfferedReading = z.infer<typeof offeredReadingSchema>

/** The one question that is asked back. Answered with the `value` of an option, or with `none` for none of these. */
export const clarificationSchema = z.object({
  id: z.string(),
  question: localizedSchema,
  options: z.array(offeredReadingSchema),
})
export type Clarification = z.infer<typeof clarificationSchema>

/** A choice of the asker that the answer rests on; forgotten by `ids`, the question is asked back again. */
export const restingChoiceSchema = z.object({ ids: z.array(z.string()), text: localizedSchema })
export type RestingChoice = z.infer<typeof restingChoiceSchema>

/** Output of `parse`: the typed query that was understood, in words, with its rivals and what was left over. */
export const parseOutputSchema = z.object({
  language: z.enum(['en', 'zh']),
  sourceId: z.string(),
  modelVersion: z.number().int().optional(),
  query: querySchema.nullable(),
  reading: localizedSchema,
  candidates: z.array(readingSchema),
  unusedWords: z.array(z.string()),
  confidence: z.number(),
  decision: z.enum(['answer', 'ask', 'refuse']),
  clarification: clarificationSchema.optional(),
  refusal: localizedSchema.optional(),
  assumptions: z.array(localizedSchema),
  /** What else the question may mean: told where the answer is not sure or rests on an assumption. */
  runnerUp: z.object({ sourceId: z.string(), query: querySchema, reading: localizedSchema }).optional(),
  /** What the asker chose, now or before, and the answer rests on. */
  choices: z.array(restingChoiceSchema).optional(),
  /** The asker was asked back and meant none of the readings. */
  isNoneMeant: z.literal(true).optional(),
  /** The verified question whose query this is. */
  verifiedId: z.string().optional(),
  spans: z.array(wordSpanSchema),
})
export type ParseOutput = z.infer<typeof parseOutputSchema>

/** SQL that tells whether a limit cuts between rows that its order leaves equal. */
const beyondLimitSchema: z.ZodType<BeyondLimit> = z.object({
  sql: z.string(),
  count: z.number().int(),
  by: z.array(z.string()),
})

/** Output of `compile`: the query in the source's own SQL. `sql` may be written by a person. */
export const compileOutputSchema = z.object({
  sql: z.string().min(1).max(100_000),
  dialect: sqlDialectSchema,
  notes: z.array(localizedSchema),
  /** What the columns of the SQL mean; a person's SQL keeps those whose names it keeps. */
  outputs: z.array(resultColumnSchema),
  /** Counts the source rows that the answer stands on. */
  rowCountSql: z.string().optional(),
  beyond: beyondLimitSchema.optional(),
  /** Name of the person who wrote the SQL, where one did. */
  writtenBy: z.string().optional(),
})
export type CompileOutput = z.infer<typeof compileOutputSchema>

/** Output of `guard`: the SQL that may run, with row rules and row limit in it, and what it reads. */
export const guardOutputSchema = z.object({
  sql: z.string(),
  relations: z.array(z.string()),
  columns: z.array(z.string()),
  rowCountSql: z.string().optional(),
  beyond: beyondLimitSchema.optional(),
})
export type GuardOutput = z.infer<typeof guardOutputSchema>
