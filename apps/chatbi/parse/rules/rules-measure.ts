import { toKeys } from '../../link/to-atoms.ts'
import { fieldsOfCondition } from '../../query/fields-of.ts'
import type { Aggregate, MeasureExpression } from '../../query/query.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import { averageBehind } from './rules-average-behind.ts'
import { measuredValueOf } from './measured-value.ts'
import { cueOf, isCue, skip, skipBack, skipJoiners } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import { conditionNode } from './condition.ts'
import { countRows } from '../count-measure.ts'
import type { ModelView } from '../model-view.ts'
import { flagValue, isFlag, isQuantity, isTime } from '../model-view.ts'
import { rowMeanRules } from './rules-of-things.ts'
import { eventsNamedBy } from '../only-child.ts'
import { averagedMetric } from './averaged-metric.ts'
import { skipAdjectives } from './skip-adjectives.ts'
import { spanOf } from '../node.ts'
import { superlativeRules } from './rules-superlative.ts'
import type { DatasetNode, FieldNode, Node, NodeOf } from '../node.ts'

const reduce = (to: number, ...nodes: readonly Node[]): Reduction => ({ to, nodes })

const fieldExpression = (node: FieldNode): { readonly kind: 'field'; readonly field: FieldNode['ref'] } => ({
  kind: 'field',
  field: node.ref,
})

/** Number of rows of a dataset, or of the different values of a field. A flag counts its true rows. */
export const countOf = (
  node: FieldNode | DatasetNode,
  view: ModelView,
  distinct = false,
): MeasureExpression => {
  if (node.type === 'dataset') return countRows(node.dataset.name, view)
  // "faults" of a table of faults are its rows, though a column says which
  const owner = view.dataset(node.ref.dataset)
  const isRows =
    owner !== undefined && node.text.length > 3 && toKeys(owner.label.en).at(-1) === toKeys(node.text).at(-1)
  if (isRows && !distinct) return countRows(node.ref.dataset, view)
  // "lots received": what was done to them is no thing to count
  const isDone = isTime(node.field) && node.score < 0.95
  if ((node.field.isName || isDone) && !distinct) return countRows(node.ref.dataset, view)
  if (isFlag(node.field) && !distinct)
    return {
      kind: 'rows',
      dataset: node.ref.dataset,
      filters: [
        {
          kind: 'compare',
          left: fieldExpression(node),
          operator: '=',
          right: { kind: 'value', value: flagValue(node.field, true) },
        },
      ],
    }
  if (isQuantity(node.field) && !distinct)
    return { kind: 'aggregate', aggregate: 'sum', value: fieldExpression(node) }
  return { kind: 'aggregate', aggregate: 'count-distinct', value: fieldExpression(node) }
}

/** "how many stops", "number of different suppliers", 多少次停机. */
const count: Rule = (nodes, at, { view }) => {
  // "the distinct number of votes"
  const isLed = isCue(nodes[at], 'distinct') && isCue(nodes[at + 1], 'count')
  if (!isCue(nodes[at], 'count') && !isLed) return undefined
  let place = skip(nodes, isLed ? at + 2 : at + 1, 'of', 'all')
  const distinct = isLed || isCue(nodes[place], 'distinct')
  while (isCue(nodes[place], 'distinct')) place = skip(nodes, place + 1, 'of', 'all')
  const said = place
  place = skipAdjectives(nodes, place)
  const adjectives = nodes.slice(said, place)
  const node = nodes[place]
  if (node?.type === 'metric')
    return reduce(place + 1, ...adjectives, { ...node, ...spanOf(nodes.slice(at, place + 1)) })
  const [only, other] = view.model.datasets
  // "how many plates" of the one table there is: its rows, whatever they are called
  if (node?.type === 'word' && !node.isStop && !node.isMark && only && !other)
    return reduce(place + 1, ...adjectives, {
      ...node,
      score: 0.7,
      type: 'measure',
      expression: { kind: 'rows', dataset: only.name },
    })
  if (node?.type !== 'field' && node?.type !== 'dataset') return undefined
  if (node.type === 'dataset' && nodes[place + 1]?.type === 'field' && nodes[place + 1]?.from === node.to)
    return undefined
  return reduce(place + 1, ...adjectives, {
    ...spanOf(nodes.slice(at, place + 1)),
    type: 'measure',
    expression: countOf(node, view, distinct),
    counted: node,
  })
}

/** 停机次数, 停机有多少次: what is counted stands first. */
const countAfter: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'dataset' && node?.type !== 'field') return undefined
  // 高于平均费用的有几张: what is compared is not counted
  if (node.type === 'field' && isQuantity(node.field) && nodes[skipBack(nodes, at)]?.type === 'comparison')
    return undefined
  // 各类型有多少条: of each, not how many of them
  const by = cueOf(nodes[skipBack(nodes, at)], 'group')
  // 按停机次数: by how many
  const isByCount =
    by?.each === false && /^(次数|数量|件数|台数|个数|张数|批数)$/.test(nodes[at + 1]?.text ?? '')
  if (by && !isByCount) return undefined
  let place = skip(nodes, at + 1, 'of', 'have', 'be', 'what')
  // 检验不合格次数: what is said of the rows stands between
  const said = place
  while (place - said < 2 && (nodes[place]?.type === 'value' || nodes[place]?.type === 'condition'))
    place = skip(nodes, place + 1, 'of', 'have')
  const between = nodes.slice(said, place).filter(one => one.type === 'value' || one.type === 'condition')
  if (!isCue(nodes[place], 'count') || !/\p{Script=Han}/u.test(nodes[place]?.text ?? '')) return undefined
  const next = nodes[skip(nodes, place + 1)]
  if (next?.type === 'dataset' || next?.type === 'field') return undefined
  // 停机原因的次数: how often each occurred
  const events =
    node.type === 'field' && /[次频]/.test(nodes[place]?.text ?? '')
      ? eventsNamedBy(view, node.ref)
      : undefined
  if (events !== undefined && between.length === 0)
    return reduce(place + 1, node, {
      ...spanOf(nodes.slice(at + 1, place + 1)),
      type: 'measure',
      expression: countRows(events, view),
    })
  return reduce(place + 1, ...between, {
    ...spanOf(nodes.slice(at, place + 1)),
    type: 'measure',
    expression: countOf(node, view),
    counted: node,
  })
}

/** "spindle overheat count per machine": rows that refer to what the value names. */
const countOfValue: Rule = (nodes, at, { view }) => {
  const value = nodes[at]
  if (
    value?.type !== 'value' ||
    !value.field.isName ||
    !/^(counts?|次数|数量|几次|多少次)$/i.test(nodes[at + 1]?.text ?? '')
  )
    return undefined
  const children = new Set(
    view.model.relationships.filter(one => one.to === value.ref.dataset).map(one => one.from),
  )
  const [child] = children
  if (child === undefined || children.size > 1 || !isCue(nodes[at + 1], 'count')) return undefined
  return reduce(at + 2, value, {
    ...spanOf(nodes.slice(at + 1, at + 2)),
    type: 'measure',
    expression: countRows(child, view),
  })
}

const canAggregate = (node: Node | undefined, aggregate: Aggregate): node is FieldNode =>
  node?.type === 'field' &&
  (isQuantity(node.field) ||
    ((aggregate === 'min' || aggregate === 'max') &&
      (isTime(node.field) || node.field.valueKind === 'number')))

const measureOf = (words: readonly Node[], aggregate: Aggregate, node: FieldNode): NodeOf<'measure'> => ({
  ...spanOf(words),
  type: 'measure',
  expression: { kind: 'aggregate', aggregate, value: fieldExpression(node) },
})

/** What an aggregate word may be: itself, or the greatest and least of a superlative word. */
const aggregateAt = (node: Node | undefined): Aggregate | undefined => {
  const aggregate = cueOf(node, 'aggregate')
  if (aggregate) return aggregate.aggregate
  const extreme = cueOf(node, 'extreme')
  if (!extreme) return undefined
  return extreme.direction === 'desc' ? 'max' : 'min'
}

/** "average torque", "maximum and minimum budget", "total number of stops". */
const aggregate: Rule = (nodes, at, { view }) => {
  const first = aggregateAt(nodes[at])
  if (!first) return undefined
  const aggregates = [first]
  let place = at + 1
  for (;;) {
    const next = skipJoiners(nodes, place)
    const other = aggregateAt(nodes[next])
    if (next === place || !other) break
    aggregates.push(other)
    place = next + 1
  }
  const isList = aggregates.length > 1
  if (!isList && !cueOf(nodes[at], 'aggregate')) return undefined
  place = skip(nodes, place, 'of', 'all', 'have')
  const isCount = isCue(nodes[place], 'count')
  if (isCount) place = skip(nodes, place + 1, 'of')
  const node = nodes[place]
  if (first === 'sum' && node?.type === 'metric' && !isList)
    return reduce(place + 1, { ...node, ...spanOf(nodes.slice(at, place + 1)) })
  // "in total how many" counts the same
  if (first === 'sum' && node?.type === 'measure' && node.counted?.type === 'dataset' && !isList)
    return reduce(place + 1, { ...node, ...spanOf(nodes.slice(at, place + 1)) })
  if (node?.type === 'metric' && !isList) {
    const expression = averagedMetric(node.metric, first)
    return (
      expression && reduce(place + 1, { ...spanOf(nodes.slice(at, place + 1)), type: 'measure', expression })
    )
  }
  if (first === 'sum' && isCount && node?.type === 'dataset')
    return reduce(place + 1, {
      ...spanOf(nodes.slice(at, place + 1)),
      type: 'measure',
      expression: countOf(node, view),
      counted: node,
    })
  // "average bore diameter", where that is one of several things measured: it stays to restrict the rows
  const next = nodes[skip(nodes, place + 1, 'of')]
  if (node?.type === 'value' && !isList && canAggregate(next, first) && next.ref.dataset === node.ref.dataset)
    return reduce(nodes.indexOf(next) + 1, node, measureOf(nodes.slice(at, at + 1), first, next))
  const measured = node?.type === 'value' && !isList ? measuredValueOf(node, view) : undefined
  if (measured && node)
    return reduce(at + 1, measureOf(nodes.slice(at, at + 1), first, { ...node, type: 'field', ...measured }))
  const words = nodes.slice(at, place + 1)
  // "average number of employees": the column that keeps the number
  const field = node?.type === 'measure' ? node.counted : node
  if (field?.type !== 'field' || !aggregates.every(one => canAggregate(field, one))) return undefined
  const own = aggregates.map(one => measureOf(words, one, field))
  const more = isList ? [] : alsoAggregated(nodes, place + 1, first)
  return reduce(place + 1 + more.length * 2, ...own, ...more.map(other => measureOf([other], first, other)))
}

/** "average price and cost": the word counts for both where they are joined directly. */
const alsoAggregated = (nodes: readonly Node[], at: number, aggregate: Aggregate): readonly FieldNode[] => {
  const found: FieldNode[] = []
  for (let i = at; isCue(nodes[i], 'and', 'comma'); i += 2) {
    const node = nodes[i + 1]
    if (!canAggregate(node, aggregate) || !isQuantity(node.field)) break
    found.push(node)
  }
  return found
}

const statistic = /(值|数|差|总额|总量|总和|合计|总计|之和|一共|总共|共计|均|平均|最高|最低|最大|最小)$/

/** 扭矩的平均值, 温度最高和最低: the aggregates stand last. */
const aggregateAfter: Rule = (nodes, at) => {
  const node = nodes[at]
  if (node?.type !== 'field') return undefined
  const measures: NodeOf<'measure'>[] = []
  let to = at + 1
  for (;;) {
    const place = measures.length === 0 ? skip(nodes, to, 'of', 'have') : skipJoiners(nodes, to)
    const after = nodes[place]
    const found = aggregateAt(after)
    if (!after || !found || (measures.length > 0 && place === to) || !canAggregate(node, found)) break
    if (!statistic.test(after.text)) break
    measures.push(measureOf(nodes.slice(at, place + 1), found, node))
    to = place + 1
  }
  // one superlative ranks; two are the values themselves
  const [only] = measures
  const isRank =
    measures.length === 1 && isCue(nodes[to - 1], 'extreme') && nodes[to - 1]?.text.endsWith('值') !== true
  return only && !isRank ? reduce(to, ...measures) : undefined
}

/** "share of total usage": of all of it, as in "share of the usage". */
const shareOfTotal: Rule = (nodes, at) => {
  const [share, node] = [nodes[at], nodes[skip(nodes, at + 1, 'of')]]
  if (!share || !isCue(share, 'share') || !/\btotal$/i.test(share.text) || node?.type !== 'field')
    return undefined
  if (!isQuantity(node.field)) return undefined
  return reduce(nodes.indexOf(node) + 1, share, measureOf([node], 'sum', node))
}

/** Rows that a metric counts, as what they must meet; nothing where the metric counts all. */
const rowsOf = (
  node: Node | undefined,
): { readonly dataset: string; readonly conditions: readonly Node[] } | undefined => {
  if (node?.type !== 'metric' || node.metric.expression.kind !== 'rows') return undefined
  const { dataset, filters = [] } = node.metric.expression
  return {
    dataset,
    conditions: filters.map(filter => conditionNode([node], filter, fieldsOfCondition(filter))),
  }
}

const measuredDataset = (node: Node | undefined, view: ModelView): string | undefined => {
  if (node?.type !== 'metric' && node?.type !== 'measure') return undefined
  const expression = node.type === 'metric' ? node.metric.expression : node.expression
  return expression.kind === 'rows' ? undefined : datasetsOfMeasure(expression, view.model)[0]
}

/** "average duration of unplanned stops", 非计划停机的平均时长: the rows are named by a metric that counts them. */
const measureOfRows: Rule = (nodes, at, { view }) => {
  const place = skip(nodes, at + 1, 'of')
  if (!nodes.slice(at + 1, place).some(node => isCue(node, 'of'))) return undefined
  const [first, second] = [nodes[at], nodes[place]]
  const after = rowsOf(second)
  if (first && after && measuredDataset(first, view) === after.dataset)
    return reduce(place + 1, first, ...after.conditions)
  const before = rowsOf(first)
  if (second && before && measuredDataset(second, view) === before.dataset)
    return reduce(place + 1, ...before.conditions, second)
  return undefined
}

/** Counts, aggregates and superlatives. */
export const measureRules: readonly Rule[] = [
  ...rowMeanRules,
  shareOfTotal,
  countOfValue,
  count,
  countAfter,
  aggregateAfter,
  aggregate,
  averageBehind,
  superlativeRules.mostOf,
  superlativeRules.superlativeAfter,
  measureOfRows,
  superlativeRules.common,
  superlativeRules.superlative,
]
