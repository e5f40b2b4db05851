import type { FieldRef, TimeGrain } from '../../query/query.ts'
import type { Parts } from '../collect.ts'
import { addDimension, addMeasure, measuredDatasets } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { groupFieldOf, isQuantity, refOf } from '../model-view.ts'
import type { DatasetNode, FieldNode } from '../node.ts'
import { totalOf } from '../total-of.ts'

export const dimensionOf = (draft: Draft, node: FieldNode | DatasetNode): string | undefined => {
  if (node.type === 'field') return addDimension(draft, fieldDimension(node))
  const name = groupFieldOf(node.dataset)
  return name && addDimension(draft, { field: refOf(node.dataset, name) })
}

/** A timestamp is grouped by its day unless the words say the grain: "by hour", where hours are a column. */
const fieldDimension = (node: FieldNode): { readonly field: FieldRef; readonly grain?: TimeGrain } =>
  node.field.type === 'timestamp'
    ? { field: node.ref, grain: grainOf(node.text) ?? 'day' }
    : { field: node.ref }

const grainOf = (text: string): TimeGrain | undefined =>
  /^hours?$|小时/i.test(text) ? 'hour' : /^months?$|月/i.test(text) ? 'month' : undefined

export const applyGroups = (draft: Draft, parts: Parts): void => {
  const isList =
    draft.measures.length === 0 &&
    parts.outputs.length > 0 &&
    parts.superlatives.length === 0 &&
    parts.havings.length === 0
  const isTotal = parts.groups.some(group => !group.each || group.by.some(node => isTotalled(parts, node)))
  if (draft.measures.length === 0 && isTotal && parts.havings.length === 0 && parts.superlatives.length === 0)
    for (const node of parts.outputs) if (isQuantity(node.field)) addMeasure(draft, totalOf(node))
  for (const group of parts.groups)
    for (const node of group.by) {
      if (node.type === 'field' && !group.each && ranksBy(draft, parts, node)) continue
      // "the name and budget of each department" lists; it does not group
      if (isList && group.each && !isTotalled(parts, node)) continue
      // "all details for each swimmer"
      if (parts.flags.has('details') && draft.measures.length === 0 && group.each) continue
      // "across all volumes": every row is its own group only where "each" asks for it
      const isOwnRows =
        node.type === 'dataset' && !group.each && measuredDatasets(draft).includes(node.dataset.name)
      if (isOwnRows && parts.measures.some(one => one.type === 'measure' && one.counted === undefined))
        continue
      const named = parts.outputs.some(
        output => node.type === 'dataset' && output.ref.dataset === node.dataset.name,
      )
      if (node.type === 'dataset' && named) continue
      // a quantity has as many groups as rows
      if (node.type === 'field' && node.field.role === 'measure' && draft.measures.length > 0)
        draft.penalty += 0.4
      dimensionOf(draft, node)
    }
}

/** "top 3 reasons by duration", "list employees by age": a quantity after "by" ranks; nothing is grouped by it. */
const ranksBy = (draft: Draft, parts: Parts, node: FieldNode): boolean => {
  if (!isQuantity(node.field) || node.field.role !== 'measure') return false
  const opens = parts.superlatives.some(one => one.key.kind === 'open')
  if (opens) {
    addMeasure(draft, totalOf(node))
    return true
  }
  const lists = parts.measures.length === 0 && parts.groups.length === 1 && parts.superlatives.length === 0
  if (!lists || parts.outputs.some(one => isQuantity(one.field))) return false
  draft.orderBy.push({ by: { kind: 'row', value: { kind: 'field', field: node.ref } }, direction: 'asc' })
  return true
}

/** "energy of each area": a quantity of many rows for one of something else is added up, not listed. */
const isTotalled = (parts: Parts, node: FieldNode | DatasetNode): boolean => {
  const dataset = node.type === 'dataset' ? node.dataset.name : node.ref.dataset
  return (
    parts.outputs.every(output => isQuantity(output.field)) &&
    (node.type === 'field' || parts.outputs.every(output => output.ref.dataset !== dataset))
  )
}
