import { cueOf, isCue, skip, skipBack, skipJoiners } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import type { Direction } from '../../link/cue.ts'
import { isQuantity } from '../model-view.ts'
import { spanOf } from '../node.ts'
import { totalOf } from '../total-of.ts'
import type { DatasetNode, FieldNode, MeasureLike, Node } from '../node.ts'

const isGroupable = (node: Node | undefined): node is FieldNode | DatasetNode =>
  node?.type === 'field' || node?.type === 'dataset'

/** "scrap rate between suppliers": with no numbers the word sets groups side by side. */
const betweenGroups = (nodes: readonly Node[], at: number): { readonly each: boolean } | undefined => {
  const next = nodes[skip(nodes, at + 1, 'distinct')]
  const after = nodes[skipJoiners(nodes, skip(nodes, at + 1, 'distinct') + 1)]
  if (isGroupable(after)) return undefined
  const isPlural = next !== undefined && /s$|\p{Script=Han}$/iu.test(next.text)
  return isCue(nodes[at], 'between') && isGroupable(next) && isPlural ? { each: false } : undefined
}

/** "by line and reason", "for each department", 按班次, 各产线. */
const group: Rule = (nodes, at) => {
  const cue = cueOf(nodes[at], 'group') ?? betweenGroups(nodes, at)
  if (!cue) return undefined
  // 各原因分别停了几次: each of those that were named
  if (nodes[at]?.text === '分别' && nodes.slice(0, at).some(node => isCue(node, 'group'))) return undefined
  // 甲和乙各到货多少: of each of the two that were named
  const named = nodes[skipBack(nodes, at)]
  const isOfNamed = named?.type === 'condition' && named.condition.kind === 'in' && !named.condition.negated
  if (isOfNamed && /^(各|分别|各自)$/.test(nodes[at]?.text ?? '')) return undefined
  const place = skip(nodes, at + 1, 'of', 'distinct', 'group', 'what', 'which')
  const by: (FieldNode | DatasetNode)[] = []
  let to = place
  for (;;) {
    let next = by.length === 0 ? place : skipJoiners(nodes, to)
    if (by.length > 0 && next === to) break
    while (isCue(nodes[next], 'group')) next = skip(nodes, next + 1)
    const node = nodes[next]
    if (!isGroupable(node)) break
    // "for each department, the name …": what follows a comma is asked for, not grouped by
    if (by.length > 0 && cue.each && isCue(nodes[to], 'comma')) break
    by.push(node)
    to = next + 1
  }
  if (by.length === 0) return undefined
  return reduce(to, { ...spanOf(nodes.slice(at, to)), type: 'group', each: cue.each, by })
}

const isMeasureLike = (node: Node | undefined): node is MeasureLike =>
  node?.type === 'metric' || node?.type === 'measure'

const isOrderable = (node: Node | undefined): node is FieldNode | DatasetNode | MeasureLike =>
  isGroupable(node) || isMeasureLike(node)

/** "rank the lines by scrap": the things are told, each with its amount, the largest first. */
const asRanking = (
  words: ReturnType<typeof spanOf>,
  found: readonly (FieldNode | DatasetNode | MeasureLike)[],
  direction: Direction = 'desc',
): readonly Node[] | undefined => {
  const last = found.at(-1)
  const things = found.slice(0, -1)
  const isOfThings = things.every(
    one => one.type === 'dataset' || (one.type === 'field' && !isQuantity(one.field)),
  )
  const amount: MeasureLike | undefined =
    last?.type === 'metric' || last?.type === 'measure'
      ? last
      : last?.type === 'field' && isQuantity(last.field)
        ? { ...last, type: 'measure', expression: totalOf(last) }
        : undefined
  if (!amount || things.length === 0 || !isOfThings) return undefined
  const by = things.filter(isGroupable)
  return [
    { ...words, type: 'group', each: false, by },
    amount,
    { ...words, type: 'order', by: [amount], direction },
  ]
}

/** "sort all machines by their age": what stands before "by" is asked for, what stands behind it orders. */
const sortedThings: Rule = (nodes, at) => {
  const isFirst = at === 0 || isCue(nodes[at - 1], 'sentence-end', 'comma')
  if (!isFirst || !/^(sort|order|arrange)$/i.test(nodes[at]?.text ?? '') || !isCue(nodes[at], 'order'))
    return undefined
  const by = nodes.findIndex((node, i) => i > at && isCue(node, 'group') && /^by\b/i.test(node.text))
  const things = nodes.slice(at + 1, Math.max(by, at + 1))
  const key = skip(nodes, by + 1)
  const ordering = nodes[key]
  if (by < 0 || !things.some(isGroupable) || things.some(node => isCue(node, 'order', 'group')))
    return undefined
  if (!isOrderable(ordering)) return undefined
  const end = skip(nodes, key + 1, 'preposition')
  const direction = cueOf(nodes[end], 'direction')?.direction
  let to = direction === undefined ? key + 1 : end + 1
  while (isCue(nodes[to], 'direction', 'order')) to++
  const words = spanOf(nodes.slice(by, to))
  return {
    to,
    nodes: [
      ...things,
      { ...words, type: 'order', by: [ordering], ...(direction === undefined ? {} : { direction }) },
    ],
  }
}

/** "ordered by age descending", "in ascending order of name", 按扭矩从高到低排序. */
const order: Rule = (nodes, at) => {
  const first = nodes[at]
  const isOrder = isCue(first, 'order')
  const direction = cueOf(first, 'direction')?.direction
  if (!isOrder && direction === undefined) return undefined
  // "Sort the names in ascending order of age": the first word only asks
  const starts = at === 0 || isCue(nodes[at - 1], 'sentence-end')
  if (starts && nodes.slice(at + 2).some(node => isCue(node, 'order', 'direction'))) return undefined
  const found: (FieldNode | DatasetNode | MeasureLike)[] = []
  let said = direction
  let to = at + 1
  for (;;) {
    const place = skip(
      nodes,
      found.length === 0 ? to : skipJoiners(nodes, to),
      'of',
      'group',
      'order',
      'have',
    )
    const node = nodes[place]
    const nextAt = skip(nodes, place, 'preposition')
    const next = cueOf(nodes[nextAt], 'direction')
    if (next && said === undefined) {
      said = next.direction
      to = nextAt + 1
    } else if (isOrderable(node) && (found.length === 0 || place > to)) {
      found.push(node)
      to = place + 1
    } else if (isCue(node, 'direction') && place === to) to++
    else break
  }
  while (isCue(nodes[to], 'direction', 'order')) {
    said = said ?? cueOf(nodes[to], 'direction')?.direction
    to++
  }
  if (found.length === 0 && said === undefined) return undefined
  const words = spanOf(nodes.slice(at, to))
  const ranked = isCue(first, 'ranking') ? asRanking(words, found, said) : undefined
  if (ranked) return { to, nodes: ranked }
  return reduce(to, {
    ...words,
    type: 'order',
    by: found,
    ...(said === undefined ? {} : { direction: said }),
  })
}

/** 按扭矩排序, 按产量从高到低: a group cue whose noun is followed by an order. */
const orderAfter: Rule = (nodes, at) => {
  const first = nodes[at]
  const isBy = isCue(first, 'group') && /^(按|按照|依|根据|依照|by)$/i.test(first?.text ?? '')
  const place = isBy ? skip(nodes, at + 1) : at
  const node = nodes[place]
  if (!isOrderable(node)) return undefined
  const next = skip(nodes, place + 1, 'of')
  if (!isCue(nodes[next], 'order', 'direction')) return undefined
  // "by type ordered by name" groups first; 按类型排序 orders, and so does "by price in descending order"
  const isAmount = isBy && node.type === 'field' && isQuantity(node.field) && isCue(nodes[next], 'direction')
  if (!isAmount && !/\p{Script=Han}/u.test(nodes[next]?.text ?? '')) return undefined
  if (!isBy && isGroupable(node)) return undefined
  let to = next
  let direction
  while (isCue(nodes[to], 'order', 'direction')) {
    direction = direction ?? cueOf(nodes[to], 'direction')?.direction
    to++
  }
  if (!isBy && isMeasureLike(node))
    return {
      to,
      nodes: [
        node,
        {
          ...spanOf(nodes.slice(next, to)),
          type: 'order',
          by: [node],
          ...(direction === undefined ? {} : { direction }),
        },
      ],
    }
  return reduce(to, {
    ...spanOf(nodes.slice(at, to)),
    type: 'order',
    by: [node],
    ...(direction === undefined ? {} : { direction }),
  })
}

const reduce = (to: number, node: Node): Reduction => ({ to, nodes: [node] })

/** Groupings and orders. */
export const clauseRules: readonly Rule[] = [orderAfter, sortedThings, order, group]
