import type { Direction } from '../../link/cue.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Rule } from '../grammar.ts'
import { beforeUnit } from '../../query/find-in-model.ts'
import { isUnitOfTime } from './units.ts'
import { isQuantity } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'

const isAverage = (node: Node | undefined): boolean => cueOf(node, 'aggregate')?.aggregate === 'avg'

const isGrain = (node: Node | undefined): node is NodeOf<'time'> =>
  node?.type === 'time' && node.expression.grain !== undefined && node.expression.range === undefined

const averaged = (words: readonly Node[], time: NodeOf<'time'>): Node => ({
  ...time,
  ...spanOf(words),
  isAveraged: true,
})

/** "average daily output", 平均每天停机几次, "on an average day": the mean of what each period has. */
const averageBefore: Rule = (nodes, at) => {
  if (!isAverage(nodes[at])) return undefined
  const place = skip(nodes, at + 1, 'of', 'group')
  const time = nodes[place]
  const isMean = isGrain(time) && time.expression.counts !== true
  return isMean ? { to: place + 1, nodes: [averaged(nodes.slice(at, place + 1), time)] } : undefined
}

/** "how much of last month's scrap", "what part of October's cost": a share, of which the period says of what. */
const partOfPeriod: Rule = (nodes, at) => {
  const said = nodes.slice(at, at + 2)
  const [asks, part] = said
  const isPart = isCue(asks, 'what') && /^(part|portion|fraction|proportion)$/i.test(part?.text ?? '')
  const isMuch = /^how much$/i.test(asks?.text ?? '')
  const to = isPart ? at + 2 : isMuch ? at + 1 : undefined
  const time = to === undefined ? undefined : nodes[to]
  if (to === undefined || time?.type !== 'time' || !/^of /i.test(time.text)) return undefined
  return { to, nodes: [{ ...spanOf(nodes.slice(at, to)), type: 'cue', cues: [{ cue: 'share' }] }] }
}

const names = new Set<Node['type']>(['field', 'metric', 'value', 'dataset', 'measure'])

/** "stops per day on average". */
const averageAfter: Rule = (nodes, at) => {
  const time = nodes[at]
  if (!isGrain(time)) return undefined
  const place = skip(nodes, at + 1, 'preposition')
  // 每周的平均偏差: the mean of what follows, in each week
  const isWord = /^[日周月季年]$/.test(time.text) && nodes[place]?.text === '均'
  const isLast = isWord || !nodes.slice(place + 1).some(node => names.has(node.type))
  return isAverage(nodes[place]) && isLast
    ? { to: place + 1, nodes: [averaged(nodes.slice(at, place + 1), time)] }
    : undefined
}

/** Which way a word is extreme, where it speaks of an amount: "first" and "oldest" speak of times. */
const directionOf = (node: Node | undefined): Direction | undefined => {
  const cue = cueOf(node, 'extreme')
  const isOfTimes = cue?.hints?.some(hint => hint === 'date' || hint === 'age') ?? false
  return isOfTimes ? undefined : cue?.direction
}

const singledOut = (words: readonly Node[], time: NodeOf<'time'>, extreme: Direction): Node => ({
  ...time,
  ...spanOf(words),
  extreme,
})

/** "highest daily output", 最高日产量; behind it 单日最高产量: of all periods the one that has it. */
const extremeOfPeriods: Rule = (nodes, at) => {
  const [first, second] = [nodes[at], nodes[skip(nodes, at + 1)]]
  const time = isGrain(first) ? first : isGrain(second) ? second : undefined
  const extreme = directionOf(time === first ? second : first)
  if (!time || time.isAveraged || !extreme || time.expression.asks || time.expression.counts) return undefined
  const to = nodes.indexOf(time === first && second ? second : time) + 1
  const measured = nodes[skip(nodes, to, 'of', 'count')]
  const isMeasured = measured !== undefined && names.has(measured.type)
  // "each day the highest output": one of every day, unless the words are one adjective
  const isAdjective = time !== first || /单|^[日周月]$/.test(time.text)
  return isMeasured && isAdjective
    ? { to, nodes: [singledOut(nodes.slice(at, to), time, extreme)] }
    : undefined
}

/** Days of every week, of no one period and no grain of their own. */
const isWeekdays = (node: Node | undefined): node is NodeOf<'time'> =>
  node?.type === 'time' &&
  node.expression.weekdays !== undefined &&
  node.expression.grain === undefined &&
  node.expression.part === undefined

const asDays = (words: readonly Node[], time: NodeOf<'time'>): Node => ({
  ...time,
  ...spanOf(words),
  expression: { ...time.expression, grain: 'day' },
  isAveraged: true,
})

/** "scrap on an average Monday", 平均每个周一的产量, 周一的平均产量: the mean of what these days come to. */
const averageOfWeekdays: Rule = (nodes, at) => {
  const measured = nodes.filter(node => names.has(node.type) && node.type !== 'value')
  if (!measured.some(addsUp) || nodes.some(isGrain)) return undefined
  if (isWeekdays(nodes[at])) {
    const place = skip(nodes, at + 1, 'of')
    const isMean = isAverage(nodes[place]) && measured.some(node => node.from >= (nodes[place]?.to ?? 0))
    return isMean ? { to: place + 1, nodes: [asDays(nodes.slice(at, place + 1), nodes[at])] } : undefined
  }
  if (!isAverage(nodes[at])) return undefined
  const end = nodes.findIndex((node, i) => i > at && i <= at + 6 && isWeekdays(node))
  const time = nodes[end]
  const between = nodes.slice(at + 1, end)
  const isPlain = between.every(node => !isCue(node, 'comma', 'and', 'compare', 'relative'))
  return isWeekdays(time) && isPlain ? { to: end + 1, nodes: [...between, asDays([time], time)] } : undefined
}

/** "the highest average daily output": ranked by what the mean is of, so the word that ranks stands beside it. */
const extremeOfMean: Rule = (nodes, at) => {
  const [extreme, time] = [nodes[at], nodes[at + 1]]
  return extreme && directionOf(extreme) && time?.type === 'time' && time.isAveraged
    ? { to: at + 2, nodes: [time, extreme] }
    : undefined
}

/** 每周各停了几次: the word for each is said of the weeks again; what was done is counted. */
const eachAgain: Rule = (nodes, at) => {
  const counted = nodes[at + 1]
  const isAgain =
    isGrain(nodes[at - 1]) && cueOf(nodes[at], 'group')?.each === true && counted?.type === 'dataset'
  return isAgain && /[了过]$/.test(counted.text) && isCue(nodes[at + 2], 'count')
    ? { to: at + 2, nodes: [counted] }
    : undefined
}

/** "average scrap per day": the mean of what the days come to, not of the rows of each. */
const averagePerPeriod: Rule = (nodes, at) => {
  if (!isAverage(nodes[at])) return undefined
  const end = nodes.findIndex((node, i) => i > at && i < at + 6 && isGrain(node))
  const time = nodes[end]
  const between = nodes.slice(at + 1, end)
  if (!isGrain(time) || !/^(per|each|every|an?|for each|for every) |^每/i.test(time.text)) return undefined
  const [measured, another] = between.filter(node => names.has(node.type) && node.type !== 'value')
  const isCounted = between.some(node => isCue(node, 'count'))
  const isOther = between.some(node => isCue(node, 'comma', 'and', 'group'))
  if (another || isOther || !measured || !(isCounted || addsUp(measured))) return undefined
  return { to: end + 1, nodes: [...between, averaged([time], time)] }
}

/** What comes to a total in a period: pieces, hours, rows; a duration, a rate or a size is one of each row. */
const addsUp = (node: Node): boolean => {
  if (node.type === 'dataset') return true
  if (node.type === 'field')
    return (
      isQuantity(node.field) &&
      node.field.defaultAggregate === 'sum' &&
      !(node.field.unit !== undefined && isUnitOfTime(node.field.unit))
    )
  if (node.type !== 'metric' || node.metric.format?.percent === true) return false
  const whole = beforeUnit(node.metric.expression)
  return whole.kind === 'rows' || (whole.kind === 'aggregate' && whole.aggregate === 'sum')
}

/** "average daily energy, kWh per day": the unit that it is told in, after all. */
const perAgain: Rule = (nodes, at) => {
  const time = nodes[at]
  const isAgain =
    isGrain(time) &&
    time.isAveraged === undefined &&
    /^per /i.test(time.text) &&
    nodes
      .slice(0, at)
      .some(
        node =>
          node.type === 'time' && node.isAveraged === true && node.expression.grain === time.expression.grain,
      )
  return isAgain ? { to: at + 1, nodes: [] } : undefined
}

const more = /^[多高大长贵重]$/
const less = /^[少低小短轻]$/

/** 停机比前一周多的产线: the word behind a period says which way it compares. */
const comparedBehind: Rule = (nodes, at) => {
  const [time, word] = [nodes[at - 1], nodes[at]]
  const isCompared = time?.type === 'time' && time.expression.compareTo !== undefined
  if (!isCompared || word?.type !== 'word' || !(more.test(word.text) || less.test(word.text)))
    return undefined
  const next = nodes[at + 1]
  const isSaid =
    next === undefined || isCue(next, 'of', 'sentence-end', 'yes-no', 'comma') || next.text === '吗'
  const { from, to, text, score, reason } = word
  const operator = more.test(word.text) ? '>' : '<'
  return isSaid
    ? {
        to: at + 1,
        nodes: [{ from, to, text, score, reason, type: 'cue', cues: [{ cue: 'compare', operator }] }],
      }
    : undefined
}

/** Means over the periods of a time, the period that stands out, and what is counted of each. */
export const periodRules: readonly Rule[] = [
  partOfPeriod,
  averageBefore,
  averageOfWeekdays,
  averagePerPeriod,
  averageAfter,
  extremeOfMean,
  extremeOfPeriods,
  eachAgain,
  perAgain,
  comparedBehind,
]
