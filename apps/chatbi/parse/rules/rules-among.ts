import { withFilters } from '../assemble/with-filters.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'

/**
 * "how many inspections in October, and how many of them failed", 上周测了多少次，其中不合格几次: what is counted, and beside it what
 * part of it meets one more condition.
 */
export const amongThem: Rule = (nodes, at) => {
  const whole = nodes[at]
  if (whole?.type !== 'measure' && whole?.type !== 'metric') return undefined
  const joiner = nodes.findIndex((node, i) => i > at && isCue(node, 'comma', 'and', 'relative', 'of'))
  if (joiner < 0 || !nodes.slice(at + 1, joiner).every(isSaidOfAll)) return undefined
  const part = partAt(nodes, joiner)
  const expression =
    whole.type === 'metric' ? ({ kind: 'metric', metric: whole.metric.name } as const) : whole.expression
  const filtered =
    part &&
    withFilters(
      expression,
      part.conditions.map(({ condition }) => condition),
    )
  if (!filtered || !part) return undefined
  const words = nodes.slice(joiner, part.to)
  const measure: Node = { ...spanOf(words), type: 'measure', expression: filtered }
  return { to: part.to, nodes: [...nodes.slice(at, joiner), measure] }
}

const isSaidOfAll = (node: Node): boolean =>
  node.type === 'condition' ||
  node.type === 'time' ||
  node.type === 'word' ||
  isCue(node, 'preposition', 'have', 'be', 'what')

interface Part {
  readonly conditions: readonly NodeOf<'condition'>[]
  readonly to: number
}

/** "and how many of those were NOK", 其中不合格的有几次: a condition and the count, in either order. */
const partAt = (nodes: readonly Node[], joiner: number): Part | undefined => {
  const conditions: NodeOf<'condition'>[] = []
  let counts = 0
  let isOfThem = false
  let to = joiner
  for (; to < nodes.length; to++) {
    const node = nodes[to]
    if (!node || (isCue(node, 'sentence-end') && conditions.length > 0)) break
    if (/^(them|those|these|which|其中|里面)$/i.test(node.text) && !isCue(node, 'which')) isOfThem = true
    if (node.type === 'condition') conditions.push(node)
    else if (isCue(node, 'count') || (isCue(node, 'what') && /多少|how much/i.test(node.text))) counts++
    else if (isContentOther(node)) return undefined
  }
  const isShort = /^(几|多少)\p{Script=Han}?$/u.test(nodes[lastCount(nodes, to)]?.text ?? '')
  const rest = nodes[skip(nodes, to + 1)]
  return conditions.length > 0 && counts === 1 && (isOfThem || isShort) && rest === undefined
    ? { conditions, to }
    : undefined
}

const lastCount = (nodes: readonly Node[], to: number): number =>
  nodes.slice(0, to).findLastIndex(node => isCue(node, 'count', 'what'))

const isContentOther = (node: Node): boolean => {
  if (node.type === 'word') return !node.isStop && !node.isMark
  if (node.type !== 'cue') return true
  return (
    cueOf(node, 'group') !== undefined ||
    isCue(node, 'extreme', 'aggregate', 'not', 'without', 'share', 'compare')
  )
}
