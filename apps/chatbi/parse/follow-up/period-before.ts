import type { LinkResult } from '../../link/link.ts'
import type { Query } from '../../query/query.ts'
import { timeFieldOf } from '../assemble/time-field-of.ts'
import { measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { toCandidate } from '../find-readings.ts'
import type { RankedCandidate } from '../ranked-candidate.ts'
import { nameSameRow } from './same-row.ts'

/** What the two readings of one question are apart. */
const apart = 0.05

/**
 * A whole question without a period, right after one with it, on the same matter: "scrap rate by shift", 各班废品率, after output by
 * shift in October. Where it goes on with the same groups or the same measure, the period is still meant; else it may be. Either
 * way the other one is told, and neither is sure.
 */
export const withPeriodBefore = (
  candidates: readonly RankedCandidate[],
  lattice: LinkResult,
  previous: Query,
): readonly RankedCandidate[] => {
  const [best, ...others] = candidates
  if (!best || !previous.time || best.learned || best.ranking) return candidates
  const timed = inPeriod(best, lattice, previous)
  if (!timed) return candidates
  const doubtful = { ...best, isDoubtful: true } as const
  const [first, second] = goesOn(best.draft, previous) ? [timed, doubtful] : [doubtful, timed]
  return [first, { ...second, score: first.score - apart }, ...others]
}

const inPeriod = (
  { draft, parts, cover }: RankedCandidate,
  lattice: LinkResult,
  previous: Query,
): RankedCandidate | undefined => {
  const isTimeless =
    draft.time === undefined && parts.times.length === 0 && draft.dimensions.every(one => !one.grain)
  if (!previous.time || draft.measures.length === 0 || !isTimeless || !isOfMatter(draft, previous))
    return undefined
  const field = timeFieldOf(draft, parts)
  if (!field || draft.filters.some(filter => JSON.stringify(filter).includes('"kind":"query"')))
    return undefined
  const own: Draft = {
    ...draft,
    time: { field, range: previous.time.range },
    assumptions: [
      ...draft.assumptions,
      { en: 'In the period of the question before', zh: '沿用上一个问题的时间范围' },
    ],
  }
  return { ...toCandidate(lattice, cover, parts, own), isDoubtful: true }
}

/** Whether it measures the same rows, or is grouped by the same. */
const isOfMatter = (draft: Draft, previous: Query): boolean =>
  measuredDatasets(draft).includes(previous.time?.field.dataset ?? '') || goesOn(draft, previous)

const goesOn = (draft: Draft, previous: Query): boolean => {
  const isGroupedSo =
    draft.dimensions.length > 0 &&
    draft.dimensions.length === previous.dimensions.length &&
    // shifts of stops and of production are the same column of two tables
    draft.dimensions.every(one =>
      previous.dimensions.some(
        ({ field }) => one.field.field === field.field || nameSameRow(draft.view, one.field, field),
      ),
    )
  const measured = new Set(previous.measures.map(one => JSON.stringify(one.expression)))
  return isGroupedSo || draft.measures.some(one => measured.has(JSON.stringify(one.expression)))
}
