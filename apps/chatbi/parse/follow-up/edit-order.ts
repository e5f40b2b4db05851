import { hintsOf } from '../../link/hints-of.ts'
import type { FieldRef } from '../../query/query.ts'
import { directionOf } from '../assemble/assemble-superlative.ts'
import type { Parts } from '../collect.ts'
import { addColumn, addMeasure } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { isQuantity, isTime } from '../model-view.ts'
import type { NodeOf } from '../node.ts'
import { asksForFew, asksForMost } from './follow-up-words.ts'
import { findByHints } from '../rules/rules-comparison.ts'
import { totalOf } from '../total-of.ts'

/** In which order, and how many of them: "top 3 only", "longest first, just five", 按重量从大到小. */
export const editOrder = (draft: Draft, parts: Parts, question: string): void => {
  for (const node of parts.superlatives.filter(one => !draft.taken.includes(one))) rankBy(draft, node)
  for (const order of parts.orders) sortBy(draft, order)
  if (asksForMost(question) && parts.superlatives.length + parts.orders.length === 0) rankGroups(draft)
  if (draft.limit || draft.having.length > 0 || asksForFew(question)) limitTo(draft, parts)
}

/** "mostly on which machine", 主要在哪台设备, "rank it": the greatest first. */
const rankGroups = (draft: Draft): void => {
  const [measure] = draft.measures
  if (measure && draft.dimensions.length > 0)
    draft.orderBy = [{ by: { kind: 'output', id: measure.id }, direction: 'desc' }]
}

const rankBy = (draft: Draft, node: NodeOf<'superlative'>): void => {
  const { count = 1 } = node
  const [measure] = draft.measures
  const direction = measure ? directionOf(draft, node, measure.expression) : node.direction
  const by = draft.measures.length > 0 ? measuredKey(draft, node) : undefined
  const field = draft.measures.length > 0 ? undefined : keyOfRows(draft, node)
  if (by !== undefined) draft.orderBy = [{ by: { kind: 'output', id: by }, direction }]
  else if (field) sortRows(draft, field, direction)
  else draft.unused.push(node)
  draft.limit = { count }
}

/** What groups are ranked by: what is named, else what is measured already. */
const measuredKey = (draft: Draft, { key }: NodeOf<'superlative'>): string | undefined => {
  if (key.kind === 'measure') return addMeasure(draft, key.expression)
  if (key.kind === 'field' && isQuantity(key.field)) {
    const { ref, field } = key
    const known = draft.measures.find(one => JSON.stringify(one.expression).includes(`"${ref.field}"`))
    return known?.id ?? addMeasure(draft, totalOf({ ref, field }))
  }
  return draft.measures[0]?.id
}

const keyOfRows = (draft: Draft, { key }: NodeOf<'superlative'>): FieldRef | undefined =>
  key.kind === 'field' ? key.ref : columnByHints(draft, key.kind === 'open' ? key.hints : [])

/** The column of the rows that a word speaks of ("heaviest"), else their only quantity. */
const columnByHints = (draft: Draft, hints: readonly string[]): FieldRef | undefined => {
  const shown = draft.columns.flatMap(({ value }) => (value.kind === 'field' ? [value.field] : []))
  const root = draft.root ?? shown[0]?.dataset
  if (root === undefined) return undefined
  const found = findByHints(
    hints,
    { view: draft.view, datasets: new Set([root, ...shown.map(ref => ref.dataset)]) },
    field => isQuantity(field) || isTime(field),
  )
  if (found) return found.ref
  const quantities = shown.filter(ref => {
    const field = draft.view.field(ref)
    return field !== undefined && isQuantity(field)
  })
  return quantities.length === 1 ? quantities[0] : undefined
}

const sortRows = (draft: Draft, field: FieldRef, direction: 'asc' | 'desc'): void => {
  draft.orderBy = [{ by: { kind: 'row', value: { kind: 'field', field } }, direction }]
  addColumn(draft, field)
}

/** "sorted by name", "heaviest first", 从高到低. */
const sortBy = (draft: Draft, order: NodeOf<'order'>): void => {
  const [target] = order.by
  const isMeasure = target?.type === 'metric' || target?.type === 'measure'
  const direction = order.direction ?? (isMeasure ? (draft.orderBy[0]?.direction ?? 'desc') : 'asc')
  if (draft.measures.length === 0) {
    const field = target?.type === 'field' ? target.ref : columnByHints(draft, hintsOf(order.text))
    if (field) sortRows(draft, field, direction)
    else draft.unused.push(order)
    return
  }
  const id = outputNamed(draft, target)
  if (id !== undefined) draft.orderBy = [{ by: { kind: 'output', id }, direction }]
}

const outputNamed = (draft: Draft, target: NodeOf<'order'>['by'][number] | undefined): string | undefined => {
  if (target?.type === 'metric') return addMeasure(draft, { kind: 'metric', metric: target.metric.name })
  if (target?.type === 'measure') return addMeasure(draft, target.expression)
  const name = target?.type === 'field' ? target.ref.field : undefined
  const dimension = draft.dimensions.find(one => one.field.field === name)
  if (dimension || target?.type !== 'field') return dimension?.id ?? draft.measures[0]?.id
  return draft.measures.find(one => JSON.stringify(one.expression).includes(`"${target.ref.field}"`))?.id
}

/** "give me only three", "make it ten", 只要五个: a number by itself says how many are shown. */
const limitTo = (draft: Draft, parts: Parts): void => {
  const numbers = parts.leftover.filter(node => node.type === 'number')
  const [only, other] = numbers
  if (!only || other || draft.taken.includes(only) || only.ordinal || only.percent || only.unit !== undefined)
    return
  if (!Number.isInteger(only.value) || only.value < 1 || only.value > 1000) return
  if (draft.measures.length > 0 && draft.dimensions.length === 0) return
  const [having, another] = draft.having
  // "make it 30" after "more than 20"
  if (having && !another && !draft.limit && having.right.kind === 'value')
    draft.having = [{ ...having, right: { kind: 'value', value: only.value } }]
  else draft.limit = { count: only.value }
  draft.taken.push(only)
}
