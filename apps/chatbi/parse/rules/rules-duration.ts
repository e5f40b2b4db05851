import { fieldsOfRow, sameRef } from '../../query/fields-of.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Rule, RuleContext } from '../grammar.ts'
import type { RowExpression } from '../../query/query.ts'
import { beginAndEnd } from './begin-and-end.ts'
import { totalMetricOf } from './total-metric.ts'
import { isUnitOfTime, timeUnitOf } from './units.ts'
import { isQuantity, isTime, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import { onlyChildOf } from '../only-child.ts'
import type { Node, NodeOf } from '../node.ts'
import { findByHints } from './rules-comparison.ts'
import { withEvents } from './with-events.ts'

const hints = ['duration', 'downtime', '时长', '持续时间', 'run time', 'time']

const durationOf = (
  words: readonly Node[],
  aggregate: 'avg' | 'sum' | 'max' | 'min',
  context: RuleContext,
): NodeOf<'measure'> | undefined => {
  const found = findByHints(
    hints,
    withEvents(context),
    field => isQuantity(field) && field.role === 'measure',
  )
  // "how many minutes": in the unit of the column, though a metric tells hours
  const isMinutes =
    found?.field.unit === 'min' &&
    words.some(word => /minutes?\b|分钟/i.test(word.text)) &&
    aggregate === 'sum'
  const total =
    found && aggregate === 'sum' && !isMinutes ? totalMetricOf(context.view, found.ref)?.name : undefined
  if (total !== undefined)
    return { ...spanOf(words), type: 'measure', expression: { kind: 'metric', metric: total } }
  if (!found) return spanOfRows(words, aggregate, context)
  return {
    ...spanOf(words),
    type: 'measure',
    expression: { kind: 'aggregate', aggregate, value: { kind: 'field', field: found.ref } },
  }
}

/** "how long do orders take on average", where begin and end are two columns. A total of such times says little. */
const spanOfRows = (
  words: readonly Node[],
  aggregate: 'avg' | 'sum' | 'max' | 'min',
  { view, datasets }: RuleContext,
): NodeOf<'measure'> | undefined => {
  for (const name of datasets) {
    const dataset = view.dataset(name)
    const pair = dataset && beginAndEnd(dataset)
    if (!dataset || !pair || aggregate === 'sum') continue
    const unit =
      words
        .map(({ text }) => timeUnitOf(/(\p{L}+?)$/u.exec(text.replace(/^(多少|几)个?/, ''))?.[1]))
        .find(Boolean) ?? (pair.begin.type === 'date' ? 'day' : 'hour')
    const value: RowExpression = {
      kind: 'time-between',
      unit,
      from: { kind: 'field', field: refOf(dataset, pair.begin) },
      to: { kind: 'field', field: refOf(dataset, pair.end) },
    }
    return { ...spanOf(words), type: 'measure', expression: { kind: 'aggregate', aggregate, value } }
  }
  return undefined
}

const isAverage = (node: Node | undefined): boolean => cueOf(node, 'aggregate')?.aggregate === 'avg'
const names = (node: Node): boolean =>
  node.type === 'field' || node.type === 'metric' || node.type === 'measure'

/** "reasons that took more than 200 hours, with the hours": the time that they took, though a column says which hour. */
const hoursTaken: Rule = (nodes, at, context) => {
  const node = nodes[at]
  const isHours =
    node?.type === 'field' &&
    isTime(node.field) &&
    /^(the )?(hours|minutes)$|^(小时|分钟)数?$/i.test(node.text)
  const isOfTime = nodes.some(
    other =>
      other !== node && other.type === 'comparison' && other.unit !== undefined && isUnitOfTime(other.unit),
  )
  const measure =
    isHours && isOfTime ? durationOf([node], 'sum', withoutOf(context, node.ref.dataset)) : undefined
  return measure && { to: at + 1, nodes: [measure] }
}

const withoutOf = ({ view, datasets }: RuleContext, name: string): RuleContext => ({
  view,
  datasets: new Set([...datasets].filter(one => one !== name)),
})

/** "how long was line 3 stopped", 停了多久: the time that it took, all together. */
const howLong: Rule = (nodes, at, context) => {
  if (!isCue(nodes[at], 'duration')) return undefined
  // "the longest stop, and how many minutes did it last": shown with it already
  const isShown = nodes.slice(0, at).some(node => cueOf(node, 'extreme')?.hints?.includes('duration'))
  if (isShown) return { to: at + 1, nodes: [] }
  const later = nodes.findIndex((node, i) => i > at && isAverage(node))
  const between = nodes.slice(at + 1, Math.max(at + 1, later))
  const isMean = later > 0 && !between.some(names)
  const measure = durationOf(nodes.slice(at, at + 1), isMean ? 'avg' : 'sum', context)
  if (!measure) return undefined
  return isMean ? { to: later + 1, nodes: [measure, ...between] } : { to: at + 1, nodes: [measure] }
}

/** 平均每次停机多长时间: the mean is said first. */
const averageHowLong: Rule = (nodes, at, context) => {
  if (!isAverage(nodes[at])) return undefined
  const later = nodes.findIndex((node, i) => i > at && isCue(node, 'duration'))
  const between = nodes.slice(at + 1, Math.max(at + 1, later))
  if (later < 0 || between.some(names)) return undefined
  const measure = durationOf(nodes.slice(later, later + 1), 'avg', context)
  return measure && { to: later + 1, nodes: [...withoutOwnEach(between, measure), measure] }
}

/** 平均每张工单用了多久: the mean of the rows is one of each of them already. */
const withoutOwnEach = (nodes: readonly Node[], { expression }: NodeOf<'measure'>): readonly Node[] => {
  const value = expression.kind === 'aggregate' ? expression.value : undefined
  const own = value && fieldsOfRow(value)[0]?.dataset
  return nodes.filter((node, at) => {
    const next = nodes[at + 1]
    const isOwn = next?.type === 'dataset' && next.dataset.name === own
    return !(isOwn && cueOf(node, 'group')?.each)
  })
}

/** "how long was the longest stop", 最长的一次持续了多少分钟: that one alone, whichever is said first. */
const longestHowLong: Rule = (nodes, at, context) => {
  const isLongest = (node: Node | undefined): boolean =>
    cueOf(node, 'extreme')?.hints?.includes('duration') === true
  const isHowLong = (node: Node | undefined): boolean => isCue(node, 'duration')
  const first = nodes[at]
  if (!isLongest(first) && !isHowLong(first)) return undefined
  const seeks = isLongest(first) ? isHowLong : isLongest
  const later = nodes.findIndex((node, i) => i > at && seeks(node))
  const second = nodes[later]
  if (!first || !second) return undefined
  const extreme = cueOf(isLongest(first) ? first : second, 'extreme')
  const measure = durationOf([first], extreme?.direction === 'asc' ? 'min' : 'max', context)
  const own = measure?.expression.kind === 'aggregate' ? measure.expression.value : undefined
  const isOwn = (node: Node): boolean =>
    node.type === 'field' && own?.kind === 'field' && sameRef(own.field, node.ref)
  const between = nodes.slice(at + 1, later).filter(node => !isOwn(node))
  return measure && !between.some(names) ? { to: later + 1, nodes: [...between, measure] } : undefined
}

const timeWord = /^(time|times|hours?|minutes?|durations?|downtime|时间|时长|小时|小时数|分钟数?)$/i

/** "changeover hours", 换型时间: how long the rows took that refer to what is named. */
const timeOfValue: Rule = (nodes, at, context) => {
  const value = nodes[at]
  const place = skip(nodes, at + 1, 'of')
  const word = nodes[place]
  const isWord = word !== undefined && timeWord.test(word.text) && word.type !== 'metric'
  if (value?.type !== 'value' || !value.field.isName || !isWord) return undefined
  const child = onlyChildOf(context.view, value.ref.dataset)
  if (child === undefined) return undefined
  const measure = durationOf([word], 'sum', { ...context, datasets: new Set([child]) })
  return measure && { to: place + 1, nodes: [value, measure] }
}

/** "more hours than the average reason": the time that the rows took, set against what all come to. */
const hoursCompared: Rule = (nodes, at, context) => {
  const comparison = nodes[at]
  const word = nodes[at + 1]
  if (comparison?.type !== 'comparison' || typeof comparison.right === 'number') return undefined
  if (word?.type !== 'word' || !timeWord.test(word.text)) return undefined
  const measure = durationOf([word], 'sum', context)
  return measure && { to: at + 2, nodes: [measure, comparison] }
}

/** Questions for a time that something took. */
export const durationRules: readonly Rule[] = [
  hoursTaken,
  hoursCompared,
  longestHowLong,
  averageHowLong,
  howLong,
  timeOfValue,
]
