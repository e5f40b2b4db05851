import { restOf, sumOf } from './grouped-days.ts'
import type { Series } from './grouped-days.ts'
import { alike } from './paired-test.ts'
import type { Estimate } from './statistics.ts'

/**
 * Variances here are of ratio estimators over blocks of time, by linearization: each block's influence on the
 * ratio is squared and summed (Cochran, Sampling Techniques, 3rd ed. 1977, §6.3 and §6.13). A day is one observation, so
 * that rows of one day, which move together, do not pass for independent ones. Blocks shorter than that may be like the
 * `lags` before them: what they have in common is added, where it makes the variance larger, with Bartlett's weights
 * (Newey and West, Econometrica 55, 1987).
 */
const varianceOf = (influences: readonly number[], count: number, lags: number): number => {
  if (count < 2) return Infinity
  const squares = sumOf(influences.map(value => value * value))
  return (count / (count - 1)) * (squares + Math.max(0, alike(influences, lags)))
}

interface EstimateOptions {
  /** So many blocks before it a block may be like. */
  readonly lags?: number | undefined
  /** Counts are counted: the variance is at least theirs, lest a few equal blocks look certain. */
  readonly isCount?: boolean
}

const toEstimate = (
  value: number,
  influences: readonly number[],
  {
    least = 0,
    count = influences.length,
    lags = 0,
  }: {
    readonly least?: number
    /** Blocks that there is something to estimate by. */
    readonly count?: number
    readonly lags?: number | undefined
  },
): Estimate => ({
  value,
  variance: Math.max(varianceOf(influences, count, lags), least),
  df: Math.max(1, count - 1),
})

/** A ratio of sums; 0 over nothing. */
export const rateOf = ({ sum, weight }: Series): number => (weight === 0 ? 0 : sum / weight)

/** The rate of a period. */
export const estimateRate = (series: Series, options: EstimateOptions = {}): Estimate => {
  const rate = rateOf(series)
  const influences = series.numerator.map((n, i) => (n - rate * (series.denominator[i] ?? 0)) / series.weight)
  return toEstimate(rate, influences, { lags: options.lags })
}

/** The average of a block. */
export const estimateMean = ({ numerator, sum }: Series, { lags }: EstimateOptions = {}): Estimate => {
  const mean = sum / numerator.length
  return toEstimate(
    mean,
    numerator.map(n => (n - mean) / numerator.length),
    { lags },
  )
}

/**
 * What a group adds to the rate of all: the rate with it less the rate without it. Its part of the weight is taken as it is
 * and only the rates vary, each by the blocks that it has (as strata after the fact: Holt and Smith, J. R. Stat. Soc. A 142,
 * 1979): whether a lot came in on Monday or on Friday says nothing of how good it was. Where counts are counted, the
 * variance is at least that of a Poisson count, lest a few equal blocks look certain.
 */
export const estimateAdded = (
  group: Series,
  total: Series,
  { lags, isCount }: EstimateOptions = {},
): Estimate | undefined => {
  const rest = restOf(total, group)
  if (total.weight <= 0 || rest.weight <= 0) return undefined
  if (group.weight <= 0) return { value: 0, variance: 0, df: 1 }
  const share = group.weight / total.weight
  const [rate, own, others] = [rateOf(total), rateOf(group), rateOf(rest)]
  const influences = group.numerator.map((n, i) => {
    const ofGroup = (n - own * (group.denominator[i] ?? 0)) / group.weight
    return share * (ofGroup - residualOf(rest, i, others))
  })
  const expected = Math.max(group.sum, group.weight * rate)
  const expectedRest = Math.max(rest.sum, rest.weight * rate)
  const poisson = share ** 2 * (expected / group.weight ** 2 + expectedRest / rest.weight ** 2)
  const count = Math.min(...[group, rest].map(({ denominator }) => denominator.filter(one => one > 0).length))
  return toEstimate(share * (own - others), influences, { least: isCount ? poisson : 0, count, lags })
}

/** How far a block is from the rate of its series, as a part of its weight. */
const residualOf = ({ numerator, denominator, weight }: Series, at: number, rate: number): number =>
  ((numerator[at] ?? 0) - rate * (denominator[at] ?? 0)) / weight

/** A group's share of a sum; for counts the variance is at least that of a multinomial share. */
export const estimateShare = (
  group: Series,
  total: Series,
  { lags, isCount }: EstimateOptions = {},
): Estimate | undefined => {
  if (total.sum <= 0) return undefined
  const share = group.sum / total.sum
  const influences = group.numerator.map((n, i) => (n - share * (total.numerator[i] ?? 0)) / total.sum)
  const usual = Math.max(share, 0.5 / total.sum)
  const least = isCount ? (usual * Math.max(1 - share, 0)) / total.sum : 0
  return toEstimate(share, influences, { least, lags })
}
