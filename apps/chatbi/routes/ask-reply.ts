import { z } from 'zod'
import { localize } from '@millwright/spec'
import type { Language, Localized, Run } from '@millwright/spec'
import { cellSchema, resultTableSchema } from '../execute/result-table.ts'
import { narrationSchema } from '../narrate/narration.ts'
import { compareOutputSchema } from '../why/why-outputs.ts'
import {
  compileOutputSchema,
  guardOutputSchema,
  parseOutputSchema,
  stretchSchema,
} from '../ask/step-outputs.ts'
import type { OfferedReading, ParseOutput, ReadingPreview } from '../ask/step-outputs.ts'

/** One reading that may be chosen, with the first rows that it gives. */
export const readingOptionSchema = z.object({
  /** Goes back as the `choice`. */
  choice: z.string(),
  reading: z.string(),
  /** Where the sentence says what the other readings do not; offsets are characters. */
  differs: z.array(stretchSchema),
  /** What parts it from the others besides: what a word stands for, or which source is read. */
  detail: z.string().nullable(),
  columns: z.array(z.string()),
  /** At most five, of at most six columns. */
  rows: z.array(z.array(cellSchema)),
  /** Rows of the whole result; null where there is no preview. */
  rowCount: z.number().int().nullable(),
  /** The result has more rows than were counted. */
  isMore: z.boolean(),
  /** Why there is no preview; the reading may be chosen all the same. */
  problem: z.string().nullable(),
})

/** One question answered, asked back or refused, as scripts and the command line read it. */
export const askReplySchema = z.object({
  run: z.string(),
  question: z.string(),
  /** The plain sentence of what was understood; empty while it is asked back. */
  reading: z.string(),
  /** Null when it asks back or refuses; of the many queries that explain a change, the first. */
  sql: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.array(cellSchema)),
  answer: z.string(),
  confidence: z.number(),
  unusedWords: z.array(z.string()),
  /** What was assumed without being said, and what the asker chose before. */
  assumptions: z.array(z.string()),
  /** What else the question may mean, where the answer is not sure or rests on an assumption. */
  orElse: z.string().nullable(),
  /** Filled when it asks back (with options) or refuses (without). */
  clarification: z.object({ question: z.string(), options: z.array(readingOptionSchema) }).nullable(),
})
export type AskReply = z.infer<typeof askReplySchema>

/** What a settled run of the skill says; steps that were not reached are empty. */
export const toAskReply = (
  run: Run,
  question: string,
  late: ReadonlyMap<string, ReadingPreview> = new Map(),
): AskReply => {
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
  const clarification = parsed ? clarificationOf(run, parsed, late) : null
  const say = (text: Localized): string => localize(text, language)
  return {
    run: run.id,
    question,
    reading: parsed && !clarification ? say(parsed.reading) : '',
    sql: clarification ? null : sql,
    columns: table?.columns.map(column => localize(column.label, language)) ?? [],
    rows: table?.rows ?? [],
    answer: narration?.sentences.map(sentence => sentence.text).join(language === 'zh' ? '' : ' ') ?? '',
    confidence: parsed?.confidence ?? 0,
    unusedWords: parsed?.unusedWords ?? [],
    assumptions: [
      ...(parsed?.assumptions ?? []).map(say),
      ...(parsed?.choices ?? []).map(({ text }) => say(text)),
    ],
    orElse: parsed?.runnerUp ? say(parsed.runnerUp.reading) : null,
    clarification,
  }
}

const clarificationOf = (
  run: Run,
  { clarification, refusal, language }: ParseOutput,
  late: ReadonlyMap<string, ReadingPreview>,
): AskReply['clarification'] => {
  if (clarification && run.state === 'waiting')
    return {
      question: localize(clarification.question, language),
      options: clarification.options.map(option =>
        toOption({ ...option, preview: late.get(option.value) ?? option.preview }, language),
      ),
    }
  return refusal ? { question: localize(refusal, language), options: [] } : null
}

const problems: Readonly<Record<'slow' | 'failed', Localized>> = {
  slow: { en: 'Computing this takes longer than a preview may.', zh: '计算时间超出预览限制。' },
  failed: { en: 'The source did not answer this.', zh: '数据源未能返回结果。' },
}

const toOption = (
  { value, reading, differs, detail, preview }: OfferedReading,
  language: Language,
): NonNullable<AskReply['clarification']>['options'][number] => {
  const isShown = preview.state === 'rows'
  return {
    choice: value,
    reading: localize(reading, language),
    differs: differs[language],
    detail: detail ? localize(detail, language) : null,
    columns: isShown ? preview.columns.map(({ label }) => localize(label, language)) : [],
    rows: isShown ? preview.rows : [],
    rowCount: isShown ? preview.rowCount : null,
    isMore: isShown && preview.isMore,
    problem: isShown ? null : localize(problems[preview.reason], language),
  }
}
