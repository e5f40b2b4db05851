import { cueOf, skip } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'

const isAverage = (node: Node | undefined): boolean => cueOf(node, 'aggregate')?.aggregate === 'avg'

const isGrain = (node: Node | undefined): node is NodeOf<'time'> =>
  node?.type === 'time' && node.expression.grain !== undefined && node.expression.range === undefined

const averaged = (words: readonly Node[], time: NodeOf<'time'>): Node => ({
  ...time,
  ...spanOf(words),
  isAveraged: true,
})

/** "average daily output", 平均每天停机几次, "on an average day": the mean of what each period has. */
const averageBefore: Rule = (nodes, at) => {
  if (!isAverage(nodes[at])) return undefined
  const place = skip(nodes, at + 1, 'of', 'group')
  const time = nodes[place]
  return isGrain(time) ? { to: place + 1, nodes: [averaged(nodes.slice(at, place + 1), time)] } : undefined
}

const names = new Set<Node['type']>(['field', 'metric', 'value', 'dataset', 'measure'])

/** "stops per day on average". */
const averageAfter: Rule = (nodes, at) => {
  const time = nodes[at]
  if (!isGrain(time)) return undefined
  const place = skip(nodes, at + 1, 'preposition')
  // 每周的平均偏差: the mean of what follows, in each week
  const isLast = !nodes.slice(place + 1).some(node => names.has(node.type))
  return isAverage(nodes[place]) && isLast
    ? { to: place + 1, nodes: [averaged(nodes.slice(at, place + 1), time)] }
    : undefined
}

/** Means over the periods of a time. */
export const periodRules: readonly Rule[] = [averageBefore, averageAfter]
