import type { Rows } from './result-features.ts'

/** A reading with how likely it is and what it answers. */
export interface Weighed {
  /** Log of its probability, up to a constant. */
  readonly score: number
  /** The same for readings that give the same rows. */
  readonly answer: string
  /** The same for those whose rows are the same in another order. */
  readonly content: string
}

/** How the probability is spread over the answers of one question. */
export interface Spread {
  /** Of all readings that give what the best gives. */
  readonly mass: number
  /** Of the best reading alone. */
  readonly own: number
  /** Of all readings that give what is next in probability. */
  readonly next: number
  /** How many different answers there are, and by how many readings. */
  readonly answers: number
  readonly readings: number
  /** Of the answers, in nats. */
  readonly entropy: number
}

export interface WeighedAnswers<T> {
  /** The likeliest reading of each answer with the probability that speaks for it, the highest first. */
  readonly ranked: readonly { readonly reading: T; readonly part: number }[]
  readonly spread: Spread
}

/** What rows hold, in whatever order they come. */
export const contentOf = (rows: Rows): string =>
  rows
    .map(row => JSON.stringify(row))
    .toSorted()
    .join('\n')

/**
 * Readings that give the same rows are one, and the answer is that which most of the probability is for; of its readings
 * that only differ in the order of their rows, the likeliest.
 */
export const weighAnswers = <T extends Weighed>(readings: readonly T[]): WeighedAnswers<T> => {
  const sorted = readings.toSorted((a, b) => b.score - a.score)
  const highest = sorted[0]?.score ?? 0
  const total = sorted.reduce((sum, { score }) => sum + Math.exp(score - highest), 0)
  const probabilityOf = ({ score }: T): number => Math.exp(score - highest) / total
  const masses = sumBy(sorted, one => one.content, probabilityOf)
  const ofAnswers = sumBy(sorted, one => one.answer, probabilityOf)
  const partOf = (one: T): number =>
    (one === sorted.find(other => other.content === one.content)
      ? masses.get(one.content)
      : ofAnswers.get(one.answer)) ?? 0
  const ranked = [...ofAnswers.keys()]
    .flatMap(answer => sorted.find(one => one.answer === answer) ?? [])
    .map(reading => ({ reading, part: partOf(reading) }))
    .toSorted((a, b) => b.part - a.part)
  const best = ranked[0]?.reading
  const others = [...masses].flatMap(([content, mass]) => (content === best?.content ? [] : [mass]))
  return {
    ranked,
    spread: {
      mass: best ? (masses.get(best.content) ?? 0) : 0,
      own: best ? probabilityOf(best) : 0,
      next: Math.max(0, ...others),
      answers: masses.size,
      readings: sorted.length,
      entropy: [...masses.values()].reduce((sum, mass) => (mass > 0 ? sum - mass * Math.log(mass) : sum), 0),
    },
  }
}

const sumBy = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  valueOf: (item: T) => number,
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + valueOf(item))
  return sums
}
