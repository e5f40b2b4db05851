import type { Language } from '@millwright/spec'
import { cueOf, isCue, skip, skipBack } from './grammar.ts'
import { asksOneShare, isCombined, isTogether } from './share-words.ts'
import { isSaidAsVerb } from './said-as-verb.ts'
import { isContent } from './node.ts'
import type { DatasetNode, FieldNode, MetricNode, Node, NodeOf } from './node.ts'

/** What the words ask for along the periods, and the words, which are unused where it cannot be. */
export interface SeriesAsk {
  readonly words: readonly Node[]
  readonly calculation:
    | {
        readonly kind: 'change'
        readonly since: 'period' | 'year'
        /** As a part of the value before, where the words say so; else as a difference. */
        readonly isPercent: boolean
        /** Asked for beside the values: "output by month with growth". */
        readonly isBeside: boolean
        readonly direction: 'up' | 'down' | undefined
        /** "grew by more than 10%": a condition on the change. */
        readonly limit: NodeOf<'comparison'> | undefined
      }
    | { readonly kind: 'running-total' }
    | { readonly kind: 'moving-average'; readonly periods: number | undefined }
  /** Months are meant by default: "growth of output". */
  readonly isAssumed?: true
}

export type Zone = 'select' | 'filter'

/** The constituents of a question by their part in it. */
export interface Parts {
  readonly language: Language
  readonly measures: readonly (MetricNode | NodeOf<'measure'>)[]
  /** Fields that are asked for. */
  readonly outputs: readonly FieldNode[]
  /** Datasets whose rows are asked for; `which` where one is asked for by name ("which line"). */
  readonly heads: readonly DatasetNode[]
  readonly isWhich: boolean
  /** What "which" asks for. */
  readonly asked: Node | undefined
  /** Datasets that say whose fields are meant ("names of the heads of departments"). */
  readonly owners: readonly (DatasetNode & { readonly isHeld: boolean })[]
  readonly otherFields: readonly FieldNode[]
  readonly groups: readonly NodeOf<'group'>[]
  readonly conditions: readonly NodeOf<'condition'>[]
  readonly havings: readonly NodeOf<'having'>[]
  readonly superlatives: readonly (NodeOf<'superlative'> & { readonly zone: Zone })[]
  readonly orders: readonly NodeOf<'order'>[]
  readonly absents: readonly NodeOf<'absent'>[]
  readonly intervals: readonly NodeOf<'interval'>[]
  /** Columns of the rows that are asked for in clauses of their own. */
  readonly columns: NodeOf<'columns'> | undefined
  readonly times: readonly NodeOf<'time'>[]
  /** What is asked for along the periods of a time. */
  readonly series?: SeriesAsk | undefined
  /** Of whose total each group is told as a part: "share of each reason within its line". */
  readonly within?: FieldNode | DatasetNode | undefined
  readonly flags: ReadonlySet<Flag>
  /** Which way something moved, where the words say that it did. */
  readonly movement?: 'up' | 'down' | 'either'
  /** "how much energy", 多少: an amount is asked for, not each that is kept. */
  readonly asksAmount: boolean
  /** One share of several together: "what share came from the top three". */
  readonly isOneShare: boolean
  /** "combined", 一共: one number of several together. */
  readonly isCombined: boolean
  /** "together", 一共: what is named is no group each. */
  readonly isTogether: boolean
  /** "lines whose output fell": it is said of those that are listed. */
  readonly isWhose: boolean
  /** Content that no rule took up. */
  readonly leftover: readonly Node[]
  /** Words that ask how many, with nothing counted beside them. */
  readonly counts: readonly Node[]
  /** "how many" with nothing counted beside it. */
  readonly bareCounts: readonly Node[]
  /** Constituents and function words, marks and stop words aside. */
  readonly nodeCount: number
}

export type Flag =
  | 'distinct'
  | 'both'
  | 'share'
  | 'each'
  | 'ranking'
  | 'trend'
  | 'relation'
  | 'difference'
  | 'versus'
  | 'details'
  | 'yes-no'
  | 'who'
  | 'when'
  | 'where'
  | 'or'
  | 'write'
  | 'rate'
  | 'all'
  | 'count'
  | 'but'
  | 'without'
  | 'not'

const flagCues: readonly Exclude<Flag, 'each'>[] = [
  'distinct',
  'both',
  'share',
  'ranking',
  'trend',
  'relation',
  'difference',
  'versus',
  'details',
  'who',
  'when',
  'where',
  'or',
  'write',
  'rate',
  'all',
  'count',
  'but',
  'without',
  'not',
]

interface Walk {
  zone: Zone
  head: boolean
  headTaken: boolean
  hasContent: boolean
  isFresh: boolean
}

/** Sorts the nodes of a cover, after the rules ran, into the parts of a question. */
export const collectParts = (
  nodes: readonly Node[],
  language: Language,
  { series, within }: Pick<Parts, 'series' | 'within'> = {},
): Parts => {
  const walk: Walk = { zone: 'select', head: false, headTaken: false, hasContent: false, isFresh: true }
  const placed = nodes.map((node, at) => {
    if (listsColumns(nodes, at)) walk.zone = 'select'
    else step(walk, node, language)
    const zone = walk.zone
    const isHead = walk.head && (node.type === 'dataset' || node.type === 'field')
    if (isHead) {
      walk.head = false
      walk.headTaken = true
    }
    if (isContent(node)) walk.hasContent = true
    // 三台设备是哪些，停了…: what follows the comma is not asked for by the word before it
    if (language === 'zh' && isCue(node, 'comma', 'sentence-end')) walk.head = false
    walk.isFresh = isCue(node, 'comma', 'sentence-end') || (node.type === 'word' && node.isMark)
    const owns = isOwner(nodes, at, zone, language) || isOwnerField(nodes, at, language)
    return { node, zone, isHead, isOwner: owns }
  })
  const of = <T extends Node['type']>(type: T): readonly NodeOf<T>[] =>
    nodes.filter((node): node is NodeOf<T> => node.type === type)
  const datasets = placed.filter(place => place.node.type === 'dataset')
  const fields = placed.filter(place => place.node.type === 'field')
  const isAsked = (place: (typeof placed)[number]): boolean =>
    place.isHead || (place.zone === 'select' && !place.isOwner && !isSaidAsVerb(place.node))
  return {
    language,
    measures: nodes.filter(node => node.type === 'metric' || node.type === 'measure'),
    outputs: fields.filter(isAsked).map(place => place.node as FieldNode), // filtered by type above
    otherFields: fields.filter(place => !isAsked(place)).map(place => place.node as FieldNode),
    heads: datasets.filter(isAsked).map(place => place.node as DatasetNode),
    owners: datasets
      .filter(place => !isAsked(place))
      .map(place => ({ ...(place.node as DatasetNode), isHeld: isHeld(nodes, nodes.indexOf(place.node)) })),
    isWhich: placed.some(place => place.isHead),
    asked: placed.find(place => place.isHead)?.node,
    groups: of('group'),
    conditions: of('condition'),
    havings: of('having'),
    superlatives: placed.flatMap(({ node, zone }) =>
      node.type === 'superlative' ? [{ ...node, zone }] : [],
    ),
    orders: of('order'),
    absents: of('absent'),
    intervals: of('interval'),
    columns: of('columns')[0],
    times: of('time'),
    series,
    within,
    flags: flagsOf(nodes),
    ...movementOf(nodes),
    asksAmount: nodes.some(node => isCue(node, 'what') && /^how much$|多少/i.test(node.text)),
    isOneShare: asksOneShare(nodes),
    isCombined: isCombined(nodes),
    isTogether: isTogether(nodes),
    isWhose: nodes.some(node => isCue(node, 'relative') && /^whose$/i.test(node.text)),
    nodeCount: nodes.filter(
      node => (node.type !== 'word' || (!node.isStop && !node.isMark)) && !isCue(node, 'sentence-end'),
    ).length,
    counts: nodes.filter(node => isCue(node, 'count')),
    bareCounts: nodes.filter(node => isCue(node, 'count') && bareCount.test(node.text)),
    leftover: nodes.filter(
      node =>
        ((node.type === 'word' && !node.isStop && !node.isMark) ||
          node.type === 'literal' ||
          isLoose(node, nodes)) &&
        // "in total": what is counted or added up is so already
        !(isSum(node) && nodes.some(other => isTotal(other))),
    ),
  }
}

/** 几单, 多少次: of rows by their classifier; 有多少 may ask for any amount. */
const bareCount = /^(how many|number of|(几|多少)[次回趟遍张单份批起笔项条台])$/i

/** "with machine, reason and duration": two or more names and nothing said of them are columns to show. */
const listsColumns = (nodes: readonly Node[], at: number): boolean => {
  if (!/^with$/i.test(nodes[at]?.text ?? '')) return false
  const rest = nodes
    .slice(at + 1)
    .filter(node => isContent(node) || isCue(node, 'compare', 'be', 'group', 'order'))
  const names = rest.filter(node => node.type === 'field' || node.type === 'dataset')
  return (
    names.length >= 2 &&
    names.length === rest.filter(node => node.type !== 'time' && node.type !== 'order').length
  )
}

/** Function words that change the answer: none may be passed over in silence. */
export const decisive = [
  'extreme',
  'common',
  'compare',
  'compare-after',
  'aggregate',
  'without',
  'not',
  'text',
  'null',
  'unfinished',
  'weekend',
  'why',
  'change',
  'age',
  'running',
  'multiple',
  'lateness',
] as const

/** A sum by itself: how many, or a measure that is added up. */
const isTotal = (node: Node): boolean =>
  node.type === 'metric' || node.type === 'measure' || isCue(node, 'count')

const isSum = (node: Node): boolean => cueOf(node, 'aggregate')?.aggregate === 'sum'

const isLoose = (node: Node, nodes: readonly Node[]): boolean =>
  (node.type === 'cue' && node.cues.every(cue => decisive.some(one => one === cue.cue))) ||
  // 到了多少批、多重: asked for beside what is told
  (isCue(node, 'amount', 'money') &&
    nodes.some(other => other.type === 'metric' || other.type === 'measure')) ||
  node.type === 'comparison' ||
  node.type === 'range' ||
  (node.type === 'number' && !node.ordinal)

const isOwner = (nodes: readonly Node[], at: number, zone: Zone, language: Language): boolean => {
  const node = nodes[at]
  if (node?.type !== 'dataset') return false
  if (language === 'zh') {
    const next = nodes[skip(nodes, at + 1)]
    return isCue(next, 'of') && nodes.slice(at + 1).some(other => isContent(other) && other.type !== 'time')
  }
  const before = skipBack(nodes, at, 'all')
  return zone === 'filter' || isCue(nodes[before], 'of')
}

/** Whether the words before say that rows have one: "who have taken a loan", "with a pet". */
const isHeld = (nodes: readonly Node[], at: number): boolean => {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const node = nodes[i]
    if (isCue(node, 'have') || (isCue(node, 'relative') && /^with$/i.test(node?.text ?? ''))) return true
    if (node && isContent(node) && node.type !== 'word') return false
  }
  return false
}

/** 英国供应商的料, 英国供应商来了多少批料: the noun says whose, what stands before it which of them. */
const isKindOwner = (nodes: readonly Node[], at: number): boolean => {
  const node = nodes[at]
  const before = nodes[at - 1]
  return (
    node?.type === 'field' &&
    node.field.isName === true &&
    (before?.type === 'value' || before?.type === 'condition') &&
    (before.type === 'value' ? before.ref.dataset : before.refs[0]?.dataset) === node.ref.dataset &&
    (isCue(nodes[at + 1], 'of') || isMeasuredBehind(nodes, at))
  )
}

/** One number is asked for behind, of all of them together. */
const isMeasuredBehind = (nodes: readonly Node[], at: number): boolean =>
  nodes.slice(at + 1).some(node => isTotal(node)) &&
  !nodes.some(node => isCue(node, 'which', 'group', 'comma', 'ranking') || node.type === 'superlative')

/** "the area of all appellations", where the name of the rows is a column too: it only says whose area. */
const isOwnerField = (nodes: readonly Node[], at: number, language: Language): boolean => {
  const node = nodes[at]
  if (language === 'zh') return isKindOwner(nodes, at)
  if (node?.type !== 'field' || !/s$/i.test(node.text)) return false
  if (!node.field.isName && node.field.role !== 'key') return false
  const of = skipBack(nodes, at, 'all')
  const before = nodes[skipBack(nodes, of)]
  return isCue(nodes[of], 'of') && before?.type === 'field' && before.ref.dataset === node.ref.dataset
}

const step = (walk: Walk, node: Node, language: Language): void => {
  if (node.type === 'word') {
    const isVerb = !node.isMark && (!node.isStop || /^(did|does|do|will|would|can)$/i.test(node.text))
    if (walk.headTaken && isVerb && language === 'en') walk.zone = 'filter'
    return
  }
  if (node.type !== 'cue') return
  // "the cities in Texas and their population"
  if (/^and (their|its|his|her)$/i.test(node.text)) {
    walk.zone = 'select'
    return
  }
  const starts = !walk.hasContent || walk.isFresh
  if (isCue(node, 'sentence-end') || /^[:：]$/.test(node.text)) walk.zone = 'select'
  else if (isCue(node, 'which', 'what', 'ask') && starts) {
    walk.zone = 'select'
    const asksOne =
      isCue(node, 'which') || (isCue(node, 'what') && !/\b(is|are|was|were|'s)\b|how/i.test(node.text))
    if (asksOne && !/[什么多少如何]/.test(node.text)) walk.head = true
  } else if (language === 'zh') {
    if (isCue(node, 'which')) walk.head = true
  } else if (
    walk.hasContent &&
    isCue(node, 'relative', 'preposition', 'have', 'without', 'not', 'which', 'yes-no')
  ) {
    walk.zone = 'filter'
  } else if (walk.hasContent && isCue(node, 'be')) walk.zone = 'filter'
}

const movementOf = (nodes: readonly Node[]): Pick<Parts, 'movement'> => {
  const way = nodes.map(node => cueOf(node, 'change')?.way).find(found => found !== undefined)
  return way ? { movement: way } : {}
}

const flagsOf = (nodes: readonly Node[]): ReadonlySet<Flag> => {
  const flags = new Set<Flag>()
  nodes.forEach((node, at) => {
    for (const flag of flagCues) if (cueOf(node, flag)) flags.add(flag)
    if (at === 0 && isCue(node, 'yes-no')) flags.add('yes-no')
    // "how many each", 各有多少件: of each that was named
    if (cueOf(node, 'group')?.each) flags.add('each')
    // "by lathe": of each thing of that kind
    if (/\bby$/i.test(node.text) && cueOf(node, 'group') && nodes[at + 1]?.type === 'condition')
      flags.add('each')
  })
  return flags
}
