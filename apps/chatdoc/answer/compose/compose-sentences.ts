import type { Candidate } from '../../step-outputs.ts'
import { fromPlace, passageOf } from './answer-input.ts'
import type { AnswerInput, Composer } from './answer-input.ts'
import { partOfCandidate } from './part.ts'

const maxSentences = 3
/** A further sentence is told if its score is within so much of the best one's. */
const within = 1.6

/** Whether it holds words of the kind that is asked for, where one is. */
const holdsKind = ({ features }: Candidate): boolean =>
  (features['wantsTyped'] ?? 0) === 1 && (features['typed'] ?? 0) > 0

/**
 * The best sentence, with one or two that are nearly as good; where it holds nothing of the kind that is asked for (a
 * date, a number), the best one of its passage that does.
 */
const chosenSentences = ({ read }: AnswerInput): readonly number[] => {
  const [best] = read.candidates
  if (!best) return []
  const order = [...read.candidates.keys()]
  const near = order.filter(i => best.score - (read.candidates[i]?.score ?? 0) <= within)
  const kind = holdsKind(best)
    ? -1
    : read.candidates.findIndex(candidate => candidate.passage === best.passage && holdsKind(candidate))
  const chosen = kind === -1 ? near : [...new Set([0, kind, ...near])]
  return chosen.slice(0, maxSentences)
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
