import type { Field, Metric } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import { beforeUnit } from '../../query/find-in-model.ts'
import type { FieldRef, MeasureExpression } from '../../query/query.ts'
import { cueOf, isCue, skip, skipBack } from '../grammar.ts'
import type { Rule, RuleContext } from '../grammar.ts'
import { isQuantity, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node, NodeOf } from '../node.ts'
import { convertUnit, isKnownUnit, isUnitOfTime } from './units.ts'

const currency = /^(cny|rmb|usd|eur|gbp|jpy|yuan|元|万元|¥|\$|€|£)$/i
const money = /\b(cost|price|amount|expense|spend)|费用|金额|成本|花费/i

interface Found {
  readonly ref: FieldRef
  readonly field: Field
}

/** A quantity of the datasets that the question speaks of. */
const findQuantity = (
  { view, datasets }: RuleContext,
  fits: (field: Field) => boolean,
): Found | undefined => {
  for (const name of datasets) {
    const dataset = view.dataset(name)
    const field = dataset?.fields.find(one => !one.hidden && isQuantity(one) && fits(one))
    if (dataset && field) return { ref: refOf(dataset, field), field }
  }
  return undefined
}

const isMoney = (field: Field): boolean =>
  (field.unit !== undefined && currency.test(field.unit)) ||
  money.test(`${field.label.en} ${field.label.zh ?? ''}`)

const measured = (node: Node): boolean => node.type === 'metric' || node.type === 'measure'

const measureOf = (
  words: readonly Node[],
  { ref, field }: Found,
  { aggregate, view }: { readonly aggregate: 'sum' | 'avg'; readonly view: ModelView },
): NodeOf<'measure'> => {
  const isTotal = (metric: Metric): boolean => {
    const sum = metric.hidden ? undefined : sumOf(metric.expression)
    return sum !== undefined && sameRef(sum.ref, ref) && sum.filters === '[]' && metric.unit === field.unit
  }
  const metric = aggregate === 'sum' ? view.model.metrics.find(isTotal) : undefined
  return {
    ...spanOf(words),
    type: 'measure',
    score: 0.95,
    expression: metric
      ? { kind: 'metric', metric: metric.name }
      : { kind: 'aggregate', aggregate, value: { kind: 'field', field: ref } },
  }
}

/** "what did we spend on …", 花了多少钱: the money that the rows cost, all together or on average. */
const spent: Rule = (nodes, at, context) => {
  if (!isCue(nodes[at], 'money')) return undefined
  const isNamed = nodes.some(node => measured(node) || (node.type === 'field' && isQuantity(node.field)))
  // 花了多少工时, "what did maintenance cost us": what was spent is named
  if (isNamed) return { to: at + 1, nodes: [] }
  const found = findQuantity(context, isMoney)
  if (!found) return undefined
  const average = nodes.findIndex((node, i) => i < at && cueOf(node, 'aggregate')?.aggregate === 'avg')
  const aggregate = average < 0 ? 'sum' : 'avg'
  return { to: at + 1, nodes: [measureOf(nodes.slice(at, at + 1), found, { aggregate, view: context.view })] }
}

/** 平均一张花多少钱: the mean is said with the money, which then is the measure. */
const averageSpent: Rule = (nodes, at) => {
  if (cueOf(nodes[at], 'aggregate')?.aggregate !== 'avg') return undefined
  const later = nodes.findIndex((node, i) => i > at && isAverage(node))
  const between = nodes.slice(at + 1, Math.max(at + 1, later))
  const isPlain = between.every(node => node.type === 'number' || node.type === 'cue' || node.type === 'word')
  return later > 0 && isPlain ? { to: later, nodes: [] } : undefined
}

const isAverage = (node: Node): boolean =>
  node.type === 'measure' && node.expression.kind === 'aggregate' && node.expression.aggregate === 'avg'

/** "how heavy", 多重: the quantity whose name has one of the roots. */
const askedAmount: Rule = (nodes, at, context) => {
  const hints = cueOf(nodes[at], 'amount')?.hints
  if (!hints) return undefined
  const isSaid = nodes.some(
    node => node.type === 'field' && isQuantity(node.field) && isCalled(node.field, hints),
  )
  if (isSaid) return { to: at + 1, nodes: [] }
  const fits = (field: Field): boolean => isCalled(field, hints)
  // 到了多少批、多重: of the rows that are counted beside it
  const found =
    findQuantity(context, fits) ??
    findQuantity({ ...context, datasets: datasetsNamed(nodes) }, fits) ??
    findQuantity({ ...context, datasets: eventsOf(context) }, fits)
  return (
    found && {
      to: at + 1,
      nodes: [measureOf(nodes.slice(at, at + 1), found, { aggregate: 'sum', view: context.view })],
    }
  )
}

/** "what did corrective orders cost us": all that was paid for them; the verb asks for no list of what each cost. */
const costAsVerb: Rule = (nodes, at, context) => {
  const node = nodes[at]
  if (node?.type !== 'field' || !/\bcosts?$/i.test(node.text) || !isMoney(node.field)) return undefined
  const opens = nodes.findIndex(one => isCue(one, 'what'))
  const helps = /^(did|do|does|has|have|will|would)$/i.test(nodes[opens + 1]?.text ?? '')
  if (opens < 0 || opens + 1 >= at || !helps || nodes.some(measured)) return undefined
  const total = measureOf([node], node, { aggregate: 'sum', view: context.view })
  return { to: at + 1, nodes: [{ ...total, score: node.score }] }
}

const isCalled = ({ name, label }: Field, hints: readonly string[]): boolean =>
  hints.some(hint => `${name} ${label.en} ${label.zh ?? ''}`.toLowerCase().includes(hint))

/** The unit that begins at `at`: a word by itself, or two characters (公斤). */
const unitAt = (
  nodes: readonly Node[],
  at: number,
): { readonly text: string; readonly to: number } | undefined => {
  const [node, next] = [nodes[at], nodes[at + 1]]
  if (node?.type !== 'word' || node.isMark) return undefined
  const isPair = /^\p{Script=Han}$/u.test(node.text) && next?.type === 'word' && next.from === node.to
  const pair = isPair ? `${node.text}${next.text}` : ''
  return isKnownUnit(pair) ? { text: pair, to: at + 2 } : { text: node.text, to: at + 1 }
}

/** "kg received per supplier", 来料多少公斤, "how many tonnes": a unit by itself names the one quantity that is kept in it. */
const namedByUnit: Rule = (nodes, at, context) => {
  const counts = isCue(nodes[at], 'count')
  const unit = unitAt(nodes, counts ? at + 1 : at)
  const before = nodes[skipBack(nodes, at)]
  if (!unit || before?.type === 'number') return undefined
  // "…, in µm": how it is told
  if (!counts && /^in$/i.test(before?.text ?? '') && isKnownUnit(unit.text)) return { to: unit.to, nodes: [] }
  if (nodes.some(measured)) return undefined
  const said = unit.text.toLowerCase().replace(/s$/, '')
  if (said.length < 2 && !isKnownUnit(said)) return undefined
  const isKept = ({ unit: kept }: Field): boolean =>
    kept !== undefined && (kept.toLowerCase() === said || convertUnit(1, kept, said) !== undefined)
  // how long something took is read by the rules for durations
  const found = isUnitOfTime(said)
    ? undefined
    : (findQuantity(context, isKept) ?? findQuantity({ ...context, datasets: eventsOf(context) }, isKept))
  if (!found) return undefined
  const words = nodes.slice(at, unit.to)
  const measure = measureOf(words, found, { aggregate: 'sum', view: context.view })
  return { to: unit.to, nodes: [inUnit(measure, convertUnit(1, said, found.field.unit ?? '') ?? 1)] }
}

/** The measure in the unit that was said, of which one is `size` of its own. */
const inUnit = (measure: NodeOf<'measure'>, size: number): NodeOf<'measure'> =>
  size === 1
    ? measure
    : {
        ...measure,
        expression: {
          kind: 'arithmetic',
          operator: '/',
          left: measure.expression,
          right: { kind: 'number', value: size },
        },
      }

const hourWord = /^(hours?|小时|小时数)$/i
const timeWord = /^(hours?|time|minutes?|小时|时间|时长)$/i

/** What a metric adds up, and of which rows: the field, its filters as text. */
const sumOf = (
  expression: MeasureExpression,
): { readonly ref: FieldRef; readonly filters: string } | undefined => {
  const inner = beforeUnit(expression)
  return inner.kind === 'aggregate' && inner.aggregate === 'sum' && inner.value.kind === 'field'
    ? { ref: inner.value.field, filters: JSON.stringify(inner.filters ?? []) }
    : undefined
}

/** The metric that adds up how long the rows took, in hours, of the rows that `counted` counts. */
const hoursMetric = (context: RuleContext, counted: Metric | undefined): Metric | undefined => {
  const expression = counted?.expression
  const filters = JSON.stringify(expression?.kind === 'rows' ? (expression.filters ?? []) : [])
  const names = expression?.kind === 'rows' ? new Set([expression.dataset]) : eventsOf(context)
  const found = findQuantity({ ...context, datasets: names }, field =>
    /duration|downtime|时长|持续/i.test(`${field.label.en} ${field.label.zh ?? ''}`),
  )
  return (
    found &&
    context.view.model.metrics.find(metric => {
      const sum = metric.hidden ? undefined : sumOf(metric.expression)
      return (
        sum !== undefined && sameRef(sum.ref, found.ref) && sum.filters === filters && metric.unit === 'h'
      )
    })
  )
}

/** The datasets named, and those whose rows refer to them. */
const eventsOf = ({ view, datasets }: RuleContext): ReadonlySet<string> =>
  new Set([...datasets, ...view.model.relationships.filter(one => datasets.has(one.to)).map(one => one.from)])

/** "the reason that took the most hours", "unplanned stop time": how long the rows took, in hours. */
const hoursOfRows: Rule = (nodes, at, context) => {
  const node = nodes[at]
  const next = nodes[skip(nodes, at + 1)]
  if (node?.type === 'metric' && node.metric.expression.kind === 'rows' && next && timeWord.test(next.text)) {
    const metric = next.type === 'metric' ? undefined : hoursMetric(context, node.metric)
    const to = nodes.indexOf(next) + 1
    return metric && { to, nodes: [{ ...node, ...spanOf(nodes.slice(at, to)), type: 'metric', metric }] }
  }
  if ((node?.type !== 'word' && node?.type !== 'field') || !hourWord.test(node.text)) return undefined
  if (node.type === 'field' && datasetsNamed(nodes).has(node.ref.dataset)) return undefined
  const before = nodes[skipBack(nodes, at)]
  if (!isCue(before, 'extreme', 'count', 'aggregate', 'what', 'and', 'comma', 'group')) return undefined
  const counted = nodes.find(one => one.type === 'metric' && one.metric.expression.kind === 'rows')
  const metric = hoursMetric(context, counted?.type === 'metric' ? counted.metric : undefined)
  const { from, to, text } = node
  return (
    metric && {
      to: at + 1,
      nodes: [{ type: 'metric', metric, from, to, text, score: 0.95, reason: 'amount of time' }],
    }
  )
}

/** 故障停了几个小时, "unplanned stops, how long": of the rows that the metric counts, how long they took. */
export const howLongOfRows: Rule = (nodes, at, context) => {
  const node = nodes[at]
  if (node?.type !== 'metric' || node.metric.expression.kind !== 'rows') return undefined
  const { dataset } = node.metric.expression
  let place = skip(nodes, at + 1, 'of', 'what')
  const next = nodes[place]
  if (next?.type === 'dataset' && next.dataset.name === dataset) place = skip(nodes, place + 1, 'of', 'what')
  if (!isCue(nodes[place], 'duration') || !/\p{Script=Han}/u.test(nodes[place]?.text ?? '')) return undefined
  const metric = hoursMetric(context, node.metric)
  return (
    metric && {
      to: place + 1,
      nodes: [{ ...node, ...spanOf(nodes.slice(at, place + 1)), type: 'metric', metric }],
    }
  )
}

const datasetsNamed = (nodes: readonly Node[]): ReadonlySet<string> =>
  new Set([
    ...nodes.flatMap(node => (node.type === 'dataset' ? [node.dataset.name] : [])),
    ...nodes.flatMap(node => (node.type === 'metric' ? datasetsOf(node) : [])),
  ])

const datasetsOf = ({ metric }: NodeOf<'metric'>): readonly string[] =>
  metric.expression.kind === 'rows' ? [metric.expression.dataset] : []

/** Amounts that are named by their unit or by what is spent. */
export const amountRules: readonly Rule[] = [
  hoursOfRows,
  askedAmount,
  namedByUnit,
  costAsVerb,
  spent,
  averageSpent,
]
