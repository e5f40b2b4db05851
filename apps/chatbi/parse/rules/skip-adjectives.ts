import { skip } from '../grammar.ts'
import { isQuantity } from '../model-view.ts'
import type { Node } from '../node.ts'

/** Past values and conditions that stand before their noun: "unplanned stops", "Chinese suppliers". */
export const skipAdjectives = (nodes: readonly Node[], at: number): number => {
  let place = at
  const isAdjective = (node: Node | undefined): boolean =>
    node?.type === 'value' || node?.type === 'condition' || (node?.type === 'word' && !node.isMark)
  while (place - at < 3 && isAdjective(nodes[place])) place = skip(nodes, place + 1)
  const node = nodes[place]
  return node?.type === 'dataset' || node?.type === 'metric' ? place : at
}

/** "highest bore deviation": past the value that says of which of several things the quantity is. */
export const skipMeasured = (nodes: readonly Node[], at: number): number => {
  const value = nodes[at]
  const place = skip(nodes, at + 1)
  const field = nodes[place]
  const isOwn =
    value?.type === 'value' &&
    field?.type === 'field' &&
    isQuantity(field.field) &&
    field.ref.dataset === value.ref.dataset
  return isOwn ? place : at
}
