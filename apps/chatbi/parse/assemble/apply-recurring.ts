import type { Condition, FieldRef, RowExpression } from '../../query/query.ts'
import type { TimeExpression } from '../../time/time-expression.ts'
import type { Parts } from '../collect.ts'
import { addFilter } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { row } from '../rules/condition.ts'

type Limit = readonly ['>=' | '<' | '=', number]

const compare = (left: RowExpression, [operator, value]: Limit): Condition => ({
  kind: 'compare',
  left,
  operator,
  right: { kind: 'value', value },
})

/** "between 6 and 10 in the morning": hours of any day; those over midnight are before or after it. */
const hoursOf = (
  field: FieldRef,
  { from, to }: NonNullable<TimeExpression['hours']>,
): readonly Condition[] => {
  const hour: RowExpression = { kind: 'time-part', part: 'hour-of-day', of: row(field) }
  const limits = [
    ...(from > 0 ? [compare(hour, ['>=', from])] : []),
    ...(to < 24 ? [compare(hour, ['<', to])] : []),
  ]
  return from < to ? limits : [{ kind: 'or', conditions: limits }]
}

/** "on Mondays", 周一到周五: days of any week. */
const weekdaysOf = (field: FieldRef, days: readonly number[]): Condition => {
  const day: RowExpression = { kind: 'time-part', part: 'day-of-week', of: row(field) }
  const [only, ...others] = days.map(value => compare(day, ['=', value]))
  return only && others.length === 0 ? only : { kind: 'or', conditions: only ? [only, ...others] : others }
}

/** Keeps rows to the hours or the weekdays that were said; whether they could be told of the field. */
export const applyRecurring = (
  draft: Draft,
  { hours, weekdays }: TimeExpression,
  field: FieldRef | undefined,
): boolean => {
  if (!hours && !weekdays) return true
  const type = field && draft.view.field(field)?.type
  if (!field || (hours && type === 'date')) return false
  if (hours) for (const condition of hoursOf(field, hours)) addFilter(draft, condition)
  if (weekdays) addFilter(draft, weekdaysOf(field, weekdays))
  return true
}

/** "early October" is taken as some days of it, which the reader is told. */
export const assumeVague = (draft: Draft, times: Parts['times']): void => {
  for (const { expression } of times) {
    const { isVague, range, hours, text } = expression
    if (!isVague) continue
    const [from, to] = hours
      ? [`${hours.from}:00`, `${hours.to}:00`]
      : [range?.from?.replace('T', ' ').slice(0, 16) ?? '', range?.to?.replace('T', ' ').slice(0, 16) ?? '']
    draft.assumptions.push({
      en: `"${text}" is taken as ${from} up to ${to}`,
      zh: `“${text}”按 ${from} 至 ${to} 计`,
    })
  }
}
