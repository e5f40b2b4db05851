import { toKeys } from '../../link/to-atoms.ts'
import type { Field } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { FieldRef } from '../../query/query.ts'
import { canCompare, compared, conditionNode, isAmount, reduce, row } from './condition.ts'
import { countRows } from '../count-measure.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { Reduction, Rule, RuleContext } from '../grammar.ts'
import type { ModelView } from '../model-view.ts'
import { isNumeric, isTime, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { MeasureLike, Node, NodeOf } from '../node.ts'
import { ofThings } from './of-things.ts'
import { isPartOfTotal, partOf, rateOf, rateOfColumn } from './rate-of-total.ts'
import { withEvents } from './with-events.ts'
import { convertUnit, isKnownUnit } from './units.ts'

/** "torque above 50", "age is at least 21", 扭矩大于50; "price above average". */
const fieldComparison: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !canCompare(node.field)) return undefined
  const isNumber = isNumeric(node.field) || isTime(node.field)
  let place = isNumber ? skip(nodes, at + 1, 'be', 'have', 'of', 'relative') : skip(nodes, at + 1, 'be')
  const negated = isCue(nodes[place], 'not')
  if (negated) place = skip(nodes, place + 1)
  const amount = nodes[place]
  if (!isAmount(amount) || isOtherUnit(amount.unit, node.field.unit)) return undefined
  // "types which have at least two products": what is counted follows
  const counted = nodes[skip(nodes, place + 1)]
  const has = nodes.slice(at + 1, place).some(between => isCue(between, 'have', 'relative'))
  if (
    counted?.type === 'dataset' &&
    amount.type === 'comparison' &&
    amount.unit === undefined &&
    counted.from <= amount.to + 1
  )
    return undefined
  if (has && (counted?.type === 'dataset' || (counted?.type === 'field' && canCompare(counted.field))))
    return undefined
  let to = place + 1
  // "older than the average age": the field said again
  const again = skip(nodes, to, 'of')
  const repeated = nodes[again]
  if (amount.type === 'comparison' && typeof amount.right === 'string' && repeated?.type === 'field')
    if (sameRef(repeated.ref, node.ref)) to = again + 1
  const words = nodes.slice(at, to)
  if (isPartOfTotal(node.field, amount)) {
    const rate = rateOfColumn(node.ref, amount, view)
    return rate && reduce(to, { ...spanOf(words), ...rate })
  }
  const condition = compared(node, amount)
  if (!condition) return undefined
  const having = ofThings(nodes, node, amount, view)
  if (having) return reduce(to, { ...spanOf(words), ...having })
  return reduce(to, conditionNode(words, negated ? { kind: 'not', condition } : condition, [node.ref]))
}

/** Hours of a cost: the unit is that of something else. */
const isOtherUnit = (said: string | undefined, kept: string | undefined): boolean =>
  said !== undefined &&
  kept !== undefined &&
  isKnownUnit(said) &&
  isKnownUnit(kept) &&
  convertUnit(1, said, kept) === undefined

/** The column itself, or the one that a metric adds up: "scrap" of each row. */
const columnOf = (
  node: Node | undefined,
  view: ModelView,
): { readonly ref: FieldRef; readonly field: Field } | undefined => {
  if (node?.type === 'field') return { ref: node.ref, field: node.field }
  const expression = node?.type === 'metric' ? node.metric.expression : undefined
  if (expression?.kind !== 'aggregate' || expression.value.kind !== 'field' || expression.filters?.length)
    return undefined
  const field = view.field(expression.value.field)
  return field && { ref: expression.value.field, field }
}

/** "where the actual quantity exceeds the planned quantity", 实际产量低于计划产量: two columns of each row. */
const columnAgainstColumn: Rule = (nodes, at, { view }) => {
  const left = columnOf(nodes[at], view)
  if (!left || !canCompare(left.field)) return undefined
  const place = skip(nodes, at + 1, 'be', 'relative')
  const compare = cueOf(nodes[place], 'compare')
  const other = skip(nodes, place + 1, 'of')
  const right = columnOf(nodes[other], view)
  if (!compare || !right || !canCompare(right.field) || sameRef(left.ref, right.ref)) return undefined
  const isLike =
    left.ref.dataset === right.ref.dataset &&
    ((isNumeric(left.field) && isNumeric(right.field)) || (isTime(left.field) && isTime(right.field)))
  if (!isLike || left.field.role === 'key' || right.field.role === 'key') return undefined
  const words = nodes.slice(at, other + 1)
  return reduce(
    other + 1,
    conditionNode(
      words,
      {
        kind: 'compare',
        left: row(left.ref),
        operator: compare.operator,
        right: { kind: 'expression', expression: row(right.ref) },
      },
      [left.ref, right.ref],
    ),
  )
}

/** Past values and conditions, up to three of them. */
const afterAdjectives = (nodes: readonly Node[], at: number): number => {
  let place = at
  while (place < at + 3 && (nodes[place]?.type === 'value' || nodes[place]?.type === 'condition'))
    place = skip(nodes, place + 1)
  return place
}

/** "more than 50 employees", "above 30 torque", "older than average age". */
const comparisonField: Rule = (nodes, at, { datasets, view }) => {
  const amount = nodes[at]
  if (!isAmount(amount)) return undefined
  const place = skip(nodes, at + 1, 'of', 'count')
  const node = nodes[place]
  const words = nodes.slice(at, place + 1)
  const isCode = node?.type === 'field' && node.field.valueKind === 'code'
  if (node?.type === 'field' && canCompare(node.field) && node.field.role !== 'key' && !isCode) {
    if (isPartOfTotal(node.field, amount)) {
      const rate = rateOfColumn(node.ref, amount, view)
      return rate && reduce(place + 1, { ...spanOf(words), ...rate })
    }
    const having = ofThings(nodes, node, amount, view)
    if (having) return reduce(place + 1, { ...spanOf(words), ...having })
    const condition = compared(node, amount)
    return condition && reduce(place + 1, conditionNode(words, condition, [node.ref]))
  }
  if (amount.type === 'range' || amount.hints.length > 0 || amount.unit !== undefined) return undefined
  // a part of rows is no number of them
  if (amount.percent && node?.type !== 'metric') return undefined
  const { right } = amount
  if (right === 'min' || right === 'max' || right === 'overall') return undefined
  const times = amount.times === undefined ? {} : { times: amount.times }
  // "more than 3 unplanned stops", "at least one failed inspection": what is said of those that are counted stays
  const noun = afterAdjectives(nodes, place)
  const counted = nodes[noun]
  if (noun > place && counted?.type === 'dataset')
    return {
      to: noun + 1,
      nodes: [
        ...nodes.slice(place, noun),
        {
          ...spanOf(nodes.slice(at, noun + 1)),
          type: 'having',
          operator: amount.operator,
          right,
          ...times,
          measure: countRows(counted.dataset.name, view),
        },
      ],
    }
  const having = { ...spanOf(words), type: 'having', operator: amount.operator, right, ...times } as const
  if (node?.type === 'dataset')
    return reduce(place + 1, { ...having, measure: countRows(node.dataset.name, view) })
  const counts = nodes
    .slice(at + 1, at + 3)
    .findIndex(one => /^(records?|rows?|entries|times|instances?)$/i.test(one.text))
  const [first] = datasets
  if (counts >= 0 && first !== undefined)
    return reduce(at + 2 + counts, { ...having, measure: { kind: 'rows', dataset: first } })
  if (node?.type === 'metric') {
    const metric = amount.percent ? rateOf(node.metric, view) : node.metric
    const part = amount.percent && typeof right === 'number' ? right / 100 : right
    return (
      metric &&
      reduce(place + 1, { ...having, right: part, measure: { kind: 'metric', metric: metric.name } })
    )
  }
  if (node?.type === 'field' && typeof right === 'number' && amount.hints.length === 0)
    return reduce(place + 1, {
      ...having,
      measure: { kind: 'aggregate', aggregate: 'count-distinct', value: row(node.ref) },
    })
  return undefined
}

/** "papers that have 1 keyphrase", "with exactly 3 orders": that many rows, where no column keeps the number. */
const numberOfRows: Rule = (nodes, at) => {
  const number = nodes[at]
  const node = nodes[skip(nodes, at + 1, 'of')]
  const before = nodes[skipBack(nodes, at)]
  const isSaid = isCue(before, 'have') || /^(with|have|has|had|having|to)$/i.test(before?.text ?? '')
  if (number?.type !== 'number' || number.ordinal || number.percent || number.unit !== undefined || !isSaid)
    return undefined
  if (node?.type !== 'dataset' || !Number.isInteger(number.value)) return undefined
  const to = nodes.indexOf(node) + 1
  return reduce(to, {
    ...spanOf(nodes.slice(at, to)),
    type: 'having',
    measure: { kind: 'rows', dataset: node.dataset.name },
    operator: '=',
    right: number.value,
  })
}

/** 停机超过3次: that many rows, of what stands before. */
const rowsComparison: Rule = (nodes, at) => {
  const node = nodes[at]
  const amount = nodes[at + 1]
  const counter = nodes[at + 2]
  if (node?.type !== 'dataset' || amount?.type !== 'comparison' || amount.unit !== undefined) return undefined
  if (typeof amount.right !== 'number' || !/^[次回个条台件起单批张]$/.test(counter?.text ?? ''))
    return undefined
  return reduce(at + 3, {
    ...spanOf(nodes.slice(at, at + 3)),
    type: 'having',
    measure: { kind: 'rows', dataset: node.dataset.name },
    operator: amount.operator,
    right: amount.right,
  })
}

/** "broke down more than 50 times": so many rows of what is named. */
const timesComparison: Rule = (nodes, at) => {
  const node = nodes[at]
  const place = skip(nodes, at + 1)
  const amount = nodes[place]
  const isCounted =
    node?.type === 'dataset' || (node?.type === 'metric' && node.metric.expression.kind === 'rows')
  if (!isCounted || amount?.type !== 'comparison' || typeof amount.right !== 'number') return undefined
  if (!/^times?$/i.test(nodes[place + 1]?.text ?? '')) return undefined
  return reduce(place + 2, {
    ...spanOf(nodes.slice(at, place + 2)),
    type: 'having',
    measure:
      node.type === 'dataset'
        ? { kind: 'rows', dataset: node.dataset.name }
        : { kind: 'metric', metric: node.metric.name },
    operator: amount.operator,
    right: amount.right,
  })
}

const unitOf = (node: MeasureLike, view: ModelView): string | undefined => {
  if (node.type === 'metric') return node.metric.unit
  const { expression } = node
  const isField = expression.kind === 'aggregate' && expression.value.kind === 'field'
  return isField && expression.value.kind === 'field' ? view.field(expression.value.field)?.unit : undefined
}

/** "scrap rate above 3 %", "number of stops more than 10", 停机次数超过10. */
const measureComparison: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  if (node?.type !== 'metric' && node?.type !== 'measure') return undefined
  // "how many people are under 40" is no condition on how many
  if (/^how (many|often)/i.test(node.text)) return undefined
  const behind = skip(nodes, at + 1, 'be', 'of', 'relative')
  // 平均重量在16吨以上
  const said = nodes[behind]?.text === '在' ? behind + 1 : behind
  // "stop hours in October were above …"
  const time = nodes[said]?.type === 'time' ? nodes[said] : undefined
  const place = time ? skip(nodes, said + 1, 'be') : said
  const amount = nodes[place]
  if (amount?.type !== 'comparison') return undefined
  if (amount.right === 'min' || amount.right === 'max') return undefined
  // "delivered at least 80 lots": the lots are counted, not what the verb measures
  const noun = nodes[skip(nodes, place + 1)]
  if (noun?.type === 'dataset' && amount.unit === undefined && noun.from <= amount.to + 1) return undefined
  const unit = unitOf(node, view)
  const isOther = amount.unit !== undefined && convertUnit(1, amount.unit, unit ?? '') === undefined
  if (amount.hints.length > 0 || isOther) return undefined
  const inUnit =
    typeof amount.right === 'number' && unit !== undefined && amount.unit !== undefined
      ? (convertUnit(amount.right, amount.unit, unit) ?? amount.right)
      : amount.right
  const right = amount.percent && typeof inUnit === 'number' ? inUnit / 100 : inUnit
  // "nights scrapped more than 2.3 %": no amount of pieces is a part
  const part = amount.percent ? partOf(node, view) : node
  if (!part) return undefined
  const having: NodeOf<'having'> = {
    ...spanOf(nodes.slice(at, place + 1)),
    type: 'having',
    measure: part.type === 'metric' ? { kind: 'metric', metric: part.metric.name } : part.expression,
    operator: amount.operator,
    right,
    ...(amount.times === undefined ? {} : { times: amount.times }),
  }
  return { to: place + 1, nodes: time ? [having, time] : [having] }
}

/** 记录数超过200条: how many rows, with no noun of their own. */
const bareCount: Rule = (nodes, at, { view, datasets }) => {
  if (!isCue(nodes[at], 'count')) return undefined
  const place = skip(nodes, at + 1, 'be', 'of')
  const amount = nodes[place]
  const [only, other] = view.model.datasets
  const dataset = only && !other ? only.name : [...datasets][0]
  if (amount?.type !== 'comparison' || typeof amount.right !== 'number' || dataset === undefined)
    return undefined
  // 有几次超过20分钟: each of them, not how many
  if (amount.unit !== undefined && isKnownUnit(amount.unit)) return undefined
  let to = place + 1
  while (isCue(nodes[to], 'details')) to++
  return reduce(to, {
    ...spanOf(nodes.slice(at, to)),
    type: 'having',
    measure: { kind: 'rows', dataset },
    operator: amount.operator,
    right: amount.right,
  })
}

/** Fields of a dataset that a word such as "older" speaks of. */
export const findByHints = (
  hints: readonly string[],
  { view, datasets }: RuleContext,
  fits: (field: Field) => boolean,
): { readonly ref: FieldRef; readonly field: Field } | undefined => {
  const names = [...datasets]
  for (const hint of hints)
    for (const name of names) {
      const dataset = view.dataset(name)
      const field = dataset?.fields.find(
        one =>
          !one.hidden &&
          fits(one) &&
          (toKeys(one.label.en).join(' ').includes(hint) || one.label.zh?.includes(hint) === true),
      )
      if (dataset && field) return { ref: refOf(dataset, field), field }
    }
  return undefined
}

/** "older than 56": the word itself names the field. */
const hintedComparison: Rule = (nodes, at, context) => {
  const node = nodes[at]
  if (node?.type === 'range') return rangeOfUnit(node, at, context)
  if (node?.type !== 'comparison') return undefined
  const isYear = typeof node.right === 'number' && node.right >= 1000 && node.right <= 2200
  if (node.hints.length > 0) {
    const found = findByHints(node.hints, context, field => canCompare(field) && field.role !== 'key')
    const condition = found && compared(found, node)
    return condition && reduce(at + 1, conditionNode([node], condition, [found.ref]))
  }
  // "people under 40": a bare number said of people is their age
  if (node.unit === undefined && typeof node.right === 'number' && node.right > 0 && node.right <= 120) {
    const age = findByHints(
      ['age'],
      context,
      field => isNumeric(field) && field.role !== 'key' && /^age$|年龄/.test(field.label.en),
    )
    const condition = age && compared(age, node)
    if (condition) return reduce(at + 1, conditionNode([node], condition, [age.ref]))
  }
  // "over 20 years old", "more than 3 hours": the unit names the field
  if (node.unit === undefined || isYear) return undefined
  const unit = node.unit
  const found = findByUnit(unit, withEvents(named(nodes, context))) ?? findByUnit(unit, context)
  const having = found && ofThings(nodes, found, node, context.view)
  if (having) return reduce(at + 1, { ...spanOf([node]), ...having })
  const condition = found && compared(found, node)
  return condition && reduce(at + 1, conditionNode([node], condition, [found.ref]))
}

/** What is still named: a verb that a rule passed over ("cost us 200 hours") names no table. */
const named = (nodes: readonly Node[], { view }: RuleContext): RuleContext => ({
  view,
  datasets: new Set(
    nodes.flatMap(node =>
      node.type === 'dataset'
        ? [node.dataset.name]
        : node.type === 'field' || node.type === 'value'
          ? [node.ref.dataset]
          : node.type === 'condition'
            ? node.refs.map(ref => ref.dataset)
            : [],
    ),
  ),
})

/** "between 30 and 60 minutes": the unit names the field. */
const rangeOfUnit = (node: NodeOf<'range'>, at: number, context: RuleContext): Reduction | undefined => {
  const found = node.unit === undefined ? undefined : findByUnit(node.unit, context)
  const condition = found && compared(found, node)
  return condition && reduce(at + 1, conditionNode([node], condition, [found.ref]))
}

const findByUnit = (
  unit: string,
  { view, datasets }: RuleContext,
): { readonly ref: FieldRef; readonly field: Field } | undefined => {
  for (const name of datasets) {
    const dataset = view.dataset(name)
    const field = dataset?.fields.find(
      one => one.unit !== undefined && !one.hidden && convertUnit(1, unit, one.unit) !== undefined,
    )
    if (dataset && field) return { ref: refOf(dataset, field), field }
  }
  return undefined
}

/** Fields and measures compared with numbers. */
export const comparisonRules: readonly Rule[] = [
  timesComparison,
  columnAgainstColumn,
  fieldComparison,
  measureComparison,
  bareCount,
  rowsComparison,
  comparisonField,
  numberOfRows,
  hintedComparison,
]
