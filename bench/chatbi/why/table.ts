import type { Verdict } from './judge.ts'
import { wilsonInterval } from './interval.ts'

/** One question and what came of it. */
export interface WhyOutcome {
  /** `tuned`: a seed that settings were chosen by; `held out`: every other. */
  readonly set: 'tuned' | 'held out'
  /** `planted` at random, the plant's `own`, or none: `quiet` days, `shuffled` labels. */
  readonly copy: 'planted' | 'own' | 'quiet' | 'shuffled'
  readonly period: string
  readonly subject: string
  /** How much the cause moved what is asked about, as a part of it. */
  readonly moved: number
  readonly verdict: Verdict | 'refused'
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`

const rateOf = (outcomes: readonly WhyOutcome[], verdict: WhyOutcome['verdict']): string => {
  if (outcomes.length === 0) return '–'
  return percent(outcomes.filter(one => one.verdict === verdict).length / outcomes.length)
}

export const moveClasses = ['under 5 %', '5 to 10 %', '10 to 20 %', '20 to 50 %', 'over 50 %'] as const

export const moveClassOf = (moved: number): (typeof moveClasses)[number] => {
  const at = [0.05, 0.1, 0.2, 0.5].findIndex(limit => Math.abs(moved) < limit)
  return moveClasses[at] ?? 'over 50 %'
}

const verdicts = ['named', 'near', 'other', 'silent', 'refused'] as const

/** How often the cause is named, by what `groupOf` tells, on tuned and held out seeds apart. */
export const powerTable = (
  outcomes: readonly WhyOutcome[],
  title: string,
  groupOf: (outcome: WhyOutcome) => string,
  order: readonly string[] = [...new Set(outcomes.map(groupOf))],
): string => {
  const rows = (['tuned', 'held out'] as const).flatMap(set =>
    [...order, 'all'].flatMap(group => {
      const own = outcomes.filter(one => one.set === set && (group === 'all' || groupOf(one) === group))
      const rates = verdicts.map(verdict => rateOf(own, verdict))
      return own.length === 0 ? [] : [`| ${group}, ${set} | ${own.length} | ${rates.join(' | ')} |`]
    }),
  )
  const head = `| ${title} | asked | named | near | another | silent | refused |\n|---|--:|--:|--:|--:|--:|--:|`
  return [head, ...rows].join('\n')
}

/** How often something is named where nothing is the cause, with its 95 % interval. */
export const falseClaimsTable = (outcomes: readonly WhyOutcome[]): string => {
  const rows = (['quiet', 'shuffled'] as const).flatMap(copy =>
    (['tuned', 'held out'] as const).flatMap(set => {
      const own = outcomes.filter(one => one.set === set && one.copy === copy && one.verdict !== 'refused')
      const false_ = own.filter(({ verdict }) => verdict !== 'silent').length
      const [low, high] = wilsonInterval(false_, own.length)
      return own.length === 0
        ? []
        : [
            `| ${copy}, ${set} | ${own.length} | ${false_} | ${percent(false_ / own.length)} | ${percent(low)} to ${percent(high)} |`,
          ]
    }),
  )
  return ['| nothing is the cause | asked | claims | of asked | 95 % |\n|---|--:|--:|--:|--:|', ...rows].join(
    '\n',
  )
}
