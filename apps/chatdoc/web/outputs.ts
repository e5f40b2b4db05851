import type { z } from 'zod'
import type { Run, Step } from '@millwright/spec'
import {
  answerOutputSchema,
  checkOutputSchema,
  citeOutputSchema,
  readOutputSchema,
  retrieveOutputSchema,
  understandOutputSchema,
} from '../step-outputs.ts'
import type { AnswerOutput, Citation, ReadOutput, RetrieveOutput, UnderstandOutput } from '../step-outputs.ts'

export type QuestionType = UnderstandOutput['type']
export type AnswerPart = AnswerOutput['parts'][number]

/** A part of the answer with its place in it and the citations that prove it, as indices into the step `cite`. */
export interface CitedPart extends AnswerPart {
  readonly index: number
  readonly citations: readonly number[]
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The current version of a step, where it was reached. */
export const stepOf = (run: Run, name: string): Step | undefined => run.steps.find(step => step.step === name)

/** What the schema takes is given as it came, so that an edit sends back what a newer server added. */
const reader =
  <T>(schema: z.ZodType<T>) =>
  (output: unknown): T | undefined =>
    schema.safeParse(output).success ? (output as T) : undefined

export const readUnderstand = reader(understandOutputSchema)
export const readRetrieve = reader(retrieveOutputSchema)
export const readRead = reader(readOutputSchema)
export const readAnswer = reader(answerOutputSchema)
export const readCite = reader(citeOutputSchema)
const readCheck = reader(checkOutputSchema)

export interface RunOutputs {
  readonly understand: UnderstandOutput | undefined
  readonly retrieve: RetrieveOutput | undefined
  readonly read: ReadOutput | undefined
  /** The answer that stands after its checks; before they are done there is none to show. */
  readonly answer: AnswerOutput | undefined
  /** Absent until the citations are known. */
  readonly citations: readonly Citation[] | undefined
}

/** Output of a step whose version still holds. */
const outputOf = (run: Run, name: string): unknown => {
  const step = stepOf(run, name)
  return !step || step.state === 'failed' || step.state === 'superseded' ? undefined : step.output
}

/** What the run has made so far. An answer is shown when its checks are done, or where the run ended before them. */
export const readOutputs = (run: Run): RunOutputs => {
  const checked = readCheck(outputOf(run, 'check'))
  const hasEnded = run.state !== 'running'
  return {
    understand: readUnderstand(outputOf(run, 'understand')),
    retrieve: readRetrieve(outputOf(run, 'retrieve')),
    read: readRead(outputOf(run, 'read')),
    answer: checked?.answer ?? (hasEnded ? readAnswer(outputOf(run, 'answer')) : undefined),
    citations: checked?.citations ?? (hasEnded ? readCite(outputOf(run, 'cite'))?.citations : undefined),
  }
}

/** The parts of an answer with the citations of each. */
export const citedParts = ({ answer, citations }: RunOutputs): readonly CitedPart[] =>
  (answer?.parts ?? []).map((part, index) => ({
    ...part,
    index,
    citations: (citations ?? []).flatMap((citation, at) => (citation.parts.includes(index) ? [at] : [])),
  }))

/** The collections that a run was asked to search; none means all of them. */
export const collectionsOf = (run: Run | undefined): readonly string[] => {
  const ids = run && isFields(run.input) ? run.input['collectionIds'] : undefined
  return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : []
}

/** The moment as of which a run was asked, where it is not the present. */
export const asOfOf = (run: Run | undefined): string | undefined => {
  const asOf = run && isFields(run.input) ? run.input['asOf'] : undefined
  return typeof asOf === 'string' ? asOf : undefined
}

/** The question that a run answers. */
export const questionOf = (run: Run): string =>
  isFields(run.input) && typeof run.input['question'] === 'string' ? run.input['question'] : run.title
