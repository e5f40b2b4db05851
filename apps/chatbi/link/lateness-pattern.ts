import type { LatenessCue } from './cue.ts'

export type Groups = Readonly<Record<string, string | undefined>>

/** Words that say how late something was, and what they mean; undefined where they mean nothing together. */
export interface LatenessPattern {
  readonly pattern: RegExp
  readonly toCue: (groups: Groups, words: string) => LatenessCue | undefined
}

type Limit = NonNullable<LatenessCue['limit']>

/** The limit of a number that was said; `none` where the words are no number. */
export const limitOf = (
  value: number | '' | undefined,
  operator: Limit['operator'],
): Limit | undefined | 'none' => {
  if (value === undefined || value === '') return undefined
  return Number.isNaN(value) ? 'none' : { operator, value }
}

/** The unit of a word in either language, `{}` where there is none. */
export const unitOf = (word: string | undefined): Pick<LatenessCue, 'unit'> => {
  if (word === undefined) return {}
  if (/^m|分/i.test(word)) return { unit: 'minute' }
  if (/^h|时|钟头/i.test(word)) return { unit: 'hour' }
  return { unit: /^d|天/i.test(word) ? 'day' : 'week' }
}
