import { cueOf, isCue, skip } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { isQuantity } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { averagedMetric } from './averaged-metric.ts'

/** "what does a repair cost on average", 每张单费用平均多少: the mean is said behind what it is of. */
export const averageBehind: Rule = (nodes, at) => {
  const node = nodes[at]
  const place = nodes.findIndex((other, i) => i > at && cueOf(other, 'aggregate')?.aggregate === 'avg')
  const between = nodes.slice(at + 1, place)
  if (!node || place < 0 || !between.every(isBeside)) return undefined
  // "scrap per hour, on average": of what hours come to
  if (nodes.some(other => other.type === 'time' && other.expression.grain !== undefined)) return undefined
  const next = nodes[skip(nodes, place + 1, 'of', 'preposition', 'be')]
  if (
    next?.type === 'field' ||
    next?.type === 'metric' ||
    next?.type === 'dataset' ||
    next?.type === 'measure'
  )
    return undefined
  const average = averageOf(node)
  const rest = between.filter(other => !isCue(other, 'preposition') || other.type !== 'cue')
  return average && { to: place + 1, nodes: [average, ...rest] }
}

/** What may stand between: when, of which, and words that say nothing. */
const isBeside = (node: Node): boolean =>
  node.type === 'time' ||
  node.type === 'value' ||
  node.type === 'condition' ||
  (node.type === 'word' && node.isStop && !node.isMark) ||
  isCue(node, 'preposition', 'be', 'have', 'of')

const averageOf = (node: Node): NodeOf<'measure'> | undefined => {
  const words = spanOf([node])
  if (node.type === 'field' && isQuantity(node.field))
    return {
      ...words,
      type: 'measure',
      expression: { kind: 'aggregate', aggregate: 'avg', value: { kind: 'field', field: node.ref } },
    }
  const expression = node.type === 'metric' ? averagedMetric(node.metric, 'avg') : undefined
  return expression && { ...words, type: 'measure', expression }
}
