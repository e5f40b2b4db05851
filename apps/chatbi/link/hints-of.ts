import { cuesOf } from './link-cues.ts'

/** Roots of names that the superlatives among the words speak of: weight for "heaviest first". */
export const hintsOf = (text: string): readonly string[] => {
  const words = text.toLowerCase().split(/\s+/)
  const pieces = /\p{Script=Han}/u.test(text)
    ? Array.from(text, (_, at) => [text.slice(at, at + 2), text.slice(at, at + 3)]).flat()
    : [...words, ...words.map((word, at) => `${word} ${words[at + 1] ?? ''}`)]
  return pieces.flatMap(piece =>
    cuesOf(piece).flatMap(cue => (cue.cue === 'extreme' ? (cue.hints ?? []) : [])),
  )
}
