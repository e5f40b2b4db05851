import type { Analyser } from '../analyse/analyse-text.ts'
import { isStopword } from '../analyse/stopwords.ts'
import type { Term } from '../analyse/term.ts'

/** A term of a question with how much it says, before its rarity: 1 for a word. */
export interface QuestionTerm {
  readonly text: string
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
  for (const { text, kind, position, isExtra } of kept)
    if (!distinct.has(text))
      distinct.set(text, { text, kind, position, isExtra, weight: weightOf[kind] * (isExtra && kind === 'character' ? 0.5 : 1) })
  return [...distinct.values()]
} // prettier-ignore
