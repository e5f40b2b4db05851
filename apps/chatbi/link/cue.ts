import type { Aggregate, ComparisonOperator } from '../query/query.ts'

export type Direction = 'asc' | 'desc'

/**
 * What a function word of a question does. One set of cues serves both languages; each language has its own
 * lexicon of phrases for them. `hints` are roots of names that the word speaks of ("older" → age).
 */
export type Cue =
  | { readonly cue: 'aggregate'; readonly aggregate: Aggregate }
  | { readonly cue: 'count' }
  | { readonly cue: 'distinct' }
  /** Greatest or least: "maximum", "most", "oldest". */
  | {
      readonly cue: 'extreme'
      readonly direction: Direction
      readonly hints?: readonly string[]
      readonly plain?: boolean
    }
  /** The value that occurs most or least often. */
  | { readonly cue: 'common'; readonly direction: Direction }
  | { readonly cue: 'top' }
  | { readonly cue: 'compare'; readonly operator: ComparisonOperator; readonly hints?: readonly string[] }
  /** So many times something: "twice", 一半. */
  | { readonly cue: 'multiple'; readonly factor: number }
  /** After the number: "10 or more", 以上. */
  | { readonly cue: 'compare-after'; readonly operator: ComparisonOperator }
  | { readonly cue: 'between' }
  | { readonly cue: 'text'; readonly match: 'contains' | 'starts-with' | 'ends-with' }
  | { readonly cue: 'null'; readonly negated: boolean }
  | { readonly cue: 'not' }
  | { readonly cue: 'without' }
  | { readonly cue: 'and' }
  | { readonly cue: 'or' }
  | { readonly cue: 'both' }
  | { readonly cue: 'but' }
  | { readonly cue: 'group'; readonly each: boolean }
  | { readonly cue: 'order' }
  | { readonly cue: 'direction'; readonly direction: Direction }
  | { readonly cue: 'relative' }
  | { readonly cue: 'preposition' }
  | { readonly cue: 'of' }
  | { readonly cue: 'have' }
  | { readonly cue: 'be' }
  | { readonly cue: 'ask' }
  | { readonly cue: 'which' }
  | { readonly cue: 'what' }
  /** Asks for the time that something took. */
  | { readonly cue: 'duration' }
  /** Asks for the money that something cost. */
  | { readonly cue: 'money' }
  /** Asks how much of something there is that columns keep under names with these roots: 多重, "how heavy". */
  | { readonly cue: 'amount'; readonly hints: readonly string[] }
  /** Asks for all groups in the order of their measure. */
  | { readonly cue: 'ranking' }
  /** Work that has begun and not ended. */
  | { readonly cue: 'unfinished' }
  /** Saturdays and Sundays, or all other days. */
  | { readonly cue: 'weekend'; readonly isWeekend: boolean }
  | { readonly cue: 'who' }
  /** Asks for causes, which no query gives by itself. */
  | { readonly cue: 'why' }
  | { readonly cue: 'when' }
  | { readonly cue: 'where' }
  | { readonly cue: 'yes-no' }
  | { readonly cue: 'all' }
  | { readonly cue: 'details' }
  | { readonly cue: 'share' }
  | { readonly cue: 'rate' }
  /** One measure over another, where both are said. */
  | { readonly cue: 'ratio' }
  | { readonly cue: 'difference' }
  | { readonly cue: 'relation' }
  | { readonly cue: 'versus' }
  | { readonly cue: 'trend' }
  /** That something moved, and which way: "grew", 下降; `percent` where the words ask for what part it is of the value before. */
  | { readonly cue: 'change'; readonly way: 'up' | 'down' | 'either'; readonly percent?: true }
  /** How old something is, or how long someone has served. */
  | { readonly cue: 'age'; readonly isService?: true }
  /** Asks for totals up to each period. */
  | { readonly cue: 'running' }
  | LatenessCue
  | { readonly cue: 'only' }
  | { readonly cue: 'same' }
  /** Asks to change data, which nothing here does. */
  | { readonly cue: 'write' }
  | { readonly cue: 'comma' }
  | { readonly cue: 'sentence-end' }

/** That something was later or earlier than planned, and by how much: "started more than two hours late", 比计划晚两小时以上. */
export interface LatenessCue {
  readonly cue: 'lateness'
  /** `on-time` is not late at all. */
  readonly way: 'late' | 'early' | 'on-time'
  /** Which end of the work it is said of, where the words say so. */
  readonly of?: 'begin' | 'end'
  readonly limit?: { readonly operator: ComparisonOperator; readonly value: number }
  /** Unit of the limit, or in which it is asked how late. */
  readonly unit?: 'minute' | 'hour' | 'day' | 'week'
  /** How late it was is asked for. */
  readonly asks?: true
  /** The mean of it. */
  readonly isMean?: true
}

export type CueName = Cue['cue']

/** A phrase with its meaning. English phrases are words between blanks, Chinese ones characters. */
export interface LexiconEntry {
  readonly phrase: string
  readonly cue: Cue
}

/** A lexicon line: phrases separated by `|` that share one meaning. */
export const entries = (cue: Cue, phrases: string): readonly LexiconEntry[] =>
  phrases.split('|').map(phrase => ({ phrase, cue }))
