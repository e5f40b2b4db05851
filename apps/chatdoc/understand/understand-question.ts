import type { Language } from '@millwright/spec'
import { languageOf } from '../document/language-of.ts'
import type { AskInput, UnderstandOutput } from '../step-outputs.ts'
import { findCodes } from './find-codes.ts'
import { findEquipment } from './find-equipment.ts'
import { resolveFollowUp } from './follow-up.ts'
import { kindOfQuestion } from './question-kind.ts'
import { readingOf } from './reading-of.ts'

export interface UnderstandOptions {
  readonly input: Pick<AskInput, 'question' | 'collectionIds' | 'documentIds' | 'asOf' | 'language'>
  readonly now: Date
  /** Equipment that documents are about, as the person may know it. */
  readonly equipment: readonly string[]
  /** What the question before asked for. */
  readonly before?: UnderstandOutput | undefined
}

/** What was understood, with the words that the question before lent. */
export interface Understood {
  readonly output: UnderstandOutput
  readonly filled: readonly string[]
}

const hasHan = (question: string): Language =>
  /\p{Script=Han}/u.test(question) ? 'zh' : languageOf(question)

/** A question to what it asks for: pure, from cue words, codes and the names that documents carry. */
export const understandQuestion = ({ input, now, equipment, before }: UnderstandOptions): Understood => {
  const asked = input.question.trim()
  const language = hasHan(asked)
  const own = findCodes(asked)
  const { question, filled } = before
    ? resolveFollowUp(asked, { language, codes: own, before })
    : { question: asked, filled: [] }
  const codes = findCodes(question)
  const facts = {
    language: input.language ?? language,
    ...kindOfQuestion(question, { language, codes }),
    question,
    codes: [...codes],
    equipment: [...findEquipment(question, equipment)],
    collectionIds: [...(input.collectionIds ?? [])],
    documentIds: [...(input.documentIds ?? [])],
    asOf: input.asOf ?? now.toISOString(),
  }
  return { output: { ...facts, reading: readingOf(facts) }, filled }
}
