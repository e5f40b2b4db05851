import { toKeys } from '../link/to-atoms.ts'
import type { Dataset, Metric } from '../model/semantic-model.ts'
import type { MeasureExpression } from '../query/query.ts'
import type { ModelView } from './model-view.ts'

/** Words that only say that things are counted: "number of defects", 缺陷数量. */
const countingWords = new Set('number of count quantity qty total 数 量 总 件'.split(' '))

const thingOf = (name: string): string =>
  toKeys(name)
    .filter(key => !countingWords.has(key))
    .join(' ')

/**
 * How many things the rows of `dataset` stand for: a metric that is named like them and adds up one of their
 * columns ("defects" of reports that each hold a quantity), the sum of their column `count`, else the number of rows.
 */
export const countRows = (dataset: string, view: ModelView): MeasureExpression => {
  const found = view.dataset(dataset)
  const metric = found && view.model.metrics.find(one => !one.hidden && countsThingsOf(one, found))
  if (metric) return { kind: 'metric', metric: metric.name }
  const field = found?.fields.find(one => !one.hidden && one.role === 'measure' && one.label.en === 'count')
  return field
    ? {
        kind: 'aggregate',
        aggregate: 'sum',
        value: { kind: 'field', field: { dataset, field: field.name } },
      }
    : { kind: 'rows', dataset }
}

const countsThingsOf = ({ expression, label, synonyms }: Metric, dataset: Dataset): boolean => {
  const isSum =
    expression.kind === 'aggregate' &&
    expression.aggregate === 'sum' &&
    expression.value.kind === 'field' &&
    expression.value.field.dataset === dataset.name &&
    !expression.filters?.length
  if (!isSum) return false
  const things = new Set([thingOf(dataset.label.en), thingOf(dataset.label.zh ?? '')].filter(Boolean))
  return [label.en, label.zh ?? '', ...synonyms].some(name => things.has(thingOf(name)))
}
