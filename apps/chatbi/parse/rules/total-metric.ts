import type { Metric } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import { beforeUnit } from '../../query/find-in-model.ts'
import type { FieldRef } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'

/** The metric that adds the column up without a filter, in hours where someone defined it so. */
export const totalMetricOf = ({ model }: ModelView, ref: FieldRef): Metric | undefined =>
  model.metrics.find(({ expression, hidden }) => {
    const inner = beforeUnit(expression)
    return (
      !hidden &&
      inner.kind === 'aggregate' &&
      inner.aggregate === 'sum' &&
      inner.value.kind === 'field' &&
      sameRef(inner.value.field, ref) &&
      !inner.filters?.length
    )
  })
