import type { Analyser } from '../analyse/analyse-text.ts'
import { isStopword } from '../analyse/stopwords.ts'
import type { Term } from '../analyse/term.ts'

/** A term of a question with how much it says, before its rarity: 1 for a word. */
export interface QuestionTerm {
  readonly text: string
  /** As it stands in the question. */
  readonly said: string
  readonly kind: Term['kind']
  readonly position: number
  readonly isExtra: boolean
  readonly weight: number
}

const weightOf: Readonly<Record<Term['kind'], number>> = {
  word: 1,
  code: 2,
  piece: 0.5,
  number: 0.8,
  quantity: 1,
  date: 1,
  bigram: 0.3,
  character: 0.2,
}

const isStop = (question: string, term: Term): boolean =>
  isStopword(question.slice(term.start, term.end).toLowerCase()) || isStopword(term.text)

/**
 * What a question searches: its terms without the words that only make it a question, each once. A question of nothing
 * but such words searches them.
 */
export const questionTerms = (question: string, analyser: Analyser): readonly QuestionTerm[] => {
  const terms = analyser.analyse(question)
  const telling = terms.filter(term => term.kind === 'bigram' || !isStop(question, term))
  const kept = telling.some(term => term.kind !== 'bigram') ? telling : terms
  const distinct = new Map<string, QuestionTerm>()
  for (const term of kept)
    if (!distinct.has(term.text)) distinct.set(term.text, toQuestionTerm(question, term))
  return [...distinct.values()]
}

const toQuestionTerm = (
  question: string,
  { text, kind, position, isExtra, start, end }: Term,
): QuestionTerm => ({
  text,
  said: question.slice(start, end),
  kind,
  position,
  isExtra,
  weight: weightOf[kind] * (isExtra && kind === 'character' ? 0.5 : 1),
})
