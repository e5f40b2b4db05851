import type { FieldRef, Scalar } from '../query/query.ts'

/** A value of the data that words of the question may mean. `score` in 0..1; 1 is the same text. */
export interface ValueMatch {
  readonly field: FieldRef
  readonly value: Scalar
  readonly score: number
  readonly method: 'exact' | 'synonym' | 'prefix' | 'token' | 'trigram' | 'pinyin'
}

/** Finds values by the words people use. Never holds a field above the asker's grade or a hidden one. */
export interface ValueIndex {
  /** Matches of the whole phrase, best first. `fuzzy` also tries prefix, token and trigram matches, and the sound of Chinese ones. */
  find(phrase: string, options?: { readonly fuzzy?: boolean; readonly limit?: number }): readonly ValueMatch[]
  /** Longest phrase, in normalised tokens, that any exact value or synonym has. */
  readonly longestPhrase: number
}
