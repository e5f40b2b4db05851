import type { Relationship } from '../../model/semantic-model.ts'
import { sameRef } from '../../query/fields-of.ts'
import type { Condition, FieldRef, OrderBy, Query } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import type { ModelView } from '../model-view.ts'
import { isNumeric, nameFieldOf, refOf } from '../model-view.ts'

/** Things of one dataset that a phrase speaks of, or one attribute of each of them. */
export interface EntitySet {
  readonly dataset: string
  readonly conditions: readonly Condition[]
  readonly orderBy: readonly OrderBy[]
  readonly limit?: number
  /** Groups of rows that are one thing, where it is ranked by how many others it has. */
  readonly isGrouped?: boolean
  /** What is asked of each; else what names them. */
  readonly field?: FieldRef
  /** A value that was named, not the attribute of things: "austin", "usa". */
  readonly isValue?: boolean
  /** One thing by its name: nothing ranks it. */
  readonly isNamed?: boolean
  /** Every row has the value: it restricts nothing. */
  readonly isEverything?: boolean
  /** One is asked for, not one of each. */
  readonly isSingular?: boolean
  readonly aggregate?: 'sum' | 'avg' | 'min' | 'max'
}

export const setOf = (dataset: string, conditions: readonly Condition[] = []): EntitySet => ({
  dataset,
  conditions,
  orderBy: [],
})

/** Whether the field holds numbers. */
export const isNumber = (view: ModelView, ref: FieldRef | undefined): boolean => {
  const field = ref && view.field(ref)
  return field !== undefined && isNumeric(field)
}

/** The field that names things of the dataset. */
export const nameOf = (view: ModelView, dataset: string): FieldRef => {
  const found = view.dataset(dataset)
  const name = found && nameFieldOf(found)
  if (!found || !name) throw new Error(`bug: dataset ${dataset} has no name`)
  return refOf(found, name)
}

/** Query of one column of the set's rows. */
export const listOf = (view: ModelView, set: EntitySet, field?: FieldRef): Query => {
  const shown = field ?? set.field ?? nameOf(view, set.dataset)
  const common = {
    ...emptyQuery,
    root: set.dataset,
    filters: set.conditions,
    orderBy: set.orderBy,
    ...(set.limit === undefined ? {} : { limit: { count: set.limit } }),
  }
  return set.isGrouped
    ? { ...common, dimensions: [{ id: shown.field, field: shown }] }
    : { ...common, columns: [{ id: shown.field, value: { kind: 'field', field: shown } }] }
}

/** A set that more is asked of: what ranks it is decided first, by a query of its own. */
export const closed = (view: ModelView, set: EntitySet): EntitySet => {
  if (set.limit === undefined) return set
  const name = nameOf(view, set.dataset)
  return setOf(set.dataset, [{ kind: 'in-query', field: name, query: listOf(view, set, name) }])
}

interface LinkOptions {
  /** Only these relationships, where a verb was said. */
  readonly by?: readonly Relationship[]
  readonly negated?: boolean
}

/** How things of `from` are restricted to those that belong to things of `to`; undefined where nothing connects them. */
export const linkTo = (
  view: ModelView,
  from: string,
  to: EntitySet,
  { by, negated = false }: LinkOptions = {},
): Condition | undefined => {
  const turned = negated ? { negated: true } : {}
  const all = by ?? view.model.relationships.filter(one => one.role === undefined)
  for (const one of all) {
    const [own, other] = endsOf(one)
    if (one.from === from && one.to === to.dataset) {
      const refers: Condition = { kind: 'in-query', field: own, query: listOf(view, to, other) }
      // a river that has many rows: the name of none of those that do
      return negated ? without(view, from, refers) : refers
    }
    if (one.to === from && one.from === to.dataset)
      return { kind: 'in-query', field: other, query: listOf(view, to, own), ...turned }
  }
  return overBridge(view, from, to, all, negated)
}

const endsOf = (one: Relationship): readonly [FieldRef, FieldRef] => [
  { dataset: one.from, field: one.fromFields[0] ?? '' },
  { dataset: one.to, field: one.toFields[0] ?? '' },
]

const without = (view: ModelView, dataset: string, condition: Condition): Condition => {
  const name = nameOf(view, dataset)
  return {
    kind: 'in-query',
    field: name,
    query: listOf(view, setOf(dataset, [condition]), name),
    negated: true,
  }
}

/** Over a table between the two: states that border states, by the table of borders. */
const overBridge = (
  view: ModelView,
  from: string,
  to: EntitySet,
  relationships: readonly Relationship[],
  negated: boolean,
): Condition | undefined => {
  for (const own of relationships.filter(one => one.to === from)) {
    const other = view.model.relationships.find(
      one => one.from === own.from && one !== own && one.to === to.dataset,
    )
    const isShared = own.from === from || own.from === to.dataset
    if (!other || isShared) continue
    const [ownField, ownKey] = endsOf(own)
    const [otherField, otherKey] = endsOf(other)
    const bridge = setOf(own.from, [
      { kind: 'in-query', field: otherField, query: listOf(view, to, otherKey) },
    ])
    return {
      kind: 'in-query',
      field: ownKey,
      query: listOf(view, bridge, ownField),
      ...(negated ? { negated: true } : {}),
    }
  }
  return undefined
}

/** The set restricted by another one; undefined where nothing connects them. */
export const restrict = (
  view: ModelView,
  set: EntitySet,
  by: EntitySet,
  options: LinkOptions = {},
): EntitySet | undefined => {
  if (by.isEverything) return set
  if (set.dataset === by.dataset && !options.by)
    return by.field === undefined || by.isValue
      ? { ...set, conditions: [...set.conditions, ...closed(view, by).conditions] }
      : undefined
  const link = linkTo(view, set.dataset, by, options)
  return link && { ...set, conditions: [...set.conditions, link] }
}

/** The attribute of each of the set: its own field, or that of what belongs to it. */
export const attributeOf = (view: ModelView, field: FieldRef, of: EntitySet): EntitySet | undefined => {
  if (of.isEverything) return { ...setOf(field.dataset), field }
  const owner = referredBy(view, of)
  for (const set of owner ? [owner, of] : [of]) {
    if (field.dataset === set.dataset) return { ...closed(view, set), field }
    const link = linkTo(view, field.dataset, set)
    if (link) return { ...setOf(field.dataset, [link]), field }
  }
  return undefined
}

/** "the capital of …" by itself is a text; what more is asked of it is asked of the city that it refers to. */
export const referredBy = (view: ModelView, set: EntitySet): EntitySet | undefined => {
  const { field } = set
  const reference =
    field && view.model.relationships.find(one => one.from === set.dataset && sameRef(endsOf(one)[0], field))
  if (!reference) return undefined
  const [own, other] = endsOf(reference)
  return setOf(reference.to, [{ kind: 'in-query', field: other, query: listOf(view, set, own) }])
}
