import type { Localized } from '@millwright/spec'
import type {
  AnswerOutput,
  Candidate,
  Passage,
  ReadOutput,
  RetrieveOutput,
  UnderstandOutput,
} from '../../step-outputs.ts'

/** What an answer is composed of. */
export interface AnswerInput {
  readonly understood: UnderstandOutput
  readonly retrieved: RetrieveOutput
  readonly read: ReadOutput
  /** Below this confidence there is no answer. */
  readonly threshold: number
}

/** An answer but for its confidence, or undefined where the documents do not give this form. */
export type Composed = Pick<AnswerOutput, 'form' | 'lead' | 'parts' | 'short'> | undefined
export type Composer = (input: AnswerInput) => Composed

export const passageOf = ({ retrieved }: AnswerInput, candidate: Candidate): Passage | undefined =>
  retrieved.passages[candidate.passage]

/** "Spindle manual › Alarms › E-207": where something stands, as a person says it. */
export const placeOf = (passage: Passage): string =>
  [passage.documentTitle, ...passage.headingPath]
    .filter((title, i, all) => title !== '' && title !== all[i - 1])
    .join(' › ')

/** The lead of an answer that stands in one place. */
export const fromPlace = (passage: Passage | undefined): Localized => {
  const place = passage ? placeOf(passage) : ''
  return place === ''
    ? { en: 'From the documents:', zh: '文档中写道：' }
    : { en: `From “${place}”:`, zh: `出自《${place}》：` }
}
