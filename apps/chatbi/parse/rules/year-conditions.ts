import type { Condition, FieldRef, TimeRange } from '../../query/query.ts'

/** The range as years of a column that keeps them as numbers. */
export const yearConditions = (field: FieldRef, { from, to }: TimeRange): readonly Condition[] => {
  const left = { kind: 'field', field } as const
  const first = from === undefined ? undefined : Number(from.slice(0, 4))
  const last = to === undefined ? undefined : Number(to.slice(0, 4)) - 1
  const compare = (operator: '=' | '>=' | '<=', value: number): Condition => ({
    kind: 'compare',
    left,
    operator,
    right: { kind: 'value', value },
  })
  if (first !== undefined && first === last) return [compare('=', first)]
  if (first !== undefined && last !== undefined) return [{ kind: 'between', left, low: first, high: last }]
  return first !== undefined ? [compare('>=', first)] : last !== undefined ? [compare('<=', last)] : []
}
