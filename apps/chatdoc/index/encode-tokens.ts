import type { Analyser } from '../analyse/analyse-text.ts'
import { encodeTerm } from '../analyse/encode-term.ts'
import type { Term } from '../analyse/term.ts'
import type { Passage } from './passage.ts'

/** The fields of a passage in the order in which its tokens stand. */
export const passageFields = ['title', 'headings', 'caption', 'body'] as const
export type PassageField = (typeof passageFields)[number]

/** A passage as it is stored: see the columns of `chatdoc_passage`. */
export interface EncodedPassage {
  readonly terms: string
  readonly tokens: string
}

const sentenceEnd = /[.!?](?=\s|$)|[。！？；;\n]/

/** Pairs and characters follow from the words: they are indexed, but not told again for scoring. */
const isTold = (term: Term): boolean => !term.isExtra || (term.kind !== 'bigram' && term.kind !== 'character')

/** Terms by position; other forms behind `~`; `.` where a sentence ends. Terms have no spaces of their own. */
const tokensOf = (text: string, terms: readonly Term[]): string => {
  const tokens: string[] = []
  const placed = terms.filter(isTold).toSorted((a, b) => a.position - b.position)
  let end = 0
  for (const term of placed) {
    if (!term.isExtra && end > 0 && sentenceEnd.test(text.slice(end, term.start))) tokens.push('.')
    tokens.push(term.isExtra ? `~${term.text}` : term.text)
    if (!term.isExtra) end = term.end
  }
  return tokens.join(' ')
}

const textsOf = (passage: Passage): readonly string[] => [
  passage.title,
  passage.headingPath.join('\n'),
  passage.caption,
  passage.body,
]

/** Analyses a passage. Fields stand behind one another with a tab between, in the order of `passageFields`. */
export const encodePassage = (passage: Passage, analyser: Analyser): EncodedPassage => {
  const texts = textsOf(passage)
  const fields = texts.map(text => analyser.analyse(text))
  const characters = new Set<string>()
  const words: string[] = []
  for (const term of fields.flat()) {
    if (term.kind === 'character') characters.add(term.text)
    else words.push(encodeTerm(term.text))
  }
  return {
    terms: [...words, ...[...characters].map(encodeTerm)].join(' '),
    tokens: fields.map((terms, index) => tokensOf(texts[index] ?? '', terms)).join('\t'),
  }
}
