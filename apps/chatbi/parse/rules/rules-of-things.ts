import type { Condition, MeasureExpression } from '../../query/query.ts'
import { withFilters } from '../assemble/with-filters.ts'
import { countRows } from '../count-measure.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import { isQuantity, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf, ValueNode } from '../node.ts'
import { rowsOfValue } from '../rows-of-value.ts'
import { equals, row } from './condition.ts'
import { convertUnit } from './units.ts'

type Comparison = NodeOf<'comparison'> & { readonly right: number }

const counters = /^(件|个|次|起|台|张|批|条|处|回|pcs|pieces?)$/i

/** Compared with a number of rows, not of a unit. */
const comparisonAt = (nodes: readonly Node[], at: number): Comparison | undefined => {
  const node = nodes[at]
  if (node?.type !== 'comparison' || typeof node.right !== 'number' || node.percent) return undefined
  if (node.hints.length > 0 || (node.unit !== undefined && !counters.test(node.unit))) return undefined
  return { ...node, right: node.right }
}

/** How many rows of the value each thing has, where the question speaks of things that have such rows. */
const countOfValue = (
  value: Node | undefined,
  nodes: readonly Node[],
  view: ModelView,
): MeasureExpression | undefined => {
  if (value?.type !== 'value') return undefined
  const rows = rowsOfValue(view, value.ref)
  const isOfThing = nodes.some(
    node =>
      (node.type === 'dataset' && view.isParent(node.dataset.name, rows)) ||
      (node.type === 'field' && node.field.isName === true && view.isParent(node.ref.dataset, rows)) ||
      (node.type === 'value' && !sameRows(node, value) && view.isParent(node.ref.dataset, rows)),
  )
  return isOfThing ? withFilters(countRows(rows, view), [conditionOf(value)]) : undefined
}

const sameRows = (a: ValueNode, b: ValueNode): boolean => a.ref.dataset === b.ref.dataset

const conditionOf = ({ ref, value }: ValueNode): Condition => equals(ref, value)

const havingNode = (
  words: readonly Node[],
  measure: MeasureExpression,
  { operator, right }: Comparison,
): NodeOf<'having'> => ({ ...spanOf(words), type: 'having', measure, operator, right })

const reduce = (to: number, ...nodes: readonly Node[]): Reduction => ({ to, nodes })

const pieces = /^(pieces?|parts?|pcs|rejects?|cases?|times|件|次)$/i

/** "more than 300 cracks and more than 100 porosity rejects": each with its own rows. */
const moreOfValue: Rule = (nodes, at, { view }) => {
  const amount = comparisonAt(nodes, at)
  const place = skip(nodes, at + 1, 'of')
  const value = nodes[place]
  const measure = amount && countOfValue(value, nodes, view)
  const after = nodes[skip(nodes, place + 1)]
  // "more than 3 cracked lots": lots of that kind are counted
  const isOther = after?.type === 'dataset' && !pieces.test(after.text)
  if (!amount || !measure || isOther) return undefined
  const to = after && pieces.test(after.text) ? nodes.indexOf(after) + 1 : place + 1
  return reduce(to, havingNode(nodes.slice(at, to), measure, amount))
}

/** 裂纹超过300件, 裂纹件数累计超过300, "chip jams above 5", "a chip jam more than 5 times". */
const valueAbove: Rule = (nodes, at, { view }) => {
  const value = nodes[at]
  if (value?.type !== 'value') return undefined
  let place = skip(nodes, at + 1, 'of', 'be', 'have')
  const field = nodes[place]
  const isOwn = field?.type === 'field' && isQuantity(field.field) && field.ref.dataset === value.ref.dataset
  if (isOwn || isCue(field, 'count')) place = skip(nodes, place + 1, 'be', 'of')
  if (isSum(nodes[place])) place = skip(nodes, place + 1)
  const amount = comparisonAt(nodes, place)
  const measure = amount && countOfValue(value, nodes, view)
  if (!amount || !measure) return undefined
  const next = nodes[place + 1]
  const to = /^(times?|[件次个起回])$/i.test(next?.text ?? '') ? place + 2 : place + 1
  return reduce(to, havingNode(nodes.slice(at, to), measure, amount))
}

const isSum = (node: Node | undefined): boolean =>
  cueOf(node, 'aggregate')?.aggregate === 'sum' || isCue(node, 'running')

/** "an average lot below 16000 kg": the mean of what the unit measures of the rows. */
const averageRow: Rule = (nodes, at) => {
  if (cueOf(nodes[at], 'aggregate')?.aggregate !== 'avg') return undefined
  const place = skip(nodes, at + 1)
  const rows = nodes[place]
  const amountAt = skip(nodes, place + 1, 'be', 'relative')
  const amount = nodes[amountAt]
  if (rows?.type !== 'dataset' || amount?.type !== 'comparison' || typeof amount.right !== 'number')
    return undefined
  const { unit } = amount
  const field = rows.dataset.fields.find(
    one =>
      !one.hidden &&
      isQuantity(one) &&
      (unit !== undefined && one.unit !== undefined ? convertUnit(1, unit, one.unit) !== undefined : false),
  )
  const right = field && unit !== undefined ? convertUnit(amount.right, unit, field.unit ?? '') : undefined
  if (!field || right === undefined) return undefined
  const measure: MeasureExpression = {
    kind: 'aggregate',
    aggregate: 'avg',
    value: row(refOf(rows.dataset, field)),
  }
  return reduce(amountAt + 1, havingNode(nodes.slice(at, amountAt + 1), measure, { ...amount, right }))
}

/** 平均每张维修单费用: of each row the mean, as each row has one. */
const averageOfEachRow: Rule = (nodes, at, { view }) => {
  if (cueOf(nodes[at], 'aggregate')?.aggregate !== 'avg' || cueOf(nodes[at + 1], 'group')?.each !== true)
    return undefined
  const rows = nodes[at + 2]
  const place = rows?.type === 'dataset' ? skip(nodes, at + 3, 'of') : at + 2
  const field = nodes[place]
  const isOwn =
    rows?.type !== 'dataset' || (field?.type === 'field' && rows.dataset.name === field.ref.dataset)
  if (field?.type !== 'field' || !isQuantity(field.field) || !isOwn || !view.dataset(field.ref.dataset))
    return undefined
  const words = nodes.slice(at, place + 1)
  return reduce(place + 1, {
    ...spanOf(words),
    type: 'measure',
    expression: { kind: 'aggregate', aggregate: 'avg', value: row(field.ref) },
  })
}

/** Of each thing, by its rows of one value. */
export const valueCountRules: readonly Rule[] = [valueAbove, moreOfValue, averageRow]

/** The mean of rows, said of each of them. */
export const rowMeanRules: readonly Rule[] = [averageOfEachRow]
