import { z } from 'zod'
import { localize } from '@millwright/spec'
import type { Language, Run } from '@millwright/spec'
import { cellSchema, resultTableSchema } from '../execute/result-table.ts'
import { narrationSchema } from '../narrate/narration.ts'
import { compareOutputSchema } from '../why/why-outputs.ts'
import { compileOutputSchema, guardOutputSchema, parseOutputSchema } from '../ask/step-outputs.ts'

/** One question answered, asked back or refused, as scripts and the command line read it. */
export const askReplySchema = z.object({
  run: z.string(),
  question: z.string(),
  /** The plain sentence of what was understood. */
  reading: z.string(),
  /** Null when it asks back or refuses; of the many queries that explain a change, the first. */
  sql: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.array(cellSchema)),
  answer: z.string(),
  confidence: z.number(),
  unusedWords: z.array(z.string()),
  /** Filled when it asks back (with options) or refuses (without). */
  clarification: z.object({ question: z.string(), options: z.array(z.string()) }).nullable(),
})
export type AskReply = z.infer<typeof askReplySchema>

/** What a settled run of the skill says; steps that were not reached are empty. */
export const toAskReply = (run: Run, question: string): AskReply => {
  const outputOf = <S extends z.ZodType>(step: string, schema: S): z.infer<S> | undefined =>
    schema.safeParse(run.steps.find(item => item.step === step && item.state !== 'failed')?.output).data
  const parsed = outputOf('parse', parseOutputSchema)
  const language: Language = parsed?.language ?? 'en'
  const table = outputOf('execute', resultTableSchema)
  const narration = outputOf('narrate', narrationSchema)
  const sql =
    outputOf('guard', guardOutputSchema)?.sql ??
    outputOf('compile', compileOutputSchema)?.sql ??
    outputOf('compare', compareOutputSchema)?.queries[0]?.sql ??
    null
  const clarification = clarificationOf(run, language, parsed?.refusal && localize(parsed.refusal, language))
  return {
    run: run.id,
    question,
    reading: parsed ? localize(parsed.reading, language) : '',
    sql: clarification ? null : sql,
    columns: table?.columns.map(column => localize(column.label, language)) ?? [],
    rows: table?.rows ?? [],
    answer: narration?.sentences.map(sentence => sentence.text).join(language === 'zh' ? '' : ' ') ?? '',
    confidence: parsed?.confidence ?? 0,
    unusedWords: parsed?.unusedWords ?? [],
    clarification,
  }
}

const clarificationOf = (
  run: Run,
  language: Language,
  refusal: string | undefined,
): AskReply['clarification'] => {
  const waiting = run.steps.find(step => step.state === 'waiting')?.waitingFor
  if (waiting)
    return {
      question: localize(waiting.question, language),
      options: waiting.options.map(option => localize(option.label, language)),
    }
  return refusal === undefined ? null : { question: refusal, options: [] }
}
