import { percent } from '../score.ts'

/** A question as it was answered: how sure, and whether rightly. */
export interface SureAnswer {
  readonly confidence: number
  readonly isRight: boolean
}

export interface WorkingPoint {
  readonly threshold: number
  readonly coverage: number
  readonly precision: number
}

/** The least confidence from which on, over all that are at least as sure, the part that is right is `precision`. */
export const workingPoint = (answers: readonly SureAnswer[], precision: number): WorkingPoint => {
  const sorted = answers.toSorted((a, b) => b.confidence - a.confidence)
  let right = 0
  let found: WorkingPoint = { threshold: 1, coverage: 0, precision: 0 }
  sorted.forEach(({ confidence, isRight }, i) => {
    if (isRight) right++
    const next = sorted[i + 1]?.confidence ?? -1
    if (right / (i + 1) >= precision && next < confidence)
      found = { threshold: confidence, coverage: (i + 1) / sorted.length, precision: right / (i + 1) }
  })
  return found
}

/** Precision of the surest tenth, two tenths … as a Markdown table. */
export const curveMarkdown = (answers: readonly SureAnswer[]): string => {
  const sorted = answers.toSorted((a, b) => b.confidence - a.confidence)
  const parts = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map(part => {
    const answered = sorted.slice(0, Math.round(sorted.length * part))
    const least = answered.at(-1)?.confidence ?? 0
    return `| ${percent(part, 1)} | ${percent(answered.filter(one => one.isRight).length, answered.length)} | ${least.toFixed(2)} |`
  })
  return ['| coverage | precision | least confidence |', '|--:|--:|--:|', ...parts].join('\n')
}
