import { restOf, sumOf } from './grouped-days.ts'
import type { Series } from './grouped-days.ts'
import type { Estimate } from './statistics.ts'

/**
 * Variances here are of ratio estimators over blocks of time, by linearization: each block's influence on the
 * ratio is squared and summed (Cochran, Sampling Techniques, 3rd ed. 1977, §6.3 and §6.13). A day is one
 * observation, so that rows of one day, which move together, do not pass for independent ones.
 */
const varianceOf = (influences: readonly number[]): number => {
  const size = influences.length
  return size < 2 ? Infinity : (size / (size - 1)) * sumOf(influences.map(value => value * value))
}

const toEstimate = (value: number, influences: readonly number[], least: number): Estimate => ({
  value,
  variance: Math.max(varianceOf(influences), least),
  df: Math.max(1, influences.length - 1),
})

/** A ratio of sums; 0 over nothing. */
export const rateOf = ({ sum, weight }: Series): number => (weight === 0 ? 0 : sum / weight)

/** The rate of a period. */
export const estimateRate = (series: Series): Estimate => {
  const rate = rateOf(series)
  const influences = series.numerator.map((n, i) => (n - rate * (series.denominator[i] ?? 0)) / series.weight)
  return toEstimate(rate, influences, 0)
}

/** The average of a block. */
export const estimateMean = ({ numerator, sum }: Series): Estimate => {
  const mean = sum / numerator.length
  return toEstimate(
    mean,
    numerator.map(n => (n - mean) / numerator.length),
    0,
  )
}

/**
 * What a group adds to the rate of all: the rate with it less the rate without it. Where counts are counted, the
 * variance is at least that of a Poisson count, lest a few equal days look certain.
 */
export const estimateAdded = (group: Series, total: Series, isCount: boolean): Estimate | undefined => {
  const rest = restOf(total, group)
  if (total.weight <= 0 || rest.weight <= 0) return undefined
  const [rate, restRate] = [rateOf(total), rateOf(rest)]
  const influences = total.numerator.map((n, i) => {
    const of = (total.denominator[i] ?? 0) * rate
    const restOfBlock = (rest.denominator[i] ?? 0) * restRate
    return (n - of) / total.weight - ((rest.numerator[i] ?? 0) - restOfBlock) / rest.weight
  })
  const expected = Math.max(group.sum, group.weight * rate)
  const share = group.weight / total.weight
  const expectedRest = Math.max(rest.sum, rest.weight * rate)
  const poisson =
    group.weight > 0 ? share ** 2 * (expected / group.weight ** 2 + expectedRest / rest.weight ** 2) : 0
  return toEstimate(rate - restRate, influences, isCount ? poisson : 0)
}

/** A group's share of a sum; for counts the variance is at least that of a multinomial share. */
export const estimateShare = (group: Series, total: Series, isCount: boolean): Estimate | undefined => {
  if (total.sum <= 0) return undefined
  const share = group.sum / total.sum
  const influences = group.numerator.map((n, i) => (n - share * (total.numerator[i] ?? 0)) / total.sum)
  const usual = Math.max(share, 0.5 / total.sum)
  return toEstimate(share, influences, isCount ? (usual * Math.max(1 - share, 0)) / total.sum : 0)
}
