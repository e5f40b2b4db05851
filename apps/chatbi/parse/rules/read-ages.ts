import type { ComparisonOperator, FieldRef, RowExpression, TimeGrain, TimeUnit } from '../../query/query.ts'
import { beginAndEnd, birthOf } from './begin-and-end.ts'
import type { Field } from '../../model/semantic-model.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { RuleContext } from '../grammar.ts'
import { isQuantity, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { findByHints } from './rules-comparison.ts'
import { timeUnitOf } from './units.ts'

/**
 * "machines older than 3 years", "average age of the customers", 使用超过5年的设备, where only a date of birth, installation or
 * hiring is kept; and "orders that took longer than 5 days", where only begin and end are. `now` is the plant's time. The nodes as
 * they were where a column keeps the age or the duration itself, or none keeps when it began.
 */
export const readAges = (
  nodes: readonly Node[],
  context: RuleContext,
  now: string | undefined,
): readonly Node[] => {
  const kept: readonly Node[] = nodes.map(node => keptAge(node, nodes, context) ?? node)
  const aged = now === undefined ? kept : kept.reduce((done, node) => ageAt(done, node, context, now), kept)
  const took = aged.reduce((done, node) => tookAt(done, node, context), aged)
  return took.reduce((done, node) => durationAt(done, node, context), took)
}

const durationWord = /^(durations?|length of time|用时|耗时|历时|处理时间|处理时长)$/i

/** "average session duration in seconds", where begin and end are two columns. */
const durationAt = (nodes: readonly Node[], node: Node, context: RuleContext): readonly Node[] => {
  const at = nodes.indexOf(node)
  if (at < 0 || node.type !== 'word' || !durationWord.test(node.text)) return nodes
  const before = nodes.slice(Math.max(0, at - 4), at).findLast(other => cueOf(other, 'aggregate'))
  const aggregate = cueOf(before, 'aggregate')?.aggregate
  const pair = pairIn(nodes, context)
  if (!pair || !before || !aggregate) return nodes
  const inWord = skip(nodes, at + 1, 'preposition')
  const unit = timeUnitOf(nodes[inWord]?.text)
  const isSaid = unit !== undefined && /^in$/i.test(nodes[at + 1]?.text ?? '')
  const value: RowExpression = {
    kind: 'time-between',
    unit: (isSaid ? unit : undefined) ?? (pair.isDate ? 'day' : 'hour'),
    from: { kind: 'field', field: pair.from },
    to: { kind: 'field', field: pair.to },
  }
  const made: Node = {
    ...spanOf([before, node]),
    type: 'measure',
    expression: { kind: 'aggregate', aggregate, value },
  }
  const rest = nodes.slice(isSaid ? inWord + 1 : at + 1)
  return [...nodes.slice(0, at).filter(other => other !== before), made, ...rest]
}

const pairIn = (
  nodes: readonly Node[],
  context: RuleContext,
): { readonly from: FieldRef; readonly to: FieldRef; readonly isDate: boolean } | undefined => {
  const datasets = new Set(datasetsIn(nodes, context))
  const hints = ['duration', 'downtime', '时长', '持续时间', 'run time']
  if (findByHints(hints, { ...context, datasets }, isQuantity)) return undefined
  for (const name of datasets) {
    const dataset = context.view.dataset(name)
    const pair = dataset && beginAndEnd(dataset)
    if (dataset && pair)
      return {
        from: refOf(dataset, pair.begin),
        to: refOf(dataset, pair.end),
        isDate: pair.begin.type === 'date',
      }
  }
  return undefined
}

const datasetsIn = (nodes: readonly Node[], { datasets }: RuleContext): readonly string[] => [
  ...nodes.flatMap(node => (node.type === 'dataset' ? [node.dataset.name] : [])),
  ...datasets,
]

const ageWord = /^(ages?|aged)$/i
const isAgeWord = (node: Node | undefined): boolean => isCue(node, 'age') || isWord(node, ageWord)
const isOfService = (node: Node | undefined): boolean => cueOf(node, 'age')?.isService === true

const bornIn = (
  nodes: readonly Node[],
  context: RuleContext,
  isService: boolean,
): { readonly ref: FieldRef; readonly dataset: string } | undefined => {
  for (const name of datasetsIn(nodes, context)) {
    const dataset = context.view.dataset(name)
    const field = dataset && birthOf(dataset, isService)
    if (dataset && field) return { ref: refOf(dataset, field), dataset: name }
  }
  return undefined
}

const ageFieldIn = (
  nodes: readonly Node[],
  context: RuleContext,
): { readonly ref: FieldRef; readonly field: Field } | undefined =>
  findByHints(
    ['age', '年龄'],
    { ...context, datasets: new Set(datasetsIn(nodes, context)) },
    field =>
      isQuantity(field) &&
      /(^|[^a-z])age([^a-z]|$)|年龄/i.test(`${field.name} ${field.label.en} ${field.label.zh ?? ''}`),
  )

const hasAge = (nodes: readonly Node[], context: RuleContext): boolean =>
  ageFieldIn(nodes, context) !== undefined

/** "how old is the oldest member", where a column keeps the age. */
const keptAge = (node: Node, nodes: readonly Node[], context: RuleContext): Node | undefined => {
  if (!isWord(node, /^how old$/i)) return undefined
  const found = ageFieldIn(nodes, context)
  return found && { ...spanOf([node]), type: 'field', ...found }
}

const isWord = (node: Node | undefined, pattern: RegExp): boolean =>
  (node?.type === 'word' || node?.type === 'cue') && pattern.test(node.text)

const ageAt = (nodes: readonly Node[], node: Node, context: RuleContext, now: string): readonly Node[] => {
  const at = nodes.indexOf(node)
  if (at < 0) return nodes
  if (node.type === 'comparison') return olderThan(nodes, at, node, { context, now })
  const isService = isOfService(node)
  const isAge = (isAgeWord(node) && !/^aged$/i.test(node.text)) || /^how old$/i.test(node.text)
  const next = nodes[skip(nodes, at + 1, 'be')]
  if (!isAge || next?.type === 'comparison' || hasAge(nodes, context)) return nodes
  const born = bornIn(nodes, context, isService)
  if (!born) return nodes
  const value: RowExpression = {
    kind: 'time-between',
    unit: 'year',
    from: { kind: 'field', field: born.ref },
    to: { kind: 'moment', at: `${now.slice(0, 10)}T00:00:00` },
  }
  const before = skipBack(nodes, at, 'of')
  const after = skip(nodes, at + 1, 'of')
  const [lead, trail] = [cueOf(nodes[before], 'aggregate'), cueOf(nodes[after], 'aggregate')]
  const aggregate = (lead ?? trail)?.aggregate
  const from = lead ? before : at
  // "the age of the machines", by their names: it only says whose
  const owner = isCue(nodes[at + 1], 'of') ? nodes[skip(nodes, at + 2, 'all')] : undefined
  const isOwner =
    owner?.type === 'field' &&
    owner.ref.dataset === born.dataset &&
    (owner.field.isName === true || owner.field.role === 'key')
  const to = isOwner ? nodes.indexOf(owner) + 1 : !lead && trail ? after + 1 : at + 1
  const words = nodes.slice(from, to)
  const made: Node = aggregate
    ? { ...spanOf(words), type: 'measure', expression: { kind: 'aggregate', aggregate, value } }
    : { ...spanOf(words), type: 'interval', value, dataset: born.dataset }
  return [...nodes.slice(0, from), made, ...nodes.slice(to)]
}

interface Asked {
  readonly context: RuleContext
  readonly now: string
}

const opposite = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '!=': '!=' } as const

/** "older than 3 years", "over 30 years old", "aged under 18", 年龄大于30岁, 使用超过5年: born before then. */
const olderThan = (
  nodes: readonly Node[],
  at: number,
  node: NodeOf<'comparison'>,
  { context, now }: Asked,
): readonly Node[] => {
  const before = skipBack(nodes, at, 'be', 'of')
  const used = nodes.slice(Math.max(0, at - 3), at)
  const isUsed = /(使用|服役|投用)了?$/.test(used.map(({ text }) => text).join(''))
  const isLed = isAgeWord(nodes[before]) || isUsed
  const named = skip(nodes, at + 1)
  const unitWord = timeUnitOf(node.unit) === undefined ? timeUnitOf(nodes[at + 1]?.text) : undefined
  const last = unitWord === undefined ? at : at + 1
  const old = nodes[last + 1]
  const isTrailed = /^(old|of age)$/i.test(old?.text ?? '') || node.unit?.endsWith('岁') === true
  const isHinted = node.hints.includes('age')
  if (!(isHinted || isLed || isTrailed) || typeof node.right !== 'number' || named < 0) return nodes
  if (hasAge(nodes, context)) return nodes
  const born = bornIn(nodes, context, isOfService(nodes[before]))
  const unit: TimeUnit = timeUnitOf(node.unit) ?? unitWord ?? 'year'
  const grain = grainOf(unit)
  if (!born || grain === undefined || !Number.isInteger(node.right)) return nodes
  const operator: ComparisonOperator = opposite[node.operator]
  const from = isUsed ? at - used.length + usedFrom(used) : isLed ? before : at
  const to = /^(old|of age)$/i.test(old?.text ?? '') ? last + 2 : last + 1
  const words = nodes.slice(from, to)
  const made: Node = {
    ...spanOf(words),
    type: 'condition',
    condition: {
      kind: 'compare',
      left: { kind: 'field', field: born.ref },
      operator,
      right: {
        kind: 'expression',
        expression: {
          kind: 'moment',
          at: `${now.slice(0, 10)}T00:00:00`,
          ago: { count: node.right, unit: grain },
        },
      },
    },
    refs: [born.ref],
  }
  return [...nodes.slice(0, from), made, ...nodes.slice(to)]
}

/** Where 使用 begins among the words before. */
const usedFrom = (words: readonly Node[]): number =>
  Math.max(
    0,
    words.findLastIndex(({ text }) => /^(使用?|服役?|投用?)/.test(text)),
  )

const grainOf = (unit: TimeUnit): TimeGrain | undefined =>
  unit === 'second' || unit === 'minute' ? undefined : unit

const tookWord =
  /^(took|take|takes|taking|last|lasted|lasting|needed|need|耗时|用时|历时|花了|用了|持续|处理了|需要)$/i

/** "orders that took longer than 5 days", 耗时超过5天的工单, where begin and end are two columns. */
const tookAt = (nodes: readonly Node[], node: Node, context: RuleContext): readonly Node[] => {
  const at = nodes.indexOf(node)
  if (at < 0 || node.type !== 'comparison' || typeof node.right !== 'number') return nodes
  const led = [nodes[at - 1], nodes[at - 2]].find(other => tookWord.test(other?.text ?? ''))
  const isHinted = node.hints.includes('duration')
  const unitWord = timeUnitOf(node.unit) === undefined ? timeUnitOf(nodes[at + 1]?.text) : undefined
  const unit = timeUnitOf(node.unit) ?? unitWord
  if (!(led || isHinted) || unit === undefined) return nodes
  const pair = pairIn(nodes, context)
  if (!pair) return nodes
  const { from, to } = pair
  const start = led ? nodes.indexOf(led) : at
  const end = unitWord === undefined ? at + 1 : at + 2
  const made: Node = {
    ...spanOf(nodes.slice(start, end)),
    type: 'condition',
    condition: {
      kind: 'compare',
      left: {
        kind: 'time-between',
        unit,
        from: { kind: 'field', field: from },
        to: { kind: 'field', field: to },
      },
      operator: node.operator,
      right: { kind: 'value', value: node.right },
    },
    refs: [from, to],
  }
  return [...nodes.slice(0, start), made, ...nodes.slice(end)]
}
