import type { LinkResult } from '../../link/link.ts'
import { fieldsOfCondition, fieldsOfRow, sameRef } from '../../query/fields-of.ts'
import { definitionOf, filtersOfMeasure } from '../../query/find-in-model.ts'
import type { Dataset } from '../../model/semantic-model.ts'
import type { Condition, FieldRef, MeasureExpression, OrderBy, Query } from '../../query/query.ts'
import type { Candidate } from '../candidate.ts'
import type { Parts } from '../collect.ts'
import { countRows } from '../count-measure.ts'
import { findCovers } from '../cover.ts'
import { addColumn, addFilter, addMeasure, datasetsOfDraft, draftOf, toQuery } from '../draft.ts'
import type { Draft, OutputStyle } from '../draft.ts'
import { composeParts, toCandidate } from '../find-readings.ts'
import { groupCondition } from '../assemble/group-condition.ts'
import { isQuantity, isTime, nameFieldOf, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { askedOfThose, withoutReference } from './refers-back.ts'
import type { AskedOfThose } from './refers-back.ts'
import { findByHints } from '../rules/rules-comparison.ts'
import { withFilters } from '../assemble/with-filters.ts'

const coverCount = 6
const usualLink = 0.9

/** A question about the rows of the answer before, by what that was. */
interface Those {
  readonly previous: Query
  readonly ask: AskedOfThose
  readonly parts: Parts
  readonly conditions: readonly Condition[]
}

/**
 * "how many of those were planned", "which of them are on line 3", 其中夜班的占多少: counts the rows of the answer before that meet
 * what is said, lists them, or tells what part they are. Groups that the answer kept by a limit or a condition on them are kept,
 * whatever is asked of them. Empty where the words say nothing that the rows can meet.
 */
export const findThose = (
  lattice: LinkResult,
  view: ModelView,
  { previous, style }: { readonly previous: Query; readonly style: OutputStyle },
): readonly Candidate[] => {
  const said = withoutReference(lattice)
  const ask = askedOfThose(lattice.question)
  return findCovers(said, view, coverCount)
    .flatMap((cover): readonly Candidate[] => {
      const draft = draftOf(previous, view, style)
      const parts = composeParts(cover, lattice, view, { datasets: [...datasetsOfDraft(draft)] })
      const conditions = conditionsOf(parts, draft)
      if (!apply(draft, { previous, ask, parts, conditions })) return []
      // "how much of that was scrapped": of another measure nothing is said of the rows
      if (measuresElse(parts, conditions) && JSON.stringify(toQuery(draft)) === JSON.stringify(previous))
        return []
      // nothing is shown but what the rows before showed
      const isShown = (node: Parts['outputs'][number]): boolean =>
        draft.columns.some(({ value }) => value.kind === 'field' && sameRef(value.field, node.ref))
      draft.unused.push(
        ...parts.leftover,
        ...parts.outputs.filter(node => !isShown(node)),
        ...parts.otherFields,
      )
      draft.assumptions.push({ en: 'Of the rows of the question before', zh: '针对上一个问题的结果' })
      const composed = toCandidate(said, cover, parts, draft)
      const { contentCount, meanLink, weakestLink } = composed.features
      return [
        {
          ...composed,
          features: {
            ...composed.features,
            contentCount: Math.max(1, contentCount),
            // what is meant is one of what the answer before holds, so a part of a name is enough
            meanLink: Math.max(meanLink, usualLink),
            weakestLink: Math.max(weakestLink, usualLink),
          },
        },
      ]
    })
    .toSorted((a, b) => b.score - a.score)
}

const measuresElse = ({ measures, outputs, otherFields }: Parts, conditions: readonly Condition[]): boolean =>
  conditions.length === 0 &&
  (measures.length > 0 || [...outputs, ...otherFields].some(node => isQuantity(node.field)))

/** What the rows are to meet; a metric of some of the rows stands for what makes them so ("unplanned"). */
const conditionsOf = (parts: Parts, draft: Draft): readonly Condition[] => [
  ...parts.conditions.map(node => node.condition),
  ...parts.absents.map(({ dataset }): Condition => ({
    kind: 'related',
    dataset: dataset.name,
    filters: [],
    negated: true,
  })),
  ...parts.measures.flatMap(node =>
    node.type === 'metric'
      ? filtersOfMeasure({ kind: 'metric', metric: node.metric.name }, draft.view.model)
      : [],
  ),
]

const apply = (draft: Draft, asked: Those): boolean => {
  const { previous, conditions, parts, ask } = asked
  const saysMore =
    parts.outputs.length +
      parts.heads.length +
      conditions.length +
      parts.havings.length +
      parts.superlatives.length +
      parts.times.length >
    0
  if (!saysMore && ask !== 'count' && !listsAll(previous)) return false
  if (previous.setOperation) return false
  if (previous.dimensions.length > 0) return ofGroups(draft, asked)
  return previous.measures.length > 0 ? ofMeasure(draft, asked) : ofRows(draft, asked)
}

/** "which ones?", after how many: all of them. */
const listsAll = ({ measures, dimensions }: Query): boolean =>
  measures.length === 1 && dimensions.length === 0

const timed = (draft: Draft, { parts }: Those, field: FieldRef | undefined): void => {
  const range = parts.times.find(node => node.expression.range)?.expression.range
  const own = draft.time?.field ?? field
  if (range && own) draft.time = { field: own, range }
}

/** A list of rows. */
const ofRows = (draft: Draft, asked: Those): boolean => {
  const { previous, ask, conditions, parts } = asked
  const first = previous.columns[0]?.value
  const root = previous.root ?? (first?.kind === 'field' ? first.field.dataset : undefined)
  const dataset = root === undefined ? undefined : draft.view.dataset(root)
  if (!dataset) return false
  if (previous.limit && !keepRows(draft, previous, dataset.name)) return false
  const { defaultTime } = dataset
  timed(draft, asked, defaultTime === undefined ? undefined : { dataset: dataset.name, field: defaultTime })
  const more = [...conditions, ...parts.havings.flatMap(having => groupCondition(dataset, having) ?? [])]
  if (ask === 'list') {
    for (const condition of more) addFilter(draft, condition)
    return rankRows(draft, parts, dataset.name)
  }
  draft.columns = []
  draft.orderBy = []
  draft.distinct = false
  return measureThose(draft, countRows(dataset.name, draft.view), ask, more)
}

/** The rows that a limit left, by their key. */
const keepRows = (draft: Draft, previous: Query, root: string): boolean => {
  const [key, other] = draft.view.dataset(root)?.primaryKey ?? []
  if (key === undefined || other !== undefined) return false
  const field = { dataset: root, field: key }
  const orderBy = previous.orderBy.filter(order => order.by.kind === 'row')
  const query: Query = { ...previous, root, columns: [{ id: key, value: { kind: 'field', field } }], orderBy }
  draft.filters = [{ kind: 'in-query', field, query }]
  draft.time = undefined
  draft.limit = undefined
  return true
}

/** "which of them was the longest". */
const rankRows = (draft: Draft, parts: Parts, root: string): boolean => {
  const [superlative] = parts.superlatives
  if (!superlative) return true
  const { key, direction, count } = superlative
  const found =
    key.kind === 'field'
      ? key.ref
      : key.kind === 'open'
        ? findByHints(
            key.hints,
            { view: draft.view, datasets: new Set([root]) },
            one => isQuantity(one) || isTime(one),
          )?.ref
        : undefined
  if (!found) return false
  draft.orderBy = [{ by: { kind: 'row', value: { kind: 'field', field: found } }, direction }]
  draft.limit = { count: count ?? 1 }
  addColumn(draft, found)
  return true
}

/** Counts or adds up what meets the conditions, or tells what part it is. */
const measureThose = (
  draft: Draft,
  measure: MeasureExpression,
  ask: AskedOfThose,
  conditions: readonly Condition[],
): boolean => {
  draft.measures = []
  draft.limit = undefined
  if (ask === 'share') {
    const left = withFilters(measure, conditions)
    if (!left || conditions.length === 0) return false
    draft.measures = [
      { id: 'share', expression: { kind: 'arithmetic', operator: '/', left, right: measure } },
    ]
    return true
  }
  addMeasure(draft, measure)
  for (const condition of conditions) addFilter(draft, condition)
  return true
}

/** One number: the same of those rows, or the rows themselves where it counted them. */
const ofMeasure = (draft: Draft, asked: Those): boolean => {
  const { previous, ask, conditions, parts } = asked
  const [first] = previous.measures
  const plain = first && partOf(first.expression)
  if (!plain || parts.havings.length > 0) return false
  timed(draft, asked, undefined)
  if (ask === 'list') {
    const counted = definitionOf(plain, draft.view.model)
    const dataset = counted?.kind === 'rows' ? draft.view.dataset(counted.dataset) : undefined
    if (!dataset || counted?.kind !== 'rows') return false
    draft.measures = []
    draft.root = dataset.name
    showColumns(draft, parts, dataset)
    const own = plain.kind === 'rows' || plain.kind === 'metric' ? (plain.filters ?? []) : []
    for (const condition of [...(counted.filters ?? []), ...own, ...conditions]) addFilter(draft, condition)
    draft.orderBy = []
    draft.limit = undefined
    return rankRows(draft, parts, dataset.name)
  }
  return parts.superlatives.length === 0 && measureThose(draft, plain, ask, conditions)
}

/** "list them with machine, reason and minutes": what is named, else all that is kept of them. */
const showColumns = (draft: Draft, parts: Parts, dataset: Dataset): void => {
  const heads = parts.heads.flatMap((node): readonly FieldRef[] => {
    const name = nameFieldOf(node.dataset)
    return name && node.dataset.name !== dataset.name ? [refOf(node.dataset, name)] : []
  })
  const measured = parts.measures.flatMap(node =>
    node.type === 'measure' && node.expression.kind === 'aggregate' ? fieldsOfRow(node.expression.value) : [],
  )
  const named = [...parts.outputs.map(node => node.ref), ...heads, ...measured].filter(
    ref => ref.dataset === dataset.name || draft.view.isParent(ref.dataset, dataset.name),
  )
  for (const ref of named) addColumn(draft, ref)
  if (named.length === 0)
    for (const field of dataset.fields) if (!field.hidden) addColumn(draft, refOf(dataset, field))
}

/** After "what share of those were planned" those are still all of them. */
const partOf = (expression: MeasureExpression): MeasureExpression | undefined => {
  if (expression.kind !== 'arithmetic') return expression
  return expression.operator === '/' && expression.right.kind !== 'number' ? expression.right : undefined
}

/** Groups: where the answer kept some of the things that they are, of these; else the rows in each. */
const ofGroups = (draft: Draft, asked: Those): boolean => {
  const { previous, ask, conditions, parts } = asked
  if (previous.compareTo || parts.superlatives.length > 0) return false
  const kept = keptGroups(draft, previous)
  const [first] = previous.measures
  if (kept && ask === 'count' && countsForEach(draft, asked, kept)) return true
  const isCounted = kept?.isOfThings(conditions) === true
  if (kept && isCounted && ask !== 'list') {
    draft.dimensions = []
    draft.orderBy = []
    draft.having = []
    draft.time = undefined
    draft.filters = [...kept.filters]
    return measureThose(draft, countOfThings(draft, kept.field), ask, conditions)
  }
  if (kept) {
    for (const filter of kept.filters) addFilter(draft, filter)
    draft.having = []
    draft.limit = undefined
  }
  timed(draft, asked, undefined)
  if (ask === 'share') return first !== undefined && measureThose(draft, first.expression, ask, conditions)
  for (const condition of conditions) addFilter(draft, condition)
  if (ask === 'list' || conditions.length > 0) return conditions.length > 0
  // "how many is that in total"
  draft.dimensions = []
  draft.orderBy = []
  return first !== undefined
}

/** 它们分别停了几次: what belongs to each of the things, counted in the same period. */
const countsForEach = (draft: Draft, { previous, parts, conditions }: Those, kept: KeptGroups): boolean => {
  const counted = [...parts.heads, ...parts.owners].find(({ dataset }) =>
    draft.view.isParent(kept.field.dataset, dataset.name),
  )
  if (!counted) return false
  const { name, defaultTime } = counted.dataset
  draft.measures = []
  draft.orderBy = []
  draft.having = []
  draft.limit = undefined
  draft.filters = [...kept.filters, ...conditions]
  addMeasure(draft, countRows(name, draft.view))
  draft.time =
    previous.time && defaultTime !== undefined
      ? { field: { dataset: name, field: defaultTime }, range: previous.time.range }
      : undefined
  return true
}

interface KeptGroups {
  readonly field: FieldRef
  readonly filters: readonly Condition[]
  /** Whether the conditions are about the things that the groups are, not about rows that belong to them. */
  isOfThings(conditions: readonly Condition[]): boolean
}

/** The groups that a limit or a condition on them left, as conditions; nothing where all groups were shown. */
const keptGroups = (draft: Draft, previous: Query): KeptGroups | undefined => {
  const [group, second] = previous.dimensions
  const isPlain = group && group.grain === undefined && group.part === undefined && group.shift !== true
  if (!isPlain || second) return undefined
  const { field } = group
  const isOfThings = (conditions: readonly Condition[]): boolean =>
    conditions
      .flatMap(fieldsOfCondition)
      .every(ref => ref.dataset === field.dataset || draft.view.isParent(ref.dataset, field.dataset))
  const isLimited = previous.limit !== undefined && previous.limit.per === undefined
  if (isLimited || previous.having.length > 0)
    return { field, isOfThings, filters: [amongGroups(previous, field, isLimited)] }
  // kept by a question of this kind before
  const isAmong = previous.filters.some(one => one.kind === 'in-query' && sameRef(one.field, field))
  const filters = previous.filters.filter(one => one.kind !== 'related' && isOfThings([one]))
  return isAmong ? { field, isOfThings, filters } : undefined
}

const amongGroups = (previous: Query, field: FieldRef, isLimited: boolean): Condition => {
  const orderBy = previous.orderBy.flatMap((order): readonly OrderBy[] => {
    const { by } = order
    if (by.kind !== 'output') return [order]
    const measure = previous.measures.find(one => one.id === by.id)
    return measure ? [{ ...order, by: { kind: 'measure', measure: measure.expression } }] : []
  })
  const dimensions = [{ id: 'those', field }]
  return {
    kind: 'in-query',
    field,
    query: { ...previous, measures: [], columns: [], dimensions, orderBy: isLimited ? orderBy : [] },
  }
}

const countOfThings = (draft: Draft, field: FieldRef): MeasureExpression =>
  draft.view.field(field)?.isName === true
    ? { kind: 'rows', dataset: field.dataset }
    : { kind: 'aggregate', aggregate: 'count-distinct', value: { kind: 'field', field } }
