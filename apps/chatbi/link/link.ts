import type { Language } from '@millwright/spec'
import type { FieldRef, Scalar } from '../query/query.ts'
import type { TimeExpression } from '../time/time-expression.ts'
import type { Cue } from './cue.ts'

/**
 * The smallest piece that a link may cover: a Latin word, a number, a quoted text, one Han character, a mark.
 * `from`/`to` are offsets in the question. `word` groups the characters of one segmented Chinese word.
 */
export interface Atom {
  readonly text: string
  readonly norm: string
  readonly stem: string
  readonly from: number
  readonly to: number
  readonly kind: 'word' | 'number' | 'han' | 'quoted' | 'punct'
  readonly word: number
  readonly value?: number
  readonly percent?: boolean
  readonly ordinal?: boolean
}

/** What words may stand for. */
export type LinkTarget =
  | { readonly kind: 'metric'; readonly metric: string }
  | { readonly kind: 'field'; readonly field: FieldRef }
  | { readonly kind: 'dataset'; readonly dataset: string }
  /** `isOther`: every value but that one, as what is foreign is of any country but the own. */
  | { readonly kind: 'value'; readonly field: FieldRef; readonly value: Scalar; readonly isOther?: true }
  /** Text in quotes or a name that no index knows. */
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'number'
      readonly value: number
      readonly percent: boolean
      readonly ordinal: boolean
      /** Unit said with the number, as written. */
      readonly unit?: string
    }
  | { readonly kind: 'time'; readonly expression: TimeExpression }
  | { readonly kind: 'cue'; readonly cues: readonly Cue[] }

/** Words `from`..`to` (atom positions, end exclusive) and what they may mean. `score` is 0..1. */
export interface Link {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly target: LinkTarget
  readonly score: number
  /** Why: `name`, `synonym`, `part of a name`, `thesaurus`, `spelling`, `pinyin`, `value`, `lexicon`, `time`… */
  readonly reason: string
  /** Other atoms of the question that this link accounts for ("hours … to unplanned stops"). */
  readonly extra?: readonly number[]
}

/** The lattice: every link of every span, and which atoms carry no meaning of their own. */
export interface LinkResult {
  readonly question: string
  readonly language: Language
  readonly atoms: readonly Atom[]
  readonly links: readonly Link[]
  /** The plant's time when it was asked, `YYYY-MM-DDTHH:mm:ss`; without it nothing is told of ages. */
  readonly now?: string | undefined
  /** Per atom: a word that may go unused without notice. */
  readonly isStop: readonly boolean[]
}
