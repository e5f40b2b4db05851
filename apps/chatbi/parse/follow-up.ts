import type { LinkResult } from '../link/link.ts'
import { fieldsOfCondition, sameRef } from '../query/fields-of.ts'
import type { Condition, FieldRef, Query } from '../query/query.ts'
import { dimensionOf } from './assemble-group.ts'
import { applyShapes } from './assemble-shape.ts'
import { timeFieldOf } from './assemble-time.ts'
import type { Parts } from './collect.ts'
import { findCovers } from './cover.ts'
import { addDimension, addFilter, addMeasure, createDraft, measuredDatasets } from './draft.ts'
import type { Draft, OutputStyle } from './draft.ts'
import { composeParts, toCandidate } from './find-readings.ts'
import type { Candidate } from './candidate.ts'
import { isQuantity } from './model-view.ts'
import type { ModelView } from './model-view.ts'

const englishOpening =
  /^(and|also|only|just|what about|how about|same|now|but|instead|without|excluding|exclude|except|by|per|as an?|in percent|top|sort|sorted|order|ordered|rank|ranked|grouped|broken|make (it|that)|in|on|for|then|compare (it|this|that|with|to)|compared|split|break|group|add|remove|drop|show (it|this|that|them|only|just)|limit|not|no|last|this|since|before|after|versus|vs)\b/i
const chineseOpening =
  /^(那|只看|只要|只显示|仅|按|再|换成|改成|改为|除了|不含|不包括|排除|也|还有|并|对比|和|与|占比|前|分|加上|去掉|从|最近|上|本|昨|今|各|每|其中|如果|换|以)/
const chineseEnding = /(呢|怎么样|如何)[？?。！!]?\s*$/

/** Whether the words only make sense after another question: "and by shift?", "only line 2", 按班次呢？ */
export const opensAsFollowUp = (question: string): boolean => {
  const text = question.trim()
  return englishOpening.test(text) || chineseOpening.test(text) || chineseEnding.test(text)
}

/** Adds to what was asked instead of replacing it. */
const adds = (question: string): boolean => /^(and|also|add|再|也|还有|并|加上|plus)/i.test(question.trim())

const coverCount = 6

/** The query before, edited by what the question says. Empty where the question says nothing to change. */
export const findFollowUps = (
  lattice: LinkResult,
  view: ModelView,
  options: { readonly previous: Query; readonly style: OutputStyle },
): readonly Candidate[] =>
  findCovers(lattice, view, coverCount)
    .map((cover): Candidate | undefined => {
      const parts = composeParts(cover, lattice.language, view)
      const draft = draftOf(options.previous, view, options.style)
      const before = JSON.stringify(options.previous)
      edit(draft, parts, lattice.question)
      draft.unused.push(...parts.leftover)
      draft.assumptions.push({ en: 'Changes the question before', zh: '在上一个问题的基础上修改' })
      const composed = toCandidate(lattice, cover, parts, draft)
      // "as a share" has no word for anything in the data, and still says what to change
      const features = {
        ...composed.features,
        contentCount: Math.max(1, composed.features.contentCount),
        meanLink: composed.features.meanLink || 1,
        weakestLink: composed.features.weakestLink || 1,
      }
      const candidate = { ...composed, features }
      return JSON.stringify(candidate.query) === before ? undefined : candidate
    })
    .filter(candidate => candidate !== undefined)
    .toSorted((a, b) => b.score - a.score)

/** Whether a question that opens like a new one is still only a fragment: no measure, nothing that is listed. */
export const isFragment = (parts: Parts): boolean =>
  parts.measures.length === 0 &&
  parts.outputs.length === 0 &&
  parts.heads.length === 0 &&
  !parts.isWhich &&
  parts.groups.length + parts.conditions.length + parts.times.length + parts.superlatives.length > 0

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
  editOrder(draft, parts)
  if (parts.flags.has('share') || parts.flags.has('versus') || parts.flags.has('difference'))
    applyShapes(draft, { ...parts, flags: new Set([...parts.flags].filter(flag => flag !== 'both')) })
}

const editMeasures = (draft: Draft, parts: Parts, question: string): void => {
  if (parts.measures.length === 0) return
  const ordered = new Set(draft.measures.map(measure => measure.id))
  const ranked = draft.orderBy.find(order => order.by.kind === 'output' && ordered.has(order.by.id))
  if (!adds(question)) {
    draft.measures = []
    draft.orderBy = draft.orderBy.filter(order => order.by.kind === 'output' && !ordered.has(order.by.id))
  }
  draft.columns = []
  for (const node of parts.measures) {
    const id = addMeasure(
      draft,
      node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression,
    )
    if (ranked && draft.orderBy.length === 0)
      draft.orderBy.push({ by: { kind: 'output', id }, direction: ranked.direction })
  }
  moveToMeasured(draft, parts)
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
  const isWiden = adds(question) || /^(split|break|further)/i.test(question)
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
  node.type === 'dataset' || !isQuantity(node.field)

const firstDataset = (draft: Draft): string | undefined => {
  const value = draft.columns[0]?.value
  return value?.kind === 'field' ? value.field.dataset : undefined
}

/** A new condition replaces the one on the same field: "only line 2" after "on line 3". */
const editFilters = (draft: Draft, parts: Parts): void => {
  for (const node of parts.conditions) {
    draft.filters = draft.filters.filter(filter => !speaksOf(filter, node.refs))
    addFilter(draft, node.condition)
  }
  for (const { dataset } of parts.absents)
    addFilter(draft, { kind: 'related', dataset: dataset.name, filters: [], negated: true })
  for (const node of parts.havings)
    draft.having.push({
      measure: node.measure,
      operator: node.operator,
      right: node.right === 'avg' ? { kind: 'groups-average' } : { kind: 'value', value: node.right },
    })
}

const speaksOf = (filter: Condition, refs: readonly FieldRef[]): boolean => {
  const own = fieldsOfCondition(filter)
  return own.length > 0 && own.every(ref => refs.some(other => sameRef(ref, other)))
}

const editTimes = (draft: Draft, parts: Parts): void => {
  for (const { expression, field: said } of parts.times) {
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
