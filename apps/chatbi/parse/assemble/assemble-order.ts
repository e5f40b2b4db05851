import { sameRef } from '../../query/fields-of.ts'
import type { Direction } from '../../link/cue.ts'
import { findMetric } from '../../query/find-in-model.ts'
import type { MeasureExpression } from '../../query/query.ts'
import { dimensionOf } from './assemble-group.ts'
import type { Parts } from '../collect.ts'
import { addColumn, addMeasure, isGrouped } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { isQuantity, nameFieldOf, refOf } from '../model-view.ts'

/** "list the lines by output, highest first": ordering by a measure groups by what is listed. */
export const applyMeasuredOrders = (draft: Draft, parts: Parts): void => {
  const ranked = parts.orders
    .flatMap(order => order.by)
    .filter(node => node.type === 'metric' || node.type === 'measure')
  if (ranked.length === 0 || draft.measures.length > 0 || draft.dimensions.length > 0) return
  for (const node of parts.outputs) dimensionOf(draft, node)
  if (parts.outputs.length === 0) for (const node of parts.heads.slice(0, 1)) dimensionOf(draft, node)
  if (draft.style === 'explained')
    for (const node of ranked)
      addMeasure(
        draft,
        node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression,
      )
}

/**
 * "which states have the highest density, ordered from highest to lowest": all of them in that order with what they are
 * ordered by, not the first alone.
 */
const asOrderedList = (draft: Draft, parts: Parts): boolean => {
  const [superlative, other] = parts.superlatives
  const [order] = parts.orders
  const [ranked] = draft.orderBy
  if (!superlative || other || superlative.count !== undefined || !order || !ranked) return false
  if (draft.limit?.per !== undefined || !isPluralNoun(parts)) return false
  draft.limit = undefined
  const direction = order.direction ?? ranked.direction
  if (ranked.by.kind === 'measure') {
    const id = addMeasure(draft, ranked.by.measure)
    draft.orderBy = [{ by: { kind: 'output', id }, direction }]
  } else {
    if (ranked.by.kind === 'row' && ranked.by.value.kind === 'field') addColumn(draft, ranked.by.value.field)
    draft.orderBy = [{ ...ranked, direction }]
  }
  return true
}

const isPluralNoun = (parts: Parts): boolean =>
  [...parts.heads, ...parts.outputs].slice(0, 1).some(node => /s$|\p{Script=Han}$/iu.test(node.text))

export const applyOrders = (draft: Draft, parts: Parts): void => {
  if (asOrderedList(draft, parts)) return
  for (const order of parts.orders) {
    const direction =
      qualityFirst(draft, order) ?? order.direction ?? (/rank/i.test(order.text) ? 'desc' : 'asc')
    if (order.by.length === 0) {
      const first = draft.measures[0] ?? sizeOf(draft, order.text) ?? draft.dimensions[0] ?? draft.columns[0]
      const [ranked] = draft.orderBy
      if (first && !ranked) draft.orderBy.push({ by: { kind: 'output', id: first.id }, direction })
      // "rank the lines by scrap rate, best first"
      else if (ranked && parts.flags.has('ranking') && order.direction)
        draft.orderBy = [{ ...ranked, direction }]
    }
    for (const node of order.by) orderBy(draft, node, direction)
  }
}

/** "best first": of what is better low, the lowest. */
const qualityFirst = (draft: Draft, { text, by }: Parts['orders'][number]): Direction | undefined => {
  const isBest = /\bbest (?:first|on top)|from best|从好到差|从优到劣/i.test(text)
  if (!isBest && !/\bworst (?:first|on top)|from worst|从差到好|从劣到优/i.test(text)) return undefined
  const [named] = by.flatMap(node => (node.type === 'metric' ? [node.metric.name] : []))
  const [shown] = draft.measures.flatMap(({ expression }) =>
    expression.kind === 'metric' ? [expression.metric] : [],
  )
  const name = named ?? shown
  const better = name === undefined ? undefined : findMetric(draft.view.model, name)?.better
  return better && ((better === 'higher') === isBest ? 'desc' : 'asc')
}

/** "heaviest first": the column that has a size. */
const sizeOf = (draft: Draft, text: string): Draft['columns'][number] | undefined =>
  /heav|light|long|short|large|small|big|expens|cheap|fast|slow|fewest/i.test(text)
    ? draft.columns.find(({ value }) => {
        const field = value.kind === 'field' ? draft.view.field(value.field) : undefined
        return field !== undefined && isQuantity(field)
      })
    : undefined

const orderBy = (
  draft: Draft,
  node: Parts['orders'][number]['by'][number],
  direction: 'asc' | 'desc',
): void => {
  if (node.type === 'metric' || node.type === 'measure') {
    const measure: MeasureExpression =
      node.type === 'metric' ? { kind: 'metric', metric: node.metric.name } : node.expression
    const output = draft.measures.find(one => JSON.stringify(one.expression) === JSON.stringify(measure))
    draft.orderBy.push({
      by: output ? { kind: 'output', id: output.id } : { kind: 'measure', measure },
      direction,
    })
    return
  }
  const name = node.type === 'dataset' ? nameFieldOf(node.dataset) : undefined
  const ref =
    node.type === 'field' ? node.ref : name && node.type === 'dataset' ? refOf(node.dataset, name) : undefined
  if (!ref) return
  const output =
    draft.dimensions.find(one => sameRef(one.field, ref)) ??
    draft.columns.find(one => one.value.kind === 'field' && sameRef(one.value.field, ref)) ??
    draft.measures.find(
      one =>
        one.expression.kind === 'aggregate' &&
        one.expression.value.kind === 'field' &&
        sameRef(one.expression.value.field, ref),
    )
  if (output) draft.orderBy.push({ by: { kind: 'output', id: output.id }, direction })
  else if (isGrouped(draft))
    draft.orderBy.push({
      by: {
        kind: 'measure',
        measure: { kind: 'aggregate', aggregate: 'min', value: { kind: 'field', field: ref } },
      },
      direction,
    })
  else draft.orderBy.push({ by: { kind: 'row', value: { kind: 'field', field: ref } }, direction })
}
