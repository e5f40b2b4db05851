import type { ComparisonOperator } from '../../query/query.ts'
import { row } from './condition.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { groupFieldOf, isFlag, isQuantity, isTime, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { FieldNode, Node, NodeOf } from '../node.ts'

/** So many, at least so many. */
interface HowMany {
  readonly operator: ComparisonOperator
  readonly right: number
  readonly to: number
  /** 种 or "different" beside the number says that kinds are counted. */
  readonly isOfKinds: boolean
}

const isKindWord = (node: Node | undefined): boolean => /^[种类]$/.test(node?.text ?? '')
const isCounter = (node: Node | undefined): boolean => /^[种类个条台张家批款]$/.test(node?.text ?? '')

/** 超过5种, 至少四种不同的, 3种以上, "at least 4 different", "all three". */
const howManyAt = (nodes: readonly Node[], at: number): HowMany | undefined => {
  const node = nodes[at]
  const isAll = isCue(node, 'all') && node?.type === 'cue'
  const amount = isAll ? nodes[at + 1] : node
  const right =
    amount?.type === 'number' && !amount.ordinal && !amount.percent && amount.unit === undefined
      ? amount.value
      : amount?.type === 'comparison' &&
          amount.unit === undefined &&
          !amount.percent &&
          amount.hints.length === 0
        ? amount.right
        : undefined
  if (typeof right !== 'number' || !Number.isInteger(right) || right < 1) return undefined
  let to = isAll ? at + 2 : at + 1
  let isOfKinds = isAll
  if (isCounter(nodes[to])) isOfKinds ||= isKindWord(nodes[to++])
  const after = cueOf(nodes[to], 'compare-after')
  if (after) to++
  const distinct = skip(nodes, to, 'of')
  if (isCue(nodes[distinct], 'distinct')) {
    isOfKinds = true
    to = distinct + 1
  }
  const operator = amount?.type === 'comparison' ? amount.operator : (after?.operator ?? (isAll ? '>=' : '='))
  return { operator, right, to, isOfKinds }
}

interface KindAt {
  readonly field: FieldNode
  readonly to: number
  /** "defect types": kinds are meant by the word itself. */
  readonly saysKinds: boolean
}

/** What there may be kinds of: a name, a category; of things that are named the name. */
const kindAt = (nodes: readonly Node[], at: number): KindAt | undefined => {
  const [first, second] = [nodes[at], nodes[at + 1]]
  // "defect types", where the noun alone counts them
  if (second?.type === 'field' && isKind(second) && /^(types?|kinds?|类型|种类|类别)$/i.test(second.text))
    return { field: second, to: at + 2, saysKinds: true }
  if (first?.type === 'field' && isKind(first)) return { field: first, to: at + 1, saysKinds: false }
  const name = first?.type === 'dataset' ? groupFieldOf(first.dataset) : undefined
  if (first?.type !== 'dataset' || !name) return undefined
  const field: FieldNode = { ...first, type: 'field', ref: refOf(first.dataset, name), field: name }
  return { field, to: at + 1, saysKinds: false }
}

const isKind = ({ field }: FieldNode): boolean => !isQuantity(field) && !isTime(field) && !isFlag(field)

const havingOf = (
  words: readonly Node[],
  { ref }: FieldNode,
  { operator, right }: HowMany,
): NodeOf<'having'> => ({
  ...spanOf(words),
  type: 'having',
  measure: { kind: 'aggregate', aggregate: 'count-distinct', value: row(ref) },
  operator,
  right,
})

/** "at least 4 different stop reasons", "in all three shifts", 3种以上产品: so many values of what follows. */
const kindsBehind: Rule = (nodes, at) => {
  const many = howManyAt(nodes, at)
  const kind = many && kindAt(nodes, skip(nodes, many.to, 'of'))
  if (!many || !kind || !(many.isOfKinds || kind.saysKinds)) return undefined
  if (many.operator === '=' && !isSaidOfThings(nodes, at)) return undefined
  if (isCue(nodes[at], 'all') && !isSaidOfThings(nodes, at)) return undefined
  return { to: kind.to, nodes: [havingOf(nodes.slice(at, kind.to), kind.field, many)] }
}

/** "machines with 3 different reasons", "stopped in all three shifts": of what things have, not of all there is. */
const isSaidOfThings = (nodes: readonly Node[], at: number): boolean => {
  const before = nodes[skipBack(nodes, at)]
  const isHeld = isCue(before, 'have', 'preposition') || /^(with|on|in|有)$/i.test(before?.text ?? '')
  const isThing = (node: Node): boolean =>
    node.type === 'dataset' || (node.type === 'field' && node.field.isName === true)
  return isHeld && nodes.slice(0, at).some(isThing) && !nodes.some(node => node.type === 'metric')
}

/** 停机原因超过5种, 缺陷类型有三种以上: so many values of what stands before. */
const kindsBefore: Rule = (nodes, at) => {
  const kind = kindAt(nodes, at)
  const many = kind && howManyAt(nodes, skip(nodes, kind.to, 'have', 'be'))
  if (!kind || !many?.isOfKinds || !isKindWord(nodes.slice(kind.to, many.to).findLast(isCounter)))
    return undefined
  return { to: many.to, nodes: [havingOf(nodes.slice(at, many.to), kind.field, many)] }
}

/** Things by how many different values their rows have. */
export const kindRules: readonly Rule[] = [kindsBefore, kindsBehind]
