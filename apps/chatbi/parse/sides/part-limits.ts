import type { ComparisonOperator } from '../../query/query.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import { isFlag } from '../model-view.ts'
import { isContent, spanOf } from '../node.ts'
import type { Node } from '../node.ts'
import { partOfItsRows, partOfWhole, withoutTimes } from './part-of-whole.ts'
import type { SidesContext } from './side-of.ts'

/** "more than half", 三成以上: what a part of a whole is set against, 0..1. */
interface Limit {
  readonly from: number
  readonly to: number
  readonly operator: ComparisonOperator
  readonly right: number
}

/** Words before a limit of the things that are asked for, of their whole and of the part. */
interface LimitWords {
  readonly things: readonly Node[]
  readonly whole: readonly Node[]
  readonly part: readonly Node[]
}

/**
 * "lines where more than half of the stops were unplanned", 裂纹占缺陷三成以上的产线: the things by how great a part of what they have
 * that is. The nodes as they were where no part is set against a limit.
 */
export const readPartLimit = (nodes: readonly Node[], context: SidesContext): readonly Node[] => {
  const limit = limitIn(nodes)
  if (!limit) return nodes
  const readings = context.language === 'zh' ? chineseLimits(nodes, limit) : englishLimits(nodes, limit)
  for (const words of readings) {
    const found = withLimit(words, limit, nodes, context)
    if (found) return found
  }
  return nodes
}

const partAt = (node: Node | undefined): number | undefined => {
  const factor = cueOf(node, 'multiple')?.factor
  if (factor !== undefined) return factor < 1 ? factor : undefined
  return node?.type === 'number' && node.percent ? node.value / 100 : undefined
}

const limitIn = (nodes: readonly Node[]): Limit | undefined => {
  for (let at = 0; at < nodes.length; at++) {
    const compare = cueOf(nodes[at], 'compare')
    const place = compare && !compare.hints ? skip(nodes, at + 1) : at
    const right = partAt(nodes[place])
    const after = cueOf(nodes[place + 1], 'compare-after')
    const operator = place > at ? compare?.operator : after?.operator
    if (right !== undefined && operator) return { from: at, to: place + (after ? 2 : 1), operator, right }
  }
  return undefined
}

const withLimit = (
  { things, whole, part }: LimitWords,
  { operator, right }: Limit,
  nodes: readonly Node[],
  context: SidesContext,
): readonly Node[] | undefined => {
  const isThing = (node: Node): boolean =>
    node.type === 'dataset' || node.type === 'field' || (node.type === 'value' && !node.field.isName)
  if (!things.some(isThing) || !part.some(isContent)) return undefined
  const [wholeWords, wholeTimes] = withoutTimes(whole)
  const [partWords, partTimes] = withoutTimes(part)
  const times = [...wholeTimes, ...partTimes]
  const said = wholeWords.some(isContent)
    ? partOfWhole({ whole: wholeWords, part: partWords, times }, context)
    : undefined
  const measure = wholeWords.some(isContent) ? said?.measure : partOfItsRows(partWords, context)
  if (!measure) return undefined
  const having: Node = { ...spanOf(nodes), type: 'having', measure, operator, right }
  return [...things, having, ...(said?.usesTimes ? [] : times)]
}

const verbs =
  /^(make|makes|made|up|account|accounts|accounted|for|represent|represents|constitute|come|comes|came|to|from|out)$/i

/** "more than half of the W were C", "C make up more than half of the W". */
const englishLimits = (nodes: readonly Node[], { from, to }: Limit): readonly LimitWords[] => {
  const next = nodes[to]
  // "more than half their downtime", "a third of October's output"
  const isOf =
    isCue(next, 'of') ||
    (next?.type === 'time' && /^of /i.test(next.text)) ||
    /^(the|their|its|all)$/i.test(next?.text ?? '')
  if (!isOf) return []
  const isLink = (node: Node): boolean => isCue(node, 'relative', 'have', 'where') && !isCue(node, 'ask')
  const link = nodes.findLastIndex((node, at) => at > 0 && at < from && isLink(node))
  const things = nodes.slice(0, link < 0 ? from : link)
  const between = link < 0 ? [] : nodes.slice(link + 1, from).filter(node => !isFiller(node))
  const end = nodes.findIndex((node, at) => at > to && isCue(node, 'comma', 'sentence-end'))
  const rest = nodes.slice(skip(nodes, to, 'of', 'all'), end < 0 ? nodes.length : end)
  if (between.some(isContent)) return [{ things, whole: rest, part: between }]
  return rest.flatMap((node, at) =>
    at > 0 && opensPart(node)
      ? [{ things, whole: rest.slice(0, at), part: rest.slice(at).filter(one => !verbs.test(one.text)) }]
      : [],
  )
}

const opensPart = (node: Node): boolean =>
  node.type === 'value' ||
  (node.type === 'field' && isFlag(node.field)) ||
  isCue(node, 'be', 'have', 'relative', 'preposition', 'compare') ||
  verbs.test(node.text)

const isFiller = (node: Node): boolean =>
  isCue(node, 'be', 'have') || verbs.test(node.text) || (node.type === 'word' && node.isStop && !node.isMark)

const isInside = (node: Node | undefined): boolean =>
  /^(里|中|内|里面|当中|之中|里头)$/.test(node?.text ?? '')
const isBe = (node: Node | undefined): boolean => /^(是|为|属于|都是)$/.test(node?.text ?? '')

/** C占W一半以上的H, W里C占三成以上的H, 一半以上的W是C的H, 哪些H的W一半以上是C. */
const chineseLimits = (nodes: readonly Node[], { from, to }: Limit): readonly LimitWords[] => {
  const asked = isCue(nodes[0], 'which') ? 2 : 0
  const start = isCue(nodes[asked], 'of') ? asked + 1 : asked
  const before = nodes.slice(start, from)
  const after = nodes.slice(skip(nodes, to, 'of')).filter(node => !isCue(node, 'sentence-end'))
  const last = after.findLastIndex(node => isCue(node, 'of'))
  const things = asked > 0 ? nodes.slice(0, 2) : after.slice(last + 1)
  const be = after.findIndex(isBe)
  const isShare = (node: Node): boolean => isCue(node, 'share') && /占|比例|比重/.test(node.text)
  if (be >= 0) {
    const part = after.slice(be + 1, last < 0 ? after.length : last)
    return [{ things, whole: be > 0 ? after.slice(0, be) : before.filter(node => !isInside(node)), part }]
  }
  const share = before.findIndex(isShare)
  if (share < 0) return []
  const inside = before.findIndex(isInside)
  const said = before.slice(share + 1).filter(node => !isShareWord(node))
  const part = before.slice(inside >= 0 && inside < share ? inside + 1 : 0, share)
  const whole = inside >= 0 && inside < share ? before.slice(0, inside) : said
  return [{ things, whole, part: part.filter(node => !isCue(node, 'of')) }]
}

const isShareWord = (node: Node): boolean =>
  isCue(node, 'ratio', 'share', 'of', 'versus', 'preposition') || /^(达|到|达到|了)$/.test(node.text)
