import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import { cueOf, isCue, skip } from '../grammar.ts'
import type { Reduction, Rule } from '../grammar.ts'
import { countRows } from '../count-measure.ts'
import { classifiedBy } from './classifiers.ts'
import { conditionNode, equals } from './condition.ts'
import type { ModelView } from '../model-view.ts'
import { flagValue, isFlag, kindFieldOf, nameFieldOf, refOf } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { DatasetNode, Node } from '../node.ts'

/** The rows that a value says the kind of: lathes are equipment of one type. */
export const entityOf = (node: Node | undefined, view: ModelView): DatasetNode | undefined => {
  if (node?.type !== 'value' || node.field.isName || node.field.role === 'key') return undefined
  const dataset = view.dataset(node.ref.dataset)
  const name = dataset && nameFieldOf(dataset)
  const isEntity = dataset !== undefined && view.model.relationships.some(one => one.to === dataset.name)
  if (!isEntity || !name || name.name === node.ref.field) return undefined
  const { from, to, text, score, reason } = node
  return { type: 'dataset', dataset, from, to, text, score, reason }
}

/** "every lathe", 每台浇注机, 按车床: each of the rows of that kind; "which lathe": one of them. */
const eachOfKind: Rule = (nodes, at, { view }) => {
  const asks = cueOf(nodes[at], 'group') ?? cueOf(nodes[at], 'which')
  if (!asks) return undefined
  // "directed by Spielberg" groups by nothing
  if (asks.cue === 'group' && !asks.each && !/\p{Script=Han}|^per$/iu.test(nodes[at]?.text ?? ''))
    return undefined
  const place = skip(nodes, at + 1, 'of', 'all')
  const value = nodes[place]
  const entity = entityOf(value, view)
  const next = nodes[place + 1]
  // "each casting machine": the noun of the kind stands behind it by itself
  const isSaid = next?.type === 'dataset' && next.dataset.name === entity?.dataset.name
  if (!entity || !value || isSaid) return undefined
  return { to: place + 1, nodes: [...nodes.slice(at, place), entity, value] }
}

/** "which defects do we get": the kinds of what the metric counts, each with how many. */
const whichOfCounted: Rule = (nodes, at, { view }) => {
  const which = nodes[at]
  const place = skip(nodes, at + 1)
  const node = nodes[place]
  const value =
    node?.type === 'metric' && node.metric.expression.kind === 'aggregate' && node.metric.expression.value
  if (!which || !isCue(which, 'which') || node?.type !== 'metric' || !value || value.kind !== 'field')
    return undefined
  const dataset = view.dataset(value.field.dataset)
  const isRows = dataset?.label.en.toLowerCase() === node.metric.label.en.toLowerCase()
  const field = dataset && isRows ? kindFieldOf(dataset) : undefined
  const next = nodes[place + 1]
  if (!dataset || !field || next?.type === 'field') return undefined
  const { from, to, text, score, reason } = node
  const kind: Node = { type: 'field', ref: refOf(dataset, field), field, from, to, text, score, reason }
  return { to: place + 1, nodes: [which, kind, node] }
}

/** 三类设备, 哪类设备, 每种产品: the kinds of things, not the things. */
const kindsOf: Rule = (nodes, at, { view }) => {
  const classifier = nodes[at]
  const node = nodes[at + 1]
  if (!/[类种]$/.test(classifier?.text ?? '') || !classifier) return undefined
  const name = node?.type === 'field' && node.field.isName === true ? node.ref.dataset : datasetOfMetric(node)
  const dataset =
    node?.type === 'dataset' ? node.dataset : name === undefined ? undefined : view.dataset(name)
  const field = dataset && kindFieldOf(dataset)
  const label = dataset?.label.zh
  // 每种缺陷的件数: the metric is called after the rows
  const isCalledSo =
    node?.type !== 'metric' || (label !== undefined && node.text.replaceAll(' ', '').startsWith(label))
  if (!node || !dataset || !field || !isCalledSo) return undefined
  const { from, to, text, score, reason } = node
  const kind: Node = { type: 'field', ref: refOf(dataset, field), field, from, to, text, score, reason }
  const rest = node.type === 'metric' ? [kind, node] : [kind]
  return { to: at + 2, nodes: [...(classifier.type === 'cue' ? [classifier] : []), ...rest] }
}

const datasetOfMetric = (node: Node | undefined): string | undefined => {
  const value =
    node?.type === 'metric' && node.metric.expression.kind === 'aggregate'
      ? node.metric.expression.value
      : undefined
  return value?.kind === 'field' ? value.field.dataset : undefined
}

/** 哪种类型的设备, 各类型的设备: the kinds are asked for, the noun says of what. */
const kindOfThings: Rule = (nodes, at, { view }) => {
  const [asks, kind, of, thing] = nodes.slice(at, at + 4)
  const isAsked = isCue(asks, 'which', 'group')
  if (!isAsked || !asks || kind?.type !== 'field' || !isCue(of, 'of') || !/类型|种类|类别/.test(kind.text))
    return undefined
  const dataset =
    thing?.type === 'dataset'
      ? thing.dataset
      : thing?.type === 'field' && thing.field.isName === true
        ? view.dataset(thing.ref.dataset)
        : undefined
  const isOwn = dataset?.name === kind.ref.dataset && kind.field.isName !== true
  // 各类型的设备数量 counts them
  return isOwn && !isCue(nodes[at + 4], 'count') ? { to: at + 4, nodes: [asks, kind] } : undefined
}

/** 喷涂房每台用电量: the kind stands first. */
const kindEach: Rule = (nodes, at, { view }) => {
  const value = nodes[at]
  const cue = cueOf(nodes[at + 1], 'group')
  const entity = entityOf(value, view)
  const next = nodes[skip(nodes, at + 2)]
  const isFollowed = next?.type === 'dataset' || next?.type === 'field' || next?.type === 'value'
  if (!value || !entity || cue?.each !== true || isFollowed) return undefined
  return { to: at + 2, nodes: [value, ...nodes.slice(at + 1, at + 2), entity] }
}

/** 数控车床里，哪台的…: which of the kind that was named before. */
const whichOfKind: Rule = (nodes, at, { view, datasets }) => {
  const which = nodes[at]
  const next = nodes[at + 1]
  const isBare = isCue(next, 'of') || next === undefined || isCue(next, 'sentence-end')
  if (!isCue(which, 'which') || !/\p{Script=Han}/u.test(which?.text ?? '') || !isBare || !which)
    return undefined
  const entity = nodes
    .slice(0, at)
    .map(node => entityOf(node, view))
    .findLast(found => found !== undefined)
  // 通风盘的工单里，哪几张…: the classifier says that it is not one of the kind
  const classified = classifiedBy(which.text, [...datasets], view)
  if (!entity || (classified && classified.name !== entity.dataset.name)) return undefined
  return { to: at + 1, nodes: [which, { ...entity, from: which.from, to: which.to }] }
}

const listing =
  /^(list|list out|show|show me|give|give me|find|find me|display|get|列出|显示|给出|查询|查找|列|找出|看看)$/i

/** "show me every stop over two hours": all of the rows that are listed, each by itself. */
const everyListed: Rule = (nodes, at) => {
  const ask = nodes[at]
  const every = nodes[at + 1]
  const node = nodes[skip(nodes, at + 2)]
  if (!ask || !every || !isCue(ask, 'ask') || cueOf(every, 'group')?.each !== true) return undefined
  if (node?.type !== 'dataset' && node?.type !== 'metric') return undefined
  if (nodes.some((other, i) => i > at + 2 && isMeasured(other))) return undefined
  const all: Node = { ...spanOf([every]), type: 'cue', cues: [{ cue: 'all' }] }
  return { to: at + 2, nodes: [ask, all] }
}

const isMeasured = (node: Node): boolean =>
  node.type === 'metric' || isCue(node, 'aggregate', 'count', 'extreme', 'common')

/** "list all unplanned stops": the rows themselves, though a metric counts them. */
const listedRows: Rule = (nodes, at, { view }) => {
  const ask = nodes[at]
  if (!isCue(ask, 'ask') || !listing.test(ask?.text ?? '')) return undefined
  const place = skip(nodes, at + 1, 'all')
  const node = nodes[place]
  if (node?.type !== 'metric' || node.metric.expression.kind !== 'rows') return undefined
  if (/number|count|how many|数|次/i.test(node.text)) return undefined
  // grouped, it is how many of them
  if (nodes.some(other => isCue(other, 'group', 'ranking', 'share', 'trend'))) return undefined
  const { dataset: name, filters = [] } = node.metric.expression
  const dataset = view.dataset(name)
  if (!dataset) return undefined
  const conditions = filters.map(filter => conditionNode([node], filter, fieldsOfCondition(filter)))
  return reduce(place + 1, [...nodes.slice(at, place), { ...node, type: 'dataset', dataset }, ...conditions])
}

const reduce = (to: number, nodes: readonly Node[]): Reduction => ({ to, nodes })

/** "ordered by the highest rating first": the word says which way. */
const orderedByExtreme: Rule = (nodes, at) => {
  const order = nodes[at]
  const place = skip(nodes, at + 1, 'group', 'of')
  const word = nodes[place]
  const extreme = cueOf(word, 'extreme')
  if (!order || !isCue(order, 'order') || !word || !extreme) return undefined
  const { from, to, text, score, reason } = word
  const direction: Node = {
    type: 'cue',
    cues: [{ cue: 'direction', direction: extreme.direction }],
    from,
    to,
    text,
    score,
    reason,
  }
  const end = nodes.findIndex((node, i) => i > place && /^first$/i.test(node.text))
  const isLast = end > 0 && (nodes[end + 1] === undefined || isCue(nodes[end + 1], 'sentence-end'))
  return isLast
    ? { to: end + 1, nodes: [order, direction, ...nodes.slice(place + 1, end)] }
    : { to: place + 1, nodes: [order, direction] }
}

/**
 * "cracked parts per supplier": parts that a report of them says something of are those reported, not kinds of products. The
 * metric of the reports says how many.
 */
const reportedThings: Rule = (nodes, at, { view }) => {
  const [value, thing] = nodes.slice(at, at + 2)
  const name =
    thing?.type === 'dataset'
      ? thing.dataset.name
      : thing?.type === 'field' && thing.field.isName
        ? thing.ref.dataset
        : ''
  if (value?.type !== 'value' || !thing || !view.isParent(name, value.ref.dataset)) return undefined
  const counted = countRows(value.ref.dataset, view)
  const metric =
    counted.kind === 'metric' ? view.model.metrics.find(one => one.name === counted.metric) : undefined
  if (!metric || nodes.some(node => node.type === 'metric')) return undefined
  const { from, to, text, score, reason } = thing
  return { to: at + 2, nodes: [value, { type: 'metric', metric, from, to, text, score, reason }] }
}

/** 最贵的是哪张, 每台各几张, 来了几批: the classifier alone says which rows are meant. */
const bareClassifier: Rule = (nodes, at, { view, datasets }) => {
  const cue = nodes[at]
  // 记录有多少条: of rows of any kind
  const isAny = isCue(cue, 'count') && cue?.text.endsWith('条')
  if (!cue || isAny || !isCue(cue, 'which', 'count', 'group')) return undefined
  const next = nodes[skip(nodes, at + 1, 'group', 'count')]
  const isBare = next === undefined || isCue(next, 'of', 'comma', 'sentence-end', 'ask') || cue.to < next.from
  if (!isBare && next.type !== 'time') return undefined
  const all = view.model.datasets.map(one => one.name)
  const dataset = classifiedBy(cue.text, [...datasets], view) ?? classifiedBy(cue.text, all, view)
  // 设备有几台: said already
  if (!dataset || (isCue(cue, 'count') && datasets.has(dataset.name))) return undefined
  const { from, to, text, score, reason } = cue
  return { to: at + 1, nodes: [cue, { type: 'dataset', dataset, from, to, text, score, reason }] }
}

const comparative: Readonly<Record<string, 'asc' | 'desc'>> = {
  ...Object.fromEntries(
    'more higher greater larger longer bigger 多 高 大 长 重 更多 更高 更大 更长 更重'
      .split(' ')
      .map(word => [word, 'desc']),
  ),
  ...Object.fromEntries(
    'less fewer lower smaller shorter 少 低 小 短 轻 更少 更低 更小 更短 更轻'
      .split(' ')
      .map(word => [word, 'asc']),
  ),
}

/** "which furnace used more, 1 or 2", 1号炉和2号炉哪个用电多: of the two that are named, the one with the most. */
const moreOfTwo: Rule = (nodes, at) => {
  const node = nodes[at]
  const direction = comparative[node?.text.toLowerCase() ?? '']
  const next = nodes[at + 1]
  if (!node || !direction || (node.type !== 'cue' && node.type !== 'word')) return undefined
  const isHan = /\p{Script=Han}/u.test(node.text)
  const isEnd =
    next === undefined || isCue(next, 'comma', 'sentence-end') || /^[些点一的呢啊]$/.test(next.text)
  if (next?.type === 'number' || /^than$/i.test(next?.text ?? '') || (isHan && !isEnd)) return undefined
  const isWhich = nodes.some(other => isCue(other, 'which'))
  const isPair = nodes.some((first, i) => {
    const joined = skip(nodes, i + 1)
    const second = nodes[skip(nodes, joined + 1)]
    return (
      first.type === 'value' &&
      isCue(nodes[joined], 'and', 'or', 'comma', 'versus') &&
      second?.type === 'value' &&
      sameRef(first.ref, second.ref)
    )
  })
  if (!isWhich || !isPair) return undefined
  return { to: at + 1, nodes: [{ ...spanOf([node]), type: 'cue', cues: [{ cue: 'extreme', direction }] }] }
}

/** 既做过保养又抢修过的车床有哪些, "how many lathes had …": the things of that kind. */
const kindAsHead: Rule = (nodes, at, { view }) => {
  const value = nodes[at]
  const entity = entityOf(value, view)
  const before = nodes[at - 1]
  const next = nodes[skip(nodes, at + 1)]
  const isCounted = isCue(before, 'count') && /^(how many|number of)$/i.test(before?.text ?? '')
  const isDescribed =
    isCue(before, 'of') &&
    /\p{Script=Han}/u.test(value?.text ?? '') &&
    (next === undefined || isCue(next, 'have', 'be', 'which', 'what', 'count', 'comma', 'sentence-end'))
  const isNoun = next?.type === 'dataset' || next?.type === 'metric' || next?.type === 'field'
  if (!value || !entity || isNoun || (!isCounted && !isDescribed)) return undefined
  const isNamed = nodes.some(
    node =>
      (node.type === 'dataset' && node.dataset.name === entity.dataset.name) ||
      (node.type === 'field' && node.ref.dataset === entity.dataset.name) ||
      isCue(node, 'extreme', 'common', 'top'),
  )
  return isNamed ? undefined : { to: at + 1, nodes: [entity, value] }
}

/** 一张抢修单都没开过的设备: none of them at all. */
const notEvenOne: Rule = (nodes, at, { view }) => {
  const one = nodes[at]
  if (one?.type !== 'number' || one.value !== 1 || !one.text.startsWith('一')) return undefined
  const end = nodes.findIndex((node, i) => i > at && i < at + 7 && /^[都也]$/.test(node.text))
  const not = nodes[end + 1]
  if (end < 0 || !not || !isCue(not, 'without', 'not')) return undefined
  const said = withRows(notFlag(nodes.slice(at + 1, end).filter(node => node.type !== 'word')), view)
  let to = end + 2
  while (nodes[to]?.type === 'word' && !isCue(nodes[to], 'of') && to < end + 5) to++
  const without: Node = { ...spanOf([one]), type: 'cue', cues: [{ cue: 'without' }] }
  // 一次都没停过机: what follows
  return said.length > 0 ? { to, nodes: [without, ...said] } : { to: end + 2, nodes: [without] }
}

/** "neither a leak nor a chip jam", "delivered neither in August nor in September": none of either. */
const neitherNor: Rule = (nodes, at) => {
  const word = nodes[at]
  if (!word || !/^(neither|nor)$/i.test(word.text)) return undefined
  if (/^neither$/i.test(word.text)) {
    const hasNor = nodes.some((node, i) => i > at && /^nor\b/i.test(node.text))
    return hasNor
      ? { to: at + 1, nodes: [{ ...spanOf([word]), type: 'cue', cues: [{ cue: 'without' }] }] }
      : undefined
  }
  const isOpened = nodes.slice(0, at).some(node => /^neither$/i.test(node.text))
  return isOpened
    ? { to: at + 1, nodes: [{ ...spanOf([word]), type: 'cue', cues: [{ cue: 'or' }] }] }
    : undefined
}

/** 非|计划: the flag that does not hold, where the cover cut the word. */
const notFlag = (nodes: readonly Node[]): readonly Node[] => {
  const at = nodes.findIndex(
    (node, i) => isCue(node, 'not') && nodes[i + 1]?.type === 'field' && nodes[i + 1]?.from === node.to,
  )
  const flag = nodes[at + 1]
  if (at < 0 || flag?.type !== 'field' || !isFlag(flag.field)) return nodes
  const condition = conditionNode(nodes.slice(at, at + 2), equals(flag.ref, flagValue(flag.field, false)), [
    flag.ref,
  ])
  return [...nodes.slice(0, at), condition, ...nodes.slice(at + 2)]
}

/** 一次计划停机都没有: the flag's name names its rows too. */
const withRows = (nodes: readonly Node[], view: ModelView): readonly Node[] => {
  const last = nodes.at(-1)
  const ref = last?.type === 'condition' ? last.refs[0] : last?.type === 'field' ? last.ref : undefined
  const field = ref && view.field(ref)
  const dataset = ref && field && isFlag(field) ? view.dataset(ref.dataset) : undefined
  return last && dataset ? [...nodes, { ...spanOf([last]), type: 'dataset', dataset }] : nodes
}

/** Rows that are named by what they are. */
export const entityRules: readonly Rule[] = [
  moreOfTwo,
  reportedThings,
  neitherNor,
  notEvenOne,
  everyListed,
  kindsOf,
  kindOfThings,
  whichOfCounted,
  eachOfKind,
  kindAsHead,
  kindEach,
  whichOfKind,
  bareClassifier,
  listedRows,
  orderedByExtreme,
]
