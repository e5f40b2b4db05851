import { findStandards } from './code-term.ts'
import { findDates } from './date-term.ts'
import { normaliseText } from './normalise-text.ts'
import { findQuantities } from './number-term.ts'
import { scanText } from './scan-text.ts'
import { createWordSplitter } from './segment-han.ts'
import type { Term, TermKind } from './term.ts'

/** Turns text into what is searched: the same for documents and for questions. */
export interface Analyser {
  analyse(text: string): readonly Term[]
}

interface Mention {
  readonly text: string
  readonly kind: TermKind
  readonly start: number
  readonly end: number
}

const mentionsOf = (text: string): readonly Mention[] =>
  /\d/.test(text)
    ? [
        ...findQuantities(text).map(found => ({ ...found, kind: 'quantity' as const })),
        ...findDates(text).map(found => ({ ...found, kind: 'date' as const })),
        ...findStandards(text).flatMap(({ forms, start, end }) =>
          forms.map(form => ({ text: form, kind: 'code' as const, start, end })),
        ),
      ]
    : []

/** Puts each mention at the position of the first word that it covers. */
const placeMentions = (terms: readonly Term[], mentions: readonly Mention[]): readonly Term[] => {
  const known = new Set(terms.map(term => `${term.start} ${term.text}`))
  return mentions.flatMap(mention => {
    const first = terms.find(term => !term.isExtra && term.end > mention.start)
    if (first === undefined || known.has(`${first.start} ${mention.text}`)) return []
    return [{ ...mention, position: first.position, isExtra: true }]
  })
}

/** Words of the trade that are kept whole, one each; blank ones do not count. */
export const createAnalyser = (dictionary: readonly string[] = []): Analyser => {
  const words = dictionary.map(word => normaliseText(word).text.trim()).filter(word => word.length > 1)
  const split = createWordSplitter(words)
  return {
    analyse: original => {
      const normal = normaliseText(original)
      const terms = scanText(normal.text, split)
      const mentions = mentionsOf(normal.text)
      const all = mentions.length === 0 ? terms : [...terms, ...placeMentions(terms, mentions)]
      return all.map(term => ({
        ...term,
        start: normal.originalIndex(term.start),
        end: normal.originalIndex(term.end),
      }))
    },
  }
}
