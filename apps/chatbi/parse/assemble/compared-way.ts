import type { Dataset } from '../../model/semantic-model.ts'
import type { FieldRef } from '../../query/query.ts'
import type { Parts } from '../collect.ts'
import { countRows } from '../count-measure.ts'
import { defaultTimeOf } from '../default-time.ts'
import { addDimension, addMeasure } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { groupFieldOf, isQuantity, refOf } from '../model-view.ts'
import { cueOf } from '../node.ts'
import type { Node } from '../node.ts'
import { totalOf } from '../total-of.ts'

/** "more than in September": the word that compares has no number. */
export const comparedWay = (
  parts: Parts,
): { readonly way: 'up' | 'down'; readonly node: Node } | undefined => {
  for (const node of parts.leftover) {
    const operator = cueOf(node, 'compare')?.operator
    if (operator === '>' || operator === '<') return { node, way: operator === '>' ? 'up' : 'down' }
  }
  return undefined
}

/**
 * "which machine types used less energy last week than the week before", 停机比前一周多的产线: of each, the total or the number of
 * rows in both periods, not a list of rows.
 */
export const measureCompared = (draft: Draft, parts: Parts): void => {
  const isCompared = parts.times.some(({ expression }) => expression.compareTo)
  const isMoved = parts.movement !== undefined || comparedWay(parts) !== undefined
  if (!isCompared || draft.measures.length > 0 || draft.dimensions.length > 0 || !isMoved) return
  const groups = [
    ...parts.outputs.filter(({ field }) => !isQuantity(field)).map(({ ref }) => ref),
    ...thingsAsked(draft, parts),
  ]
  const quantities = parts.outputs.filter(
    ({ field }) => isQuantity(field) && field.defaultAggregate === 'sum',
  )
  const [group] = groups
  if (!group || quantities.length > 1) return
  const [quantity] = quantities
  const event = quantity ? undefined : eventCompared(draft, parts, group.dataset)
  if (!quantity && !event) return
  draft.columns = []
  draft.root = undefined
  if (quantity) addMeasure(draft, totalOf(quantity))
  if (event) {
    draft.filters = draft.filters.filter(filter => filter.kind !== 'related' || filter.dataset !== event.name)
    addMeasure(draft, countRows(event.name, draft.view))
  }
  for (const field of groups) addDimension(draft, { field })
}

/** 哪些车床, "which machines": the things that are asked for, by their name. */
const thingsAsked = ({ view }: Draft, parts: Parts): readonly FieldRef[] => {
  const asked = parts.asked
  if (asked?.type !== 'dataset' || parts.outputs.some(({ ref }) => ref.dataset === asked.dataset.name))
    return []
  const name = groupFieldOf(asked.dataset)
  const isThing = view.model.relationships.some(({ to }) => to === asked.dataset.name)
  return name && isThing ? [refOf(asked.dataset, name)] : []
}

/** The only rows with a time that are named beside those that are asked for. */
const eventCompared = (draft: Draft, parts: Parts, asked: string): Dataset | undefined => {
  const named = [...parts.heads, ...parts.owners].map(({ dataset }) => dataset)
  const events = [...new Set(named)].filter(
    one => one.name !== asked && defaultTimeOf(one) && draft.view.isParent(asked, one.name),
  )
  return events.length === 1 ? events[0] : undefined
}
