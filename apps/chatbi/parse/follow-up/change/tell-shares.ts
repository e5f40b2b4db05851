import { findMetric } from '../../../query/find-in-model.ts'
import type { MeasureExpression } from '../../../query/query.ts'
import type { Draft } from '../../draft.ts'

/** "as a percentage of the total", 各占多少: what each group is of all of them together. */
export const tellShares = (draft: Draft): boolean => {
  const [measure, other] = draft.measures
  if (!measure || other || draft.dimensions.length === 0 || draft.compareTo) return false
  if (!addsUp(draft, measure.expression)) return false
  draft.measures = [
    ...(draft.style === 'explained' ? [measure] : []),
    { id: `share_of_${measure.id}`, expression: { kind: 'share', of: measure.expression } },
  ]
  return true
}

/** Whether the values of groups come to that of all rows: counts and sums do, averages and rates do not. */
const addsUp = (draft: Draft, expression: MeasureExpression): boolean => {
  switch (expression.kind) {
    case 'metric': {
      const whole = findMetric(draft.view.model, expression.metric)?.expression
      return whole !== undefined && whole.kind !== 'metric' && addsUp(draft, whole)
    }
    case 'arithmetic':
      return expression.right.kind === 'number' && addsUp(draft, expression.left)
    case 'aggregate':
      return expression.aggregate === 'sum' || expression.aggregate === 'count'
    case 'rows':
      return true
    default:
      return false
  }
}
