import type { Block } from '../document/block.ts'
import { headingPathOf } from '../document/heading-path.ts'
import type { Change } from './replies.ts'

export interface BlockDiff {
  readonly unchanged: number
  /** In the order of the newer text; what was removed stands where it was. */
  readonly changes: Change[]
}

/** Words shared by two texts, from 0 to 1 (Dice's coefficient over pairs of characters, so that Chinese works too). */
const likeness = (a: string, b: string): number => {
  const pairs = (text: string): Map<string, number> => {
    const counts = new Map<string, number>()
    for (let at = 0; at < Math.min(text.length, 4000) - 1; at++) {
      const pair = text.slice(at, at + 2)
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
    return counts
  }
  const [left, right] = [pairs(a), pairs(b)]
  let shared = 0
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0)
  const total = Math.min(a.length, 4000) + Math.min(b.length, 4000) - 2
  return total <= 0 ? Number(a === b) : (2 * shared) / total
}

/** Below it two blocks are another text, not a changed one. */
const leastLikeness = 0.5

interface Pairing {
  readonly before: number
  readonly after: number
}

/** Blocks of the same id on both sides that stand in the same order: the longest such row (patience sorting). */
const findKept = (before: readonly Block[], after: readonly Block[]): readonly Pairing[] => {
  const places = new Map(before.map((block, index) => [block.id, index]))
  const common = after.flatMap((block, index) => {
    const place = places.get(block.id)
    return place === undefined ? [] : [{ before: place, after: index }]
  })
  const tops: number[] = []
  const previous: (number | undefined)[] = []
  for (const [index, { before: place }] of common.entries()) {
    let [low, high] = [0, tops.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((common[tops[middle] ?? 0]?.before ?? 0) < place) low = middle + 1
      else high = middle
    }
    previous[index] = low === 0 ? undefined : tops[low - 1]
    tops[low] = index
  }
  const kept: Pairing[] = []
  for (let at = tops.at(-1); at !== undefined; at = previous[at]) {
    const pairing = common[at]
    if (pairing) kept.unshift(pairing)
  }
  return kept
}

type Paths = ReadonlyMap<string, readonly string[]>

interface Gap {
  readonly before: readonly Block[]
  readonly after: readonly Block[]
}

/** What happened between two kept blocks: of what is there now, which was there in other words; the rest came or went. */
const changesIn = (gap: Gap, pathsBefore: Paths, pathsAfter: Paths): Change[] => {
  const left = [...gap.before]
  const changed: Change[] = gap.after.map(after => {
    const headingPath = [...(pathsAfter.get(after.id) ?? [])]
    const at = left.findIndex(
      before => before.kind === after.kind && likeness(before.text, after.text) >= leastLikeness,
    )
    const [before] = at === -1 ? [] : left.splice(at, 1)
    return before ? { kind: 'changed', before, after, headingPath } : { kind: 'added', after, headingPath }
  })
  const removed: Change[] = left.map(before => ({
    kind: 'removed',
    before,
    headingPath: [...(pathsBefore.get(before.id) ?? [])],
  }))
  return [...removed, ...changed]
}

/**
 * What differs between two revisions, block by block. A block that is the same in both, wherever it stands, is
 * unchanged: ids are made of a block's kind and text.
 */
export const diffBlocks = (before: readonly Block[], after: readonly Block[]): BlockDiff => {
  const idsBefore = new Set(before.map(block => block.id))
  const idsAfter = new Set(after.map(block => block.id))
  const [pathsBefore, pathsAfter] = [headingPathOf(before), headingPathOf(after)]
  const changes: Change[] = []
  let [fromBefore, fromAfter] = [0, 0]
  for (const end of [...findKept(before, after), { before: before.length, after: after.length }]) {
    const gap = {
      before: before.slice(fromBefore, end.before).filter(block => !idsAfter.has(block.id)),
      after: after.slice(fromAfter, end.after).filter(block => !idsBefore.has(block.id)),
    }
    changes.push(...changesIn(gap, pathsBefore, pathsAfter))
    ;[fromBefore, fromAfter] = [end.before + 1, end.after + 1]
  }
  return { unchanged: after.filter(block => idsBefore.has(block.id)).length, changes }
}
