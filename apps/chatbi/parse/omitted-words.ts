import type { MeasureExpression, Query, TimeRange } from '../query/query.ts'
import type { TimeExpression } from '../time/time-expression.ts'
import type { Cue } from '../link/cue.ts'
import type { Link } from '../link/link.ts'
import { cueOf, isCue, wordsOf } from './node.ts'
import type { Node } from './node.ts'

/**
 * Words that a rule took up and that the query does not stand for after all: 各多少 where nothing is told apart, the
 * second of two periods, "the third" where nothing is ranked. A composition that passes over them answers another
 * question.
 */
export const omittedWords = (query: Query, nodes: readonly Node[]): readonly Node[] => {
  const written = JSON.stringify(query)
  return nodes.filter(
    node =>
      isIdleEach(node, query) ||
      isIdleOrdinal(node, query, written) ||
      isIdlePeriod(node, { nodes, query, written }),
  )
}

/** Words left over that only say again what the query stands for: 三 of 最早的三台是哪三台, 环 of 10月环比9月. */
export const isSaidAgain = (query: Query, node: Node): boolean =>
  (node.type === 'number' && !node.ordinal && node.value === query.limit?.count) ||
  (node.text === '环' && query.compareTo !== undefined)

/**
 * Comparisons and superlatives that the cover took apart into words without weight: 低 and 于 of 低于. What they say is
 * passed over.
 */
export const brokenCues = (nodes: readonly Node[], links: readonly Link[]): readonly Node[] =>
  links.flatMap(link => {
    const { from, to, target } = link
    if (target.kind !== 'cue' || to - from < 2 || !target.cues.every(isWeighty)) return []
    const parts = nodes.filter(node => node.from < to && node.to > from)
    const isBroken = parts.every(
      node =>
        node.from >= from && node.to <= to && (node.type === 'word' || isCue(node, 'preposition', 'of')),
    )
    return isBroken ? [{ ...wordsOf(link), type: 'cue', cues: target.cues }] : []
  })

const isWeighty = ({ cue }: Cue): boolean => /^(compare|compare-after|extreme)$/.test(cue)

const isIdleEach = (node: Node, query: Query): boolean => {
  if (cueOf(node, 'group')?.each !== true) return false
  const toldApart = query.dimensions.length + query.columns.length > 0 || query.compareTo !== undefined
  return (
    !toldApart && query.measures.length === 1 && query.measures.every(({ expression }) => isPlain(expression))
  )
}

/** Neither a part of a whole, nor told of groups, nor the mean of each. */
const isPlain = (expression: MeasureExpression): boolean =>
  !/"(share|of-groups|avg)"/.test(JSON.stringify(expression))

const isIdleOrdinal = (node: Node, query: Query, written: string): boolean =>
  node.type === 'number' &&
  node.ordinal &&
  query.limit === undefined &&
  !new RegExp(`\\b${node.value}\\b`).test(written)

/**
 * A period that the query neither reads nor narrows, nor joins to a longer one: 今年 of "this year since July" is
 * narrowed, two months beside "per week" are joined.
 */
const isIdlePeriod = (
  node: Node,
  {
    nodes,
    query,
    written,
  }: { readonly nodes: readonly Node[]; readonly query: Query; readonly written: string },
): boolean => {
  const { range, compareTo } = periodOf(node) ?? {}
  if (!range) return false
  const begins = [range.from ?? range.to, compareTo?.from].filter(bound => bound !== undefined)
  if (begins.some(bound => written.includes(bound))) return false
  if (query.time && isWithin(range, query.time.range)) return false
  return !nodes.some(other => other !== node && isWithin(periodOf(other)?.range, range))
}

const periodOf = (node: Node): TimeExpression | undefined =>
  node.type === 'time' && !node.expression.grain && !node.expression.over && !node.expression.moving
    ? node.expression
    : undefined

/** Whether one range lies in the other; one that is open begins in it. */
const isWithin = (inner: TimeRange | undefined, outer: TimeRange): boolean => {
  if (!inner) return false
  const begins = outer.from === undefined || (inner.from !== undefined && inner.from >= outer.from)
  const last = inner.to ?? inner.from
  return begins && (outer.to === undefined || (last !== undefined && last <= outer.to))
}
