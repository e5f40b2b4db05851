import type { Condition, FieldRef, Measure, Query, TimeRange } from '../../../query/query.ts'
import { fieldsOfCondition, sameRef } from '../../../query/fields-of.ts'
import type { ModelView } from '../../model-view.ts'
import type { EarlierQuery } from '../../parse-result.ts'
import { nameSameRow } from '../same-row.ts'

/**
 * The answers before that differ in one thing only: their period, one condition, or what is measured. `base` is the last query
 * without that; the sides come in the order in which they were asked, two or three of them.
 */
export type Sides =
  | {
      readonly kind: 'period'
      readonly base: Query
      readonly field: FieldRef
      readonly sides: readonly TimeRange[]
    }
  | {
      readonly kind: 'value'
      readonly base: Query
      readonly field: FieldRef
      readonly sides: readonly Condition[]
    }
  | { readonly kind: 'measure'; readonly base: Query; readonly sides: readonly (readonly Measure[])[] }

/** The sides that the last answers are of one another: "stops of line 3 last week", "and line 4". */
export const sidesOf = (last: EarlierQuery, view: ModelView): Sides | undefined => {
  const found = last.before && sidesOfTwo(last.before.query, last.query, view)
  const third = found && last.before?.before && sidesOfTwo(last.before.before.query, last.before.query, view)
  if (!found || !third) return found
  if (found.kind === 'period' && third.kind === 'period')
    return { ...found, sides: unlike([...third.sides.slice(0, 1), ...found.sides], sameRange) }
  if (found.kind === 'measure' && third.kind === 'measure')
    return { ...found, sides: unlike([...third.sides.slice(0, 1), ...found.sides]) }
  if (found.kind === 'value' && third.kind === 'value' && namesSame(view, found.field, third.field))
    return { ...found, sides: unlike([...third.sides.slice(0, 1), ...found.sides]) }
  return found
}

/** Asked again, a thing is one side all the same. */
const unlike = <T>(
  sides: readonly T[],
  isSame: (a: T, b: T) => boolean = (a, b) => sameJson(a, b),
): readonly T[] => sides.filter((side, at) => sides.findIndex(other => isSame(side, other)) === at)

const sidesOfTwo = (before: Query, now: Query, view: ModelView): Sides | undefined =>
  periodsOf(before, now) ?? valuesOf(before, now, view) ?? measuresOf(before, now)

const periodsOf = (before: Query, now: Query): Sides | undefined => {
  const { time, ...base } = now
  const { time: other, ...rest } = before
  if (!time || !other || now.compareTo || before.compareTo || !sameRef(time.field, other.field))
    return undefined
  if (!sameJson(base, rest) || sameRange(time.range, other.range)) return undefined
  return { kind: 'period', base, field: time.field, sides: [other.range, time.range] }
}

const valuesOf = (before: Query, now: Query, view: ModelView): Sides | undefined => {
  const isIn = (filter: Condition, { filters }: Query): boolean => filters.some(one => sameJson(one, filter))
  const [side, another] = now.filters.filter(filter => !isIn(filter, before))
  const [other, more] = before.filters.filter(filter => !isIn(filter, now))
  const field = side && onlyField(side)
  const fieldBefore = other && onlyField(other)
  if (another || more || !field || !fieldBefore || !namesSame(view, field, fieldBefore)) return undefined
  const base = { ...now, filters: now.filters.filter(filter => filter !== side) }
  const rest = { ...before, filters: before.filters.filter(filter => filter !== other) }
  return sameJson(base, rest) ? { kind: 'value', base, field, sides: [other, side] } : undefined
}

const measuresOf = (before: Query, now: Query): Sides | undefined => {
  const base = withoutMeasures(now)
  if (now.measures.length === 0 || before.measures.length === 0 || now.compareTo) return undefined
  if (sameJson(now.measures, before.measures) || !sameJson(base, withoutMeasures(before))) return undefined
  return { kind: 'measure', base, sides: [before.measures, now.measures] }
}

/** The order by a measure says nothing of another one. */
const withoutMeasures = (query: Query): Query => {
  const ids = new Set(query.dimensions.map(one => one.id))
  return {
    ...query,
    measures: [],
    orderBy: query.orderBy.filter(
      ({ by }) => by.kind !== 'measure' && !(by.kind === 'output' && !ids.has(by.id)),
    ),
  }
}

/** The field that a condition speaks of, where it is of one. */
export const onlyField = (condition: Condition): FieldRef | undefined => {
  const [field, ...others] = fieldsOfCondition(condition)
  return field && others.every(other => sameRef(other, field)) ? field : undefined
}

export const namesSame = (view: ModelView, a: FieldRef, b: FieldRef): boolean =>
  sameRef(a, b) || nameSameRow(view, a, b)

export const sameRange = (a: TimeRange, b: TimeRange): boolean => a.from === b.from && a.to === b.to

/** Queries are plain data; in what words a period was said is no part of what is asked. */
const sameJson = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a, withoutWords) === JSON.stringify(b, withoutWords)

const withoutWords = (key: string, value: unknown): unknown =>
  key === 'range' && typeof value === 'object' ? { ...value, text: '' } : value
