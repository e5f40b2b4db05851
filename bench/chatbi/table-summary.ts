import { percent, quantile } from './score.ts'

/** What came of one question about a single table. */
export interface TableOutcome {
  readonly id: string
  readonly question: string
  readonly expected: readonly string[]
  /** Null where it was refused, asked back or failed. */
  readonly answers: readonly string[] | null
  readonly isRight: boolean
  /** The likeliest reading is right, answered or not. */
  readonly isBestRight: boolean
  readonly confidence: number
  /** From the question to its rows. */
  readonly milliseconds: number
  readonly decision: string
  /** Of the answer, or of the likeliest reading where none was given. */
  readonly sql: string | null
}

/** The answered questions that are among the surer half of all questions. */
export const surestHalf = (outcomes: readonly TableOutcome[]): readonly TableOutcome[] =>
  outcomes
    .filter(outcome => outcome.answers !== null)
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, Math.ceil(outcomes.length / 2))

/** Right answers over all, coverage, precision on what was answered and on the half it is surest of, latency. */
export const tableMarkdown = (name: string, outcomes: readonly TableOutcome[]): string => {
  const rightOf = (some: readonly TableOutcome[]): string =>
    percent(some.filter(outcome => outcome.isRight).length, some.length)
  const answered = outcomes.filter(outcome => outcome.answers !== null)
  const times = outcomes.map(outcome => outcome.milliseconds)
  const cells = [
    name,
    outcomes.length,
    rightOf(outcomes),
    percent(answered.length, outcomes.length),
    rightOf(answered),
    rightOf(surestHalf(outcomes)),
    percent(outcomes.filter(outcome => outcome.isBestRight).length, outcomes.length),
    quantile(times, 0.5).toFixed(0),
    quantile(times, 0.95).toFixed(0),
  ]
  return [
    '| group | questions | right | coverage | precision | precision, surest half | likeliest reading | p50 ms | p95 ms |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    `| ${cells.join(' | ')} |`,
  ].join('\n')
}
