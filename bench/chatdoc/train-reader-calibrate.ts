interface Judged {
  readonly score: number
  readonly label: number
}

interface Knots {
  readonly scores: number[]
  readonly probabilities: number[]
}

const knotCount = 40
const rounded = (value: number): number => Number(value.toFixed(4))

/** Isotonic regression by pooling adjacent violators (Barlow et al. 1972), thinned to some forty knots. */
export const fitIsotonic = (judged: readonly Judged[]): Knots => {
  const pools: { sum: number; count: number; score: number }[] = []
  for (const { score, label } of judged.toSorted((a, b) => a.score - b.score)) {
    pools.push({ sum: label, count: 1, score })
    for (;;) {
      const [before, last] = [pools.at(-2), pools.at(-1)]
      if (!before || !last || before.sum / before.count < last.sum / last.count) break
      pools.splice(-2, 2, {
        sum: before.sum + last.sum,
        count: before.count + last.count,
        score: (before.score * before.count + last.score * last.count) / (before.count + last.count),
      })
    }
  }
  const step = Math.max(1, Math.ceil(pools.length / knotCount))
  const kept = pools.filter((_, i) => i % step === 0 || i === pools.length - 1)
  return {
    scores: kept.map(pool => rounded(pool.score)),
    probabilities: kept.map(pool => rounded(pool.sum / pool.count)),
  }
}

/** Share of the questions of each set that cannot be answered from which the threshold must keep away. */
const leastAbstained = 0.86

/**
 * The lowest threshold at which, in every set, at least 86 % of the questions that cannot be answered are not: a
 * plant would rather hear nothing than something wrong, and an answer rather than nothing.
 */
export const thresholdFor = (
  judged: readonly { readonly probability: number; readonly isAnswerable: boolean; readonly set: string }[],
): number => {
  const sets = [
    ...Map.groupBy(
      judged.filter(item => !item.isAnswerable),
      item => item.set,
    ).values(),
  ]
  const isEnough = (threshold: number): boolean =>
    sets.every(
      items => items.filter(item => item.probability < threshold).length >= leastAbstained * items.length,
    )
  const steps = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
  return steps.find(isEnough) ?? 0.5
}
