import { definitionOf, findMetric } from '../../query/find-in-model.ts'
import { fieldsOfRow } from '../../query/fields-of.ts'
import type { GroupingShape, Measure, MeasureExpression } from '../../query/query.ts'
import { dimensionOf } from './assemble-group.ts'
import type { Parts } from '../collect.ts'
import type { Draft } from '../draft.ts'
import { cueOf, isCue } from '../node.ts'

/** The mean of what a measure comes to in each group. */
export const meanOfGroups = (of: MeasureExpression, by: GroupingShape): MeasureExpression => ({
  kind: 'of-groups',
  aggregate: 'avg',
  of,
  by,
})

/**
 * "average number of stops per machine", 平均每台设备停机几次: one number, the mean of what the machines have, where the words
 * that ask for a mean stand for none of the rows' own values.
 */
export const applyMeanOfGroups = (draft: Draft, parts: Parts): void => {
  const mean = parts.leftover.find(node => cueOf(node, 'aggregate')?.aggregate === 'avg')
  const [measure, other] = draft.measures
  // 高于各线平均: what is set against the mean asks for no mean
  if (parts.leftover.some(node => isCue(node, 'compare', 'compare-after'))) return
  if (mean && measure && !other && applyMeanOfRows(draft, parts, measure)) return void draft.taken.push(mean)
  const [group, second] = parts.groups
  const [by, more] = group?.by ?? []
  if (!mean || !measure || other || !group || second || !by || more) return
  if (!addsUp(draft, measure.expression)) return
  const id = dimensionOf(draft, by)
  const dimension = draft.dimensions.find(one => one.id === id)
  if (!dimension) return
  const { id: _, ...shape } = dimension
  draft.dimensions = draft.dimensions.filter(one => one !== dimension)
  draft.measures = [{ id: `avg_${measure.id}`, expression: meanOfGroups(measure.expression, shape) }]
  draft.orderBy = []
  draft.taken.push(mean)
}

/** "on average, how many labour hours go into one order": of the rows that keep them. */
const applyMeanOfRows = (draft: Draft, parts: Parts, { id, expression }: Measure): boolean => {
  const total = definitionOf(expression, draft.view.model)
  if (total?.kind !== 'aggregate' || total.aggregate !== 'sum' || parts.groups.length > 0) return false
  const own = fieldsOfRow(total.value)[0]?.dataset
  const isNamed = [...parts.heads, ...parts.owners].some(node => node.dataset.name === own)
  if (!isNamed) return false
  draft.measures = [{ id, expression: { ...total, aggregate: 'avg' } }]
  draft.steps.push('mean-of-rows')
  return true
}

const addsUp = (draft: Draft, expression: MeasureExpression): boolean => {
  switch (expression.kind) {
    case 'metric': {
      const metric = findMetric(draft.view.model, expression.metric)
      return metric !== undefined && metric.format?.percent !== true && addsUp(draft, metric.expression)
    }
    case 'rows':
      return true
    case 'aggregate':
      return expression.aggregate === 'sum' || expression.aggregate === 'count'
    case 'arithmetic':
      return /[+-]/.test(expression.operator)
        ? addsUp(draft, expression.left) && addsUp(draft, expression.right)
        : addsUp(draft, expression.left) && expression.right.kind === 'number'
    default:
      return false
  }
}
