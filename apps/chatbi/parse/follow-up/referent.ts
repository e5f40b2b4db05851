import type { LinkResult } from '../../link/link.ts'
import type { Query } from '../../query/query.ts'
import { timeFieldOf } from '../assemble/time-field-of.ts'
import { addDimension, addFilter } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { asksForTotal } from './follow-up-words.ts'
import { toCandidate } from '../find-readings.ts'
import { winnerCondition } from '../rules/pinned.ts'
import type { RankedCandidate } from '../ranked-candidate.ts'

const pronoun =
  /\b(?:them|it|its|they|their|(?:these|those|the same) (?:ones|machines|lines|units|suppliers|products|reasons|areas|orders|shifts)|(?:that|this|the same) (?:one|machine|line|unit|supplier|product|reason|area|order|shift))\b|它们?|(?:这|那)(?:一)?[台条个家](?![^，。？?]*最)|该(?:设备|机器|产线|线|供应商|产品)/i

/** Whether the words speak of the one that was found before: "what is its scrap rate", 那台设备的停机原因. */
export const namesReferent = (question: string): boolean => pronoun.test(question)

/**
 * A whole question about the one that was found before: over its rows alone, in the period that was asked about where the
 * question names none. Empty where nothing was singled out before or the question asks for nothing of its own.
 */
export const withReferent = (
  candidates: readonly RankedCandidate[],
  lattice: LinkResult,
  previous: Query,
): readonly RankedCandidate[] => {
  const condition = previous.limit ? winnerCondition(previous) : undefined
  if (condition?.kind !== 'in-query') return []
  const { field } = condition
  return candidates.flatMap(candidate => {
    const { draft, parts, cover } = candidate
    const asks = parts.measures.length + parts.outputs.length + parts.superlatives.length > 0
    if (!asks || !reaches(draft, field.dataset)) return []
    const own = {
      ...draft,
      filters: [...draft.filters],
      dimensions: [...draft.dimensions],
      assumptions: [...draft.assumptions],
      unused: [...draft.unused],
    }
    // "on that machine" names no other one
    own.unused = own.unused.filter(
      node =>
        !(node.type === 'dataset' && node.dataset.name === field.dataset) &&
        !(node.type === 'field' && node.ref.dataset === field.dataset),
    )
    addFilter(own, condition)
    // "and their scrap", after the worst five: of each of them
    const isOfEach = (previous.limit?.count ?? 1) > 1 && !asksForTotal(lattice.question)
    if (isOfEach && own.measures.length > 0 && own.dimensions.length === 0) {
      addDimension(own, { field })
    }
    const time = own.time ? undefined : timeFieldOf(own, parts)
    if (time && previous.time) own.time = { field: time, range: previous.time.range }
    own.assumptions.push({ en: 'Changes the question before', zh: '在上一个问题的基础上修改' })
    return [{ ...candidate, ...toCandidate(lattice, cover, parts, own) }]
  })
}

/** What is measured, or rows of the one itself or that refer to it; a list of other things has no place for it. */
const reaches = ({ measures, columns, view }: Draft, dataset: string): boolean =>
  measures.length > 0 ||
  columns.every(
    ({ value }) =>
      value.kind === 'field' &&
      (value.field.dataset === dataset || view.isParent(dataset, value.field.dataset)),
  )
