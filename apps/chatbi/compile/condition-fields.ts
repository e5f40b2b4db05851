import { fieldsOfCondition } from '../query/fields-of.ts'
import type { Condition, FieldRef } from '../query/query.ts'

/** Conditions that must all hold, without the `and` around them. */
export const conjunctsOf = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions.flatMap(c => (c.kind === 'and' ? conjunctsOf(c.conditions) : [c]))

/** Fields of conditions that a scope can hold without multiplying its rows. */
export const localFields = (
  conditions: readonly Condition[],
  resolve: (field: FieldRef) => FieldRef | undefined,
): readonly FieldRef[] =>
  leavesOf(conditions).flatMap(leaf => {
    const fields = fieldsOfCondition(leaf).map(resolve)
    const found = fields.filter(f => f !== undefined)
    return found.length === fields.length ? found : []
  })

const leavesOf = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions.flatMap(c => {
    if (c.kind === 'and' || c.kind === 'or') return leavesOf(c.conditions)
    return c.kind === 'not' ? leavesOf([c.condition]) : [c]
  })

/** Datasets on which some condition holds for every row kept, so that a row without one is gone anyway. */
export const requiredDatasets = (
  conditions: readonly Condition[],
  resolve: (field: FieldRef) => FieldRef | undefined,
): ReadonlySet<string> =>
  new Set(
    conjunctsOf(conditions)
      .filter(c => (c.kind === 'compare' && c.operator !== '!=') || c.kind === 'between' || isPositive(c))
      .flatMap(c => fieldsOfCondition(c))
      .map(f => resolve(f)?.dataset)
      .filter(d => d !== undefined),
  )

const isPositive = (c: Condition): boolean =>
  (c.kind === 'in' || c.kind === 'text' || c.kind === 'in-query') && c.negated !== true
