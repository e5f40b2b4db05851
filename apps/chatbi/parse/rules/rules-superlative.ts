import type { Direction } from '../../link/cue.ts'
import { fieldsOfCondition } from '../../query/fields-of.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Reduction, Rule, RuleContext } from '../grammar.ts'
import { conditionNode } from './condition.ts'
import { isQuantity, isTime } from '../model-view.ts'
import { findByHints } from './rules-comparison.ts'
import { skipAdjectives, skipMeasured } from './skip-adjectives.ts'
import { spanOf } from '../node.ts'
import { rowsOfValue } from '../rows-of-value.ts'
import type { Node, NodeOf, SuperlativeKey } from '../node.ts'

const reduce = (to: number, ...nodes: readonly Node[]): Reduction => ({ to, nodes })

const keyOf = (node: Node | undefined): SuperlativeKey | undefined => {
  if (
    node?.type === 'field' &&
    (isQuantity(node.field) || isTime(node.field) || node.field.valueKind === 'number')
  )
    return { kind: 'field', ref: node.ref, field: node.field }
  if (node?.type === 'metric')
    return { kind: 'measure', expression: { kind: 'metric', metric: node.metric.name } }
  if (node?.type === 'measure')
    return node.counted?.type === 'dataset'
      ? { kind: 'rows', dataset: node.counted.dataset.name }
      : { kind: 'measure', expression: node.expression }
  return undefined
}

const superlativeNode = (
  words: readonly Node[],
  direction: Direction,
  key: SuperlativeKey,
  count: number | undefined,
): NodeOf<'superlative'> => ({
  ...spanOf(words),
  type: 'superlative',
  direction,
  key,
  word: words.find(node => node.type === 'cue')?.text ?? '',
  ...(count === undefined ? {} : { count }),
})

const isBottom = (node: Node | undefined): boolean => /^(bottom|后|倒数)$/i.test(node?.text ?? '')

/** "the most common reason", "the 3 most frequent". */
const common: Rule = (nodes, at) => {
  const number = nodes[at]?.type === 'number' ? nodes[at] : undefined
  const place = number ? at + 1 : at
  const cue = cueOf(nodes[place], 'common')
  if (!cue) return undefined
  const words = nodes.slice(at, place + 1)
  // "the third most common"
  const ordinal = number?.type === 'number' && number.ordinal && number.value > 1 ? number.value : undefined
  const count = number?.type === 'number' && ordinal === undefined ? number.value : undefined
  const node = superlativeNode(words, cue.direction, { kind: 'occurrence' }, count)
  return reduce(place + 1, ordinal === undefined ? node : { ...node, place: ordinal })
}

/** 最长的一次停机, 最长的三次: each one by itself, not what is added up of many. */
const singleEvent: Rule = (nodes, at, context) => {
  const extreme = cueOf(nodes[at], 'extreme')
  const place = skip(nodes, at + 1, 'of')
  const number = nodes[place]
  if (!extreme || number?.type !== 'number' || !/^[次起回笔单张]$/.test(nodes[place + 1]?.text ?? ''))
    return undefined
  const found = findByHints(
    extreme.hints ?? [],
    context,
    field => isQuantity(field) && field.role === 'measure',
  )
  if (!found) return undefined
  const words = nodes.slice(at, place + 2)
  const ranked = superlativeNode(words, extreme.direction, { kind: 'field', ...found }, number.value)
  return reduce(place + 2, { ...ranked, isOfRow: true })
}

const most = /^[高多大长久重]$/
const fewest = /^[低少小短轻]$/

/** "the second highest", 第三多的: one thing, after those that come before it. */
const placedAt = (nodes: readonly Node[], at: number, context: RuleContext): Reduction | undefined => {
  const [number, word] = [nodes[at], nodes[at + 1]]
  if (number?.type !== 'number' || !number.ordinal || number.value < 2) return undefined
  const place = number.value
  const inner = isCue(word, 'extreme') ? superlative(nodes, at + 1, context) : undefined
  const found = inner?.nodes.find(node => node.type === 'superlative')
  if (inner && found?.type === 'superlative' && found.count === undefined)
    return { ...inner, nodes: inner.nodes.map(node => (node === found ? { ...found, place } : node)) }
  const text = word?.text ?? ''
  if (inner || !(most.test(text) || fewest.test(text))) return undefined
  const direction = most.test(text) ? 'desc' : 'asc'
  const words = nodes.slice(at, at + 2)
  const node = superlativeNode(words, direction, { kind: 'open', hints: [] }, undefined)
  return reduce(at + 2, { ...node, place, word: direction === 'desc' ? '最多' : '最少' })
}

/** "top 5 lines by scrap rate", "5 highest", "the most stops", "highest torque", 前五. */
const superlative: Rule = (nodes, at, context) => {
  const placed = placedAt(nodes, at, context)
  if (placed) return placed
  const single = singleEvent(nodes, at, context)
  if (single) return single
  const leading = nodes[at]?.type === 'number' && isCue(nodes[at + 1], 'extreme') ? nodes[at] : undefined
  const cueAt = leading ? at + 1 : at
  const top = cueOf(nodes[cueAt], 'top')
  const extreme = cueOf(nodes[cueAt], 'extreme')
  if (!top && !extreme) return undefined
  const followed = skip(nodes, cueAt + 1)
  // "how long does a stop last": a verb
  const after = nodes[followed]?.type
  const isVerb =
    /^last$/i.test(nodes[cueAt]?.text ?? '') && after !== 'number' && after !== 'dataset' && after !== 'field'
  if (isVerb) return { to: cueAt + 1, nodes: [] }
  const number = nodes[followed]?.type === 'number' ? nodes[followed] : undefined
  const count =
    leading?.type === 'number' ? leading.value : number?.type === 'number' ? number.value : undefined
  if (!extreme && count === undefined) return undefined
  const direction = isBottom(nodes[cueAt]) ? 'asc' : (extreme?.direction ?? 'desc')
  let place = number ? followed + 1 : cueAt + 1
  // "the 3 lines with the highest …" follows; "most" inside stays for its own match
  if (number && isCue(nodes[skip(nodes, place)], 'extreme')) {
    const inner = superlative(nodes, skip(nodes, place), context)
    const found = inner?.nodes[0]
    if (inner && found?.type === 'superlative')
      return reduce(inner.to, {
        ...found,
        ...spanOf(nodes.slice(at, inner.to)),
        ...(count === undefined ? {} : { count }),
      })
  }
  const hints = extreme?.hints ?? []
  let keyAt = skip(nodes, place, 'of', 'all', 'count')
  if (isCue(nodes[keyAt], 'aggregate')) keyAt = skip(nodes, keyAt + 1, 'of')
  const said = keyAt
  if (!number) keyAt = skipAdjectives(nodes, keyAt)
  if (!number && keyAt === said) keyAt = skipMeasured(nodes, keyAt)
  const adjectives = nodes.slice(said, keyAt)
  const longest = number ? undefined : rowsRankedByHint(nodes[keyAt], hints, context)
  if (longest)
    return reduce(
      keyAt + 1,
      ...adjectives,
      { ...superlativeNode(nodes.slice(at, keyAt), direction, longest.key, count), isOfRow: true },
      ...longest.rows,
    )
  const key = number ? undefined : keyOf(nodes[keyAt])
  if (key)
    return reduce(
      keyAt + 1,
      ...adjectives,
      superlativeNode(nodes.slice(at, keyAt + 1), direction, key, count),
    )
  const node = nodes[keyAt]
  // "the most expensive orders" are not the most orders
  const isMany =
    hints.length === 0 && /most|fewest|least|最多|最少|number of|amount of/i.test(nodes[cueAt]?.text ?? '')
  const counted =
    node?.type === 'dataset' ? node.dataset.name : node?.type === 'field' ? node.ref.dataset : undefined
  const isRanked = isMany && !number && isHeadOfMost(nodes, cueAt, keyAt)
  if (isMany && !number && node && counted !== undefined && !isRanked)
    return reduce(
      keyAt + 1,
      ...adjectives,
      superlativeNode(nodes.slice(at, keyAt + 1), direction, { kind: 'rows', dataset: counted }, count),
    )
  if (isMany && !number && node?.type === 'value') {
    const rows = { kind: 'rows', dataset: rowsOfValue(context.view, node.ref) } as const
    return reduce(
      keyAt + 1,
      ...adjectives,
      superlativeNode(nodes.slice(at, keyAt), direction, rows, count),
      node,
    )
  }
  const words = nodes.slice(at, place)
  place = Math.max(place, cueAt + 1)
  return reduce(place, superlativeNode(words, direction, { kind: 'open', hints }, count))
}

/** 每类缺陷最多的机床: of each of what was said, the thing that the clause ends with. */
const isHeadOfMost = (nodes: readonly Node[], cue: number, head: number): boolean => {
  const next = nodes[skip(nodes, head + 1)]
  const isLast = next === undefined || isCue(next, 'comma', 'sentence-end', 'be', 'which', 'what')
  const isOfEach = nodes.slice(0, cue).some(node => cueOf(node, 'group') || node.type === 'group')
  return isLast && isOfEach && /^最[多少]的$/.test(nodes[cue]?.text ?? '')
}

/** "the longest unplanned stop": rows that a metric counts, ranked by the column that the word speaks of. */
const rowsRankedByHint = (
  node: Node | undefined,
  hints: readonly string[],
  { view }: RuleContext,
): { readonly key: SuperlativeKey; readonly rows: readonly Node[] } | undefined => {
  if (node?.type === 'dataset' && !/s$/i.test(node.text)) {
    const own = findByHints(hints, { view, datasets: new Set([node.dataset.name]) }, isQuantity)
    return own && { key: { kind: 'field', ...own }, rows: [node] }
  }
  if (node?.type !== 'metric' || node.metric.expression.kind !== 'rows') return undefined
  const { dataset: name, filters = [] } = node.metric.expression
  const dataset = view.dataset(name)
  const found = findByHints(hints, { view, datasets: new Set([name]) }, isQuantity)
  if (!dataset || !found) return undefined
  const conditions = filters.map(filter => conditionNode([node], filter, fieldsOfCondition(filter)))
  return { key: { kind: 'field', ...found }, rows: [...conditions, { ...node, type: 'dataset', dataset }] }
}

/** 能耗前两名的设备, 重量前五的批次: the column stands first. */
const toppedBehind = (nodes: readonly Node[], at: number): Reduction | undefined => {
  const first = nodes[at]
  const key = first?.type === 'field' && isQuantity(first.field) ? keyOf(first) : undefined
  const number = nodes[at + 2]
  if (!key || !cueOf(nodes[at + 1], 'top') || number?.type !== 'number') return undefined
  const to = /^[名位个台条家种类项批张]$/.test(nodes[at + 3]?.text ?? '') ? at + 4 : at + 3
  const direction = isBottom(nodes[at + 1]) ? 'asc' : 'desc'
  return reduce(to, { ...superlativeNode(nodes.slice(at, to), direction, key, number.value), word: '最多' })
}

/** 停机时长最长的产线, 废品率最高: the key stands first. */
const superlativeAfter: Rule = (nodes, at, { view }) => {
  const first = nodes[at]
  const topped = toppedBehind(nodes, at)
  if (topped) return topped
  // 裂纹最多的产线: so many of that value, which the rows are kept to
  const value = first?.type === 'value' ? first : undefined
  const ofValue = value && ({ kind: 'rows', dataset: rowsOfValue(view, value.ref) } as const)
  const key = keyOf(first) ?? rowsKeyOf(first) ?? ofValue
  if (!key) return undefined
  const place = skip(nodes, at + 1, 'of', 'be')
  const extreme = cueOf(nodes[place], 'extreme')
  if (!extreme || !/\p{Script=Han}/u.test(nodes[place]?.text ?? '')) return undefined
  if (key.kind === 'rows' && !/最多|最少/.test(nodes[place]?.text ?? '')) return undefined
  let to = place + 1
  if (isCue(nodes[to], 'of')) to++
  if (isCue(nodes[to], 'top')) to++
  const number = nodes[to]
  const count = number?.type === 'number' ? number.value : undefined
  if (count !== undefined) to++
  else to = place + 1
  const words = nodes.slice(value ? place : at, to)
  return reduce(to, ...(value ? [value] : []), superlativeNode(words, extreme.direction, key, count))
}

/** 最耗电, 最费工时: the verb names what is most. */
const mostOf: Rule = (nodes, at) => {
  const key = nodes[at]?.text === '最' && nodes[at]?.type === 'word' ? keyOf(nodes[at + 1]) : undefined
  if (!key || nodes[at + 1]?.from !== nodes[at]?.to) return undefined
  const words = nodes.slice(at, at + 2)
  return reduce(at + 2, { ...superlativeNode(words, 'desc', key, undefined), word: '最多' })
}

const rowsKeyOf = (node: Node | undefined): SuperlativeKey | undefined =>
  node?.type === 'dataset' ? { kind: 'rows', dataset: node.dataset.name } : undefined

/** What ranks: by a measure, a column, how many rows there are, or how often a value occurs. */
export const superlativeRules = { mostOf, superlativeAfter, common, superlative } as const
