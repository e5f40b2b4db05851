import { passageFields } from '../index/encode-tokens.ts'
import type { PassageField } from '../index/encode-tokens.ts'
import type { QuestionTerm } from './question-terms.ts'

/** A term of the question where it stands in a passage. */
export interface Occurrence {
  /** Index among the terms of the question. */
  readonly term: number
  /** Place among the words of the passage, from 0; fields lie far apart. */
  readonly position: number
  /** Counts the sentences of the passage. */
  readonly sentence: number
}

/** What scoring needs of one passage. */
export interface PassageStatistics {
  /** Words of each field. */
  readonly lengths: Readonly<Record<PassageField, number>>
  /** How often each term of the question stands in each field. */
  readonly counts: Readonly<Record<PassageField, readonly number[]>>
  /** In reading order. */
  readonly occurrences: readonly Occurrence[]
  /** Numbers stand in these sentences. */
  readonly numberSentences: ReadonlySet<number>
}

const fieldDistance = 100

type Lookup = ReadonlyMap<string, number>

/** Reads the tokens of one passage; positions go on from field to field. */
class Reader {
  readonly occurrences: Occurrence[] = []
  readonly numberSentences = new Set<number>()
  position = 0
  sentence = 0
  readonly #lookup: Lookup
  /** Characters that begin a pair of the question: most do not. */
  readonly #beginnings: ReadonlySet<string>
  #counts: number[] = []
  #lastCharacter = ''

  constructor(lookup: Lookup, beginnings: ReadonlySet<string>) {
    this.#lookup = lookup
    this.#beginnings = beginnings
  }

  readField(text: string, counts: number[]): number {
    this.#counts = counts
    this.#lastCharacter = ''
    const began = this.position
    if (text !== '') for (const token of text.split(' ')) this.#readToken(token)
    const length = this.position - began
    this.position += fieldDistance
    this.sentence += 1
    return length
  }

  #readToken(token: string): void {
    if (token === '.') {
      this.sentence += 1
      this.#lastCharacter = ''
      return
    }
    if (token.startsWith('~')) return this.#meet(token.slice(1), Math.max(0, this.position - 1))
    this.#meet(token, this.position)
    const code = token.charCodeAt(0)
    if (code >= 0x30 && code <= 0x39) this.numberSentences.add(this.sentence)
    if (code >= 0x3000) this.#readCharacters(token)
    else this.#lastCharacter = ''
    this.position += 1
  }

  /** Pairs and characters are not told in the tokens: they follow from the words. */
  #readCharacters(word: string): void {
    for (let offset = 0; offset < word.length; offset++) {
      const character = word.charAt(offset)
      if (word.length > 1) this.#meet(character, this.position)
      const isWord = word.length === 2 && offset === 1
      if (!isWord && this.#beginnings.has(this.#lastCharacter))
        this.#meet(this.#lastCharacter + character, this.position)
      this.#lastCharacter = character
    }
  }

  #meet(text: string, position: number): void {
    const term = this.#lookup.get(text)
    if (term === undefined) return
    this.#counts[term] = (this.#counts[term] ?? 0) + 1
    this.occurrences.push({ term, position, sentence: this.sentence })
  }
}

/** Reads passages for the terms of one question. */
export const createPassageReader = (
  terms: readonly QuestionTerm[],
): ((tokens: string) => PassageStatistics) => {
  const lookup = new Map(terms.map((term, index) => [term.text, index]))
  const beginnings = new Set(terms.flatMap(term => (term.text.length === 2 ? term.text.charAt(0) : [])))
  return tokens => {
    const reader = new Reader(lookup, beginnings)
    const texts = tokens.split('\t')
    const read = passageFields.map((field, index) => {
      const counts = terms.map(() => 0)
      return { field, counts, length: reader.readField(texts[index] ?? '', counts) }
    })
    return {
      lengths: Object.fromEntries(read.map(({ field, length }) => [field, length])) as Record<PassageField, number>, // every field was read
      counts: Object.fromEntries(read.map(({ field, counts }) => [field, counts])) as Record<PassageField, number[]>, // every field was read
      occurrences: reader.occurrences,
      numberSentences: reader.numberSentences,
    }
  }
} // prettier-ignore
