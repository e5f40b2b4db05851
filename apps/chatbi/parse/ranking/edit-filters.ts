import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, Query, Scalar } from '../../query/query.ts'
import { isNumeric, isQuantity } from '../model-view.ts'
import { namedAlike } from './edit-outputs.ts'
import { replaceRef } from './edit.ts'
import type { Edit } from './edit.ts'
import type { QuestionFacts } from './question-facts.ts'

const mostAlternatives = 6

/** Other conditions: the same words as a value of another field, fewer of them, turned round, both instead of either. */
export const filterEdits = (query: Query, facts: QuestionFacts): readonly Edit[] => [
  ...query.filters.flatMap(filter => [
    ...otherValues(filter, facts),
    ...otherFields(filter, facts),
    ...negated(filter),
    dropped(filter),
  ]),
  ...bothOrEither(query),
  ...otherValuesToo(query, facts),
  ...addValues(query, facts),
  ...addNumbers(query, facts),
]

const keyOf = (condition: Condition): string => JSON.stringify(condition)

/** The query with one filter put in the place of another; undefined where it has no such filter. */
const replaced = (kind: string, from: Condition, to: Condition): Edit => ({
  kind,
  apply: query => {
    const key = keyOf(from)
    return query.filters.some(one => keyOf(one) === key)
      ? { ...query, filters: query.filters.map(one => (keyOf(one) === key ? to : one)) }
      : undefined
  },
})

const dropped = (filter: Condition): Edit => ({
  kind: `drop-filter:${filter.kind}`,
  apply: query => {
    const key = keyOf(filter)
    return query.filters.some(one => keyOf(one) === key)
      ? { ...query, filters: query.filters.filter(one => keyOf(one) !== key) }
      : undefined
  },
})

export const isEqual = (field: FieldRef, value: Scalar): Condition => ({
  kind: 'compare',
  left: { kind: 'field', field },
  operator: '=',
  right: { kind: 'value', value },
})

const otherValues = (filter: Condition, { values }: QuestionFacts): readonly Edit[] => {
  if (filter.kind !== 'compare' || filter.left.kind !== 'field' || filter.right.kind !== 'value') return []
  const { left, right } = filter
  const own = values.filter(one => sameRef(one.ref, left.field) && one.value === right.value)
  return values
    .filter(one => !own.includes(one) && own.some(mention => mention.from < one.to && one.from < mention.to))
    .slice(0, mostAlternatives)
    .map(one =>
      replaced('swap-value', filter, {
        ...filter,
        left: { kind: 'field', field: one.ref },
        right: { kind: 'value', value: one.value },
      }),
    )
}

const otherFields = (filter: Condition, facts: QuestionFacts): readonly Edit[] => {
  const [ref] = fieldsOfCondition(filter)
  if (!ref || (filter.kind !== 'compare' && filter.kind !== 'between' && filter.kind !== 'text')) return []
  const own = facts.view.field(ref)
  const isNumber = own !== undefined && isQuantity(own)
  const dataset = facts.view.dataset(ref.dataset)
  const alike = namedAlike(ref, facts)
  const beside = (dataset?.fields ?? [])
    .filter(
      field =>
        !field.hidden &&
        field.name !== ref.field &&
        field.type === own?.type &&
        isNumber === isQuantity(field),
    )
    .map(field => ({ dataset: ref.dataset, field: field.name }))
    .filter(one => facts.fields.some(mention => sameRef(mention.ref, one)))
  return [...alike, ...beside]
    .slice(0, mostAlternatives)
    .map(other => replaced('swap-filter-field', filter, replaceRef(filter, ref, other)))
}

const negated = (filter: Condition): readonly Edit[] => {
  switch (filter.kind) {
    case 'compare':
      if (filter.operator !== '=' && filter.operator !== '!=') return []
      return [replaced('negate', filter, { ...filter, operator: filter.operator === '=' ? '!=' : '=' })]
    case 'related':
    case 'in':
    case 'text':
      return [replaced('negate', filter, { ...filter, negated: filter.negated !== true })]
    default:
      return []
  }
}

/** "A and B": rows of either, or what both have. */
const bothOrEither = (query: Query): readonly Edit[] => {
  const { setOperation, ...rest } = query
  if (setOperation) return [{ kind: 'one-side', apply: one => (one.setOperation ? rest : undefined) }]
  if (query.columns.length === 0 || query.limit) return []
  return query.filters.flatMap((filter): readonly Edit[] => {
    if (filter.kind !== 'in' || filter.values.length !== 2 || filter.negated) return []
    const [first, second] = filter.values
    if (first === undefined || second === undefined) return []
    const side = (one: Query, value: Scalar): Query => ({
      ...one,
      filters: one.filters.map(each => (keyOf(each) === keyOf(filter) ? isEqual(filter.field, value) : each)),
      orderBy: [],
    })
    const hasFilter = (one: Query): boolean => one.filters.some(each => keyOf(each) === keyOf(filter))
    return (['intersect', 'except'] as const).map(kind => ({
      kind,
      apply: one =>
        hasFilter(one) && !one.setOperation
          ? { ...side(one, first), setOperation: { kind, query: side(one, second) } }
          : undefined,
    }))
  })
}

/**
 * "directors with a film both in 1999 and in 2000", "in 1999 or 2000": what one value has, and another that is named for the
 * same field; or what either has.
 */
const otherValuesToo = (query: Query, facts: QuestionFacts): readonly Edit[] => {
  const { cues } = facts
  if ((!cues.has('both') && !cues.has('or')) || query.setOperation) return []
  return query.filters.flatMap(filter => {
    if (filter.kind !== 'compare' || filter.operator !== '=') return []
    if (filter.left.kind !== 'field' || filter.right.kind !== 'value') return []
    const { field } = filter.left
    const { value } = filter.right
    return valuesFor(field, facts)
      .filter(other => other !== value)
      .slice(0, 2)
      .flatMap((other): readonly Edit[] => [
        ...(cues.has('both') ? [bothOf(filter, isEqual(field, other))] : []),
        ...(cues.has('or')
          ? [replaced('either-of', filter, { kind: 'in', field, values: [value, other] })]
          : []),
      ])
  })
}

/** Numbers of the question for a number, else what it names of the field's values. */
const valuesFor = (field: FieldRef, { values, numbers, view }: QuestionFacts): readonly Scalar[] => {
  const own = view.field(field)
  const named: readonly Scalar[] =
    own && isNumeric(own)
      ? numbers.map(one => one.value)
      : values.filter(one => sameRef(one.ref, field)).map(one => one.value)
  return [...new Set(named)]
}

const bothOf = (filter: Condition, other: Condition): Edit => {
  const second = replaced('both-of', filter, other)
  return {
    kind: 'both-of',
    apply: query => {
      const side = second.apply(query)
      if (!side || query.setOperation || query.limit || query.columns.length === 0) return undefined
      return { ...query, orderBy: [], setOperation: { kind: 'intersect', query: { ...side, orderBy: [] } } }
    },
  }
}

/** "account with name 338": a number beside a field, that nothing of the query stands for. */
const addNumbers = (query: Query, { fields, numbers, view }: QuestionFacts): readonly Edit[] => {
  const said = JSON.stringify([query.filters, query.having, query.limit])
  return numbers
    .filter(({ value }) => !new RegExp(`\\b${value}\\b`).test(said))
    .slice(0, 2)
    .flatMap(number =>
      fields
        .filter(one => one.score >= 0.6 && number.from - one.to >= 0 && number.from - one.to <= 2)
        .slice(0, 3)
        .map((one): Edit => {
          const field = view.field(one.ref)
          const value = field && isNumeric(field) ? number.value : String(number.value)
          return {
            kind: 'add-number',
            apply: other => ({ ...other, filters: [...other.filters, isEqual(one.ref, value)] }),
          }
        }),
    )
}

/** Values that are named and restrict nothing yet. */
const addValues = (query: Query, { values }: QuestionFacts): readonly Edit[] => {
  const said = JSON.stringify(query.filters)
  return values
    .filter(({ score, value }) => score >= 0.8 && !said.includes(JSON.stringify(value)))
    .slice(0, 3)
    .map((mention): Edit => ({
      kind: 'add-value',
      apply: one => ({ ...one, filters: [...one.filters, isEqual(mention.ref, mention.value)] }),
    }))
}
