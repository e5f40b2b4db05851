/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, nine terms; error below 1e-13). */
const logGamma = (x: number): number => {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const y = x - 1
  const sum = terms.reduce((total, term, i) => total + term / (y + i + 1), 0.99999999999980993)
  const t = y + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The continued fraction of the incomplete beta function, by Lentz's method (NIST DLMF 8.17.22). */
const betaFraction = (x: number, a: number, b: number): number => {
  const tiny = 1e-300
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return fraction
}

/** The regularized incomplete beta function I_x(a, b), 0 ≤ x ≤ 1 (NIST DLMF 8.17). */
const incompleteBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const factor = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return x < (a + 1) / (a + b + 2)
    ? (factor * betaFraction(x, a, b)) / a
    : 1 - (factor * betaFraction(1 - x, b, a)) / b
}

/** Chance of a value of Student's t at least as far from zero, either way, with `df` degrees of freedom. */
export const studentTwoSided = (t: number, df: number): number =>
  incompleteBeta(df / (df + t * t), df / 2, 0.5)

/** An estimate with its variance and the degrees of freedom that the variance was estimated with. */
export interface Estimate {
  readonly value: number
  readonly variance: number
  readonly df: number
}

export interface Difference {
  readonly difference: number
  readonly t: number
  readonly p: number
}

/** Welch's test of `after` minus `before`, with Satterthwaite's degrees of freedom (Welch, Biometrika 34, 1947). */
export const welchTest = (before: Estimate, after: Estimate): Difference => {
  const difference = after.value - before.value
  const variance = before.variance + after.variance
  if (!(variance > 0 && Number.isFinite(variance))) return { difference, t: 0, p: 1 }
  const df = variance ** 2 / (before.variance ** 2 / before.df + after.variance ** 2 / after.df)
  const t = difference / Math.sqrt(variance)
  return { difference, t, p: studentTwoSided(t, df) }
}

/**
 * Adjusted p-values that hold the false discovery rate over all tests (Benjamini and Hochberg, J. R. Stat. Soc. B 57,
 * 1995), in the order given.
 */
export const adjustByBenjaminiHochberg = (values: readonly number[]): readonly number[] => {
  const order = values.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p)
  const adjusted = values.map(() => 1)
  let least = 1
  order.forEach(({ p, index }, i) => {
    least = Math.min(least, (p * values.length) / (values.length - i))
    adjusted[index] = least
  })
  return adjusted
}
