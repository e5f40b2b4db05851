/** Quantile of the standard normal distribution for 95 %, both sides. */
const z = 1.959964

/** 95 % interval of a proportion (Wilson, J. Am. Stat. Assoc. 22, 1927); the whole unit interval where nothing was counted. */
export const wilsonInterval = (hits: number, count: number): readonly [number, number] => {
  if (count === 0) return [0, 1]
  const [p, spread] = [hits / count, z ** 2 / count]
  const middle = (p + spread / 2) / (1 + spread)
  const half = (z / (1 + spread)) * Math.sqrt((p * (1 - p)) / count + spread / (4 * count))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
