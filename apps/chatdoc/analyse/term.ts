/**
 * What a term is.
 * - `word`: a stemmed word, or a Chinese word of two characters and more
 * - `code`: a part number, fault code, standard or thread size without its separators
 * - `piece`: a part of a code, or a compound written as one
 * - `number`: a number as written, without grouping
 * - `quantity`: a number with its unit, in the base unit of its dimension
 * - `date`: a day, month or year, as ISO 8601
 * - `bigram`, `character`: two neighbouring characters, and one, of a script that is written without spaces
 */
export type TermKind = 'word' | 'code' | 'piece' | 'number' | 'quantity' | 'date' | 'bigram' | 'character'

/**
 * One thing that can be searched. `position` counts the words of the text from 0; terms that stand for the same words
 * share it. `start` and `end` delimit the characters of the original text that it stands for. `isExtra`: another form
 * of the term that stands at this position.
 */
export interface Term {
  readonly text: string
  readonly kind: TermKind
  readonly position: number
  readonly start: number
  readonly end: number
  readonly isExtra: boolean
}
