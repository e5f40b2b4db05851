import type { TimeGrain } from '../../query/query.ts'
import type { SeriesAsk } from '../collect.ts'
import { cueOf, isCue } from '../grammar.ts'
import type { Node, NodeOf } from '../node.ts'

interface ReadSeries {
  /** The words without those that ask for it. */
  readonly nodes: readonly Node[]
  readonly series?: SeriesAsk
}

type TimeNode = NodeOf<'time'>

/**
 * "month-over-month growth", "running total by day", "7-day moving average", 每月产量环比, 累计: what is asked for along the
 * periods of a time, taken out of the words. Without periods to run along, growth compares one period with the one before it,
 * and all else stays as it was.
 */
export const readSeries = (nodes: readonly Node[], periods?: TimeGrain): ReadSeries =>
  readMoving(nodes, periods) ?? readRunning(nodes, periods) ?? readChange(nodes, periods) ?? { nodes }

const isTime = (node: Node): node is TimeNode => node.type === 'time'
const timesOf = (nodes: readonly Node[]): readonly TimeNode[] => nodes.filter(isTime)

/** The grain that the words group by, or those before. */
const grainOf = (nodes: readonly Node[], periods: TimeGrain | undefined): TimeGrain | undefined =>
  timesOf(nodes).find(({ expression }) => expression.grain)?.expression.grain ?? periods

/** The time with nothing left but its grouping, and the days of each week that it is of. */
const asGrain = (node: TimeNode, grain: TimeGrain): TimeNode => {
  const { from, to, text, weekdays } = node.expression
  return { ...node, expression: { from, to, text, grain, ...(weekdays ? { weekdays } : {}) } }
}

const without = (nodes: readonly Node[], gone: readonly Node[]): readonly Node[] =>
  nodes.filter(node => !gone.includes(node))

const readMoving = (nodes: readonly Node[], periods: TimeGrain | undefined): ReadSeries | undefined => {
  const words = timesOf(nodes).filter(({ expression }) => expression.moving)
  const [first] = words
  if (!first) return undefined
  const said = words.map(({ expression }) => expression.moving).find(one => one?.grain !== undefined)
  const grain = said?.grain ?? grainOf(nodes, periods) ?? 'day'
  const isGrouped = timesOf(nodes).some(({ expression }) => expression.grain) || periods === grain
  const rest = nodes.flatMap((node): readonly Node[] => {
    if (node === first && !isGrouped) return [asGrain(first, grain)]
    if (words.some(word => word === node)) return []
    // "average … over the six days before": the mean is the moving one
    if (cueOf(node, 'aggregate')?.aggregate === 'avg') return []
    // the mean is taken over the periods that the words name
    return [isTime(node) && node.expression.grain ? withGrain(node, grain) : node]
  })
  return {
    nodes: rest,
    series: { words, calculation: { kind: 'moving-average', periods: said?.periods } },
  }
}

const withGrain = ({ isAveraged: _, ...node }: TimeNode, grain: TimeGrain): TimeNode => ({
  ...node,
  expression: { ...node.expression, grain },
})

const toDate = /to[- ]date|\b[mqwy]td\b|至今|以来|到现在/i

/** "cumulative output by day", "year to date by month", 每日累计. */
const readRunning = (nodes: readonly Node[], periods: TimeGrain | undefined): ReadSeries | undefined => {
  const grain = grainOf(nodes, periods)
  if (grain === undefined) return undefined
  const cues = nodes.filter(node => isCue(node, 'running'))
  const isToDate = timesOf(nodes).some(({ text }) => /to[- ]date|\b[mqwy]td\b/i.test(text))
  const named = cues.length > 0 || (isToDate && !timesOf(nodes).some(node => node.expression.asks))
  if (!named) return undefined
  const rest = nodes.flatMap((node, at): readonly Node[] => {
    if (!cues.includes(node)) return [node]
    // what is added up is counted where it is rows
    const next = nodes.slice(at + 1).find(other => other.type !== 'word' && other.type !== 'cue')
    const isCounted = next?.type === 'dataset' && !nodes.some(other => isCue(other, 'count'))
    const isAdded = next?.type === 'field' || next?.type === 'measure'
    return isCounted || isAdded
      ? [
          {
            ...node,
            type: 'cue',
            cues: [isCounted ? { cue: 'count' } : { cue: 'aggregate', aggregate: 'sum' }],
          },
        ]
      : []
  })
  const words = cues.length > 0 ? cues : timesOf(nodes).filter(({ text }) => toDate.test(text))
  return { nodes: rest, series: { words, calculation: { kind: 'running-total' } } }
}

const secondsOf: Readonly<Record<TimeGrain, number>> = {
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_419_200,
  quarter: 7_776_000,
  year: 31_536_000,
}

/** Whether the range holds at least two periods of the grain; one that is open does. */
const holdsSeveral = (node: TimeNode, grain: TimeGrain): boolean => {
  const { from, to } = node.expression.range ?? {}
  if (from === undefined || to === undefined) return true
  return (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 1000 >= 2 * secondsOf[grain]
}

/** "in percent", "%", "rate" about the words for the change. */
const percentWords = (nodes: readonly Node[], from: number, to: number): readonly Node[] =>
  nodes.filter((node, at) => {
    const isNear = at >= from - 2 && at <= to + 2
    if (isCue(node, 'share')) return isNear || /percent|%|百分/i.test(node.text)
    return isNear && (isCue(node, 'rate') || node.text === '%')
  })

const beside = /^(with|and|plus|along with|together with|及|和|以及|与|并|同时|、|,|，)( its| their| the)?$/i

/** "monthly growth", "which month fell most", "change to the month before", 同比, 环比. */
const readChange = (nodes: readonly Node[], periods: TimeGrain | undefined): ReadSeries | undefined => {
  const overs = timesOf(nodes).filter(({ expression }) => expression.over)
  const growths = nodes.filter(node => isCue(node, 'change'))
  const [first] = [...overs, ...growths].toSorted((a, b) => a.from - b.from)
  if (!first) return undefined
  const over = overs[0]?.expression.over
  const ranged = timesOf(nodes).find(node => node.expression.range && !overs.includes(node))
  const said = grainOf(nodes, periods)
  const runs = said !== undefined ? runsAlong(said, over) : isPaired(over, ranged)
  const grain = said ?? (runs ? over?.grain : undefined)
  const words = [...growths, ...overs]
  if (!runs || grain === undefined) {
    if (over !== undefined) return undefined
    return ranged ? readComparison(nodes, ranged) : readAlone(nodes, growths)
  }
  const at = nodes.indexOf(first)
  const last = nodes.indexOf(words.toSorted((a, b) => b.from - a.from)[0] ?? first)
  const shares = percentWords(nodes, at, last)
  const texts = words.map(({ text }) => text).join(' ')
  const cues = growths.flatMap(node => cueOf(node, 'change') ?? [])
  const isPercent = cues.some(cue => cue.percent) || shares.length > 0 || /percent|%|rate|率|幅/i.test(texts)
  const before = nodes
    .slice(0, at)
    .some(
      node =>
        node.type === 'metric' ||
        node.type === 'field' ||
        node.type === 'dataset' ||
        isCue(node, 'count', 'aggregate'),
    )
  const joiner = nodes
    .slice(0, at)
    .findLast(node => node.type === 'cue' || (node.type === 'word' && (node.isMark || !node.isStop)))
  // "What is the output per month? Also calculate the change"
  const isApart = nodes.slice(0, at).some(node => isCue(node, 'sentence-end') || /^also$/i.test(node.text))
  const limit = limitOf(nodes, growths)
  const gone: readonly Node[] = [
    ...words,
    ...shares,
    ...(limit ? [limit] : []),
    // 环比变化, "month-over-month difference": the change is said twice
    ...nodes.filter(node => over && isCue(node, 'difference', 'trend', 'versus') && !isTime(node)),
  ]
  const way = cues.map(cue => cue.way).find(one => one !== 'either')
  const direction = way === 'up' || way === 'down' ? way : undefined
  // "each Monday against the Monday before": the words that ask for the change group too
  const ofOwn = overs.find(({ expression }) => expression.grain !== undefined)
  const grouping = said === undefined ? overs[0] : ofOwn
  const grouped = grouping ? [asGrain(grouping, grain)] : []
  return {
    nodes: [...grouped, ...without(nodes, gone)].toSorted((a, b) => a.from - b.from),
    series: {
      words,
      calculation: {
        kind: 'change',
        since: over?.since === 'year' && grain !== 'year' ? 'year' : 'period',
        isPercent: isPercent || limit?.percent === true,
        isBeside: before && joiner !== undefined && (beside.test(joiner.text.trim()) || isApart),
        direction,
        limit,
      },
    },
  }
}

/** "output growth", 产量增长率 with no time said at all: from month to month. */
const readAlone = (nodes: readonly Node[], growths: readonly Node[]): ReadSeries | undefined => {
  const isNoun =
    growths.length === 1 &&
    /^(growth|growth of|growth in|growth rates?|growth rate of|percentage change( of| in)?|增长率|增速|增幅|变化率)$/i.test(
      growths[0]?.text ?? '',
    )
  const [word] = growths
  if (
    !isNoun ||
    !word ||
    nodes.some(node => isTime(node) || node.type === 'superlative' || isCue(node, 'extreme'))
  )
    return undefined
  const { from, to, text, score, reason } = word
  const expression = { from, to, text, grain: 'month' } as const
  const months: TimeNode = { from, to, text, score, reason, type: 'time', expression }
  const read = readChange(
    nodes.flatMap(node => (node === word ? [months, node] : [node])),
    undefined,
  )
  return read?.series && { nodes: read.nodes, series: { ...read.series, isAssumed: true } }
}

/** "vs last month" is of each month where months are grouped by, of the whole where days are. */
const runsAlong = (grain: TimeGrain, over: TimeNode['expression']['over']): boolean =>
  over === undefined || over.grain === undefined || over.grain === grain || over.since === 'year'

/** "month over month" by itself, over at least two months. */
const isPaired = (over: TimeNode['expression']['over'], ranged: TimeNode | undefined): boolean =>
  over?.isPaired === true &&
  over.grain !== undefined &&
  (ranged === undefined || holdsSeveral(ranged, over.grain))

/** "grew by more than 10%". */
const limitOf = (nodes: readonly Node[], growths: readonly Node[]): NodeOf<'comparison'> | undefined => {
  for (const growth of growths) {
    const next = nodes.slice(nodes.indexOf(growth) + 1).find(node => !/^(by|of|了|的|都)$/i.test(node.text))
    if (next?.type === 'comparison' && typeof next.right === 'number') return next
  }
  return undefined
}

/** "how much did output grow last month": that month beside the one before it. */
const readComparison = (nodes: readonly Node[], ranged: TimeNode): ReadSeries | undefined => {
  const { before, compareTo, text } = ranged.expression
  if (before === undefined || compareTo !== undefined) return undefined
  const expression = { ...ranged.expression, compareTo: { ...before, text } }
  return { nodes: nodes.map(node => (node === ranged ? { ...ranged, expression } : node)) }
}
