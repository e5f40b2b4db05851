import type { AnswerPart } from '../../step-outputs.ts'
import { partOfCandidate } from './part.ts'
import { passageOf, placeOf } from './answer-input.ts'
import type { AnswerInput, Composer } from './answer-input.ts'

/** The places of the best candidates, each once, at most `count`. */
export const placesOf = (input: AnswerInput, count: number): readonly AnswerPart[] => {
  const seen = new Set<string>()
  return input.read.candidates
    .flatMap((candidate, i) => {
      const passage = passageOf(input, candidate)
      const place = passage ? placeOf(passage) || passage.documentName : ''
      if (place === '' || seen.has(place)) return []
      seen.add(place)
      return [partOfCandidate('item', candidate, i, place)]
    })
    .slice(0, count)
}

/** Documents and headings where it is said. */
export const composeWhere: Composer = input => {
  const parts = placesOf(input, 4)
  const [first] = parts
  if (!first) return undefined
  return {
    form: 'where',
    lead: { en: 'It is said here:', zh: '出处如下：' },
    parts: [...parts],
    short: first.text,
  }
}
