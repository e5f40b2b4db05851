import type { LinkResult } from '../../../link/link.ts'
import type { FieldRef, Query } from '../../../query/query.ts'
import { measuredDatasets, addFilter, draftOf } from '../../draft.ts'
import type { Draft } from '../../draft.ts'
import { toCandidate } from '../../find-readings.ts'
import type { ModelView } from '../../model-view.ts'
import type { RankedCandidate } from '../../ranked-candidate.ts'
import { rowNamedBy } from '../same-row.ts'
import { antecedentsOf } from './antecedents.ts'
import type { Antecedent } from './antecedents.ts'
import { tellEach } from './tell-each.ts'

/**
 * A question that leaves out of what it asks, read of the answer before: 用的是哪批料, "which supplier?" of the one order that was
 * spoken of, 最长的那次是什么时候 of the stops that were counted. Undefined where it says of which rows it asks, or no answer
 * before has any that it may be asked of.
 */
export const withTopic = (
  best: RankedCandidate | undefined,
  lattice: LinkResult,
  previous: Query,
): RankedCandidate | undefined => {
  if (!best || best.ranking || best.learned || !isOpen(best)) return undefined
  return ofOneThing(best, lattice, previous) ?? ofRowsBefore(best, lattice, previous)
}

/** Whether nothing says of which rows it asks. */
const isOpen = ({ draft, parts }: RankedCandidate): boolean =>
  draft.measures.length + draft.dimensions.length + draft.filters.length + draft.having.length === 0 &&
  draft.columns.length > 0 &&
  draft.unused.length === 0 &&
  draft.time === undefined &&
  parts.conditions.length + parts.times.length + parts.absents.length === 0

/** Words that ask for all there are. */
const asksForAll =
  /\b(?:list|all|every|any|do we|are there|there are|we have|have we)\b|有哪些|哪些|所有|全部|我们|一共/i
const tellsEach = /\b(?:each|respectively|they)\b|分别|各自|都/i

/** 用的是哪几家供应商的料: with no word for what has them, it is of those before. */
const asksOfAll =
  /^(?:那么?)?(?:都|分别)?(?:是|用的|用了|在|来自|属于|归|给)(?!否)\p{Script=Han}{0,6}?(?:哪几|哪些|什么|谁)/u

const ofOneThing = (
  best: RankedCandidate,
  lattice: LinkResult,
  previous: Query,
): RankedCandidate | undefined => {
  const { draft } = best
  const { question } = lattice
  const isEach = tellsEach.test(question) || asksOfAll.test(question.trim())
  if (draft.limit || (asksForAll.test(question) && !isEach)) return undefined
  const antecedent = antecedentsOf(previous, draft.view).find(
    one =>
      (!one.isMany || isEach) &&
      draft.columns.every(({ value }) => value.kind === 'field' && belongs(value.field, one, draft.view)),
  )
  const [field] = antecedent?.fields ?? []
  if (!antecedent || !field) return undefined
  const own = copyOf(draft)
  addFilter(own, antecedent.conditionOf(field))
  if (antecedent.isMany) tellEach(own, antecedent, question)
  return candidateOf(best, lattice, own)
}

/** Whether a column tells something of the thing: one of its own, or of what it belongs to. */
const belongs = (ref: FieldRef, { dataset, fields }: Antecedent, view: ModelView): boolean => {
  if (dataset === undefined) return false
  const isIdentity =
    ref.dataset === dataset &&
    (fields.some(one => one.field === ref.field) || rowNamedBy(view, ref) === dataset)
  return !isIdentity && (ref.dataset === dataset || view.isParent(ref.dataset, dataset))
}

/** "when did the longest one start", 最长的那次: of the rows that were counted or listed. */
const ofRowsBefore = (
  best: RankedCandidate,
  lattice: LinkResult,
  previous: Query,
): RankedCandidate | undefined => {
  const { draft } = best
  const isRanked = draft.limit !== undefined && draft.orderBy.some(({ by }) => by.kind === 'row')
  const first = draft.columns[0]?.value
  const root = draft.root ?? (first?.kind === 'field' ? first.field.dataset : undefined)
  const isKept = previous.filters.length > 0 || previous.time !== undefined
  if (!isRanked || root === undefined || !isKept || previous.limit || previous.setOperation) return undefined
  const before = draftOf(previous, draft.view, draft.style)
  const [listed] = previous.columns
  const isSame =
    measuredDatasets(before).includes(root) ||
    previous.root === root ||
    (listed?.value.kind === 'field' && listed.value.field.dataset === root)
  if (!isSame || (previous.time && previous.time.field.dataset !== root)) return undefined
  const own = { ...copyOf(draft), time: previous.time }
  for (const filter of previous.filters) addFilter(own, filter)
  return candidateOf(best, lattice, own)
}

const copyOf = (draft: Draft): Draft => ({
  ...draft,
  filters: [...draft.filters],
  columns: [...draft.columns],
  dimensions: [...draft.dimensions],
  unused: [...draft.unused],
  assumptions: [
    ...draft.assumptions,
    { en: 'Of the rows of the question before', zh: '针对上一个问题的结果' },
  ],
})

const candidateOf = (best: RankedCandidate, lattice: LinkResult, draft: Draft): RankedCandidate => ({
  ...best,
  ...toCandidate(lattice, best.cover, best.parts, draft),
})
