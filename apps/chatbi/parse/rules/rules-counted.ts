import { isCue, skip, skipBack } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { isQuantity } from '../model-view.ts'
import type { Node } from '../node.ts'
import { classifiedBy } from './classifiers.ts'

/** "how many bore measurements": rows that each hold one, where the column keeps what does not add up. */
const countedRows: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !isQuantity(node.field) || node.field.defaultAggregate !== 'avg')
    return undefined
  const isPlural = /[a-z]s$|[次数]$/i.test(node.text)
  let before = skipBack(nodes, at)
  while (nodes[before]?.type === 'value' && at - before < 4) before = skipBack(nodes, before)
  const dataset = view.dataset(node.ref.dataset)
  if (!isPlural || !dataset || !isCue(nodes[before], 'count')) return undefined
  const { from, to, text, score, reason } = node
  return { to: at + 1, nodes: [{ type: 'dataset', dataset, from, to, text, score, reason }] }
}

/** 保养做了几单、花了多少钱: counted beside what else is asked of the same rows, which were named before. */
const countedBeside: Rule = (nodes, at, { view, datasets }) => {
  const cue = nodes[at]
  // 哪几张 asks which
  if (
    !cue ||
    nodes[at - 1]?.text === '哪' ||
    !isCue(cue, 'count') ||
    !/^(几|多少)\p{Script=Han}$/u.test(cue.text)
  )
    return undefined
  const isJoined = isCue(nodes[at + 1], 'comma', 'and') || isCue(nodes[skipBack(nodes, at)], 'comma', 'and')
  const isBeside = nodes.some(node => isCue(node, 'money', 'amount', 'duration') || isAmountNamed(node))
  const dataset = classifiedBy(cue.text, [...datasets], view)
  const isFollowed = isNamed(nodes[skip(nodes, at + 1)])
  if (!dataset || !isJoined || !isBeside || isFollowed) return undefined
  const { from, to, text, score, reason } = cue
  return { to: at + 1, nodes: [cue, { type: 'dataset', dataset, from, to, text, score, reason }] }
}

const isAmountNamed = (node: Node): boolean =>
  (node.type === 'metric' && node.metric.expression.kind !== 'rows') ||
  (node.type === 'field' && isQuantity(node.field))

const isNamed = (node: Node | undefined): boolean =>
  node?.type === 'dataset' || node?.type === 'field' || node?.type === 'metric'

/** Rows that are counted without a noun that names them. */
export const countedRules: readonly Rule[] = [countedRows, countedBeside]
