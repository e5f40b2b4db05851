import { sumOf } from './grouped-days.ts'
import type { Series } from './grouped-days.ts'
import { studentTwoSided } from './statistics.ts'
import type { Difference } from './statistics.ts'

/** Two periods of as many blocks, each beside the one at the same time of its day or week. */
export interface Pair {
  readonly before: Series
  readonly after: Series
}

interface PairedOptions {
  readonly lags?: number | undefined
  /** Counts are counted: the variance is at least theirs, lest a few equal blocks look certain. */
  readonly isCount?: boolean
}

/**
 * Student's paired test of what a group adds up to in a block (Biometrika 6, 1908): what comes back every day, such as a shift that is
 * eight hours of it, is on both sides and no noise.
 */
export const testMeans = (group: Pair, options: PairedOptions = {}): Difference => {
  const { before, after } = group
  const count = after.numerator.length
  const differences = after.numerator.map((n, i) => (n - (before.numerator[i] ?? 0)) / count)
  const least = options.isCount ? (before.sum + after.sum) / count ** 2 : 0
  return testOf(differences, {
    difference: (after.sum - before.sum) / count,
    present: presentIn(group),
    least,
    ...options,
  })
}

/** The same of a group's part of the sum; for counts the variance is at least that of two multinomial shares. */
export const testShares = (group: Pair, total: Pair, options: PairedOptions = {}): Difference | undefined => {
  if (total.before.sum <= 0 || total.after.sum <= 0) return undefined
  const shares = { before: group.before.sum / total.before.sum, after: group.after.sum / total.after.sum }
  const influenceOf = (period: 'before' | 'after', at: number): number =>
    ((group[period].numerator[at] ?? 0) - shares[period] * (total[period].numerator[at] ?? 0)) /
    total[period].sum
  const differences = group.after.numerator.map((_, i) => influenceOf('after', i) - influenceOf('before', i))
  const leastOf = (period: 'before' | 'after'): number =>
    (Math.max(shares[period], 0.5 / total[period].sum) * Math.max(1 - shares[period], 0)) / total[period].sum
  const least = options.isCount ? leastOf('before') + leastOf('after') : 0
  return testOf(differences, {
    difference: shares.after - shares.before,
    present: presentIn(group),
    least,
    ...options,
  })
}

/** Blocks in which a group had anything, in either period. */
const presentIn = ({ before, after }: Pair): readonly boolean[] =>
  after.numerator.map((n, i) => n !== 0 || before.numerator[i] !== 0)

interface Tested extends PairedOptions {
  readonly difference: number
  readonly present: readonly boolean[]
  readonly least: number
}

/** Blocks where the group is and where it never is are strata, each of which varies about its own mean. */
const testOf = (
  differences: readonly number[],
  { difference, present, least, lags = 0 }: Tested,
): Difference => {
  const strata = [true, false].map(isIn => {
    const own = differences.filter((_, i) => present[i] === isIn)
    return { isIn, own, mean: own.length === 0 ? 0 : sumOf(own) / own.length }
  })
  const centred = differences.map((value, i) => value - (strata[present[i] === true ? 0 : 1]?.mean ?? 0))
  const parts = strata.map(({ isIn, own }) => {
    const squares = sumOf(centred.filter((_, i) => present[i] === isIn).map(value => value ** 2))
    const few = isIn ? Infinity : 0
    return {
      variance: own.length < 2 ? few : (own.length / (own.length - 1)) * squares,
      df: Math.max(1, own.length - 1),
    }
  })
  const independent = sumOf(parts.map(part => part.variance))
  const variance = Math.max(independent + Math.max(0, alike(centred, lags)), least)
  if (!(variance > 0 && Number.isFinite(variance))) return { difference, t: 0, p: 1 }
  const df = independent ** 2 / sumOf(parts.map(part => part.variance ** 2 / part.df))
  const t = difference / Math.sqrt(variance)
  return { difference, t, p: studentTwoSided(t, Number.isFinite(df) ? df : 1) }
}

/** What blocks have in common with the `lags` before them, by Bartlett's weights (Newey and West, Econometrica 55, 1987). */
export const alike = (values: readonly number[], lags: number): number =>
  sumOf(
    Array.from({ length: lags }, (_, i) => {
      const shared = sumOf(values.slice(i + 1).map((value, at) => value * (values[at] ?? 0)))
      return 2 * (1 - (i + 1) / (lags + 1)) * shared
    }),
  )
