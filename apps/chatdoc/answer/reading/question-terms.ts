import { synonymsOf } from './synonyms.ts'
import { isGenericWord, isStopWord } from './stop-words.ts'
import { flatten } from './text-index.ts'
import type { TextIndex } from './text-index.ts'
import { wordsOf } from './words.ts'
import type { Word } from './words.ts'

/** One thing that the question asks about. */
export interface QuestionTerm {
  readonly text: string
  readonly stem: string
  readonly kind: 'word' | 'name' | 'number' | 'code' | 'han'
  /** Other stems that mean the same here. */
  readonly synonyms: readonly string[]
  /** How much it says, before the passages are known. */
  readonly prior: number
}

const kindOf = (word: Word, isFirst: boolean): QuestionTerm['kind'] => {
  if (word.kind !== 'word') return word.kind
  if (/\d/.test(word.text) || word.text.includes('_')) return 'code'
  return word.isCapital && !isFirst ? 'name' : 'word'
}

const priorOf = (word: Word, kind: QuestionTerm['kind']): number => {
  if (isGenericWord(word.text)) return 0.3
  if (kind === 'code') return 1.5
  if (kind === 'name' || kind === 'number') return 1.25
  if (word.kind === 'han') return word.text.length === 1 ? 0.5 : Math.min(1.3, 0.7 + word.text.length * 0.15)
  return word.text.length <= 3 ? 0.8 : 1
}

/** The words of a question that say something, in order. `codes` are kept whole beside their parts. */
export const termsOf = (question: string, codes: readonly string[]): readonly QuestionTerm[] => {
  const words = wordsOf(question)
  const isTitled = words.filter(word => word.isCapital).length > words.length * 0.7
  const terms = words.flatMap((word, at) => {
    if (isStopWord(word.text)) return []
    const kind = kindOf(word, at === 0 || isTitled)
    return [
      { text: word.text, stem: word.stem, kind, synonyms: synonymsOf(word.stem), prior: priorOf(word, kind) },
    ]
  })
  const whole = codes
    .map(code => flatten(code))
    .filter(code => !terms.some(term => term.text === code))
    .map(code => ({ text: code, stem: code, kind: 'code' as const, synonyms: [], prior: 1.5 }))
  return dedupe([...terms, ...whole])
}

const dedupe = (terms: readonly QuestionTerm[]): readonly QuestionTerm[] => [
  ...new Map(terms.map(term => [term.stem, term])).values(),
]

const samePrefix = (a: string, b: string): number => {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

/** Chinese words that are split otherwise: the part of their neighbouring pairs of characters that the text holds. */
const partOfHan = (text: string, flat: string): number => {
  if (text.length < 2) return 0
  let found = 0
  for (let at = 0; at + 2 <= text.length; at++) if (flat.includes(text.slice(at, at + 2))) found++
  const share = found / (text.length - 1)
  if (share > 0) return 0.8 * share
  const characters = Array.from(text).filter(character => flat.includes(character)).length
  return text.length === 2 && characters === 1 ? 0.15 : characters === text.length ? 0.4 : 0
}

/** How surely the text holds the term, 0..1: itself 1, a synonym 0.7, a longer form of the word 0.6. */
export const strengthIn = (term: QuestionTerm, index: TextIndex): number => {
  if (term.kind === 'han') {
    if (index.flat.includes(term.text)) return 1
    if (term.synonyms.some(synonym => index.flat.includes(synonym))) return 0.7
    return partOfHan(term.text, index.flat)
  }
  if (index.places.has(term.stem)) return 1
  if (term.kind === 'code') return index.flat.includes(term.text) ? 1 : 0
  if (term.kind === 'number') return 0
  if (term.synonyms.some(synonym => index.places.has(synonym))) return 0.7
  return similarWord(term.stem, index)
}

const similarWord = (stem: string, index: TextIndex): number => {
  if (stem.length < 4) return 0
  for (const other of index.places.keys()) {
    const length = samePrefix(stem, other)
    if (length >= 5 || (length >= 4 && length >= Math.min(stem.length, other.length))) {
      if (length / Math.max(stem.length, other.length) >= 0.6) return 0.6
    }
  }
  return 0
}
