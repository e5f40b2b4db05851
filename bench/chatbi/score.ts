import type { Cell } from '@millwright/spec'
import { sameRows } from './compare-rows.ts'
import type { Ask } from './open-database.ts'
import type { BenchCase } from './suite.ts'

/** What came of one question. */
export interface Outcome {
  readonly index: number
  readonly groups: readonly string[]
  readonly database: string
  readonly question: string
  readonly language?: string
  readonly sql: string | null
  readonly confidence: number
  /** Answered at or above the working threshold. */
  readonly isSure: boolean
  readonly milliseconds: number
  readonly isRight: boolean
  /** Some one of the five best readings gives the right rows. */
  readonly isInTopFive: boolean
  readonly isAnswerable: boolean
  /** The right rows are known: what the suite wrote runs. */
  readonly isJudged: boolean
  readonly isEmptyResult: boolean
  readonly decision: string
  readonly error?: string
}

/** Rows of every gold query that runs; none when the gold itself is broken. */
export const goldRows = async (askGold: Ask, bench: BenchCase): Promise<readonly Rows[]> => {
  const all = await Promise.all(bench.gold.map(askGold))
  return all.filter(rows => rows !== undefined)
}
type Rows = readonly (readonly Cell[])[]

export const isRightSql = async (
  ask: Ask,
  sql: string,
  gold: readonly Rows[],
  options: { readonly isOrdered: boolean; readonly allowExtraColumns: boolean },
): Promise<boolean> => {
  const rows = await ask(sql)
  return rows !== undefined && gold.some(expected => sameRows(expected, rows, options))
}

export interface Summary {
  readonly group: string
  readonly questions: number
  readonly answered: number
  readonly right: number
  /** Answered, and rightly: what precision counts. */
  readonly rightlyAnswered: number
  readonly topFive: number
  /** Answered at or above the working threshold, and rightly so. */
  readonly sure: number
  readonly rightlySure: number
  readonly p50Ms: number
  readonly p95Ms: number
}

/** The value below which that `part` of the values lies; 0 where there are none. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export const summarize = (group: string, outcomes: readonly Outcome[]): Summary => ({
  group,
  questions: outcomes.length,
  answered: outcomes.filter(outcome => outcome.sql !== null).length,
  right: outcomes.filter(outcome => outcome.isRight).length,
  rightlyAnswered: outcomes.filter(outcome => outcome.isRight && outcome.sql !== null).length,
  topFive: outcomes.filter(outcome => outcome.isInTopFive).length,
  sure: outcomes.filter(outcome => outcome.isSure).length,
  rightlySure: outcomes.filter(outcome => outcome.isSure && outcome.isRight).length,
  p50Ms: quantile(
    outcomes.map(outcome => outcome.milliseconds),
    0.5,
  ),
  p95Ms: quantile(
    outcomes.map(outcome => outcome.milliseconds),
    0.95,
  ),
})

/** `part` of `whole` with one decimal. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`

/**
 * A Markdown table: accuracy over all, coverage and precision of what was answered, the same of what was answered at or
 * above the working threshold, the part of all that was answered so and wrong, latency of understanding.
 */
export const toMarkdown = (summaries: readonly Summary[]): string =>
  [
    '| group | questions | right | coverage | precision | in top 5 | sure | precision, sure | wrong, sure | p50 ms | p95 ms |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...summaries.map(
      s =>
        `| ${s.group} | ${s.questions} | ${percent(s.right, s.questions)} | ${percent(s.answered, s.questions)} | ${percent(s.rightlyAnswered, s.answered)} | ${percent(s.topFive, s.questions)} | ${percent(s.sure, s.questions)} | ${percent(s.rightlySure, s.sure)} | ${percent(s.sure - s.rightlySure, s.questions)} | ${s.p50Ms.toFixed(0)} | ${s.p95Ms.toFixed(0)} |`,
    ),
  ].join('\n')
