import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import { fieldsOfCondition, fieldsOfRow } from '../../query/fields-of.ts'
import type { Condition, FieldRef, MeasureExpression, Query, Scalar } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'
import { refKey } from './question-facts.ts'

/** What a field does in a query. */
export type Role = 'show' | 'group' | 'filter' | 'sum' | 'rank'

export interface FieldUse {
  readonly ref: FieldRef
  readonly role: Role
}

/** Everything that words of a question may stand for in a query. */
export interface QueryUse {
  readonly fields: readonly FieldUse[]
  readonly datasets: ReadonlySet<string>
  readonly metrics: ReadonlySet<string>
  /** Equalities with a value, and values of lists. */
  readonly values: readonly { readonly ref: FieldRef; readonly value: Scalar }[]
  readonly numbers: readonly number[]
  readonly texts: readonly string[]
  readonly hasTime: boolean
  /** Whole rows are listed: every column of a table. */
  readonly isWhole: boolean
}

interface Found {
  readonly fields: FieldUse[]
  readonly datasets: Set<string>
  readonly metrics: Set<string>
  readonly values: { readonly ref: FieldRef; readonly value: Scalar }[]
  readonly numbers: number[]
  readonly texts: string[]
  hasTime: boolean
}

/** What the query reads, inner queries and set operations among it. */
export const useOf = (query: Query, view: ModelView): QueryUse => {
  const found: Found = {
    fields: [],
    datasets: new Set(),
    metrics: new Set(),
    values: [],
    numbers: [],
    texts: [],
    hasTime: false,
  }
  readQuery(query, view, found)
  for (const { ref } of found.fields) found.datasets.add(ref.dataset)
  return { ...found, isWhole: isWhole(query, view) }
}

const isWhole = ({ columns }: Query, view: ModelView): boolean => {
  const [first] = columns
  if (first?.value.kind !== 'field' || columns.length < 3) return false
  const shown = new Set(columns.flatMap(({ value }) => (value.kind === 'field' ? [refKey(value.field)] : [])))
  const { dataset } = first.value.field
  return (view.dataset(dataset)?.fields ?? []).every(
    ({ hidden, name }) => hidden || shown.has(refKey({ dataset, field: name })),
  )
}

const readQuery = (query: Query, view: ModelView, found: Found): void => {
  const take = (role: Role, refs: readonly FieldRef[]): void => {
    for (const ref of refs) found.fields.push({ ref, role })
  }
  if (query.root !== undefined) found.datasets.add(query.root)
  for (const { value } of query.columns) take('show', fieldsOfRow(value))
  for (const dimension of query.dimensions) {
    take('group', [dimension.field])
    if (dimension.grain ?? dimension.part) found.hasTime = true
  }
  for (const { expression } of query.measures) readMeasure(expression, view, found, 'sum')
  for (const { measure, right } of query.having) {
    readMeasure(measure, view, found, 'rank')
    if (right.kind === 'value') found.numbers.push(right.value)
    if (right.kind === 'query') readQuery(right.query, view, found)
  }
  for (const { by } of query.orderBy) {
    if (by.kind === 'measure') readMeasure(by.measure, view, found, 'rank')
    if (by.kind === 'row') take('rank', fieldsOfRow(by.value))
  }
  for (const filter of query.filters) readCondition(filter, view, found)
  if (query.time) found.hasTime = true
  if (query.limit) found.numbers.push(query.limit.count)
  if (query.setOperation) readQuery(query.setOperation.query, view, found)
}

const readMeasure = (expression: MeasureExpression, view: ModelView, found: Found, role: Role): void => {
  for (const name of datasetsOfMeasure(expression, view.model)) found.datasets.add(name)
  switch (expression.kind) {
    case 'metric':
      found.metrics.add(expression.metric)
      break
    case 'aggregate':
      for (const ref of fieldsOfRow(expression.value)) found.fields.push({ ref, role })
      break
    case 'arithmetic':
      readMeasure(expression.left, view, found, role)
      readMeasure(expression.right, view, found, role)
      return
    case 'share':
    case 'series':
      return readMeasure(expression.of, view, found, role)
    case 'of-groups':
      found.fields.push({ ref: expression.by.field, role: 'group' })
      return readMeasure(expression.of, view, found, role)
    default:
  }
  if ('filters' in expression)
    for (const filter of expression.filters ?? []) readCondition(filter, view, found)
}

const readCondition = (condition: Condition, view: ModelView, found: Found): void => {
  for (const ref of fieldsOfCondition(condition)) found.fields.push({ ref, role: 'filter' })
  switch (condition.kind) {
    case 'and':
    case 'or':
      for (const one of condition.conditions) readCondition(one, view, found)
      return
    case 'not':
      return readCondition(condition.condition, view, found)
    case 'compare':
      if (condition.right.kind === 'query') readQuery(condition.right.query, view, found)
      else if (condition.right.kind === 'value') readValue(condition, condition.right.value, found)
      return
    case 'in':
      for (const value of condition.values) found.values.push({ ref: condition.field, value })
      return
    case 'in-query':
      return readQuery(condition.query, view, found)
    case 'between':
      for (const end of [condition.low, condition.high])
        if (typeof end === 'number') found.numbers.push(end)
        else found.texts.push(String(end))
      return
    case 'text':
      found.texts.push(condition.text)
      return
    case 'related':
      found.datasets.add(condition.dataset)
      for (const one of condition.filters) readCondition(one, view, found)
      return
    case 'is-null':
  }
}

const readValue = (
  condition: Extract<Condition, { readonly kind: 'compare' }>,
  value: Scalar,
  found: Found,
): void => {
  if (typeof value === 'number') found.numbers.push(value)
  if (condition.left.kind === 'field') found.values.push({ ref: condition.left.field, value })
  else found.texts.push(String(value))
}
