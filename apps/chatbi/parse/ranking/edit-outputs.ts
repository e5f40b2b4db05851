import { sameRef } from '../../query/fields-of.ts'
import type { FieldRef, OutputColumn, Query } from '../../query/query.ts'
import { isQuantity, nameFieldOf } from '../model-view.ts'
import { replaceRef } from './edit.ts'
import type { Edit } from './edit.ts'
import { uniqueRefs } from './question-facts.ts'
import type { QuestionFacts } from './question-facts.ts'

const mostAlternatives = 6

/** Other columns to show: fewer, more, others that the same words may name, each row once or as often as it comes. */
export const outputEdits = (query: Query, facts: QuestionFacts): readonly Edit[] => [
  ...[
    ...toggleDistinct(query),
    ...dropOutputs(query),
    ...hideRankedMeasure(query),
    ...nameOtherwise(query, facts),
    ...addColumns(query, facts),
    ...otherRoots(query, facts),
  ].map((edit): Edit => ({ ...edit, isOfShowing: true })),
  ...swapOutputs(query, facts),
  ...nameOfReferred(query, facts),
]

const isList = (query: Query): boolean => query.measures.length === 0 && query.dimensions.length === 0

const shownRefs = (query: Query): readonly FieldRef[] => [
  ...query.columns.flatMap(({ value }) => (value.kind === 'field' ? [value.field] : [])),
  ...query.dimensions.map(({ field }) => field),
]

const toggleDistinct = (query: Query): readonly Edit[] =>
  isList(query) && query.columns.length > 0 && !query.limit
    ? [
        {
          kind: query.distinct ? 'not-distinct' : 'distinct',
          apply: one => (isList(one) ? { ...one, distinct: !query.distinct } : undefined),
        },
      ]
    : []

const outputCount = (query: Query): number =>
  query.columns.length + query.dimensions.length + query.measures.length

const dropOutputs = (query: Query): readonly Edit[] => {
  if (outputCount(query) < 2) return []
  const columns = query.columns.map(({ id }): Edit => ({
    kind: 'drop-column',
    apply: one => withoutColumn(one, id),
  }))
  const dimensions = query.dimensions.map(({ id, field }): Edit => ({
    kind: 'drop-dimension',
    apply: one => withoutDimension(one, id, field),
  }))
  return [...columns, ...dimensions]
}

const withoutColumn = (query: Query, id: string): Query | undefined => {
  const dropped = query.columns.find(column => column.id === id)
  if (!dropped || query.columns.length < 2) return undefined
  const columns = query.columns.filter(column => column.id !== id)
  const orderBy = query.orderBy.map(order =>
    order.by.kind === 'output' && order.by.id === id
      ? { ...order, by: { kind: 'row' as const, value: dropped.value } }
      : order,
  )
  return { ...query, columns, orderBy }
}

const withoutDimension = (query: Query, id: string, field: FieldRef): Query | undefined => {
  if (!query.dimensions.some(one => one.id === id && sameRef(one.field, field))) return undefined
  const dimensions = query.dimensions.filter(one => one.id !== id)
  if (dimensions.length + query.measures.length === 0) return undefined
  const orderBy = query.orderBy.filter(({ by }) => !(by.kind === 'output' && by.id === id))
  const isRanked = dimensions.length > 0
  const { limit: _, ...rest } = query
  return isRanked && query.limit?.per !== id
    ? { ...query, dimensions, orderBy }
    : { ...rest, dimensions, orderBy: [] }
}

/** "the line with most stops": whether the number of stops is shown too. */
const hideRankedMeasure = (query: Query): readonly Edit[] =>
  query.dimensions.length === 0
    ? []
    : [
        ...query.measures.map(({ id, expression }): Edit => ({
          kind: 'hide-measure',
          apply: one =>
            one.measures.some(measure => measure.id === id)
              ? {
                  ...one,
                  measures: one.measures.filter(measure => measure.id !== id),
                  orderBy: one.orderBy.map(order =>
                    order.by.kind === 'output' && order.by.id === id
                      ? { ...order, by: { kind: 'measure', measure: expression } }
                      : order,
                  ),
                }
              : undefined,
        })),
        ...[
          ...query.orderBy.flatMap(({ by }) => (by.kind === 'measure' ? [by.measure] : [])),
          ...query.having.map(({ measure }) => measure),
        ].map((expression): Edit => ({
          kind: 'show-measure',
          apply: one =>
            one.measures.some(measure => JSON.stringify(measure.expression) === JSON.stringify(expression))
              ? undefined
              : {
                  ...one,
                  measures: [...one.measures, { id: freeId(one, 'measured'), expression }],
                },
        })),
      ]

const freeId = (query: Query, wanted: string): string => {
  const taken = new Set([...query.columns, ...query.dimensions, ...query.measures].map(({ id }) => id))
  for (let i = 1; ; i++) {
    const id = i === 1 ? wanted : `${wanted}_${i}`
    if (!taken.has(id)) return id
  }
}

/** Fields that the words which name `ref` may name instead. */
export const namedAlike = (ref: FieldRef, { fields }: QuestionFacts): readonly FieldRef[] => {
  const own = fields.filter(mention => sameRef(mention.ref, ref))
  const others = fields.filter(
    mention => !sameRef(mention.ref, ref) && own.some(one => one.from < mention.to && mention.from < one.to),
  )
  return uniqueRefs(others.map(mention => mention.ref)).slice(0, mostAlternatives)
}

const swapOutputs = (query: Query, facts: QuestionFacts): readonly Edit[] =>
  shownRefs(query).flatMap(ref =>
    namedAlike(ref, facts).map((other): Edit => ({
      kind: 'swap-output',
      apply: one => showInstead(one, ref, other),
    })),
  )

const showInstead = (query: Query, ref: FieldRef, other: FieldRef): Query | undefined => {
  const shown = shownRefs(query)
  if (!shown.some(one => sameRef(one, ref)) || shown.some(one => sameRef(one, other))) return undefined
  const { root, ...rest } = query
  return {
    ...rest,
    ...(root === undefined || root === ref.dataset ? {} : { root }),
    columns: replaceRef(query.columns, ref, other),
    dimensions: replaceRef(query.dimensions, ref, other),
  }
}

/** "for each manufacturer": the column that refers to it, or its name. */
const nameOfReferred = (query: Query, { view }: QuestionFacts): readonly Edit[] =>
  shownRefs(query).flatMap(ref =>
    view.model.relationships.flatMap((one): readonly Edit[] => {
      const [own, referred] = [one.fromFields[0], one.toFields[0]]
      const to = view.dataset(one.to)
      const name = to && nameFieldOf(to)
      if (own === undefined || referred === undefined || !name || one.fromFields.length > 1) return []
      const reference = { dataset: one.from, field: own }
      const naming = { dataset: one.to, field: name.name }
      if (sameRef(ref, reference))
        return [{ kind: 'name-of-referred', apply: asked => showInstead(asked, ref, naming) }]
      return sameRef(ref, naming)
        ? [{ kind: 'reference-itself', apply: asked => showInstead(asked, ref, reference) }]
        : []
    }),
  )

/** Rows are named by their name; "list all products" may mean another column that tells them apart. */
const nameOtherwise = (query: Query, { view, fields }: QuestionFacts): readonly Edit[] =>
  shownRefs(query)
    .filter(ref => !fields.some(mention => mention.score >= 0.75 && sameRef(mention.ref, ref)))
    .flatMap(ref => {
      const dataset = view.dataset(ref.dataset)
      const others = (dataset?.fields ?? []).filter(
        field =>
          !field.hidden &&
          field.name !== ref.field &&
          !isQuantity(field) &&
          (field.role === 'key' || field.isName || field.type === 'text'),
      )
      return others.slice(0, 4).map((field): Edit => ({
        kind: field.role === 'key' ? 'name-by-key' : 'name-otherwise',
        apply: one => showInstead(one, ref, { dataset: ref.dataset, field: field.name }),
      }))
    })

/** A field that is named and not shown, or what rows are named by. */
const addColumns = (query: Query, facts: QuestionFacts): readonly Edit[] => {
  const shown = shownRefs(query)
  if (shown.length === 0 || shown.length > 4) return []
  const said = JSON.stringify(query)
  const named = facts.fields
    .filter(({ score, ref }) => score >= 0.8 && !said.includes(`"field":"${ref.field}"`))
    .map(({ ref }) => ref)
  const naming = [...new Set(shown.map(ref => ref.dataset))].flatMap(name => {
    const dataset = facts.view.dataset(name)
    const field = dataset && nameFieldOf(dataset)
    const keys = (dataset?.primaryKey ?? []).slice(0, 1)
    return [...(field ? [field.name] : []), ...keys].map(one => ({ dataset: name, field: one }))
  })
  return [
    ...uniqueRefs(named)
      .slice(0, 4)
      .map(ref => addColumn(ref, 'add-named')),
    ...uniqueRefs(naming).map(ref => addColumn(ref, 'add-name')),
  ]
}

const addColumn = (ref: FieldRef, kind: string): Edit => ({
  kind,
  apply: query => {
    if (shownRefs(query).some(one => sameRef(one, ref))) return undefined
    if (!isList(query))
      return query.limit?.per
        ? undefined
        : { ...query, dimensions: [...query.dimensions, { id: freeId(query, ref.field), field: ref }] }
    const column: OutputColumn = { id: freeId(query, ref.field), value: { kind: 'field', field: ref } }
    return query.columns.length === 0 ? undefined : { ...query, columns: [...query.columns, column] }
  },
})

/** Rows of which table are listed decides how often each comes, and whether those without a partner do. */
const otherRoots = (query: Query, { view, datasets }: QuestionFacts): readonly Edit[] => {
  if (!isList(query) || query.columns.length === 0) return []
  const used = new Set(JSON.stringify([query.columns, query.filters]).match(/(?<="dataset":")[^"]*/g))
  for (const { dataset, score } of datasets) if (score >= 0.85) used.add(dataset)
  const between = view.model.datasets
    .map(one => one.name)
    .filter(name =>
      [...used].some(a => [...used].some(b => a < b && view.isParent(a, name) && view.isParent(b, name))),
    )
  return [...new Set([...used, ...between])]
    .filter(name => name !== query.root)
    .slice(0, mostAlternatives)
    .map((root): Edit => ({
      kind: 'root',
      apply: one => (isList(one) && one.root !== root ? { ...one, root } : undefined),
    }))
}
