import type { Condition, FieldRef } from '../../query/query.ts'
import { canCompare, compared, conditionNode, equals, isAmount, reduce } from './condition.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import { fieldsOfCondition } from '../../query/fields-of.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import { isSaidAsVerb } from '../said-as-verb.ts'
import { onlyChildOf } from '../only-child.ts'
import { isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { MetricNode, Node } from '../node.ts'

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

export const negate = (condition: Condition): Condition => {
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
  if (first?.type !== 'condition' || !ref || !field || !canCompare(field)) return undefined
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
  if (/^single$/i.test(nodes[place]?.text ?? '')) place = skip(nodes, place + 1)
  // "did not take part in any round": the verb between says nothing of its own
  if (isNot)
    while (nodes[place]?.type === 'word' && !isMark(nodes[place]))
      place = skip(nodes, place + 1, 'all', 'preposition', 'of', 'relative')
  // "without a corrective order", 从没因为卡屑停过: what is said of the rows that are missing
  const said = place
  const isMissing = isCue(nodes[at], 'without')
  while (isMissing && (nodes[place]?.type === 'value' || nodes[place]?.type === 'condition'))
    place = skip(nodes, place + 1)
  if (nodes[place]?.type !== 'dataset' && !isRowsMetric(nodes[place])) place = said
  const adjectives = nodes.slice(said, place)
  const node = nodes[place]
  const counted = isMissing && isRowsMetric(node) ? node : undefined
  if (counted) return absentRows(nodes, at, place, counted, view)
  const dataset =
    node?.type === 'dataset'
      ? node.dataset
      : node?.type === 'field'
        ? view.dataset(node.ref.dataset)
        : undefined
  const amount = isMissing ? amountOf(node) : undefined
  if (amount && node) return absentAmount(nodes, { at, place, node }, amount, view)
  const isOther =
    (node?.type === 'dataset' && !(isNot && isAskedFor(nodes, at, node.dataset.name))) ||
    (dataset !== undefined && !isAskedFor(nodes, at, dataset.name))
  if (!dataset || !isOther) return undefined
  const absent: Node = {
    ...spanOf(nodes.slice(at, adjectives.length > 0 ? said : place + 1)),
    type: 'absent',
    dataset,
  }
  return { to: place + 1, nodes: [absent, ...adjectives.map(asCondition)] }
}

/** "suppliers that sent us nothing in August", "vendors we got nothing from": no rows of theirs. */
const nothingAtAll: Rule = (nodes, at, { view }) => {
  const verb = nodes[at]
  let place = skip(nodes, at + 1)
  const nothing = nodes[place]
  if (!verb || !isCue(nothing, 'without') || !/^(nothing|not a thing|neither)/i.test(nothing?.text ?? ''))
    return undefined
  const isVerb =
    (verb.type === 'word' && !verb.isMark) ||
    verb.type === 'metric' ||
    isCue(verb, 'have') ||
    isSaidAsVerb(verb)
  const subject = nodes.slice(0, at).find(node => node.type === 'dataset' || node.type === 'field')
  const thing =
    subject?.type === 'dataset' ? subject.dataset.name : subject?.type === 'field' ? subject.ref.dataset : ''
  const [measured] =
    verb.type === 'metric'
      ? datasetsOfMeasure(verb.metric.expression, view.model)
      : verb.type === 'field'
        ? [verb.ref.dataset]
        : []
  const dataset = view.dataset(measured ?? onlyChildOf(view, thing) ?? '')
  if (!isVerb || !dataset || dataset.name === thing) return undefined
  place++
  while (/^(at|all|from|by|of|to)$/i.test(nodes[place]?.text ?? '')) place++
  return { to: place, nodes: [{ ...spanOf(nodes.slice(at, place)), type: 'absent', dataset }] }
}

const asCondition = (node: Node): Node =>
  node.type === 'value' ? conditionNode([node], equals(node.ref, node.value), [node.ref]) : node

const isRowsMetric = (node: Node | undefined): node is MetricNode =>
  node?.type === 'metric' && node.metric.expression.kind === 'rows'

/** What is measured of rows that are there all the same: scrap, of production. */
const amountOf = (node: Node | undefined): FieldRef | undefined => {
  if (node?.type === 'field')
    return isQuantity(node.field) && node.field.defaultAggregate === 'sum' ? node.ref : undefined
  const whole = node?.type === 'metric' ? node.metric.expression : undefined
  const isSum = whole?.kind === 'aggregate' && whole.aggregate === 'sum' && !whole.filters?.length
  return isSum && whole.value.kind === 'field' ? whole.value.field : undefined
}

/** "no scrap at all", 没有报废: of no row is there any of it. */
const absentAmount = (
  nodes: readonly Node[],
  { at, place, node }: { readonly at: number; readonly place: number; readonly node: Node },
  amount: FieldRef,
  view: ModelView,
): Reduction | undefined => {
  const dataset = view.dataset(amount.dataset)
  if (!dataset || isAskedFor(nodes, at, dataset.name)) return undefined
  const some: Condition = {
    kind: 'compare',
    left: { kind: 'field', field: amount },
    operator: '>',
    right: { kind: 'value', value: 0 },
  }
  const absent: Node = { ...spanOf(nodes.slice(at, place)), type: 'absent', dataset }
  return { to: place + 1, nodes: [absent, conditionNode([node], some, [amount])] }
}

/** 没有发生过故障停机: rows that a metric counts are missing. */
const absentRows = (
  nodes: readonly Node[],
  at: number,
  place: number,
  { metric, ...words }: MetricNode,
  view: ModelView,
): Reduction | undefined => {
  const { expression } = metric
  const dataset = expression.kind === 'rows' ? view.dataset(expression.dataset) : undefined
  if (!dataset || isAskedFor(nodes, at, dataset.name) || expression.kind !== 'rows') return undefined
  const absent: Node = { ...spanOf(nodes.slice(at, place)), type: 'absent', dataset }
  const conditions = (expression.filters ?? []).map(filter =>
    conditionNode([{ ...words, metric }], filter, fieldsOfCondition(filter)),
  )
  return { to: place + 1, nodes: [absent, ...conditions] }
}

/** "but none in November", 但11月没有: the same did not happen then. */
const absentThen: Rule = (nodes, at) => {
  if (!isCue(nodes[at], 'but')) return undefined
  const isNone = (node: Node | undefined): boolean =>
    isCue(node, 'not', 'without') || /^(none|nothing|没有|没|无)$/i.test(node?.text ?? '')
  const first = skip(nodes, at + 1, 'relative')
  const timeAt = isNone(nodes[first])
    ? skip(nodes, first + 1, 'preposition')
    : skip(nodes, first, 'preposition')
  const time = nodes[timeAt]
  const last = isNone(nodes[first]) ? timeAt : skip(nodes, timeAt + 1)
  if (time?.type !== 'time' || !time.expression.range || (!isNone(nodes[first]) && !isNone(nodes[last])))
    return undefined
  return reduce(last + 1, { ...time, ...spanOf(nodes.slice(at, last + 1)), isAbsent: true })
}

/** What conditions make of each other: absence, negation, alternatives. */
export const logicRules: readonly Rule[] = [
  absentThen,
  nothingAtAll,
  absence,
  negation,
  negationAfter,
  sharedField,
  disjunction,
]
