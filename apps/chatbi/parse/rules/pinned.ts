import type { Language } from '@millwright/spec'
import { emptyQuery } from '../../query/query.ts'
import type { Condition, Dimension, FieldRef, MeasureExpression, Query } from '../../query/query.ts'
import { conditionNode } from './condition.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { ModelView } from '../model-view.ts'
import { isContent } from '../node.ts'
import { entityOf } from './rules-entity.ts'
import type { Node } from '../node.ts'

export interface PinContext {
  readonly view: ModelView
  readonly language: Language
  /** What a run of words asks for by itself, with nothing shown that is not asked for. */
  readonly ask: (nodes: readonly Node[]) => Query
}

/** Words that single one thing out: from its noun or its superlative to the end of what it is ranked by. */
interface Phrase {
  readonly from: number
  readonly to: number
  /** Where a kind stands for the things of it: "the lathe with …". */
  readonly kindAt?: number
}

/**
 * "for the line with the most downtime in October, the three biggest stop reasons", 废品最多的那台车床，最主要的缺陷: the words
 * that single one thing out become the condition that it is that one, ranked by themselves; what is left is asked of it.
 * Undefined where nothing is singled out, or nothing more is asked.
 */
export const readPinned = (nodes: readonly Node[], context: PinContext): readonly Node[] | undefined => {
  // "for every machine, the reason that took most": one of each
  if (nodes.some(node => cueOf(node, 'group')?.each === true) && context.language === 'en') return undefined
  const phrases = context.language === 'zh' ? chinesePhrases(nodes) : englishPhrases(nodes)
  for (const phrase of phrases) {
    const outside = [...nodes.slice(0, phrase.from), ...nodes.slice(phrase.to)]
    if (!asksMore(outside)) continue
    const pinned = pin(nodes, phrase, context)
    if (pinned) return pinned
  }
  return undefined
}

const isEntity = (node: Node | undefined): boolean =>
  node?.type === 'dataset' || (node?.type === 'field' && node.field.isName === true)

/** The lathes are equipment of one type. */
const isKindOf = (node: Node | undefined): boolean =>
  node?.type === 'value' && node.field.role === 'dimension' && !node.field.isName

/** Whether something is asked besides: measured, ranked, counted or shared out. */
const asksMore = (nodes: readonly Node[]): boolean =>
  nodes.some(
    node =>
      node.type === 'metric' ||
      isCue(node, 'extreme', 'common', 'count', 'aggregate', 'share', 'duration', 'money') ||
      (node.type === 'field' && node.field.role === 'measure'),
  )

const ends = (node: Node | undefined): boolean =>
  node === undefined ||
  isCue(
    node,
    'comma',
    'sentence-end',
    'group',
    'and',
    'ask',
    'be',
    'order',
    'direction',
    'versus',
    'yes-no',
  ) ||
  isCue(node, 'which', 'what') ||
  (node.type === 'word' && node.isMark)

/** "the line with the most downtime in October", "the machine that had the highest scrap rate". */
const englishPhrases = (nodes: readonly Node[]): readonly Phrase[] =>
  nodes.flatMap((node, from): readonly Phrase[] => {
    if ((!isEntity(node) && !isKindOf(node)) || isCue(nodes[skipBack(nodes, from)], 'which', 'group'))
      return []
    // "the top 5 machines with the most stops" lists them
    if (/s$/i.test(node.text) || nodes[skipBack(nodes, from)]?.type === 'number') return []
    const relative = skip(nodes, from + 1)
    if (!isCue(nodes[relative], 'relative') || isCue(nodes[relative], 'which')) return []
    const extreme = skip(nodes, relative + 1, 'have')
    if (!isCue(nodes[extreme], 'extreme')) return []
    let to = extreme + 1
    while (to < nodes.length && !ends(nodes[to])) to++
    return [{ from, to, ...(isKindOf(node) ? { kindAt: from } : {}) }]
  })

const period = /^[天日周月]$/

/** 停机最多的产线, 废品最多的那台车床, 产量最高的那一天: the superlative stands before its noun. */
const chinesePhrases = (nodes: readonly Node[]): readonly Phrase[] =>
  nodes.flatMap((node, at): readonly Phrase[] => {
    const isExtreme = cueOf(node, 'extreme') !== undefined && /\p{Script=Han}/u.test(node.text)
    if (!isExtreme) return []
    let noun = skip(nodes, at + 1, 'of')
    while (/^[那这一个台条家]$/.test(nodes[noun]?.text ?? '')) noun++
    const named = nodes[noun]
    const isKind = isKindOf(named)
    const isPeriod = named?.type === 'time' && named.expression.asks === true
    if (!isEntity(named) && !isKind && !isPeriod) return []
    const next = nodes[skip(nodes, noun + 1)]
    // 停机最多的产线是哪条: that is the question itself
    if (!isCue(next, 'comma', 'of', 'preposition') && !period.test(next?.text ?? '')) {
      if (next === undefined || ends(next)) return []
    }
    let from = at
    while (from > 0 && !isCue(nodes[from - 1], 'comma', 'ask', 'sentence-end', 'which')) from--
    return [{ from, to: noun + 1, ...(isKind ? { kindAt: noun } : {}) }]
  })

const pin = (
  nodes: readonly Node[],
  { from, to, kindAt }: Phrase,
  { ask, view }: PinContext,
): readonly Node[] | undefined => {
  const entity = kindAt === undefined ? undefined : entityOf(nodes[kindAt], view)
  const inside =
    kindAt === undefined || !entity
      ? nodes.slice(from, to)
      : [...nodes.slice(from, kindAt), entity, ...nodes.slice(kindAt, to)]
  const before = nodes.slice(0, from)
  const after = nodes.slice(to)
  const ownTimes = inside.filter(saysWhen)
  const otherTimes = [...before, ...after].filter(saysWhen)
  // a period that is said once holds for both
  const query = ask(ownTimes.length > 0 ? inside : [...inside, ...otherTimes])
  const condition = winnerCondition(query)
  if (!condition) return undefined
  const words = inside.filter(isContent)
  const refs = condition.kind === 'in-query' ? [condition.field] : []
  return [
    ...before,
    conditionNode(words.length > 0 ? words : inside, condition, refs),
    ...(otherTimes.length > 0 ? [] : ownTimes),
    ...after,
  ]
}

const saysWhen = (node: Node): boolean => node.type === 'time' && node.expression.range !== undefined

/** Rows of the first of the groups, or of the first period, by what ranks them. */
export const winnerCondition = (query: Query): Condition | undefined => {
  const [dimension, other] = query.dimensions
  const ranked = rankOf(query)
  if (!dimension || other || !ranked || query.limit?.per !== undefined || query.having.length > 0)
    return undefined
  if (dimension.part || dimension.shift || dimension.binWidth !== undefined) return undefined
  const winner = winnerOf(query, dimension, ranked)
  if (dimension.grain === undefined) return { kind: 'in-query', field: dimension.field, query: winner }
  return {
    kind: 'compare',
    left: bucketOf(dimension.field, dimension.grain),
    operator: '=',
    right: { kind: 'query', query: winner },
  }
}

const bucketOf = (field: FieldRef, grain: NonNullable<Dimension['grain']>) =>
  ({ kind: 'time-bucket', grain, of: { kind: 'field', field } }) as const

interface Rank {
  readonly measure: MeasureExpression
  readonly direction: 'asc' | 'desc'
}

const rankOf = ({ orderBy, measures }: Query): Rank | undefined => {
  const [order] = orderBy
  if (!order) return undefined
  const { by, direction } = order
  if (by.kind === 'measure') return { measure: by.measure, direction }
  const measure = by.kind === 'output' ? measures.find(one => one.id === by.id)?.expression : undefined
  return measure && { measure, direction }
}

const winnerOf = (
  { filters, time, limit }: Query,
  dimension: Dimension,
  { measure, direction }: Rank,
): Query => ({
  ...emptyQuery,
  dimensions: [{ ...dimension, id: 'winner' }],
  filters,
  ...(time ? { time } : {}),
  orderBy: [{ by: { kind: 'measure', measure }, direction }],
  limit: { count: limit?.count ?? 1 },
})
