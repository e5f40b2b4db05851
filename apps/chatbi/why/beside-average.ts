import type { Cell } from '@millwright/spec'
import type { BlockSums, GroupedDays } from './grouped-days.ts'

/** A machine that is beyond all others by this factor is unlike every one of them; kinds of machines differ by themselves. */
const leastBeyond = 1.25

/**
 * Each machine of the one line beside an average machine of the other lines: which of its own it is that makes the difference.
 * Judged are those that are beyond every machine elsewhere; none where the others have none. `scale` is what the sums
 * of the others were multiplied by to stand for an average line.
 */
export const besideAverage = (
  { before, after }: Pick<GroupedDays, 'before' | 'after'>,
  scale: number,
): Omit<GroupedDays, 'dimension'> => {
  const [own, others] = [amountsOf(after, 1), amountsOf(before, 1 / scale)]
  if (others.size === 0) return { before: [], after: [] }
  const average = before.map(row => ({
    ...row,
    numerator: row.numerator / scale / others.size,
    denominator: row.denominator / scale / others.size,
  }))
  const elsewhere = [...others.values()]
  const [most, least] = [Math.max(...elsewhere) * leastBeyond, Math.min(...elsewhere) / leastBeyond]
  return {
    after,
    before: [...own.keys()].flatMap(value => average.map(row => ({ ...row, value }))),
    judged: [...own].flatMap(([value, amount]) => (amount > most || amount < least ? [value] : [])),
  }
}

/** What each value comes to: its rate, or its sum. */
const amountsOf = (rows: readonly BlockSums[], factor: number): ReadonlyMap<Cell, number> => {
  const sums = new Map<Cell, { numerator: number; denominator: number }>()
  for (const { value, numerator, denominator } of rows) {
    const sum = sums.get(value) ?? { numerator: 0, denominator: 0 }
    sums.set(value, {
      numerator: sum.numerator + numerator * factor,
      denominator: sum.denominator + denominator * factor,
    })
  }
  return new Map(
    [...sums].map(([value, { numerator, denominator }]) => [
      value,
      denominator > 0 ? numerator / denominator : numerator,
    ]),
  )
}
