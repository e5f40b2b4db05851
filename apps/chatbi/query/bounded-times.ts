import type { Condition, RowExpression } from './query.ts'

/** A time of the row from `from` on and before `to`, both local (`2026-10-01T00:00:00`). */
export interface BoundedTime {
  readonly kind: 'period'
  readonly left: RowExpression
  readonly from: string
  readonly to: string
}

const localTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?$/

/** The local time that a condition compares with, where it compares with one. */
export const timeComparedWith = (condition: Condition): string | undefined => {
  if (condition.kind !== 'compare' || condition.right.kind !== 'value') return undefined
  const { value } = condition.right
  if (typeof value !== 'string' || !localTime.test(value)) return undefined
  return value.length > 10 ? value : `${value}T00:00:00`
}

const periodOf = (start: Condition, end: Condition): BoundedTime | undefined => {
  if (start.kind !== 'compare' || end.kind !== 'compare') return undefined
  if (start.operator !== '>=' || end.operator !== '<') return undefined
  if (JSON.stringify(start.left) !== JSON.stringify(end.left)) return undefined
  const [from, to] = [timeComparedWith(start), timeComparedWith(end)]
  return from === undefined || to === undefined ? undefined : { kind: 'period', left: start.left, from, to }
}

/** Conditions that all hold, where two that bound one time are told as its period. */
export const withBoundedTimes = (conditions: readonly Condition[]): readonly (Condition | BoundedTime)[] => {
  const used = new Set<Condition>()
  return conditions.flatMap((condition): readonly (Condition | BoundedTime)[] => {
    if (used.has(condition)) return []
    for (const other of conditions) {
      if (used.has(other)) continue
      const period = periodOf(condition, other) ?? periodOf(other, condition)
      if (!period) continue
      used.add(other)
      return [period]
    }
    return [condition]
  })
}
