import { beforeUnit, definitionOf } from '../../query/find-in-model.ts'
import type { Having, MeasureExpression } from '../../query/query.ts'
import { havingOf } from '../assemble/group-condition.ts'
import type { Parts } from '../collect.ts'
import type { Draft } from '../draft.ts'
import type { Node, NodeOf } from '../node.ts'
import { oppositeOperator } from '../rules/rules-number.ts'
import { leavesOut } from './follow-up-words.ts'

/** "only above 50,000", 只要超过5万件的: of what is measured already. */
export const limitsGroups = (draft: Draft, node: Node): boolean => {
  const [measure] = draft.measures
  if (node.type !== 'comparison' || !measure || draft.dimensions.length === 0) return false
  if (typeof node.right === 'string' && node.right !== 'avg' && node.right !== 'median') return false
  const right = typeof node.right === 'number' && node.percent ? node.right / 100 : node.right
  draft.having.push(havingOf({ ...node, type: 'having', measure: measure.expression, right }))
  // one winner of all groups is not those that are asked for
  if (draft.limit?.count === 1) draft.limit = undefined
  return true
}

/**
 * "only above 20 hours", 超过20小时的有哪些, after stop hours by line: of what each line comes to, not of each stop, where the rows
 * are not named and the amount is one of the column that is added up.
 */
export const limitsTotals = (
  draft: Draft,
  { heads, owners }: Parts,
  { condition }: NodeOf<'condition'>,
  question: string,
): boolean => {
  const [measure, other] = draft.measures
  const added = measure && addedOf(draft, measure.expression)
  if (!added || other || draft.dimensions.length === 0 || condition.kind !== 'compare') return false
  const { left, operator, right } = condition
  if (operator === '=' || operator === '!=' || right.kind !== 'value' || typeof right.value !== 'number')
    return false
  const { aggregate, perUnit } = added
  if (JSON.stringify(left) !== JSON.stringify(aggregate.value)) return false
  if (
    [...heads, ...owners].some(
      node => aggregate.value.kind === 'field' && node.dataset.name === aggregate.value.field.dataset,
    )
  )
    return false
  const having: Having = {
    measure: measure.expression,
    operator: leavesOut(question) ? oppositeOperator[operator] : operator,
    right: { kind: 'value', value: right.value / perUnit },
  }
  draft.having.push(having)
  if (draft.limit?.count === 1) draft.limit = undefined
  return true
}

type Aggregated = MeasureExpression & { readonly kind: 'aggregate' }

/** The column that a measure adds up, and how many of its units make one of the measure. */
const addedOf = (
  draft: Draft,
  expression: MeasureExpression,
): { readonly aggregate: Aggregated; readonly perUnit: number } | undefined => {
  const whole = definitionOf(expression, draft.view.model)
  const inner = whole && beforeUnit(whole)
  if (inner?.kind !== 'aggregate') return undefined
  const isScaled = whole?.kind === 'arithmetic' && whole.operator === '/' && whole.right.kind === 'number'
  if (whole !== inner && !isScaled) return undefined
  return { aggregate: inner, perUnit: isScaled && whole.right.kind === 'number' ? whole.right.value : 1 }
}
