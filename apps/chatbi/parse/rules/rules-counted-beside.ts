import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import { isCue, isJoiner, skip, skipBack } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import type { Node } from '../node.ts'

/**
 * "stops and stop hours per reason", "maintenance orders and their cost by machine": rows that are named beside a measure of them,
 * where both are told of groups, are counted. Behind "of", "for" or a word that asks how many they say of what, or are counted already.
 */
export const countedBesideMeasure: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'dataset' || !nodes.some((other, i) => i > at && isCue(other, 'group'))) return undefined
  const before = nodes[skipBack(nodes, at)]
  const joinerBehind = skip(nodes, at + 1)
  const behind = isJoiner(nodes[joinerBehind]) ? nodes[skip(nodes, joinerBehind + 1, 'all')] : undefined
  const ahead = isJoiner(before) ? nodes[skipBack(nodes, skipBack(nodes, at))] : undefined
  const isBeside = [behind, ahead].some(other => isMeasureOf(other, node.dataset.name, view))
  const first = isJoiner(before) ? undefined : before
  const isTaken = isCue(
    first,
    'count',
    'of',
    'preposition',
    'relative',
    'which',
    'group',
    'extreme',
    'compare',
  )
  if (!isBeside || isTaken) return undefined
  const { from, to, text, score, reason } = node
  const count: Node = { type: 'cue', cues: [{ cue: 'count' }], from, to, text, score, reason }
  return { to: at + 1, nodes: [count, node] }
}

/** A total, mean or rate of rows of `dataset`; their number is none, as it counts them already. */
const isMeasureOf = (node: Node | undefined, dataset: string, { model }: ModelView): boolean => {
  if (node?.type === 'field') return isQuantity(node.field) && node.ref.dataset === dataset
  return (
    node?.type === 'metric' &&
    node.metric.expression.kind !== 'rows' &&
    datasetsOfMeasure(node.metric.expression, model).includes(dataset)
  )
}
