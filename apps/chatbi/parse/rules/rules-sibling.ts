import { toKeys } from '../../link/to-atoms.ts'
import type { Metric } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import type { FieldRef } from '../../query/query.ts'
import type { Rule } from '../grammar.ts'
import type { ModelView } from '../model-view.ts'
import { isQuantity } from '../model-view.ts'
import type { FieldNode, MetricNode, Node } from '../node.ts'

/**
 * "scrap by defect type", 因裂纹报废了多少: scrap of production knows no defect, but the reports of defects keep a quantity that is
 * called scrap too, which is meant. The metric or column stays where no table of what else is said has its like.
 */
export const siblingMeasure: Rule = (nodes, at, { view }) => {
  const node = nodes[at]
  const own = node && measuredBy(node, view)
  if (!node || !own) return undefined
  const said = nodes.flatMap((other, i) => (i === at ? [] : refOf(other)))
  const far = said.filter(ref => !reaches(own.dataset, ref, view))
  const [first] = far
  if (!first || view.isParent(own.dataset, first.dataset)) return undefined
  const found = siblingIn(first.dataset, own.names, view)
  // what the other table does not know either is no better asked of it
  if (!found || !said.every(ref => reaches(first.dataset, ref, view))) return undefined
  const { from, to, text, score, reason } = node
  return { to: at + 1, nodes: [{ ...found, from, to, text, score, reason }] }
}

interface Measured {
  readonly dataset: string
  readonly names: readonly string[]
}

const measuredBy = (node: Node, view: ModelView): Measured | undefined => {
  if (node.type === 'field' && isQuantity(node.field) && node.field.defaultAggregate === 'sum')
    return { dataset: node.ref.dataset, names: namesOf(node.field) }
  if (node.type !== 'metric' || sumOf(node.metric) === undefined) return undefined
  const [dataset] = datasetsOfMeasure(node.metric.expression, view.model)
  return dataset === undefined ? undefined : { dataset, names: namesOf(node.metric) }
}

const sumOf = ({ expression }: Metric): FieldRef | undefined =>
  expression.kind === 'aggregate' && expression.aggregate === 'sum' && expression.value.kind === 'field'
    ? expression.value.field
    : undefined

const namesOf = ({
  label,
  synonyms,
}: {
  readonly label: { readonly en: string; readonly zh?: string | undefined }
  readonly synonyms: readonly string[]
}): readonly string[] =>
  [label.en, label.zh ?? '', ...synonyms].map(name => toKeys(name).join(' ')).filter(Boolean)

/** What groups or filters by a column: names of values and kinds, no amounts. */
const refOf = (node: Node): readonly FieldRef[] => {
  if (node.type === 'value') return [node.ref]
  if (node.type === 'condition') return node.refs
  return node.type === 'field' && !isQuantity(node.field) && node.field.role !== 'time' ? [node.ref] : []
}

/** Whether rows of `dataset` have one value of the column, or keep one that is called the same. */
const reaches = (dataset: string, ref: FieldRef, view: ModelView): boolean =>
  dataset === ref.dataset ||
  view.isParent(ref.dataset, dataset) ||
  view.dataset(dataset)?.fields.some(field => field.name === ref.field) === true

/** The quantity of `dataset` that has one of the names, as the metric that adds it up where there is one. */
const siblingIn = (
  dataset: string,
  names: readonly string[],
  view: ModelView,
): Pick<MetricNode, 'type' | 'metric'> | Pick<FieldNode, 'type' | 'ref' | 'field'> | undefined => {
  const field = view
    .dataset(dataset)
    ?.fields.find(
      one =>
        !one.hidden &&
        isQuantity(one) &&
        one.defaultAggregate === 'sum' &&
        namesOf(one).some(name => names.includes(name)),
    )
  if (!field) return undefined
  const ref = { dataset, field: field.name }
  const metric = view.model.metrics.find(one => {
    const sum = one.hidden ? undefined : sumOf(one)
    return sum !== undefined && sameRef(sum, ref) && filtersOf(one) === 0
  })
  return metric ? { type: 'metric', metric } : { type: 'field', ref, field }
}

const filtersOf = ({ expression }: Metric): number =>
  expression.kind === 'aggregate' ? (expression.filters ?? []).length : 0
