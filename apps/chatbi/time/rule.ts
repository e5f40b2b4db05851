import type { Omitted } from './elliptic.ts'
import { frame } from './frame.ts'
import type { Filled, Frame, Writing } from './frame.ts'
import type { Meaning } from './meaning.ts'
import type { Present, Span } from './moment.ts'

type Groups = Readonly<Record<string, string | undefined>>

/** A pattern of words and what they mean. `mean` may decline by returning undefined. */
export interface Rule {
  readonly pattern: RegExp
  /** What its words leave out, which may have been said before: 16号, "the second half". */
  readonly omitted?: Omitted
  mean(groups: Groups, present: Present, text: string): Meaning | undefined
}

/** How one language names times. */
export interface Language {
  readonly writing: Writing
  /** Words that name a period by themselves. */
  readonly points: readonly Rule[]
  /** Words around a period that name a part of it. */
  readonly parts: readonly Frame[]
  /** What questions say with periods, and beside them. */
  readonly rules: readonly (Rule | Frame)[]
}

/** A rule whose words name a span. Spaces of the source match any white space; words end at word boundaries. */
export const pointRule = (
  source: string,
  span: (groups: Groups, present: Present, text: string) => Span | undefined,
): Rule => ({
  pattern: new RegExp(source, 'i'),
  mean: (groups, present, text) => {
    const found = span(lowerCase(groups), present, text.toLowerCase())
    return found && { span: found }
  },
})

const lowerCase = (groups: Groups): Groups =>
  Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, text?.toLowerCase()]))

/** As `rule`, of words that leave out what may have been said before. */
export const elliptic = (omitted: Omitted, rule: Rule): Rule => ({ ...rule, omitted })

/** As `rule`, of words that leave open where it begins and ends. */
export const vague = (rule: Rule): Rule => ({
  ...rule,
  mean: (groups, present, text) => {
    const meaning = rule.mean(groups, present, text)
    return meaning && { ...meaning, isVague: true }
  },
})

/** Frames whose words name a span. */
export const spanFrame =
  (writing: Writing) =>
  (
    source: string,
    span: (spans: Filled, groups: Groups, present: Present, text: string) => Span | undefined,
  ): Frame =>
    frame(writing, source, (spans, groups, present, text) => {
      const found = span(spans, groups, present, text)
      return found && { span: found }
    })

export interface ComparisonPatterns {
  /** Name the first and the last period of what may be one range too: "from {a} to {b}" beside a word for a change. */
  readonly through: readonly string[]
  /** Name a span `{a}` and the span `{b}` that it is compared with. */
  readonly both: readonly string[]
  /** Name only the span `{a}` to compare with. */
  readonly second: readonly string[]
}

/** Frames of two spans set against each other. */
export const comparisonFrames = (
  writing: Writing,
  { through, both, second }: ComparisonPatterns,
): readonly Frame[] => [
  ...through.map(source =>
    frame(writing, source, ({ a, b }) =>
      (a.from ?? 0) < (b.from ?? 0) ? { span: b, compareTo: a, isThrough: true } : { span: a, compareTo: b },
    ),
  ),
  ...both.map(source =>
    frame(writing, source, ({ a, b }) => {
      if (a.from === b.from && a.to === b.to) return { span: a, compareTo: 'previous' }
      // whichever is said first, what changed is the later less the earlier
      return (a.from ?? 0) < (b.from ?? 0) ? { span: b, compareTo: a } : { span: a, compareTo: b }
    }),
  ),
  ...second.map(source => frame(writing, source, ({ a }) => ({ compareTo: a }))),
]
