import type { Field } from '../../model/semantic-model.ts'
import { emptyQuery } from '../../query/query.ts'
import type { ComparisonOperator, FieldRef } from '../../query/query.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import { isQuantity, isTime, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import type { Node, NodeOf } from '../node.ts'
import { birthOf } from './begin-and-end.ts'
import { canCompare, conditionNode, equals, row } from './condition.ts'
import { findByHints } from './rules-comparison.ts'

/** A column of the things that are compared, and which way. */
interface Comparand {
  readonly ref: FieldRef
  readonly operator: ComparisonOperator
}

/**
 * "older than lathe 10", "lots heavier than LOT-38", 比10号车床更早投用的设备: each against the one that is named, by a column of their
 * own that the word speaks of, as a condition whose right side is what that one has there. The nodes as they were where no
 * single one is named, or no column keeps it.
 */
export const readAgainstThing = (nodes: readonly Node[], view: ModelView): readonly Node[] => {
  const found = english(nodes, view) ?? chinese(nodes, view)
  if (!found) return nodes
  const { from, to, thing, comparand } = found
  const { ref, operator } = comparand
  const filters = [equals(thing.ref, thing.value)]
  const columns = [{ id: ref.field, value: row(ref) }]
  const condition = conditionNode(
    nodes.slice(from, to),
    {
      kind: 'compare',
      left: row(ref),
      operator,
      right: { kind: 'query', query: { ...emptyQuery, columns, filters } },
    },
    [ref],
  )
  return [...nodes.slice(0, from), condition, ...nodes.slice(to)]
}

interface Found {
  readonly from: number
  readonly to: number
  readonly thing: NodeOf<'value'>
  readonly comparand: Comparand
}

const isThing = (node: Node | undefined): node is NodeOf<'value'> =>
  node?.type === 'value' && (node.field.isName === true || node.field.role === 'key')

/** "older than lathe 10", "commissioned before lathe 10". */
const english = (nodes: readonly Node[], view: ModelView): Found | undefined => {
  for (const [at, node] of nodes.entries()) {
    const compare = cueOf(node, 'compare')
    if (!compare) continue
    const place = skip(nodes, at + 1)
    const thing = nodes[place]
    if (!isThing(thing) || !isOwnRow(thing, view)) continue
    const before = skipBack(nodes, at, 'be')
    const said = nodes[before]
    if (said?.type === 'field' && said.ref.dataset === thing.ref.dataset && canCompare(said.field)) {
      if (said.field.isName || said.field.role === 'key') continue
      const { operator } = compare
      return { from: before, to: place + 1, thing, comparand: { ref: said.ref, operator } }
    }
    const comparand = columnBy(compare.hints ?? [], compare.operator, thing.ref.dataset, view)
    if (comparand) return { from: at, to: place + 1, thing, comparand }
  }
  return undefined
}

/** What an adjective behind 比… speaks of; the sign says which way. */
const adjectives: Readonly<Record<string, readonly [ComparisonOperator, ...hints: readonly string[]]>> = {
  早: ['<', 'date', 'time'],
  老: ['>', 'age'],
  旧: ['>', 'age'],
  晚: ['>', 'date', 'time'],
  迟: ['>', 'date', 'time'],
  新: ['<', 'age'],
  重: ['>', 'weight', 'mass'],
  轻: ['<', 'weight', 'mass'],
  贵: ['>', 'cost', 'price'],
  便宜: ['<', 'cost', 'price'],
  长: ['>', 'duration', 'length'],
  久: ['>', 'duration'],
  短: ['<', 'duration', 'length'],
}

/** 比10号车床更早投用的设备, 投用比10号车床早的设备, 比LOT-38重的批次. */
const chinese = (nodes: readonly Node[], view: ModelView): Found | undefined => {
  const at = nodes.findIndex(node => isCue(node, 'versus') && /^比$/.test(node.text))
  const thing = nodes[at + 1]
  if (at < 0 || !isThing(thing) || !isOwnRow(thing, view)) return undefined
  let place = at + 2
  while (/^[更还要的]$/.test(nodes[place]?.text ?? '')) place++
  const word = nodes[place]?.text.replace(/^更/, '') ?? ''
  const adjective = adjectives[word]
  if (!adjective) return undefined
  const [operator, ...hints] = adjective
  const named = [nodes[place + 1], nodes[at - 1]].find(
    node => node?.type === 'field' && node.ref.dataset === thing.ref.dataset && canCompare(node.field),
  )
  const from = named !== undefined && named === nodes[at - 1] ? at - 1 : at
  const to = named !== undefined && named === nodes[place + 1] ? place + 2 : place + 1
  if (named?.type === 'field' && isOfWord(named.field, hints))
    return { from, to, thing, comparand: { ref: named.ref, operator: wayOf(named.field, operator, hints) } }
  const comparand = columnBy(hints, operator, thing.ref.dataset, view)
  return comparand && { from: at, to: place + 1, thing, comparand }
}

/** 早 and 老 are said of times, 重 of quantities. */
const isOfWord = (field: Field, hints: readonly string[]): boolean =>
  isTime(field) === hints.some(hint => /^(?:age|date|time)$/.test(hint))

/** Older is what began before. */
const wayOf = (field: Field, operator: ComparisonOperator, hints: readonly string[]): ComparisonOperator =>
  isTime(field) && hints.includes('age') ? opposite(operator) : operator

const opposite = (operator: ComparisonOperator): ComparisonOperator => {
  if (operator === '<') return '>'
  return operator === '>' ? '<' : operator
}

/** Whether the value names a row of its own table: "line 3" as a column of stops names none of these. */
const isOwnRow = ({ ref }: NodeOf<'value'>, view: ModelView): boolean => {
  const dataset = view.dataset(ref.dataset)
  return dataset !== undefined && (dataset.primaryKey.includes(ref.field) || view.field(ref)?.isName === true)
}

const columnBy = (
  hints: readonly string[],
  operator: ComparisonOperator,
  name: string,
  view: ModelView,
): Comparand | undefined => {
  const dataset = view.dataset(name)
  if (!dataset || hints.length === 0) return undefined
  const kept = findByHints(
    hints,
    { view, datasets: new Set([name]) },
    field => isQuantity(field) && field.role !== 'key',
  )
  if (kept) return { ref: kept.ref, operator }
  if (!hints.some(hint => /^(?:age|date|time)$/.test(hint))) return undefined
  const born = birthOf(dataset, false) ?? onlyTime(dataset.fields)
  return born && { ref: refOf(dataset, born), operator: wayOf(born, operator, hints) }
}

const onlyTime = (fields: readonly Field[]): Field | undefined => {
  const [only, other] = fields.filter(field => isTime(field) && !field.hidden)
  return other ? undefined : only
}
