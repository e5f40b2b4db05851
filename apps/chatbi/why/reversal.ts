import type { DimensionPeriods } from './grouped-days.ts'
import { estimateRate, rateOf } from './estimates.ts'
import { studentTwoSided } from './statistics.ts'

const level = 0.01

/**
 * Whether the rate of every value moved against the rate of all (Simpson, J. R. Stat. Soc. B 13, 1951), and that
 * by more than chance: the groups' own changes, weighted as they are on average, are tested together.
 */
export const findReversal = ({ before, after }: DimensionPeriods, change: number): boolean => {
  const pairs = [...after.groups].flatMap(([value, now]) => {
    const past = before.groups.get(value)
    return past && past.weight > 0 && now.weight > 0 ? [{ past, now }] : []
  })
  if (pairs.length < 2 || change === 0) return false
  if (!pairs.every(({ past, now }) => (rateOf(now) - rateOf(past)) * change < 0)) return false
  let [within, variance] = [0, 0]
  for (const { past, now } of pairs) {
    const weight = (past.weight / before.total.weight + now.weight / after.total.weight) / 2
    within += weight * (rateOf(now) - rateOf(past))
    variance += weight ** 2 * (estimateRate(past).variance + estimateRate(now).variance)
  }
  const df = Math.min(before.total.numerator.length, after.total.numerator.length) - 1
  return variance > 0 && df > 0 && studentTwoSided(within / Math.sqrt(variance), df) < level
}
