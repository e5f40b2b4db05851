import type { TimeGrain } from '../query/query.ts'
import type { TimeExpression } from './time-expression.ts'
import type { Present, Span } from './moment.ts'

/** What the words of one match mean; several facts may hold at once ("last night": a span and a shift). */
export interface Meaning {
  readonly span?: Span
  readonly shift?: string
  /** `suitable`: whatever draws the range well ("trend"). */
  readonly grain?: TimeGrain | 'suitable'
  /** The period itself is asked for: "which day". */
  readonly asks?: true
  /** How many of the periods is asked for: "on how many days". */
  readonly counts?: true
  /** Unit that a comparison with the period before names by itself: "month over month". */
  readonly unit?: TimeGrain
  /** The period as a whole is meant, never each of its parts: "the 30 days before those". */
  readonly isWhole?: true
  /** The words alone mean every period of the unit, not only the latest. */
  readonly isPaired?: true
  readonly moving?: TimeExpression['moving']
  /** `previous`: the period before (环比); `year`: the same period a year earlier (同比); else that span. */
  readonly compareTo?: 'previous' | 'year' | Span
}

type Groups = Readonly<Record<string, string | undefined>>

/** A pattern of words and what they mean. `mean` may decline by returning undefined. */
export interface Rule {
  readonly pattern: RegExp
  mean(groups: Groups, present: Present, text: string): Meaning | undefined
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

/** One pattern for any of `rules`, without their named groups, to build longer patterns with. */
export const patternOf = (rules: readonly Rule[]): string =>
  `(?:${rules.map(rule => rule.pattern.source.replace(/\(\?<\w+>/g, '(?:')).join('|')})`

export interface ComparisonPatterns {
  /** Name a span `a` and the span `b` that it is compared with. */
  readonly both: readonly string[]
  /** Name only the span `b` to compare with. */
  readonly second: readonly string[]
  readonly asSpan: (text: string | undefined, present: Present) => Span | undefined
}

/** Rules for two spans set against each other. */
export const comparisonRules = ({ both, second, asSpan }: ComparisonPatterns): readonly Rule[] => [
  ...both.map(source => ({
    pattern: new RegExp(source, 'i'),
    mean: (g: Groups, present: Present): Meaning | undefined => {
      const [a, b] = [asSpan(g['a'], present), asSpan(g['b'], present)]
      if (!a || !b) return undefined
      if (a.from === b.from && a.to === b.to) return { span: a, compareTo: 'previous' }
      // whichever is said first, what changed is the later less the earlier
      return (a.from ?? 0) < (b.from ?? 0) ? { span: b, compareTo: a } : { span: a, compareTo: b }
    },
  })),
  ...second.map(source => ({
    pattern: new RegExp(source, 'i'),
    mean: (g: Groups, present: Present): Meaning | undefined => {
      const compareTo = asSpan(g['b'], present)
      return compareTo && { compareTo }
    },
  })),
]
