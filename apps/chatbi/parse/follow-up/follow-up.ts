import type { LinkResult } from '../../link/link.ts'
import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, Measure, MeasureExpression, Query } from '../../query/query.ts'
import { periodsOf } from '../../query/series.ts'
import { dimensionOf, totalOf } from '../assemble/assemble-group.ts'
import { applySeries } from '../assemble/assemble-series.ts'
import { applyShapes } from '../assemble/assemble-shape.ts'
import { isTrend, timeFieldOf, withoutGrain } from '../assemble/assemble-time.ts'
import type { Parts } from '../collect.ts'
import { findCovers } from '../cover.ts'
import {
  addDimension,
  addFilter,
  addMeasure,
  createDraft,
  datasetsOfDraft,
  measuredDatasets,
} from '../draft.ts'
import type { Draft, OutputStyle } from '../draft.ts'
import { composeParts, toCandidate } from '../find-readings.ts'
import type { Candidate } from '../candidate.ts'
import { addsTo, asksOnlyForChart, breaksDown, withoutCommands } from './follow-up-words.ts'
import { havingOf } from '../assemble/group-condition.ts'
import { conditionNode, equals } from '../rules/condition.ts'
import { flagValue, isFlag, isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import type { Node, NodeOf } from '../node.ts'
import { nameSameRow } from './same-row.ts'

export { opensAsFollowUp } from './follow-up-words.ts'

const coverCount = 6

/** The query before, edited by what the question says. Empty where the question says nothing to change. */
export const findFollowUps = (
  lattice: LinkResult,
  view: ModelView,
  options: { readonly previous: Query; readonly style: OutputStyle },
): readonly Candidate[] => {
  const said = withoutCommands(lattice)
  const datasetsBefore = [...datasetsOfDraft(draftOf(options.previous, view, options.style))]
  return findCovers(said, view, coverCount)
    .map((cover): Candidate | undefined => {
      const parts = composeParts(cover, lattice, view, {
        datasets: datasetsBefore,
        periods: periodsOf(options.previous)?.grain,
      })
      const draft = draftOf(options.previous, view, options.style)
      const before = JSON.stringify(options.previous)
      edit(draft, parts, lattice.question)
      draft.assumptions.push({ en: 'Changes the question before', zh: '在上一个问题的基础上修改' })
      const composed = toCandidate(said, cover, parts, draft)
      // "as a share" has no word for anything in the data, and still says what to change
      const features = {
        ...composed.features,
        contentCount: Math.max(1, composed.features.contentCount),
        meanLink: composed.features.meanLink || 1,
        weakestLink: composed.features.weakestLink || 1,
      }
      const candidate = { ...composed, features }
      const isSame = JSON.stringify(candidate.query) === before
      return isSame && !asksOnlyForChart(lattice.question) ? undefined : candidate
    })
    .filter(candidate => candidate !== undefined)
    .toSorted((a, b) => b.score - a.score)
}

/** Whether a question that opens like a new one is still only a fragment: no measure, nothing that is listed. */
export const isFragment = (parts: Parts): boolean =>
  (parts.measures.length === 0 &&
    parts.outputs.length === 0 &&
    parts.heads.length === 0 &&
    !parts.isWhich &&
    parts.groups.length + parts.conditions.length + parts.times.length + parts.superlatives.length > 0) ||
  isBareMeasure(parts)

/** "scrap rate?": the name of something measured and no word more. */
const isBareMeasure = (parts: Parts): boolean =>
  parts.nodeCount <= 2 &&
  parts.measures.length + parts.outputs.filter(node => isQuantity(node.field)).length === 1 &&
  parts.outputs.every(node => isQuantity(node.field)) &&
  parts.heads.length + parts.leftover.length === 0 &&
  parts.groups.length + parts.conditions.length + parts.times.length + parts.superlatives.length === 0

const draftOf = (query: Query, view: ModelView, style: OutputStyle): Draft => {
  const draft = createDraft(view, style)
  draft.root = query.root
  draft.measures = [...query.measures]
  draft.dimensions = [...query.dimensions]
  draft.columns = [...query.columns]
  draft.filters = [...query.filters]
  draft.having = [...query.having]
  draft.orderBy = [...query.orderBy]
  draft.distinct = query.distinct ?? false
  draft.limit = query.limit && {
    count: query.limit.count,
    ...(query.limit.per === undefined ? {} : { per: query.limit.per }),
  }
  draft.time = query.time && { ...query.time }
  draft.compareTo = query.compareTo
  draft.setOperation = query.setOperation
  return draft
}

const edit = (draft: Draft, parts: Parts, question: string): void => {
  editMeasures(draft, parts, question)
  editDimensions(draft, parts, question)
  editFilters(draft, parts)
  editTimes(draft, parts)
  applySeries(draft, parts)
  editOrder(draft, parts)
  if (parts.flags.has('share') || parts.flags.has('versus') || parts.flags.has('difference'))
    applyShapes(draft, { ...parts, flags: new Set([...parts.flags].filter(flag => flag !== 'both')) })
}

/** What is measured now; where groups were measured before, a quantity that is named is added up for them too. */
const measuresSaid = (draft: Draft, parts: Parts): readonly MeasureExpression[] => {
  const said = parts.measures.map((node): MeasureExpression =>
    node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression,
  )
  if (said.length > 0 || draft.measures.length === 0) return said
  return parts.outputs.filter(node => isQuantity(node.field)).map(totalOf)
}

const editMeasures = (draft: Draft, parts: Parts, question: string): void => {
  const said = measuresSaid(draft, parts)
  if (said.length === 0) return
  const along = alongPeriods(draft.measures)
  const ordered = new Set(draft.measures.map(measure => measure.id))
  const ranked = draft.orderBy.find(order => order.by.kind === 'output' && ordered.has(order.by.id))
  if (!addsTo(question)) {
    draft.measures = []
    draft.orderBy = draft.orderBy.filter(order => order.by.kind === 'output' && !ordered.has(order.by.id))
  }
  draft.columns = []
  for (const expression of said) {
    const [id = ''] = along(expression).map(made => addMeasure(draft, made))
    if (ranked && draft.orderBy.length === 0)
      draft.orderBy.push({ by: { kind: 'output', id }, direction: ranked.direction })
  }
  moveToMeasured(draft, parts)
}

/** "what about scrap?" after output by month with its growth: the same is computed of scrap. */
const alongPeriods = (
  measures: readonly Measure[],
): ((of: MeasureExpression) => readonly MeasureExpression[]) => {
  const before = measures.map(({ expression }) => expression)
  const plain = new Set(before.map(one => JSON.stringify(one.kind === 'series' ? one.of : one)))
  if (plain.size !== 1 || !before.some(one => one.kind === 'series')) return of => [of]
  return of => before.map(one => (one.kind === 'series' ? { ...one, of } : of))
}

/** Times, groups and filters of the rows measured before become those of the rows measured now. */
const moveToMeasured = (draft: Draft, parts: Parts): void => {
  const [measured] = measuredDatasets(draft)
  const dataset = measured === undefined ? undefined : draft.view.dataset(measured)
  if (measured === undefined || !dataset) return
  const move = (ref: FieldRef): FieldRef => {
    const isReached = ref.dataset === measured || draft.view.isParent(ref.dataset, measured)
    const same = dataset.fields.find(field => field.name === ref.field && !field.hidden)
    return isReached || !same ? ref : { dataset: measured, field: same.name }
  }
  const before = draft.time?.field
  const now = timeFieldOf(draft, parts)
  draft.dimensions = draft.dimensions.map(one => {
    const isTime = one.grain !== undefined && now !== undefined
    return { ...one, field: isTime ? now : move(one.field) }
  })
  draft.filters = draft.filters.map(filter => moveCondition(filter, move))
  if (draft.time && before && now) draft.time = { ...draft.time, field: now }
}

const moveCondition = (condition: Condition, move: (ref: FieldRef) => FieldRef): Condition => {
  switch (condition.kind) {
    case 'compare':
      return condition.left.kind === 'field'
        ? { ...condition, left: { kind: 'field', field: move(condition.left.field) } }
        : condition
    case 'in':
    case 'text':
    case 'is-null':
      return { ...condition, field: move(condition.field) }
    default:
      return condition
  }
}

const editDimensions = (draft: Draft, parts: Parts, question: string): void => {
  const named = [
    ...parts.groups.flatMap(group => group.by),
    ...(parts.measures.length === 0 ? [...parts.outputs, ...parts.heads].filter(isGroupable) : []),
  ]
  if (named.length === 0) return
  const isWiden = addsTo(question) || breaksDown(question)
  if (!isWiden) {
    const gone = new Set(draft.dimensions.filter(one => one.grain === undefined).map(one => one.id))
    draft.dimensions = draft.dimensions.filter(one => one.grain !== undefined)
    draft.orderBy = draft.orderBy.filter(order => order.by.kind !== 'output' || !gone.has(order.by.id))
  }
  const wasList = draft.measures.length === 0 && draft.dimensions.length === 0
  if (wasList && draft.columns.length > 0) {
    const dataset = draft.root ?? firstDataset(draft)
    draft.columns = []
    if (dataset !== undefined) addMeasure(draft, { kind: 'rows', dataset })
  }
  for (const node of named) dimensionOf(draft, node)
  // one winner of other groups is no answer for these
  if (draft.limit?.count === 1) draft.limit = undefined
}

const isGroupable = (node: Parts['outputs'][number] | Parts['heads'][number]): boolean =>
  node.type === 'dataset' || (!isQuantity(node.field) && !isFlag(node.field))

/** "only unplanned", 只看计划内: a flag by itself says which rows, and groups nothing. */
const flagConditions = (parts: Parts): readonly NodeOf<'condition'>[] =>
  parts.outputs
    .filter(node => isFlag(node.field))
    .map(node => {
      const holds = !/^(un|non|not)/i.test(node.text) && node.reason !== 'opposite'
      return conditionNode([node], equals(node.ref, flagValue(node.field, holds)), [node.ref])
    })

const firstDataset = (draft: Draft): string | undefined => {
  const value = draft.columns[0]?.value
  return value?.kind === 'field' ? value.field.dataset : undefined
}

/** A new condition replaces the one on the same field: "only line 2" after "on line 3". */
const editFilters = (draft: Draft, parts: Parts): void => {
  for (const node of [...parts.conditions, ...flagConditions(parts)]) {
    draft.filters = draft.filters.filter(filter => !speaksOf(filter, node.refs, draft.view))
    addFilter(draft, node.condition)
  }
  for (const { dataset } of parts.absents)
    addFilter(draft, { kind: 'related', dataset: dataset.name, filters: [], negated: true })
  for (const node of parts.havings) draft.having.push(havingOf(node))
  draft.unused.push(...parts.leftover.filter(node => !limitsGroups(draft, node)))
}

/** "only above 50,000", 只要超过5万件的: of what is measured already. */
const limitsGroups = (draft: Draft, node: Node): boolean => {
  const [measure] = draft.measures
  if (node.type !== 'comparison' || !measure || draft.dimensions.length === 0) return false
  if (typeof node.right === 'string' && node.right !== 'avg') return false
  const right = typeof node.right === 'number' && node.percent ? node.right / 100 : node.right
  draft.having.push(havingOf({ ...node, type: 'having', measure: measure.expression, right }))
  // one winner of all groups is not those that are asked for
  if (draft.limit?.count === 1) draft.limit = undefined
  return true
}

const speaksOf = (filter: Condition, refs: readonly FieldRef[], view: ModelView): boolean => {
  const own = fieldsOfCondition(filter)
  return (
    own.length > 0 &&
    own.every(ref => refs.some(other => sameRef(ref, other) || nameSameRow(view, ref, other)))
  )
}

const saysGrain = ({ expression }: Parts['times'][number]): boolean =>
  expression.grain !== undefined && !isTrend(expression.text)

const editTimes = (draft: Draft, parts: Parts): void => {
  const isSpare = (text: string): boolean => isTrend(text) && parts.times.some(time => saysGrain(time))
  for (const { expression: whole, field: said } of parts.times) {
    const expression = isSpare(whole.text) ? withoutGrain(whole) : whole
    const field = said ?? draft.time?.field ?? timeFieldOf(draft, parts)
    if (!field) continue
    if (draft.time && expression.compareToBefore) {
      // "compared with August?": the period asked about stays
      draft.compareTo = expression.compareToBefore
      continue
    }
    if (expression.range) {
      draft.time = { field, range: expression.range }
      draft.compareTo = undefined
    }
    if (expression.compareTo) draft.compareTo = expression.compareTo
    if (expression.grain) {
      draft.dimensions = draft.dimensions.filter(one => one.grain === undefined)
      const kept = new Set([...draft.measures, ...draft.dimensions].map(one => one.id))
      draft.orderBy = draft.orderBy.filter(order => order.by.kind !== 'output' || kept.has(order.by.id))
      const id = addDimension(draft, { field, grain: expression.grain })
      draft.orderBy = [{ by: { kind: 'output', id }, direction: 'asc' }]
      draft.limit = undefined
    }
  }
  if (draft.compareTo && !draft.time) draft.compareTo = undefined
}

/** "top 3 only", "lowest first", "sorted by name". */
const editOrder = (draft: Draft, parts: Parts): void => {
  const first = draft.measures[0]
  for (const node of parts.superlatives) {
    if (first) draft.orderBy = [{ by: { kind: 'output', id: first.id }, direction: node.direction }]
    if (node.count !== undefined || !first) draft.limit = { count: node.count ?? 1 }
    else draft.limit = { count: 1 }
  }
  for (const order of parts.orders) {
    const target = order.by[0]
    const name = target?.type === 'field' ? target.ref.field : undefined
    const output =
      draft.dimensions.find(one => one.field.field === name) ??
      (target === undefined || target.type !== 'field' ? first : undefined)
    if (output)
      draft.orderBy = [{ by: { kind: 'output', id: output.id }, direction: order.direction ?? 'asc' }]
  }
}
