import type { LinkResult } from '../../link/link.ts'
import type { Query } from '../../query/query.ts'
import { periodsOf } from '../../query/series.ts'
import { applySeries } from '../assemble/assemble-series.ts'
import { applyEachOfKind, applyShapes } from '../assemble/assemble-shape.ts'
import type { Candidate } from '../candidate.ts'
import type { Parts } from '../collect.ts'
import { findCovers } from '../cover.ts'
import type { Cover } from '../cover.ts'
import { datasetsOfDraft, draftOf } from '../draft.ts'
import type { Draft, OutputStyle } from '../draft.ts'
import { composeParts, toCandidate } from '../find-readings.ts'
import { isFlag, isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { cueOf } from '../node.ts'
import type { Node } from '../node.ts'
import { editFilters } from './edit-filters.ts'
import { editGroups } from './edit-groups.ts'
import { editMeasures } from './edit-measures.ts'
import { editOrder } from './edit-order.ts'
import { editShare } from './edit-share.ts'
import { editTimes } from './edit-times.ts'
import { asksOnlyForChart, passOver, withoutCommands } from './follow-up-words.ts'
import { editColumns } from './change/columns.ts'
import { wordedChanges } from './change/worded.ts'
import type { WordedChange } from './change/worded.ts'

const coverCount = 6

/** The query before, edited by what the question says. Empty where the question says nothing to change. */
export const findFollowUps = (
  lattice: LinkResult,
  view: ModelView,
  options: {
    readonly previous: Query
    readonly style: OutputStyle
    /** It is another one than the question before asked for, so that no more need be said. */
    readonly isChanged?: boolean
  },
): readonly Candidate[] => {
  const worded = wordedChanges.filter(
    change =>
      lattice.question.search(change.pattern) >= 0 &&
      change.apply(draftOf(options.previous, view, options.style)),
  )
  const said = passOver(
    withoutCommands(lattice),
    worded.map(change => change.pattern),
  )
  const datasetsBefore = [...datasetsOfDraft(draftOf(options.previous, view, options.style))]
  return findCovers(said, view, coverCount)
    .map((cover): Candidate | undefined => {
      const parts = composeParts(cover, lattice, view, {
        datasets: datasetsBefore,
        periods: periodsOf(options.previous)?.grain,
      })
      const draft = draftOf(options.previous, view, options.style)
      draft.compareTo = options.previous.compareTo
      const before = JSON.stringify(options.previous)
      edit(draft, parts, { question: lattice.question, worded, nodes: cover.nodes })
      draft.assumptions.push({ en: 'Changes the question before', zh: '在上一个问题的基础上修改' })
      const composed = toCandidate(said, cover, parts, draft)
      // "as a share" has no word for anything in the data, and still says what to change
      const features = {
        ...composed.features,
        contentCount: Math.max(1, composed.features.contentCount),
        meanLink: composed.features.meanLink || 1,
        weakestLink: composed.features.weakestLink || 1,
      }
      const score = composed.score - strangeness * (strangersIn(cover, datasetsBefore) - valuesIn(cover) / 2)
      const candidate = { ...composed, features, score }
      const isSame = JSON.stringify(candidate.query) === before
      return isSame && !options.isChanged && !asksOnlyForChart(lattice.question) ? undefined : candidate
    })
    .filter(candidate => candidate !== undefined)
    .toSorted((a, b) => b.score - a.score)
}

/** What a word is worth less that names something which the question before did not speak of. */
const strangeness = 0.3

const strangersIn = ({ nodes }: Cover, datasets: readonly string[]): number =>
  nodes.filter(node => {
    const named =
      node.type === 'dataset' ? node.dataset.name : node.type === 'field' ? node.ref.dataset : undefined
    return named !== undefined && !datasets.includes(named)
  }).length

/** "machining only": a value restricts, where the name of a table is like it. */
const valuesIn = ({ nodes }: Cover): number => nodes.filter(node => node.type === 'value').length

/** Whether a question that opens like a new one is still only a fragment: no measure, nothing that is listed. */
export const isFragment = (parts: Parts): boolean =>
  (parts.measures.length === 0 &&
    parts.outputs.length === 0 &&
    parts.heads.length === 0 &&
    !parts.isWhich &&
    parts.orders.length +
      parts.groups.length +
      parts.conditions.length +
      parts.times.length +
      parts.superlatives.length >
      0) ||
  isBareMeasure(parts) ||
  isBareWord(parts) ||
  isBareRank(parts)

/** "which line is the worst?", 哪条线最多: most of what, the question before said. */
const isBareRank = (parts: Parts): boolean => {
  const [rank, other] = parts.superlatives
  const isOpen =
    rank?.key.kind === 'rows' ||
    (rank?.key.kind === 'open' && rank.key.hints.length === 0) ||
    rank?.key.kind === 'occurrence'
  return (
    isOpen &&
    other === undefined &&
    !standsAlone(parts) &&
    parts.measures.length + parts.leftover.length === 0 &&
    parts.heads.length + parts.outputs.length <= 1 &&
    parts.outputs.every(node => !isQuantity(node.field)) &&
    (rank.key.kind !== 'rows' || parts.heads.length + parts.outputs.length === 0)
  )
}

/** "the median instead", "planned ones": how it is aggregated or which of the rows, with no name of anything measured. */
const isBareWord = (parts: Parts): boolean =>
  parts.measures.length + parts.heads.length + parts.groups.length === 0 &&
  parts.outputs.every(node => isFlag(node.field)) &&
  parts.leftover.every(node => cueOf(node, 'aggregate') !== undefined) &&
  parts.outputs.length + parts.leftover.length > 0

/** "scrap rate?": the name of something measured and no word more. */
const isBareMeasure = (parts: Parts): boolean =>
  parts.nodeCount <= 2 &&
  parts.measures.length + parts.outputs.filter(node => isQuantity(node.field)).length === 1 &&
  parts.outputs.every(node => isQuantity(node.field)) &&
  parts.heads.length + parts.leftover.length === 0 &&
  parts.groups.length + parts.conditions.length + parts.times.length + parts.superlatives.length === 0

/** Whether a question says of which rows it asks, so that it needs no other one before it. */
export const standsAlone = (parts: Parts): boolean =>
  parts.conditions.length + parts.groups.length + parts.times.length + parts.absents.length > 0

const asksForShape = (flags: Parts['flags']): boolean =>
  flags.has('share') || flags.has('versus') || flags.has('difference')

interface Asked {
  readonly question: string
  readonly worded: readonly WordedChange[]
  /** The words of the question, before any rule read them. */
  readonly nodes: readonly Node[]
}

const edit = (draft: Draft, parts: Parts, { question, worded, nodes }: Asked): void => {
  for (const change of worded) change.apply(draft)
  // "as a percentage of the total" asks for no total
  const rest = worded.reduce((text, { pattern }) => text.replace(pattern, ' '), question)
  const isShare = editShare(draft, parts, question)
  const isList = !isShare && worded.length === 0 && editColumns(draft, parts, { question, nodes })
  if (!isShare && !isList) {
    editMeasures(draft, parts, rest)
    editGroups(draft, parts, rest)
  }
  editFilters(draft, parts, question)
  editTimes(draft, parts)
  applySeries(draft, parts)
  if (!isShare) editOrder(draft, parts, question)
  if (!isShare && asksForShape(parts.flags))
    applyShapes(draft, { ...parts, flags: new Set([...parts.flags].filter(flag => flag !== 'both')) })
  // "split by lathe"
  if (parts.flags.has('each') && parts.groups.length === 0) applyEachOfKind(draft, parts)
  draft.unused.push(...parts.leftover.filter(node => !draft.taken.includes(node)))
}
