import type { LatenessCue } from '../../link/cue.ts'
import type { Dataset } from '../../model/semantic-model.ts'
import type { Condition, RowExpression } from '../../query/query.ts'
import { cueOf, skip } from '../grammar.ts'
import type { RuleContext } from '../grammar.ts'
import { refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { spanOf } from '../node.ts'
import type { Node } from '../node.ts'
import { plannedAndActual } from './begin-and-end.ts'
import type { PlannedAndActual } from './begin-and-end.ts'
import { conditionNode, row } from './condition.ts'
import { timeUnitOf } from './units.ts'

/**
 * "orders that started more than two hours later than planned", 比计划晚多久开工: the time between what was planned and what
 * became of it, as a condition on the rows, or as what is asked of them. The nodes as they were where no table keeps both.
 */
export const readLateness = (nodes: readonly Node[], context: RuleContext): readonly Node[] => {
  const at = nodes.findIndex(node => cueOf(node, 'lateness') !== undefined)
  const node = nodes[at]
  const cue = cueOf(node, 'lateness')
  const found = cue && pairOf(cue, context)
  if (!node || !cue || !found) return nodes
  const { dataset, pair } = found
  const refs = [refOf(dataset, pair.planned), refOf(dataset, pair.actual)]
  const late = latenessOf(cue, found)
  const mean = nodes.findIndex(other => cueOf(other, 'aggregate') !== undefined)
  const unit = mean < 0 ? -1 : unitBehind(nodes, mean)
  if (!cue.asks && (unit < 0 || cue.limit)) {
    const made = conditionNode([node], conditionOf(cue, late), refs)
    return [...nodes.slice(0, at), made, ...nodes.slice(at + 1)]
  }
  const said = timeUnitOf(nodes[unit]?.text)
  const value = said && late.kind === 'time-between' ? { ...late, unit: said } : late
  return asked(nodes, { at, mean, unit }, { late: value, dataset: dataset.name, isMean: cue.isMean })
}

/** "average hours", "the mean number of minutes": where the unit stands that the mean is told in. */
const unitBehind = (nodes: readonly Node[], mean: number): number => {
  const place = skip(nodes, mean + 1, 'count', 'of')
  return timeUnitOf(nodes[place]?.text) && nodes[place]?.type !== 'time' ? place : -1
}

interface Found {
  readonly dataset: Dataset
  readonly pair: PlannedAndActual
}

/** The only such columns of what the question speaks of, else of all tables. */
const pairOf = ({ of }: LatenessCue, { view, datasets }: RuleContext): Found | undefined => {
  const all = pairsOf(view).filter(({ pair }) => of === undefined || pair.of === of)
  const named = all.filter(({ dataset }) => datasets.has(dataset.name))
  const [only, other] = named.length > 0 ? named : all
  return other ? undefined : only
}

const pairsOf = (view: ModelView): readonly Found[] =>
  view.model.datasets
    .filter(dataset => !dataset.hidden)
    .flatMap(dataset => plannedAndActual(dataset).map(pair => ({ dataset, pair })))

const latenessOf = ({ way, unit }: LatenessCue, { dataset, pair }: Found): RowExpression => {
  const [planned, actual] = [row(refOf(dataset, pair.planned)), row(refOf(dataset, pair.actual))]
  const usual = pair.planned.type === 'date' ? 'day' : 'hour'
  return {
    kind: 'time-between',
    unit: unit ?? usual,
    from: way === 'early' ? actual : planned,
    to: way === 'early' ? planned : actual,
  }
}

/** Less than an hour late is late at all, too. */
const conditionOf = ({ way, limit }: LatenessCue, left: RowExpression): Condition => {
  const compare = (operator: NonNullable<typeof limit>['operator'], value: number): Condition => ({
    kind: 'compare',
    left,
    operator,
    right: { kind: 'value', value },
  })
  if (way === 'on-time') return compare('<=', 0)
  if (!limit) return compare('>', 0)
  const said = compare(limit.operator, limit.value)
  return limit.operator.startsWith('<') ? { kind: 'and', conditions: [compare('>', 0), said] } : said
}

interface Places {
  readonly at: number
  readonly mean: number
  readonly unit: number
}

interface Late {
  readonly late: RowExpression
  readonly dataset: string
  readonly isMean: true | undefined
}

/** How late they were: the mean of it, or each. */
const asked = (nodes: readonly Node[], places: Places, { late, dataset, isMean }: Late): readonly Node[] => {
  const { at, mean, unit } = places
  const aggregate = cueOf(nodes[mean], 'aggregate')?.aggregate ?? (isMean && 'avg')
  const taken = [mean, unit].filter(i => i >= 0 && i !== at)
  const words = spanOf(nodes.filter((_, i) => i === at || taken.includes(i)))
  const made: Node = aggregate
    ? { ...words, type: 'measure', expression: { kind: 'aggregate', aggregate, value: late } }
    : { ...words, type: 'interval', value: late, dataset }
  return nodes.flatMap((node, i) => (i === at ? [made] : taken.includes(i) ? [] : [node]))
}
