import type { Occurrence } from './passage-statistics.ts'
import type { WeightedTerm } from './weighted-term.ts'

/**
 * Sequential dependence (D. Metzler & W. B. Croft, "A Markov random field model for term dependencies", SIGIR 2005):
 * neighbouring words of the question that stand together here, in order (`ordered`) or within eight words
 * (`unordered`), as a share of all such pairs, weighed by the rarer word and saturated.
 */
export const dependence = (
  terms: readonly WeightedTerm[],
  occurrences: readonly Occurrence[],
): { readonly ordered: number; readonly unordered: number } => {
  const places = placesByTerm(terms, occurrences)
  const chain = terms.flatMap((term, index) => (term.isExtra || term.kind === 'bigram' ? [] : [index]))
  let [all, ordered, unordered] = [0, 0, 0]
  for (const [at, first] of chain.slice(0, -1).entries()) {
    const second = chain[at + 1] ?? first
    const weight = pairWeight(terms[first], terms[second])
    const gap = (terms[second]?.position ?? 0) - (terms[first]?.position ?? 0)
    const counts = countTogether(places[first] ?? [], places[second] ?? [], gap)
    all += weight
    ordered += weight * saturate(counts.ordered)
    unordered += weight * saturate(counts.unordered)
  }
  return all === 0 ? { ordered: 0, unordered: 0 } : { ordered: ordered / all, unordered: unordered / all }
}

const saturate = (count: number): number => count / (count + 0.5)

const pairWeight = (first: WeightedTerm | undefined, second: WeightedTerm | undefined): number =>
  Math.min(first?.weight ?? 0, second?.weight ?? 0)

const placesByTerm = (
  terms: readonly WeightedTerm[],
  occurrences: readonly Occurrence[],
): readonly (readonly number[])[] => {
  const places = terms.map((): number[] => [])
  for (const { term, position } of occurrences) places[term]?.push(position)
  return places
}

const countTogether = (first: readonly number[], second: readonly number[], gap: number) => {
  let [ordered, unordered] = [0, 0]
  for (const a of first)
    for (const b of second) {
      if (b - a >= 1 && b - a <= Math.max(1, gap)) ordered += 1
      if (Math.abs(b - a) <= 8) unordered += 1
    }
  return { ordered, unordered }
}

/**
 * Share of the question's weight that stands in the best sentence, and in the best two neighbouring ones. A long
 * passage answers in one place.
 */
export const bestSentences = (
  terms: readonly WeightedTerm[],
  occurrences: readonly Occurrence[],
): { readonly one: number; readonly two: number; readonly sentence: number } => {
  const total = terms.reduce((sum, term) => sum + term.weight, 0)
  const found = new Map<number, Set<number>>()
  for (const { term, sentence } of occurrences)
    found.set(sentence, (found.get(sentence) ?? new Set()).add(term))
  const weightOf = (indices: Iterable<number>): number => {
    let sum = 0
    for (const index of indices) sum += terms[index]?.weight ?? 0
    return sum
  }
  let best = { one: 0, two: 0, sentence: -1 }
  for (const [sentence, own] of found) {
    const one = weightOf(own)
    const two = weightOf(new Set([...own, ...(found.get(sentence + 1) ?? [])]))
    best = {
      one: Math.max(best.one, one),
      two: Math.max(best.two, two),
      sentence: one > best.one ? sentence : best.sentence,
    }
  }
  return total === 0 ? best : { ...best, one: best.one / total, two: best.two / total }
}

/**
 * Accumulated proximity (S. Büttcher, C. Clarke, B. Lushman, "Term proximity scoring for ad-hoc retrieval on very large
 * text collections", SIGIR 2006): neighbouring occurrences of two terms give both the other's weight over the square
 * of their distance. As a share of the question's weight, saturated.
 */
export const accumulatedProximity = (
  terms: readonly WeightedTerm[],
  occurrences: readonly Occurrence[],
): number => {
  const gained = terms.map(() => 0)
  let last: Occurrence | undefined
  for (const next of occurrences) {
    if (terms[next.term]?.isExtra === true) continue
    if (last !== undefined && last.term !== next.term) {
      const closeness = 1 / Math.max(1, next.position - last.position) ** 2
      gained[next.term] = (gained[next.term] ?? 0) + (terms[last.term]?.weight ?? 0) * closeness
      gained[last.term] = (gained[last.term] ?? 0) + (terms[next.term]?.weight ?? 0) * closeness
    }
    last = next
  }
  const total = terms.reduce((sum, term) => sum + (term.isExtra ? 0 : term.weight), 0)
  const score = terms.reduce((sum, { weight, isExtra }, index) => {
    const gain = gained[index] ?? 0
    return isExtra || weight === 0 ? sum : sum + (Math.min(1, weight) * gain) / (gain + 2)
  }, 0)
  return total === 0 ? 0 : score / total
}
