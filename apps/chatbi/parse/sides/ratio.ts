import { filtersOfMeasure } from '../../query/find-in-model.ts'
import type { Condition, MeasureExpression } from '../../query/query.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import { completed } from './gapping.ts'
import type { SideWords } from './gapping.ts'
import { isFlag, isQuantity } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { isContent, spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { withFilters } from '../assemble/with-filters.ts'
import { sideOf } from './side-of.ts'
import type { Side, SidesContext } from './side-of.ts'

interface Split {
  readonly from: number
  readonly to: number
  readonly part: readonly Node[]
  readonly whole: readonly Node[]
  /** "out of all", "to the total number of": the second side is all that the first is a part of. */
  readonly isOfAll: boolean
}

/**
 * "ratio of open orders to closed orders by line", 合格数与检验数之比: the words of the ratio become one measure, each side
 * read by itself with its own conditions. What is said last of both, as in "… to those rated below 4, in New York", stays
 * with the rest of the question. The nodes as they were where no ratio of two things is asked for.
 */
export const readRatio = (nodes: readonly Node[], context: SidesContext): readonly Node[] => {
  const splits =
    context.language === 'zh' ? [...chineseSplits(nodes), ...shareSplits(nodes)] : englishSplits(nodes)
  const found = splits
    .flatMap(split => ratioOf(nodes, split, context) ?? [])
    .toSorted((a, b) => a.loose - b.loose)
  return found[0]?.nodes ?? nodes
}

/** "to", "out of", "per", "over" between two things. */
const connectorEnd = (nodes: readonly Node[], at: number): number | undefined => {
  const text = nodes[at]?.text.toLowerCase() ?? ''
  if (/^(to|to the|over|per)$/.test(text)) return at + 1
  if (text === 'out' && isCue(nodes[at + 1], 'of')) return at + 2
  return text.startsWith('out of') ? at + 1 : undefined
}

const englishSplits = (nodes: readonly Node[]): readonly Split[] => {
  const cue = nodes.findIndex(node => cueOf(node, 'ratio'))
  if (cue < 0) return []
  const isBetween = nodes.slice(cue, cue + 2).some(node => /between$/i.test(node.text))
  const start = skip(nodes, cue + 1, 'of', 'between')
  const splits: Split[] = []
  for (let at = start + 1; at < nodes.length - 1; at++) {
    const to = isBetween && isCue(nodes[at], 'and') ? at + 1 : connectorEnd(nodes, at)
    if (to === undefined || !opensThing(nodes, to)) continue
    const end = endOf(nodes, to)
    splits.push({
      from: isAveraged(nodes, cue) ? cue - 1 : cue,
      to: end,
      part: nodes.slice(start, at),
      whole: nodes.slice(to, end),
      isOfAll: nodes.slice(at, to + 3).some(node => /\ball\b|\btotal\b/i.test(node.text)),
    })
  }
  return splits
}

const isAveraged = (nodes: readonly Node[], cue: number): boolean =>
  cueOf(nodes[cue - 1], 'aggregate')?.aggregate === 'avg'

/** Whether a thing is named next, not an amount: "belong to more than 1 dataset" does not divide. */
const opensThing = (nodes: readonly Node[], at: number): boolean => {
  const next = nodes[skip(nodes, at, 'of', 'all', 'count', 'not')]
  return (
    next !== undefined &&
    (isCue(nodes[at], 'count', 'all') ||
      isCue(next, 'aggregate', 'extreme') ||
      next.type === 'dataset' ||
      next.type === 'field' ||
      next.type === 'metric' ||
      next.type === 'value' ||
      (next.type === 'word' && !next.isMark && !next.isStop))
  )
}

/** Where the second side ends: at a grouping, an order, a comma or the end of the sentence. */
const endOf = (nodes: readonly Node[], from: number): number => {
  for (let at = from + 1; at < nodes.length; at++) {
    const node = nodes[at]
    const next = nodes[skip(nodes, at + 1, 'distinct', 'of', 'what')]
    const groups =
      isCue(node, 'group') &&
      (next?.type === 'field' || next?.type === 'dataset' || next?.type === 'time' || next?.type === 'word')
    if (groups || saysVary(node) || isCue(node, 'comma', 'sentence-end', 'order', 'direction')) return at
    // "in each state": the preposition belongs to the grouping
    if (isCue(node, 'preposition') && isCue(nodes[at + 1], 'group')) return at
  }
  return nodes.length
}

/** "does it vary across lines", "… overall": says no more than the grouping, or that there is none. */
const saysVary = (node: Node | undefined): boolean =>
  /^(vary|varies|differ|differs|change|changes|overall)$/i.test(node?.text ?? '')

const chineseSplits = (nodes: readonly Node[]): readonly Split[] => {
  // 对比 sets side by side, in however many pieces it was read
  const cue = nodes.findIndex(
    (node, at) =>
      cueOf(node, 'ratio') &&
      /^(比值|之比|比率|比例|比)$/.test(node.text) &&
      !/[对相同环]$/.test(nodes[at - 1]?.text ?? ''),
  )
  if (cue < 0) return []
  return nodes.slice(0, cue).flatMap((node, at) => {
    if (!/^(与|和|跟|同|及|以及|对|比)$/.test(node.text) || at === 0) return []
    const from = startOf(nodes, at)
    const whole = nodes.slice(at + 1, cue)
    if (whole.some(one => isCue(one, 'comma'))) return []
    const isOfAll = whole.some(one => /总|全部|所有/.test(one.text))
    return [{ from, to: cue + 1, part: nodes.slice(from, at), whole, isOfAll }]
  })
}

const partWords = /^(的?(比例|比重|百分比|份额|占比|比率)|多少|百分之几|百分之多少|几成|的)$/

/** 夜班停机次数占本线总停机次数的比例: what 占 stands between, each side measured by itself. */
const shareSplits = (nodes: readonly Node[]): readonly Split[] => {
  const at = nodes.findIndex(node => /^占(了|到)?$/.test(node.text) && isCue(node, 'share'))
  if (at <= 0) return []
  const end = nodes.findIndex((node, i) => i > at + 1 && partWords.test(node.text))
  if (end < 0) return []
  let to = end
  while (partWords.test(nodes[to]?.text ?? '')) to++
  const whole = withoutOwner(nodes.slice(at + 1, end))
  const from = startOf(nodes, at)
  const isMeasured = (side: readonly Node[]): boolean =>
    side.some(
      node => node.type === 'metric' || node.type === 'field' || isCue(node, 'count', 'duration', 'money'),
    )
  // of all of the same the shares of groups are told elsewhere
  return isMeasured(whole) && !whole.some(one => isCue(one, 'comma'))
    ? [{ from, to, part: nodes.slice(from, at), whole, isOfAll: false }]
    : []
}

/** 本线, 该供应商, 各自: whose whole it is, which is each group's own. */
const withoutOwner = (nodes: readonly Node[]): readonly Node[] => {
  const isOwn = (node: Node | undefined): boolean => /^(本|该|其|各自|所在|自己)的?$/.test(node?.text ?? '')
  if (!isOwn(nodes[0])) return nodes
  const rest = nodes.slice(1)
  const [owner] = rest
  return owner?.type === 'dataset' ||
    owner?.type === 'word' ||
    (owner?.type === 'field' && !isQuantity(owner.field))
    ? rest.slice(1)
    : rest
}

/** Where the first side begins: behind a time, a grouping with its noun, a comma or a word that only asks. */
const startOf = (nodes: readonly Node[], end: number): number => {
  for (let at = end - 1; at >= 0; at--) {
    const node = nodes[at]
    const isGroup = isCue(nodes[at - 1], 'group') && (node?.type === 'field' || node?.type === 'dataset')
    if (node?.type === 'time' || isGroup || isCue(node, 'comma', 'ask'))
      return isCue(nodes[at + 1], 'of') ? at + 2 : at + 1
  }
  return 0
}

const ratioOf = (
  nodes: readonly Node[],
  split: Split,
  context: SidesContext,
): { readonly nodes: readonly Node[]; readonly loose: number } | undefined => {
  const { first, second } = gapped(split, context.view)
  const said = sideOf(first, context)
  const whole = sideOf(second, context) ?? totalOfSide(split.whole, said)
  if (!said || !whole) return undefined
  const part = asPartOf(whole, said, split, context.view)
  const words = nodes.slice(split.from, split.to)
  if (part.parts.groups.length > 0) return split.isOfAll ? shareOf(nodes, split, part) : undefined
  const shared = sharedConditions(part, whole, split.isOfAll)
  const times = sharedTimes(part, whole)
  const left = withFilters(part.measure, [...part.filters, ...part.times])
  const right = withFilters(whole.measure, [
    ...whole.filters.filter(filter => !shared.some(node => node.condition === filter)),
    ...(times.length > 0 ? [] : whole.times),
  ])
  if (!left || !right || JSON.stringify(left) === JSON.stringify(right)) return undefined
  const isMean = isCue(nodes[split.from], 'aggregate') && cueOf(nodes[split.from], 'ratio') === undefined
  const rowByRow = isMean && part.isColumn && whole.isColumn ? meanOfQuotients(left, right) : undefined
  const tail = saysVary(nodes[split.to]) ? split.to + 1 : split.to
  const loose = [...part.parts.leftover, ...whole.parts.leftover]
  const ratio: NodeOf<'measure'> = {
    ...spanOf(words),
    type: 'measure',
    expression: rowByRow ?? { kind: 'arithmetic', operator: '/', left, right },
  }
  return {
    loose: loose.length,
    nodes: [...nodes.slice(0, split.from), ratio, ...shared, ...times, ...loose, ...nodes.slice(tail)],
  }
}

/** "planned to unplanned stop hours": both sides of a flag, of one noun. */
const gapped = ({ part, whole }: Split, view: ModelView): SideWords => {
  const said = { first: part, second: whole }
  const isOfFlags = isFlagged(part, view) && isFlagged(whole, view)
  return isOfFlags ? completed(said, view) : said
}

const isFlagged = (nodes: readonly Node[], view: ModelView): boolean =>
  nodes.some(
    node =>
      (node.type === 'field' && isFlag(node.field)) ||
      (node.type === 'metric' && filtersOfMeasure(node.metric.expression, view.model).length > 0),
  )

/** 计划停机占总停机时长: what is a part of hours is hours, where it only says of which rows. */
const asPartOf = (whole: Side, part: Side, { part: words }: Split, view: ModelView): Side => {
  const isImplied =
    part.parts.measures.length === 0 && !part.isColumn && !words.some(node => isCue(node, 'count'))
  const isOfWhole = part.dataset === whole.dataset || view.isParent(part.dataset, whole.dataset)
  return isImplied && isOfWhole ? { ...part, measure: whole.measure, dataset: whole.dataset } : part
}

/** "the orders of each line to the total number of orders": the part of all that is each group's. */
const shareOf = (
  nodes: readonly Node[],
  split: Split,
  { measure, parts, filters }: Side,
): { readonly nodes: readonly Node[]; readonly loose: number } | undefined => {
  const of = withFilters(measure, filters)
  return (
    of && {
      loose: parts.leftover.length,
      nodes: [
        ...nodes.slice(0, split.from),
        { ...spanOf(nodes.slice(split.from, split.to)), type: 'measure', expression: { kind: 'share', of } },
        ...parts.groups,
        ...parts.leftover,
        ...nodes.slice(split.to),
      ],
    }
  )
}

/** "out of all", 总数: all that the first side counts. */
const totalOfSide = (nodes: readonly Node[], part: Side | undefined): Side | undefined =>
  part && nodes.filter(isContent).length === 0 && nodes.some(node => isCue(node, 'all', 'aggregate', 'count'))
    ? { ...part, filters: [], times: [], parts: { ...part.parts, conditions: [], times: [], leftover: [] } }
    : undefined

const leftOf = (condition: Condition): string =>
  JSON.stringify(condition.kind === 'compare' || condition.kind === 'between' ? condition.left : condition)

/**
 * Conditions of the second side that hold for both: of other columns than those by which the sides differ, where it has
 * such as well ("… above 4 to … below 4 in New York"), or where it is all there is ("… out of all … in New York").
 */
const sharedConditions = (part: Side, whole: Side, isOfAll: boolean): readonly NodeOf<'condition'>[] => {
  if (part.dataset !== whole.dataset) return []
  const own = whole.parts.conditions
  const differing = new Set(part.filters.map(leftOf))
  const contrasts = own.filter(node => differing.has(leftOf(node.condition)))
  if (contrasts.length === 0 && isOfAll && JSON.stringify(part.measure) === JSON.stringify(whole.measure))
    return own
  return contrasts.length > 0 ? own.filter(node => !contrasts.includes(node)) : []
}

/** A period that is said last of both sides. */
const sharedTimes = (part: Side, whole: Side): readonly Node[] =>
  part.parts.times.length === 0 && part.dataset === whole.dataset ? whole.parts.times : []

/** "the average ratio of speed to load": the mean of each row's own. */
const meanOfQuotients = (left: MeasureExpression, right: MeasureExpression): MeasureExpression | undefined =>
  left.kind === 'aggregate' && right.kind === 'aggregate'
    ? {
        kind: 'aggregate',
        aggregate: 'avg',
        value: { kind: 'arithmetic', operator: '/', left: left.value, right: right.value },
      }
    : undefined
