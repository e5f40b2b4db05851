import { fromPlace, passageOf } from './answer-input.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { partOfCandidate } from './part.ts'

const maxSentences = 3
/** A further sentence is told if its score is within so much of the best one's. */
const within = 1.6

/** The best sentence, with one or two that are nearly as good. */
export const chosenSentences = ({ read }: AnswerInput): readonly number[] => {
  const top = read.candidates[0]?.score ?? 0
  return [...read.candidates.keys()]
    .filter(i => top - (read.candidates[i]?.score ?? 0) <= within)
    .slice(0, maxSentences)
}

export const composeSentences: Composer = input => {
  const [best] = input.read.candidates
  if (!best) return undefined
  const parts = chosenSentences(input).flatMap(i => {
    const candidate = input.read.candidates[i]
    return candidate ? [partOfCandidate(candidate.cells ? 'row' : 'sentence', candidate, i)] : []
  })
  return {
    form: 'sentences',
    lead: fromPlace(passageOf(input, best)),
    parts,
    ...(best.short === undefined ? {} : { short: best.short }),
  }
}
