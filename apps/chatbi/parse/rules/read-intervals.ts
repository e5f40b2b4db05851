import type { Dataset, Field } from '../../model/semantic-model.ts'
import type {
  Aggregate,
  ComparisonOperator,
  Condition,
  FieldRef,
  RowExpression,
  TimeUnit,
} from '../../query/query.ts'
import { beginAndEnd } from './begin-and-end.ts'
import { defaultTimeOf } from '../default-time.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { RuleContext } from '../grammar.ts'
import { isTime, refOf } from '../model-view.ts'
import { isContent, spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { timeUnitOf } from './units.ts'

/** One end of a time span: a column that keeps when something was. */
interface Endpoint {
  readonly ref: FieldRef
  readonly field: Field
  /** Position after its words. */
  readonly to: number
}

interface Found {
  readonly from: number
  readonly to: number
  readonly start: Endpoint
  readonly end: Endpoint
}

/**
 * "days from order to delivery", "average time between reported and repaired", 从报修到完成平均多少小时, "closed within 2 days of
 * being opened": the words become the time between two columns of the same rows, one condition on it, or its average. The nodes
 * as they were where no such columns are named.
 */
export const readIntervals = (nodes: readonly Node[], context: RuleContext): readonly Node[] =>
  readCondition(nodes, context) ?? readSpan(nodes, context) ?? withoutSecond(nodes, context)

/** "from opening to closing" where both words were taken for one column, or for each other's: the second stands for nothing. */
const withoutSecond = (nodes: readonly Node[], context: RuleContext): readonly Node[] => {
  const at = nodes.findIndex(({ text }) => /^(from|between)$/i.test(text))
  const start = at < 0 ? undefined : endpointAt(nodes, at + 1, context)
  const joint = start && skipWords(nodes, start.to, /^between$/i.test(nodes[at]?.text ?? ''))
  const end = joint === undefined ? undefined : endpointAt(nodes, joint, context)
  const last = end && nodes[end.to - 1]
  const isOdd = start && end && start.ref.dataset === end.ref.dataset && !areOfOneRow(start, end, context)
  if (!isOdd || last?.type !== 'field') return nodes
  const { from, to, text, score, reason } = last
  const unknown: Node = { from, to, text, score, reason, type: 'word', isStop: false, isMark: false }
  return nodes.map(node => (node === last ? unknown : node))
}

const endpointAt = (nodes: readonly Node[], at: number, { view }: RuleContext): Endpoint | undefined => {
  const place = skip(nodes, at, 'of', 'when', 'be', 'preposition', 'have')
  const node = nodes[place]
  if (node?.type === 'field' && isTime(node.field)) return { ref: node.ref, field: node.field, to: place + 1 }
  const dataset: Dataset | undefined = node?.type === 'dataset' ? view.dataset(node.dataset.name) : undefined
  const field = dataset && defaultTimeOf(dataset)
  return dataset && field && { ref: refOf(dataset, field), field, to: place + 1 }
}

/** Both lie in one row, or in a row and one that it refers to; they are not the same, nor the end before the beginning. */
const areOfOneRow = (a: Endpoint, b: Endpoint, { view }: RuleContext): boolean => {
  if (a.ref.dataset === b.ref.dataset) {
    const dataset = view.dataset(a.ref.dataset)
    const known = dataset && beginAndEnd(dataset)
    const isBackwards = known?.end.name === a.ref.field && known.begin.name === b.ref.field
    return a.ref.field !== b.ref.field && !isBackwards
  }
  return view.isParent(a.ref.dataset, b.ref.dataset) || view.isParent(b.ref.dataset, a.ref.dataset)
}

const findSpan = (nodes: readonly Node[], context: RuleContext): Found | undefined => {
  for (let at = 0; at < nodes.length; at++) {
    const text = nodes[at]?.text ?? ''
    // "hours from" may be taken for the name of a column
    const opens = /(^| )(from|between)$|^(从|自|由)$/i.test(text) || isCue(nodes[at], 'between')
    const isHan = /\p{Script=Han}/u.test(text)
    const start = endpointAt(nodes, opens ? at + 1 : at, context)
    if (!start || (!opens && !isHan)) continue
    const joint = skipWords(nodes, start.to, opens && /between$/i.test(text))
    if (joint === undefined) continue
    const end =
      endpointAt(nodes, joint, context) ?? (opens ? knownEnd(nodes, joint, start, context) : undefined)
    if (end && areOfOneRow(start, end, context)) return { from: at, to: end.to, start, end }
  }
  return undefined
}

/** "from being hired to getting fired": a word that no column has, beside the one that keeps the beginning. */
const knownEnd = (
  nodes: readonly Node[],
  at: number,
  { ref }: Endpoint,
  { view }: RuleContext,
): Endpoint | undefined => {
  const dataset = view.dataset(ref.dataset)
  const known = dataset && beginAndEnd(dataset)
  const place = skip(nodes, at, 'be', 'have', 'of')
  const node = nodes[place]
  const isWord = node?.type === 'word' && !node.isStop && !node.isMark
  if (!dataset || !isWord || known?.begin.name !== ref.field) return undefined
  return { ref: refOf(dataset, known.end), field: known.end, to: place + 1 }
}

/** The position after "to", "until", 到, "and" after "between". */
const skipWords = (nodes: readonly Node[], at: number, isBetween: boolean): number | undefined => {
  for (let i = at; i <= at + 2; i++) {
    const node = nodes[i]
    if (/^(to|to the|until|till|and|and the|到|至|直到)$/i.test(node?.text ?? ''))
      return /^and/i.test(node?.text ?? '') && !isBetween ? undefined : i + 1
    if (!node || node.type === 'field' || isContent(node)) return undefined
  }
  return undefined
}

const timeNoun =
  /^(time|times|duration|durations|interval|delay|gap|lag|lead|elapsed|passed|difference|differences|days?|hours?|minutes?|seconds?|weeks?|months?|years?|时间|时长|间隔|耗时|用时|周期|天数|小时数|分钟数|历时|延迟|相差|多久|多长时间|天|小时|分钟|日|工时)$/i
const filler =
  /^(of|the|in|it|take|takes|took|taken|does|did|do|is|was|were|are|be|being|on|need|needed|used|spent|date|dates|number|的|之间|间|一共|总共|用|了|用了|花|花了|花费|需要|需|要|经过|隔|是|为|有|所|每次|每单|每个|每张|各)$/i

interface Said {
  readonly from: number
  readonly to: number
  readonly unit?: TimeUnit | undefined
  readonly aggregate?: Aggregate | undefined
  readonly extreme?: 'asc' | 'desc' | undefined
  readonly isAsked: boolean
}

/** The words around the two columns that say how long it was, in what, and which of them. */
const saidAround = (nodes: readonly Node[], span: Found): Said => {
  let [from, to] = [span.from, span.to]
  let unit: TimeUnit | undefined
  let aggregate: Aggregate | undefined
  let extreme: 'asc' | 'desc' | undefined
  let isAsked = false
  const take = (node: Node | undefined): boolean => {
    if (!node || node.type === 'metric' || node.type === 'time') return false
    const { text } = node
    // "days", where a shift is called day
    if (node.type === 'value' && timeUnitOf(text) === undefined) return false
    const own = text.replace(/^(多少|几)个?/, '').replace(/^how (many|much) /i, '')
    const found = timeUnitOf(own.replace(/数$/, ''))
    const isTimed = timeNoun.test(text) || isCue(node, 'duration') || found !== undefined
    if (isTimed) {
      isAsked = true
      unit ??= found
      return true
    }
    const cue = cueOf(node, 'aggregate')
    if (cue) {
      aggregate ??= cue.aggregate
      return true
    }
    const ranked = cueOf(node, 'extreme')
    if (ranked) {
      extreme ??= ranked.direction
      isAsked = true
      return true
    }
    if (isCue(node, 'difference')) {
      isAsked = true
      return true
    }
    return filler.test(text) || isCue(node, 'count') || (isCue(node, 'what') && /多少|how/i.test(text))
  }
  const led = /^(.+) (?:from|between)$/i.exec(nodes[span.from]?.text ?? '')?.[1]
  if (led !== undefined && timeUnitOf(led)) [unit, isAsked] = [timeUnitOf(led), true]
  while (from > 0 && take(nodes[from - 1])) from--
  while (to < nodes.length && take(nodes[to])) to++
  return { from, to, unit, aggregate, extreme, isAsked }
}

const between = (span: Pick<Found, 'start' | 'end'>, said: TimeUnit | undefined): RowExpression => ({
  kind: 'time-between',
  unit: said ?? usualUnit(span),
  from: { kind: 'field', field: span.start.ref },
  to: { kind: 'field', field: span.end.ref },
})

/** Dates are days apart, times of day hours. */
const usualUnit = ({ start, end }: Pick<Found, 'start' | 'end'>): TimeUnit =>
  start.field.type === 'date' || end.field.type === 'date' ? 'day' : 'hour'

const readSpan = (nodes: readonly Node[], context: RuleContext): readonly Node[] | undefined => {
  const span = findSpan(nodes, context)
  if (!span) return undefined
  const said = saidAround(nodes, span)
  const found = limitOf(nodes, said)
  const limit = found?.node
  const unit = said.unit ?? (limit && timeUnitOf(limit.unit))
  if (!said.isAsked && said.aggregate === undefined && !(limit && unit)) return undefined
  const value = between(span, unit)
  const from = ownerFrom(nodes, found?.from ?? said.from, span)
  const to = found?.to ?? said.to
  const words = nodes.slice(found?.from ?? said.from, to)
  const refs = [span.start.ref, span.end.ref]
  const made: Node = limit
    ? {
        ...spanOf(words),
        type: 'condition',
        condition: {
          kind: 'compare',
          left: value,
          operator: limit.operator,
          right: { kind: 'value', value: Number(limit.right) },
        },
        refs,
      }
    : said.extreme
      ? {
          ...spanOf(words),
          type: 'superlative',
          direction: said.extreme,
          key: { kind: 'row', value },
          word: words.find(node => isCue(node, 'extreme'))?.text ?? '',
        }
      : said.aggregate
        ? {
            ...spanOf(words),
            type: 'measure',
            expression: { kind: 'aggregate', aggregate: said.aggregate, value },
          }
        : { ...spanOf(words), type: 'interval', value, dataset: finerOf(span, context) }
  return [...nodes.slice(0, from), made, ...nodes.slice(to)]
}

/** "… is more than 5 days", "took longer than 5 days from …". */
const limitOf = (
  nodes: readonly Node[],
  { from, to }: Said,
): { readonly node: NodeOf<'comparison'>; readonly from: number; readonly to: number } | undefined => {
  const after = skip(nodes, to, 'be', 'relative')
  const node = nodes[after]
  if (node?.type === 'comparison' && typeof node.right === 'number') return { node, from, to: after + 1 }
  const before = skipBack(nodes, from, 'be')
  const led = nodes[before]
  if (led?.type !== 'comparison' || typeof led.right !== 'number' || !timeUnitOf(led.unit)) return undefined
  let first = before
  while (first > 0 && filler.test(nodes[first - 1]?.text ?? '')) first--
  return { node: led, from: first, to }
}

/** 维修单从开单到关单: the name of the rows before only says whose times they are. */
const ownerFrom = (nodes: readonly Node[], from: number, { start }: Found): number => {
  const owner = nodes[from - 1]
  const isOwner =
    owner?.type === 'field' &&
    /\p{Script=Han}/u.test(owner.text) &&
    owner.ref.dataset === start.ref.dataset &&
    (owner.field.isName === true || owner.field.role === 'key' || owner.score < 0.9) &&
    !isCue(nodes[from - 2], 'group')
  return isOwner ? from - 1 : from
}

/** The rows that have both times. */
const finerOf = ({ start, end }: Found, { view }: RuleContext): string =>
  view.isParent(start.ref.dataset, end.ref.dataset) ? end.ref.dataset : start.ref.dataset

interface Limit {
  readonly operator: ComparisonOperator
  readonly value: number
  readonly unit: TimeUnit
  readonly to: number
}

/** "more than 5 days", "within 2 weeks", 超过3天, 2天内. */
const limitAt = (nodes: readonly Node[], at: number): Limit | undefined => {
  const place = skip(nodes, at)
  const node = nodes[place]
  if (node?.type === 'comparison' && typeof node.right === 'number') {
    const unit = timeUnitOf(node.unit) ?? timeUnitOf(nodes[place + 1]?.text)
    const to = timeUnitOf(node.unit) ? place + 1 : place + 2
    return unit && { operator: node.operator, value: node.right, unit, to }
  }
  const inside = nodes[place + 1]
  const unitInside = node?.type === 'number' ? timeUnitOf(node.unit) : undefined
  if (node?.type === 'number' && unitInside && /^(内|之内|以内)$/.test(inside?.text ?? ''))
    return { operator: '<=', value: node.value, unit: unitInside, to: place + 2 }
  const number = /^(within|in|不到)$/i.test(node?.text ?? '') ? nodes[skip(nodes, place + 1)] : undefined
  if (number?.type !== 'number') return undefined
  const after = nodes.indexOf(number) + 1
  const unit = timeUnitOf(number.unit) ?? timeUnitOf(nodes[after]?.text)
  return (
    unit && { operator: '<=', value: number.value, unit, to: timeUnitOf(number.unit) ? after : after + 1 }
  )
}

/** A column that keeps when it was, or "events that occurred", kept by the time of their rows. */
const happenedAt = (nodes: readonly Node[], at: number, { view }: RuleContext): Endpoint | undefined => {
  const node = nodes[at]
  if (node?.type === 'field' && isTime(node.field)) return { ref: node.ref, field: node.field, to: at + 1 }
  if (!/^(occurr?ed|happened|took place)$/i.test(node?.text ?? '')) return undefined
  const owner = nodes.slice(0, at).findLast(other => other.type === 'dataset' || other.type === 'field')
  const name =
    owner?.type === 'dataset' ? owner.dataset.name : owner?.type === 'field' ? owner.ref.dataset : ''
  const dataset = view.dataset(name)
  const field = dataset && defaultTimeOf(dataset)
  return dataset && field && { ref: refOf(dataset, field), field, to: at + 1 }
}

/** Within so many days after is not before. */
const limited = (left: RowExpression, operator: ComparisonOperator, value: number): Condition =>
  operator === '<' || operator === '<='
    ? { kind: 'between', left, low: 0, high: value }
    : { kind: 'compare', left, operator, right: { kind: 'value', value } }

/** "closed more than 5 days after they were opened", "delivered within 2 weeks of the order", 开单后2天内关单. */
const readCondition = (nodes: readonly Node[], context: RuleContext): readonly Node[] | undefined => {
  for (const [at, node] of nodes.entries()) {
    const first = happenedAt(nodes, at, context)
    if (!first) continue
    const isHan = /\p{Script=Han}/u.test(node.text)
    const open = isHan && /^(后|之后|以后)$/.test(nodes[at + 1]?.text ?? '') ? at + 2 : at + 1
    const limit = limitAt(nodes, open)
    if (!limit) continue
    const word = skip(nodes, limit.to)
    const text = nodes[word]?.text.toLowerCase() ?? ''
    const isAfter = /^(after|of|of the|from|since|later than|following)$/.test(text)
    const isBefore = /^(before|prior to|ahead of|earlier than)$/.test(text)
    const joins = open > at + 1 ? limit.to : isAfter || isBefore ? word + 1 : undefined
    const second = joins === undefined ? undefined : endpointAt(nodes, joins, context)
    const isForward = open > at + 1 || isBefore
    const [start, end] = isForward ? [first, second] : [second, first]
    if (!second || !start || !end || !areOfOneRow(start, end, context)) continue
    const { operator, value, unit } = limit
    const words = nodes.slice(at, second.to)
    const made: Node = {
      ...spanOf(words),
      type: 'condition',
      condition: limited(between({ start, end }, unit), operator, value),
      refs: [start.ref, end.ref],
    }
    return [...nodes.slice(0, at), made, ...nodes.slice(second.to)]
  }
  return undefined
}
