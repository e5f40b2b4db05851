import { toKeys } from '../link/to-atoms.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import { sameRef } from '../query/fields-of.ts'
import { findField } from '../query/find-in-model.ts'
import type { Condition, FieldRef, Query, Scalar } from '../query/query.ts'

/** One value that is set against all others of its field. */
export interface Cohort {
  readonly field: FieldRef
  readonly value: Scalar
}

/** The value and field that a condition holds rows to, where it is one. */
export const toCohort = (filter: Condition): Cohort | undefined => {
  if (filter.kind === 'in' && !filter.negated && filter.values.length === 1 && filter.values[0] !== undefined)
    return { field: filter.field, value: filter.values[0] }
  return filter.kind === 'compare' &&
    filter.operator === '=' &&
    filter.left.kind === 'field' &&
    filter.right.kind === 'value'
    ? { field: filter.left.field, value: filter.right.value }
    : undefined
}

/** "than its other shifts", 比其他线: of the values named, one of that kind is set apart, so it goes first. */
export const withCohortFirst = (
  filters: readonly Condition[],
  others: string | undefined,
  model: SemanticModel,
): readonly Condition[] => {
  if (others === undefined) return filters
  const words = new Set(toKeys(others))
  const kind = /(?:其[他它余]的?|别的|别家的?)(\p{Script=Han})/u.exec(others)?.[1]
  const first = filters.find(filter => {
    const cohort = toCohort(filter)
    const label = cohort && findField(model, cohort.field)?.label
    return label && (toKeys(label.en).some(key => words.has(key)) || (kind && label.zh?.includes(kind)))
  })
  return first ? [first, ...filters.filter(filter => filter !== first)] : filters
}

/** The dataset whose rows a field tells apart: by its name, by its key, by a key that refers to it. */
const thingOf = ({ dataset, field }: FieldRef, model: SemanticModel): string | undefined => {
  const referred = model.relationships.find(
    ({ from, fromFields }) => from === dataset && fromFields.includes(field),
  )
  if (referred) return referred.to
  const found = findField(model, { dataset, field })
  return found?.isName === true || found?.role === 'key' ? dataset : undefined
}

const nameSame = (a: FieldRef, b: FieldRef, model: SemanticModel): boolean => {
  const thing = thingOf(a, model)
  return sameRef(a, b) || (thing !== undefined && thing === thingOf(b, model))
}

/** "line 1 and line 2" by name and by key, of which no row has both: rows of either, the first set against the other. */
export const asEither = (filters: readonly Condition[], model: SemanticModel): readonly Condition[] => {
  for (const [i, first] of filters.entries()) {
    const own = toCohort(first)
    const second = filters.slice(i + 1).find(filter => {
      const other = toCohort(filter)
      return own && other && own.value !== other.value && nameSame(own.field, other.field, model)
    })
    if (!second) continue
    const either: Condition = { kind: 'or', conditions: [first, second] }
    return [first, ...filters.filter(filter => filter !== first && filter !== second), either]
  }
  return filters
}

/** The cohort of a query without a second period: the first value that it names. A flag beside it says only which rows are meant. */
export const findCohort = ({ filters, compareTo }: Query): Cohort | undefined => {
  const all = filters.flatMap(filter => toCohort(filter) ?? [])
  const named = all.filter(({ value }) => typeof value !== 'boolean')
  const found = named.length > 0 ? named : all
  return compareTo === undefined ? found[0] : undefined
}

/** Rows of the value, and rows of all other values. */
export const conditionsOf = ({
  field,
  value,
}: Cohort): { readonly own: Condition; readonly others: Condition } => ({
  own: { kind: 'in', field, values: [value] },
  others: { kind: 'in', field, values: [value], negated: true },
})
