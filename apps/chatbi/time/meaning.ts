import type { TimeGrain, TimePart } from '../query/query.ts'
import type { Span } from './moment.ts'
import type { TimeExpression } from './time-expression.ts'

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
  /** `previous`: the period before (环比); `year`: the same period a year earlier (同比); else that span, or one of the base. */
  readonly compareTo?: 'previous' | 'year' | Span | SpanOf
  /** The period that is compared ends with today: "the same days of last month". */
  readonly isToDate?: true
  /** The words do not say exactly where it begins and ends: "early October", 月底. */
  readonly isVague?: true
  /** Both periods and all between them are meant where the question runs along them: each month from July to October. */
  readonly isThrough?: true
  readonly hours?: TimeExpression['hours'] | undefined
  readonly weekdays?: TimeExpression['weekdays']
  /** The periods of a list that are not all there is from the first to the last: August, October and November. */
  readonly listed?: readonly Span[]
  /** Each period of a list is asked for. */
  readonly isEach?: true
  /** A part of a time that repeats is what is grouped by: "by weekday", 哪个钟点. */
  readonly part?: TimePart
}

/** A span told by another: "the Sunday before". */
export type SpanOf = (base: Span) => Span | undefined
