/** Seeded random numbers; the same seed gives the same plant on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Integer in [low, high]. */
  integer(low: number, high: number): number
  /** Normal deviate (Box and Muller 1958). */
  normal(mean: number, deviation: number): number
  /** Poisson deviate, by Knuth's product method below 30 and the normal approximation above. */
  poisson(mean: number): number
  pick<T>(items: readonly T[]): T
  /** Index chosen with the given weights. */
  weighted(weights: readonly number[]): number
}

/** mulberry32 by Tommy Ettinger: 32 bits of state, good enough for a simulation. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = (mean: number, deviation: number): number =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const poisson = (mean: number): number => {
    if (mean <= 0) return 0
    if (mean > 30) return Math.max(0, Math.round(normal(mean, Math.sqrt(mean))))
    const limit = Math.exp(-mean)
    let count = -1
    for (let product = 1; product > limit; count++) product *= next()
    return count
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    normal,
    poisson,
    pick: items => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new Error('bug: pick from an empty list')
      return item
    },
    weighted: weights => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const index = weights.findIndex(weight => (left -= weight) < 0)
      return index < 0 ? weights.length - 1 : index
    },
  }
}

/** A seed for one stream of numbers, so that adding a table does not change the others (FNV-1a). */
export const seedOf = (...parts: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5
  for (const character of parts.join('/')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
