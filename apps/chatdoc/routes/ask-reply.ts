import { z } from 'zod'
import { languageSchema, localize } from '@millwright/spec'
import type { Run } from '@millwright/spec'
import {
  answerOutputSchema,
  checkOutputSchema,
  citationSchema,
  understandOutputSchema,
} from '../step-outputs.ts'

/** One question answered, or told to have no answer, as scripts and the command line read it. */
export const askReplySchema = z.object({
  run: z.string(),
  question: z.string(),
  /** The plain sentence of what was understood. */
  reading: z.string(),
  language: languageSchema,
  form: answerOutputSchema.shape.form,
  /** The lead and every part, one a line. */
  answer: z.string(),
  /** The shortest answer, where there is one. */
  short: z.string().nullable(),
  confidence: z.number(),
  parts: answerOutputSchema.shape.parts,
  citations: z.array(citationSchema),
  /** What a check dropped, with the reason. */
  dropped: z.array(z.object({ text: z.string(), reason: z.string() })),
})
export type AskReply = z.infer<typeof askReplySchema>

/** What a settled run of the skill says. */
export const toAskReply = (run: Run, question: string): AskReply => {
  const outputOf = (step: string): unknown =>
    run.steps.find(item => item.step === step && item.state !== 'failed')?.output
  const understood = understandOutputSchema.safeParse(outputOf('understand')).data
  const checked = checkOutputSchema.safeParse(outputOf('check')).data
  const language = understood?.language ?? 'en'
  const answer = checked?.answer
  return {
    run: run.id,
    question,
    reading: understood ? localize(understood.reading, language) : '',
    language,
    form: answer?.form ?? 'abstention',
    answer: answer
      ? [localize(answer.lead, language), ...answer.parts.map(part => part.text)].join('\n')
      : '',
    short: answer?.short ?? null,
    confidence: answer?.confidence ?? 0,
    parts: answer?.parts ?? [],
    citations: checked?.citations ?? [],
    dropped: (answer?.dropped ?? []).map(({ text, reason }) => ({
      text,
      reason: localize(reason, language),
    })),
  }
}
