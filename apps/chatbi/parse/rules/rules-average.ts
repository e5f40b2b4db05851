import type { ComparisonOperator } from '../../query/query.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import { isQuantity } from '../model-view.ts'
import type { Node } from '../node.ts'
import { comparisonNode } from './comparison-node.ts'

const wholePlant = /\bplant\b|\bfactory\b|\boverall\b|全厂|全公司|工厂|整体|总体/i

const textOf = (nodes: readonly Node[]): string =>
  nodes.map(node => (/^\p{Script=Han}/u.test(node.text) ? node.text : ` ${node.text} `)).join('')

const isText = (node: Node | undefined, pattern: RegExp): boolean => pattern.test(node?.text ?? '')

/** Positions up to `to` say so many times something. */
interface Factor {
  readonly value: number
  readonly to: number
}

/** "twice", "1.5 times", 两倍, 1.5倍, "50 % of". */
const factorAt = (nodes: readonly Node[], at: number): Factor | undefined => {
  const node = nodes[at]
  const multiple = cueOf(node, 'multiple')
  if (multiple) return { value: multiple.factor, to: pastAs(nodes, at + 1) }
  if (node?.type !== 'number') return undefined
  if (node.percent && isCue(nodes[at + 1], 'of')) return { value: node.value / 100, to: at + 2 }
  return isText(nodes[at + 1], /^(times|倍|x|×)$/i)
    ? { value: node.value, to: pastAs(nodes, at + 2) }
    : undefined
}

/** "twice as much as". */
const pastAs = (nodes: readonly Node[], at: number): number => {
  let to = at
  if (isText(nodes[to], /^as$/i)) while (isText(nodes[to], /^(as|much|many|high|long|big|often)$/i)) to++
  return to
}

/** A mean or median of all, from `from` to `to`. */
interface OfAll {
  readonly to: number
  readonly right: 'avg' | 'median' | 'overall'
  readonly times?: number | undefined
}

/** Of whom it is the mean: all of them, the lines, 各线, the plant. */
const saysWhom = (node: Node | undefined): boolean =>
  isCue(node, 'all', 'group') ||
  node?.type === 'dataset' ||
  node?.type === 'value' ||
  (node?.type === 'field' && !isQuantity(node.field)) ||
  isSamePeriod(node) ||
  (node?.type === 'word' && !node.isMark)

/** 当月, 同期, "the same month": of the period that was said. */
const isSamePeriod = (node: Node | undefined): boolean =>
  node?.type === 'time' &&
  /^(当|同|该)[年季月周日天期]|^(that|the same) (year|quarter|month|week|day)/i.test(node.text)

/** "twice the average", "the average line", "the average of all machines", 各线平均, 平均值的两倍, 中位数. */
const ofAll = (nodes: readonly Node[], from: number): OfAll | undefined => {
  let place = skip(nodes, from, 'of', 'preposition')
  const before = factorAt(nodes, place)
  if (before) place = skip(nodes, before.to, 'of')
  for (let said = 0; said < 3 && saysWhom(nodes[place]); said++) place = skip(nodes, place + 1, 'of')
  const daily = nodes[place]
  const isOfPeriods = daily?.type === 'time' && daily.isAveraged === true
  const aggregate = isOfPeriods ? 'avg' : cueOf(daily, 'aggregate')?.aggregate
  if (aggregate !== 'avg' && aggregate !== 'median') return undefined
  const isOfPlant = aggregate === 'avg' && wholePlant.test(textOf(nodes.slice(from, place)))
  const noun = pastNoun(
    nodes,
    isText(nodes[place + 1], /^(水平|值|数|level|value)$/i) ? place + 2 : place + 1,
  )
  const after = before ? undefined : factorAt(nodes, isCue(nodes[noun], 'of') ? noun + 1 : noun)
  const times = before?.value ?? after?.value
  return {
    to: after?.to ?? noun,
    right: isOfPlant ? 'overall' : aggregate,
    ...(times === undefined ? {} : { times }),
  }
}

/** "the average line", "the average of all lines": whose mean it is, said behind it. */
const pastNoun = (nodes: readonly Node[], at: number): number => {
  const isNoun = (node: Node | undefined): boolean =>
    node?.type === 'dataset' || (node?.type === 'field' && node.field.isName === true) || isKind(node)
  if (isNoun(nodes[at]) && !isCue(nodes[at + 1], 'of') && isLatin(nodes[at])) return at + 1
  if (!isText(nodes[at], /^of( all| the| all the)?$/i)) return at
  const place = skip(nodes, at + 1, 'all', 'group', 'of')
  return isNoun(nodes[place]) ? place + 1 : at
}

const isKind = (node: Node | undefined): boolean =>
  node?.type === 'value' && node.field.role === 'dimension' && !node.field.isName

const isLatin = (node: Node | undefined): boolean => isText(node, /^[a-z]/i)

const reduce = (to: number, ...nodes: readonly Node[]): Reduction => ({ to, nodes })

/** "above average", "older than the average", "at least twice the average line's", 高于平均值的两倍. */
const comparisonWithAverage: Rule = (nodes, at) => {
  const compare = cueOf(nodes[at], 'compare')
  if (!compare) return undefined
  const { operator, hints } = compare
  const all = ofAll(nodes, at + 1)
  if (all) {
    const share = percentAt(nodes, all.to)
    const times = share ? byPart(operator, share.value) : all.times
    const to = share?.to ?? all.to
    return reduce(to, comparisonNode(nodes.slice(at, to), { operator, right: all.right, hints, times }))
  }
  const place = skip(nodes, at + 1)
  const extreme = cueOf(nodes[place], 'extreme')
  const right = extreme?.direction === 'asc' ? 'min' : 'max'
  return extreme && reduce(place + 1, comparisonNode(nodes.slice(at, place + 1), { operator, right, hints }))
}

/** "by 20 %", 20%: how much more than the mean it is. */
const percentAt = (nodes: readonly Node[], at: number): Factor | undefined => {
  const place = isText(nodes[at], /^by$|^出$/i) ? at + 1 : at
  const node = nodes[place]
  return node?.type === 'number' && node.percent ? { value: node.value / 100, to: place + 1 } : undefined
}

const byPart = (operator: ComparisonOperator, part: number): number =>
  operator.startsWith('<') ? 1 - part : 1 + part

/** "20 % above the average", "at least 20 % above the average". */
const percentBeyond: Rule = (nodes, at) => {
  const least = cueOf(nodes[at], 'compare')?.operator
  const place = least === '>' || least === '>=' ? at + 1 : at
  const number = nodes[place]
  const compare = cueOf(nodes[place + 1], 'compare')
  const all = compare && !compare.hints ? ofAll(nodes, place + 2) : undefined
  if (number?.type !== 'number' || !number.percent || !compare || !all) return undefined
  const operator: ComparisonOperator =
    least === '>=' ? (compare.operator.startsWith('<') ? '<=' : '>=') : compare.operator
  const times = byPart(operator, number.value / 100)
  return reduce(all.to, comparisonNode(nodes.slice(at, all.to), { operator, right: all.right, times }))
}

/** "more unplanned downtime in October than the average line": what is more stands between. */
const moreThanAverage: Rule = (nodes, at) => {
  const compare = cueOf(nodes[at], 'compare')
  if (!compare || !isText(nodes[at], /^(more|less|fewer|higher|lower|greater|longer|bigger)$/i))
    return undefined
  const than = nodes.findIndex((node, i) => i > at && i <= at + 7 && isText(node, /^than$/i))
  const all = than < 0 ? undefined : ofAll(nodes, than + 1)
  const between = nodes.slice(at + 1, than)
  if (!all || between.some(node => isCue(node, 'comma', 'compare'))) return undefined
  const words = [...nodes.slice(at, at + 1), ...nodes.slice(than, all.to)]
  const { operator } = compare
  const comparison = comparisonNode(words, { operator, right: all.right, times: all.times })
  const measured = between.findIndex(
    node => node.type === 'metric' || (node.type === 'field' && isQuantity(node.field)),
  )
  return reduce(all.to, ...between.slice(0, measured + 1), comparison, ...between.slice(measured + 1))
}

const more = /^[高多大长重久贵]$/
const less = /^[低少小短轻]$/

/** 比各线平均还高, 比平均值多50%, 比平均多一倍. */
const thanAverage: Rule = (nodes, at) => {
  if (nodes[at]?.text !== '比') return undefined
  const all = ofAll(nodes, at + 1)
  if (!all) return undefined
  let place = all.to
  while (isText(nodes[place], /^[还要更都]$/) || isRepeated(nodes, at, place)) place++
  const isMore = isText(nodes[place], more)
  if (!isMore && !isText(nodes[place], less)) return undefined
  const operator = isMore ? '>' : '<'
  const beyond = isText(nodes[place + 1], /^[出了]$/) ? place + 2 : place + 1
  const part = percentAt(nodes, beyond)
  const factor = factorAt(nodes, beyond)
  const end = part?.to ?? factor?.to ?? place + 1
  const to = isCue(nodes[end], 'compare-after') ? end + 1 : end
  const times = part ? byPart(operator, part.value) : factor && isMore ? 1 + factor.value : all.times
  const comparison = comparisonNode(nodes.slice(at, to), { operator, right: all.right, times })
  // 比平均批重还重的批次: what is compared is only said behind
  const noun = nodes.slice(all.to, place).find(node => node.type === 'field' || node.type === 'metric')
  const isSaid = nodes
    .slice(0, at)
    .some(node => node.type === 'field' || node.type === 'metric' || isCue(node, 'count'))
  return noun && !isSaid ? reduce(to, noun, comparison) : reduce(to, comparison)
}

/** 次数比各原因的平均次数多: what is compared, said again. */
const isRepeated = (nodes: readonly Node[], compare: number, place: number): boolean => {
  const node = nodes[place]
  return (
    (isCue(node, 'count') && !isCue(node, 'what')) ||
    node?.type === 'metric' ||
    (node?.type === 'field' && isQuantity(node.field)) ||
    (node?.type === 'dataset' &&
      nodes.slice(0, compare).some(other => other.type === 'dataset' && other.dataset === node.dataset))
  )
}

/** 平均值以上, "twice the average or more". */
const averageOrMore: Rule = (nodes, at) => {
  if (!isCue(nodes[at], 'aggregate', 'multiple') && nodes[at]?.type !== 'number') return undefined
  const all = ofAll(nodes, at)
  const after = all && cueOf(nodes[all.to], 'compare-after')
  if (!all || !after) return undefined
  const to = all.to + 1
  const { right, times } = all
  return reduce(to, comparisonNode(nodes.slice(at, to), { operator: after.operator, right, times }))
}

/** 比全厂整体还高, "higher than the plant as a whole": set against what all of it comes to. */
const comparisonWithWhole: Rule = (nodes, at) => {
  const compare = cueOf(nodes[at], 'compare')
  const isThan = nodes[at]?.text === '比'
  if (!isThan && (!compare || compare.hints)) return undefined
  const end = nodes.findIndex(
    (node, i) => i > at && (isThan ? /^[高低多少大小]$/.test(node.text) : !isOfWhole(node)),
  )
  const to = end < 0 && !isThan ? nodes.length : end
  const words = textOf(nodes.slice(at + 1, to))
  if (to <= at + 1 || to - at > 8 || !wholePlant.test(words) || /平均|average/.test(words)) return undefined
  const between = nodes.slice(at + 1, to)
  if (between.some(node => node.type === 'metric' || node.type === 'time' || node.type === 'value'))
    return undefined
  const last = isThan ? to + 1 : to
  const operator = isThan ? (/[高多大]/.test(nodes[to]?.text ?? '') ? '>' : '<') : compare?.operator
  return operator && reduce(last, comparisonNode(nodes.slice(at, last), { operator, right: 'overall' }))
}

const isOfWhole = (node: Node): boolean =>
  /^(the|plant|factory|overall|as|a|whole|entire|in|total|全|厂|全厂|整|体|整体|总体|水|平|水平)$/i.test(
    node.text,
  )

/** What is set against the mean of all, the median, or all of it. */
export const averageRules: readonly Rule[] = [
  moreThanAverage,
  percentBeyond,
  thanAverage,
  averageOrMore,
  comparisonWithAverage,
  comparisonWithWhole,
]
