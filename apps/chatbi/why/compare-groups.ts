import type { Cell } from '@millwright/spec'
import type { ExplanatoryField } from './explanatory-fields.ts'
import { estimateAdded, estimateMean, estimateRate, estimateShare, rateOf } from './estimates.ts'
import { noSeries, toPeriodSeries } from './grouped-days.ts'
import type {
  BlockSums,
  ComparisonFrame,
  DimensionPeriods,
  GroupedDays,
  PeriodSeries,
  Series,
} from './grouped-days.ts'
import { findReversal } from './reversal.ts'
import { testMeans, testShares } from './paired-test.ts'
import type { Pair } from './paired-test.ts'
import { adjustByBenjaminiHochberg, welchTest } from './statistics.ts'
import type { Difference } from './statistics.ts'

/** What one value of one dimension has to do with the change. */
export interface GroupEffect {
  readonly dimension: ExplanatoryField
  readonly value: Cell
  readonly before: number | null
  readonly after: number | null
  /** Its part of the change of all, in the unit of the measure; the parts of one dimension add up to the change. */
  readonly contribution: number
  /** Of a ratio: the part because its weight changed, and the part because its own rate changed. */
  readonly mixEffect: number
  readonly rateEffect: number
  /** How much of everything it is in both periods: its weight, of a sum the sum itself. */
  readonly size: number
  /** Test of "it changed just as all others did": Student's t, its p-value, and that adjusted for all tests. */
  readonly t: number
  readonly p: number
  readonly adjustedP: number
}

export interface ComparedTotal {
  readonly before: number
  readonly after: number
  readonly change: number
  /** Chance of such a change between two periods that differ by nothing but their days. */
  readonly p: number
}

export interface Comparison {
  readonly total: ComparedTotal
  /** Strongest first. */
  readonly effects: readonly GroupEffect[]
  /** Dimensions in each value of which the rate went the other way than that of all (Simpson, 1951). */
  readonly reversals: readonly ExplanatoryField[]
}

/** Groups below this many units in both periods together, or with no more beside them, are too small to judge. */
const leastSum = 10
/** A value that is all but this part of everything explains as much as everything does: nothing. */
const leastRest = 0.05

/**
 * Splits the change of a measure between two periods over the values of every dimension, and tests for each value
 * whether it changed otherwise than the rest. A sum splits into the groups' own changes; a ratio into mix and rate
 * effects about the midpoint (Kitagawa, J. Am. Stat. Assoc. 50, 1955), as the additive and derived measures
 * of Adtributor (Bhagwan et al., NSDI 2014). Pure.
 */
export const compareGroups = (
  dimensions: readonly GroupedDays[],
  frame: ComparisonFrame,
  /** How many tests were made before these; the correction counts them too. */
  earlierTests = 0,
): Comparison => {
  const [first] = dimensions
  const all = dimensions.map(days => ({
    dimension: days.dimension,
    judged: days.judged,
    before: toPeriodSeries(days.before, frame.blocksBefore),
    after: toPeriodSeries(days.after, frame.blocksAfter),
  }))
  const isCount = first !== undefined && first.after.every(isWhole)
  const total = totalOf(all[0], frame)
  const distinct = withoutAliases(all.filter((_, i) => dimensions[i]?.isUnshared !== true))
  const raw = distinct.flatMap(periods => effectsOf(periods, { frame, isCount }))
  const adjusted = adjustByBenjaminiHochberg([
    ...raw.map(effect => effect.p),
    ...Array<number>(earlierTests).fill(1),
  ])
  return {
    total,
    effects: raw.map((effect, i) => ({ ...effect, adjustedP: adjusted[i] ?? 1 })).toSorted(byStrength),
    reversals: frame.isRatio
      ? distinct.filter(periods => findReversal(periods, total.change)).map(({ dimension }) => dimension)
      : [],
  }
}

/** Of values that stand for the same rows a thing's own name comes before its kind: the one coolant unit of a line. */
const byStrength = (a: GroupEffect, b: GroupEffect): number => {
  const isSame = Math.abs(a.t - b.t) < 1e-9 && a.before === b.before && a.after === b.after
  return isSame
    ? Number(b.dimension.isName ?? false) - Number(a.dimension.isName ?? false)
    : Math.abs(b.t) - Math.abs(a.t)
}

const isWhole = ({ numerator }: BlockSums): boolean => Number.isInteger(numerator)

/** What a sum is told as: a total, or the mean of a day or hour where the periods are not of one length. */
const amountOf = ({ sum, numerator }: Series, { blocksPerUnit }: ComparisonFrame): number =>
  blocksPerUnit === undefined ? sum : (blocksPerUnit * sum) / numerator.length

const totalOf = (periods: DimensionPeriods | undefined, frame: ComparisonFrame): ComparedTotal => {
  const { isRatio, lags } = frame
  if (!periods) return { before: 0, after: 0, change: 0, p: 1 }
  const [before, after] = [periods.before.total, periods.after.total]
  const valueOf = (series: Series): number => (isRatio ? rateOf(series) : amountOf(series, frame))
  const pair = { before, after }
  return {
    before: valueOf(before),
    after: valueOf(after),
    change: valueOf(after) - valueOf(before),
    p: isRatio
      ? welchTest(estimateRate(before, { lags }), estimateRate(after, { lags })).p
      : testMeansOf(pair, frame).p,
  }
}

/** Two names of one grouping ("line ID", "line") are tested once. */
const withoutAliases = (all: readonly DimensionPeriods[]): readonly DimensionPeriods[] => {
  const seen = new Set<string>()
  return all.filter(({ before, after }) => {
    const key = JSON.stringify([before, after].map(period => groupKeys(period)))
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

const groupKeys = ({ groups }: PeriodSeries): readonly string[] =>
  [...groups.values()].map(group => JSON.stringify([group.numerator, group.denominator])).toSorted()

interface EffectOptions {
  readonly frame: ComparisonFrame
  readonly isCount: boolean
}

const effectsOf = (
  { dimension, before, after, judged }: DimensionPeriods,
  options: EffectOptions,
): readonly Omit<GroupEffect, 'adjustedP'>[] => {
  const values = [...new Set([...before.groups.keys(), ...after.groups.keys()])]
  if (values.length < 2) return []
  return values.flatMap(value => {
    if (judged?.includes(value) === false) return []
    const groups = {
      before: before.groups.get(value) ?? noSeries(before.total.numerator.length),
      after: after.groups.get(value) ?? noSeries(after.total.numerator.length),
    }
    const effect = effectOf(groups, { before: before.total, after: after.total }, options)
    return effect ? [{ dimension, value, ...effect }] : []
  })
}

const effectOf = (
  group: Pair,
  total: Pair,
  { frame, isCount }: EffectOptions,
): Omit<GroupEffect, 'adjustedP' | 'dimension' | 'value'> | undefined => {
  if (!isLargeEnough(group, total, { frame, isCount })) return undefined
  if (frame.isRatio) {
    const tested = testAdded(group, total, { frame, isCount })
    return tested && { ...splitRatio(group, total), t: tested.t, p: tested.p }
  }
  const tested = testSharesOf(group, total, { frame, isCount })
  return (
    tested && { ...splitSum(group, frame), t: tested.t, p: Math.max(tested.p, testMeansOf(group, frame).p) }
  )
}

const testAdded = (
  group: Pair,
  total: Pair,
  { frame: { lags }, isCount }: EffectOptions,
): Difference | undefined => {
  const before = estimateAdded(group.before, total.before, { lags, isCount })
  const after = estimateAdded(group.after, total.after, { lags, isCount })
  return before && after && welchTest(before, after)
}

const testSharesOf = (
  group: Pair,
  total: Pair,
  { frame, isCount }: EffectOptions,
): Difference | undefined => {
  const { lags } = frame
  if (isPaired(group, frame)) return testShares(group, total, { lags, isCount })
  const before = estimateShare(group.before, total.before, { lags, isCount })
  const after = estimateShare(group.after, total.after, { lags, isCount })
  return before && after && welchTest(before, after)
}

/**
 * Shares add up to one, so that a group's share also moves when others do: a sum must have changed by itself too.
 * Both must hold, so the larger chance counts (intersection-union test: Berger, Technometrics 24, 1982).
 */
const testMeansOf = (group: Pair, frame: ComparisonFrame): Difference => {
  const { lags } = frame
  return isPaired(group, frame)
    ? testMeans(group, { lags })
    : welchTest(estimateMean(group.before, { lags }), estimateMean(group.after, { lags }))
}

const isPaired = ({ before, after }: Pair, frame: ComparisonFrame): boolean =>
  frame.isPaired === true && before.numerator.length === after.numerator.length

/** At most this part of the inspections has all failures where a machine stands out by having them. */
const mostWeight = 0.5

/** A value that is nearly everything is judged only where it has the failures of all, and not the inspections of all. */
const isLargeEnough = (group: Pair, total: Pair, { frame, isCount }: EffectOptions): boolean => {
  const sumsOf = ({ before, after }: Pair): number => before.sum + after.sum
  const weightsOf = ({ before, after }: Pair): number => before.weight + after.weight
  const [own, all] = [sumsOf(group), sumsOf(total)]
  const rest = all - own
  const hasAll = frame.isRatio && weightsOf(group) <= mostWeight * weightsOf(total)
  if (isCount && (own < leastSum || (rest < leastSum && !hasAll))) return false
  return Math.abs(rest) >= leastRest * Math.abs(all) || hasAll
}

type Split = Pick<GroupEffect, 'before' | 'after' | 'contribution' | 'mixEffect' | 'rateEffect' | 'size'>

const splitSum = (group: Pair, frame: ComparisonFrame): Split => {
  const [before, after] = [amountOf(group.before, frame), amountOf(group.after, frame)]
  const [contribution, size] = [after - before, group.before.sum + group.after.sum]
  return { before, after, contribution, mixEffect: 0, rateEffect: contribution, size }
}

/** A group that is there in one period alone has the same rate in both: its whole effect is that of the mix. */
const splitRatio = (group: Pair, total: Pair): Split => {
  const before = group.before.weight > 0 ? rateOf(group.before) : null
  const after = group.after.weight > 0 ? rateOf(group.after) : null
  const [rateBefore, rateAfter] = [before ?? after ?? 0, after ?? before ?? 0]
  const weights = [
    group.before.weight / total.before.weight,
    group.after.weight / total.after.weight,
  ] as const
  const middle = (rateOf(total.before) + rateOf(total.after)) / 2
  const mixEffect = (weights[1] - weights[0]) * ((rateBefore + rateAfter) / 2 - middle)
  const rateEffect = ((weights[0] + weights[1]) / 2) * (rateAfter - rateBefore)
  const size = group.before.weight + group.after.weight
  return { before, after, contribution: mixEffect + rateEffect, mixEffect, rateEffect, size }
}
