import { cueOf, isCue, skip } from '../grammar.ts'
import type { DatasetNode, FieldNode, Node } from '../node.ts'

interface ReadShare {
  readonly nodes: readonly Node[]
  readonly within?: FieldNode | DatasetNode
}

const isGroupable = (node: Node | undefined): node is FieldNode | DatasetNode =>
  node?.type === 'field' || node?.type === 'dataset'

/**
 * "share of each reason within its line", 每条产线内各原因的占比, 各原因占本产线的比例: whose total the groups are parts of, taken
 * out of the words. Without a word for a share nothing is.
 */
export const readShareWithin = (nodes: readonly Node[]): ReadShare => {
  if (!nodes.some(node => isCue(node, 'share'))) return { nodes }
  return englishWithin(nodes) ?? chineseWithin(nodes) ?? { nodes }
}

/** "above the average of their line", "the average machine of its type", 高于本线平均: the mean of the same line or type. */
export const readAverageWithin = (nodes: readonly Node[]): ReadShare => {
  const mean = nodes.findIndex(node => cueOf(node, 'aggregate')?.aggregate === 'avg')
  if (mean < 0 || !nodes.some(node => isCue(node, 'compare', 'compare-after', 'versus'))) return { nodes }
  const at = nodes.findIndex(
    (node, i) => isGroupable(node) && /^(本|该|所在|各自|其|所属|同|同一)的?$/.test(nodes[i - 1]?.text ?? ''),
  )
  const own = nodes[at]
  if (isGroupable(own) && at < mean && mean - at < 4) return take(nodes, at - 1, at + 1, own)
  const isBehind = nodes.slice(mean, mean + 6).some(({ text }) => /^(its|their)$/i.test(text))
  return (isBehind ? englishWithin(nodes) : undefined) ?? { nodes }
}

const take = (
  nodes: readonly Node[],
  from: number,
  to: number,
  within: FieldNode | DatasetNode,
): ReadShare => ({
  nodes: [...nodes.slice(0, from), ...nodes.slice(to)],
  within,
})

/** "within its line", "within each line", "of its line's total". */
const englishWithin = (nodes: readonly Node[]): ReadShare | undefined => {
  const at = nodes.findIndex(({ text }) => /^within( each| the)?$/i.test(text))
  const own = nodes.findIndex(({ text }, i) => /^(its|their|own)$/i.test(text) && i > 0)
  const led = own > 0 ? nodes[own - 1] : undefined
  const isLed = isCue(led, 'of', 'preposition')
  // "stop hours of its line": the word is part of the name before
  const isWithin = isLed || /\bof$/i.test(led?.text ?? '')
  const from = at >= 0 ? at : isWithin ? own - (isLed ? 1 : 0) : -1
  if (from < 0) return undefined
  const place = skip(nodes, at < 0 ? own + 1 : at + 1, 'group', 'all')
  const node = nodes[place]
  if (!isGroupable(node)) return undefined
  let to = place + 1
  if (isCue(nodes[to], 'of') && isCue(nodes[to + 1], 'aggregate')) to += 2
  return take(nodes, from, to, node)
}

/** 每条产线内, 在各产线中; 占本产线的, 占所在产线. */
const chineseWithin = (nodes: readonly Node[]): ReadShare | undefined => {
  for (const [at, node] of nodes.entries()) {
    if (!isGroupable(node)) continue
    const [before, after] = [nodes[at - 1], nodes[at + 1]]
    const isInside = isCue(before, 'group') && /^(内部?|中|里)$/.test(after?.text ?? '')
    if (isInside) {
      const from = /^在$/.test(nodes[at - 2]?.text ?? '') ? at - 2 : at - 1
      return take(nodes, from, isCue(nodes[at + 2], 'of') ? at + 3 : at + 2, node)
    }
    const own = nodes.slice(Math.max(0, at - 3), at)
    const part = own.findIndex(other => isCue(other, 'share'))
    const said = own
      .slice(part + 1)
      .map(({ text }) => text)
      .join('')
    const isOwn = part >= 0 && /^(本|该|所在|各自|其|所属|自己)的?$/.test(said)
    if (isOwn) return take(nodes, at - own.length + part + 1, at + 1, node)
  }
  return undefined
}
