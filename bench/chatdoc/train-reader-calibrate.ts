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

/**
 * The threshold that answers most of what can be answered and abstains from most of what cannot: the largest sum of
 * both shares (Youden 1950), among those that answer at least 87 %.
 */
export const thresholdFor = (
  judged: readonly { readonly probability: number; readonly isAnswerable: boolean }[],
): number => {
  const answerable = judged.filter(item => item.isAnswerable)
  const others = judged.filter(item => !item.isAnswerable)
  const candidates = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
  const share = (items: typeof judged, test: (probability: number) => boolean): number =>
    items.filter(item => test(item.probability)).length / Math.max(1, items.length)
  const judgedThresholds = candidates.map(threshold => ({
    threshold,
    answered: share(answerable, probability => probability >= threshold),
    abstained: share(others, probability => probability < threshold),
  }))
  const allowed = judgedThresholds.filter(({ answered }) => answered >= 0.87)
  const best = allowed.toSorted((a, b) => b.answered + b.abstained - a.answered - a.abstained)[0]
  return best?.threshold ?? 0.3
}
