import type { LinkResult } from '../../link/link.ts'

/** Characters of a question, `to` exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Where any of the patterns, each global, finds something. */
export const findStretches = (text: string, patterns: readonly RegExp[]): readonly Stretch[] =>
  patterns.flatMap(pattern =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length })),
  )

/** The lattice with those words passed over, times too. */
export const passedOver = (lattice: LinkResult, spans: readonly Stretch[]): LinkResult => {
  if (spans.length === 0) return lattice
  const isIn = lattice.atoms.map(({ from, to }) => spans.some(one => one.from <= from && to <= one.to))
  return {
    ...lattice,
    isStop: lattice.isStop.map((is, at) => is || isIn[at] === true),
    links: lattice.links.filter(link => !isIn.slice(link.from, link.to).some(Boolean)),
  }
}

/** The lattice without those words, blank in the question too: what is left is read as if they had not been said. */
export const strikeOut = (lattice: LinkResult, stretches: readonly Stretch[]): LinkResult => {
  const question = stretches.reduce(
    (text, { from, to }) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to),
    lattice.question,
  )
  return { ...passedOver(lattice, stretches), question }
}

/** Likenesses of less worth name nothing for certain. */
const leastOfName = 0.85

/** Whether none of those words is part of the name of a value: "tool changes", 换刀 are no change. */
export const isNameless = ({ links, atoms }: LinkResult, { from, to }: Stretch): boolean =>
  !links.some(
    link =>
      link.target.kind === 'value' &&
      link.score >= leastOfName &&
      (atoms[link.from]?.from ?? 0) < to &&
      from < (atoms[link.to - 1]?.to ?? 0),
  )
