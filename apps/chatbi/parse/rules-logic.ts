import type { Condition, FieldRef } from '../query/query.ts'
import { compared, conditionNode, isAmount, reduce } from './condition.ts'
import { cueOf, isCue, skip } from './grammar.ts'
import type { Rule } from './grammar.ts'
import { spanOf } from './node.ts'
import type { Node } from './node.ts'

/** "not on line 3", "excluding tool change", 除了三号线: what follows turns round. */
const negation: Rule = (nodes, at) => {
  const isNot = isCue(nodes[at], 'not', 'without') || cueOf(nodes[at], 'compare')?.operator === '!='
  if (!isNot) return undefined
  let place = skip(nodes, at + 1, 'be', 'preposition', 'relative', 'of', 'have', 'all')
  // "not living in Hartford": the verb between says nothing of its own
  if (nodes[place]?.type === 'word' && !isMark(nodes[place]))
    place = skip(nodes, place + 1, 'be', 'preposition', 'relative', 'of', 'have', 'all')
  const node = nodes[place]
  if (node?.type !== 'condition') return undefined
  const words = nodes.slice(at, place + 1)
  return reduce(place + 1, {
    ...conditionNode(words, negate(node.condition), node.refs),
    negates: node.condition,
  })
}

const negatesBefore =
  /^(以外|之外|去掉|除掉|除外|剔除|排除|不算|不计|不要|别算|excluded|aside|removed|ignored)$/i

/** 三号线以外, 把国内的去掉: the negation stands last; with 除了 before it, it was said already. */
const negationAfter: Rule = (nodes, at) => {
  const node = nodes[at]
  const place = skip(nodes, at + 1, 'of')
  if (node?.type !== 'condition' || !negatesBefore.test(nodes[place]?.text ?? '')) return undefined
  // 不算三号线: of what follows
  if (nodes[skip(nodes, place + 1)]?.type === 'condition') return undefined
  if (node.negates) return reduce(place + 1, node)
  return reduce(place + 1, { ...node, condition: negate(node.condition), negates: node.condition })
}

const negate = (condition: Condition): Condition => {
  switch (condition.kind) {
    case 'compare':
      // a flag that is not set, not one that differs from set
      if (condition.right.kind === 'value' && typeof condition.right.value === 'boolean')
        return { ...condition, right: { kind: 'value', value: !condition.right.value } }
      return condition.operator === '=' || condition.operator === '!='
        ? { ...condition, operator: condition.operator === '=' ? '!=' : '=' }
        : { kind: 'not', condition }
    case 'in':
    case 'text':
    case 'is-null':
      return { ...condition, negated: condition.negated !== true }
    default:
      return { kind: 'not', condition }
  }
}

const isMark = (node: Node | undefined): boolean => node?.type === 'word' && node.isMark

/** Whether something before `at` is of the dataset, which then cannot be what is missing. */
const isAskedFor = (nodes: readonly Node[], at: number, dataset: string): boolean =>
  nodes
    .slice(0, at)
    .some(
      node =>
        (node.type === 'dataset' && node.dataset.name === dataset) ||
        (node.type === 'field' && node.ref.dataset === dataset),
    )

const fieldOf = (condition: Condition): FieldRef | undefined => {
  const left = condition.kind === 'compare' || condition.kind === 'between' ? condition.left : undefined
  return left?.kind === 'field' ? left.field : undefined
}

/** "above 10 and below 20", "higher than 1000 or lower than 500": the field is said once. */
const sharedField: Rule = (nodes, at, { view }) => {
  const first = nodes[at]
  const ref = first?.type === 'condition' ? fieldOf(first.condition) : undefined
  const field = ref && view.field(ref)
  if (first?.type !== 'condition' || !ref || !field) return undefined
  const joiner = skip(nodes, at + 1)
  if (!isCue(nodes[joiner], 'and', 'or', 'but')) return undefined
  const place = skip(nodes, joiner + 1, 'be', 'relative', 'or')
  const amount = nodes[place]
  if (!isAmount(amount) || (amount.type === 'comparison' && amount.hints.length > 0)) return undefined
  const second = compared({ ref, field }, amount)
  if (!second) return undefined
  const words = nodes.slice(at, place + 1)
  const kind = isCue(nodes[joiner], 'or') ? 'or' : 'and'
  return reduce(place + 1, conditionNode(words, { kind, conditions: [first.condition, second] }, first.refs))
}

/** "opened in 2011 or located in London": either is enough. */
const disjunction: Rule = (nodes, at) => {
  const first = nodes[at]
  if (first?.type !== 'condition') return undefined
  const joiner = skip(nodes, at + 1, 'comma')
  if (!isCue(nodes[joiner], 'or')) return undefined
  let place = skip(nodes, joiner + 1, 'or', 'be', 'relative', 'preposition', 'have', 'of')
  if (nodes[place]?.type === 'word' && !isMark(nodes[place]))
    place = skip(nodes, place + 1, 'preposition', 'be')
  const second = nodes[place]
  if (second?.type !== 'condition') return undefined
  const words = nodes.slice(at, place + 1)
  const condition: Condition = { kind: 'or', conditions: [first.condition, second.condition] }
  return reduce(place + 1, conditionNode(words, condition, [...first.refs, ...second.refs]))
}

/** "schools without a bus", 没有停机的产线. */
const absence: Rule = (nodes, at, { view }) => {
  const isNot = isCue(nodes[at], 'not')
  if (!isCue(nodes[at], 'without') && !isNot) return undefined
  let place = skip(nodes, at + 1, 'have', 'all', 'preposition', 'be', 'not', 'relative')
  // "did not take part in any round": the verb between says nothing of its own
  if (isNot)
    while (nodes[place]?.type === 'word' && !isMark(nodes[place]))
      place = skip(nodes, place + 1, 'all', 'preposition', 'of', 'relative')
  const node = nodes[place]
  const dataset =
    node?.type === 'dataset'
      ? node.dataset
      : node?.type === 'field'
        ? view.dataset(node.ref.dataset)
        : undefined
  const isOther =
    (node?.type === 'dataset' && !(isNot && isAskedFor(nodes, at, node.dataset.name))) ||
    (dataset !== undefined && !isAskedFor(nodes, at, dataset.name))
  return dataset && isOther
    ? reduce(place + 1, { ...spanOf(nodes.slice(at, place + 1)), type: 'absent', dataset })
    : undefined
}

/** What conditions make of each other: absence, negation, alternatives. */
export const logicRules: readonly Rule[] = [absence, negation, negationAfter, sharedField, disjunction]
