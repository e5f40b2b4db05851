import { isCue, skip, skipBack } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import { spanOf } from '../node.ts'
import type { Node } from '../node.ts'

/** "machines with zero stops", 停机0次的设备, 零停机的产线: none of them, which no count of the rows that there are would find. */
export const zeroOf: Rule = (nodes, at) => zeroBefore(nodes, at) ?? zeroBehind(nodes, at)

const isZero = (node: Node | undefined): boolean =>
  node?.type === 'number' && node.value === 0 && !node.percent && node.unit === undefined

const without = (node: Node): Node => ({ ...spanOf([node]), type: 'cue', cues: [{ cue: 'without' }] })

const zeroBefore = (nodes: readonly Node[], at: number): Reduction | undefined => {
  const zero = nodes[at]
  if (!zero || !isZero(zero) || !isOfRows(nodes, skip(nodes, at + 1))) return undefined
  const before = nodes[skipBack(nodes, at)]
  const isHad =
    isCue(before, 'have', 'relative', 'be') || /^(with|had|having)$/i.test(nodes[at - 1]?.text ?? '')
  const isHan = /\p{Script=Han}/u.test(nodes[skip(nodes, at + 1)]?.text ?? '')
  return isHad || (isHan && !isCue(before, 'compare')) ? { to: at + 1, nodes: [without(zero)] } : undefined
}

/** Rows, or rows of one kind: "0 failed inspections". */
const isOfRows = (nodes: readonly Node[], at: number): boolean =>
  nodes[at]?.type === 'dataset' ||
  ((nodes[at]?.type === 'value' || nodes[at]?.type === 'field') &&
    nodes[skip(nodes, at + 1)]?.type === 'dataset' &&
    !/\p{Script=Han}/u.test(nodes[at]?.text ?? ''))

const zeroBehind = (nodes: readonly Node[], at: number): Reduction | undefined => {
  const [rows, zero, times] = nodes.slice(at, at + 3)
  if (rows?.type !== 'dataset' || !isZero(zero) || !/^[次起回]$/u.test(times?.text ?? '')) return undefined
  return { to: at + 3, nodes: [without(rows), rows] }
}
