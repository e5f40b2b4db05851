import { sameRef } from '../../query/fields-of.ts'
import type { Aggregate, FieldRef, MeasureExpression, Query } from '../../query/query.ts'
import { isNumeric, isQuantity, nameFieldOf } from '../model-view.ts'
import { namedAlike } from './edit-outputs.ts'
import type { Edit } from './edit.ts'
import { uniqueRefs } from './question-facts.ts'
import type { QuestionFacts } from './question-facts.ts'

/** Other ways to sum up and to group. */
export const measureEdits = (query: Query, facts: QuestionFacts): readonly Edit[] => [
  ...otherMeasures(query, facts),
  ...listInstead(query),
  ...countListed(query),
  ...groupInstead(query, facts),
  ...addGroups(query, facts),
]

const keyOf = (expression: MeasureExpression): string => JSON.stringify(expression)

/** `from` measured otherwise wherever it is measured: shown, ranked by, limited by. */
const measuredAs = (kind: string, from: MeasureExpression, to: MeasureExpression): Edit => ({
  kind,
  apply: query => {
    const key = keyOf(from)
    const swap = (one: MeasureExpression): MeasureExpression => (keyOf(one) === key ? to : one)
    const changed: Query = {
      ...query,
      measures: query.measures.map(one => ({ ...one, expression: swap(one.expression) })),
      having: query.having.map(one => ({ ...one, measure: swap(one.measure) })),
      orderBy: query.orderBy.map(order =>
        order.by.kind === 'measure'
          ? { ...order, by: { ...order.by, measure: swap(order.by.measure) } }
          : order,
      ),
    }
    return JSON.stringify(changed) === JSON.stringify(query) ? undefined : changed
  },
})

const measuresOf = (query: Query): readonly MeasureExpression[] => [
  ...new Map(
    [
      ...query.measures.map(one => one.expression),
      ...query.having.map(one => one.measure),
      ...query.orderBy.flatMap(({ by }) => (by.kind === 'measure' ? [by.measure] : [])),
    ].map(one => [keyOf(one), one]),
  ).values(),
]

const otherMeasures = (query: Query, facts: QuestionFacts): readonly Edit[] =>
  measuresOf(query).flatMap((expression): readonly Edit[] => {
    switch (expression.kind) {
      case 'rows':
        return otherCounts(expression, facts)
      case 'aggregate':
        return otherAggregates(expression, facts)
      default:
        return []
    }
  })

type Rows = Extract<MeasureExpression, { readonly kind: 'rows' }>
type Aggregated = Extract<MeasureExpression, { readonly kind: 'aggregate' }>

/** Rows of another table, different values of a field that is named, or the sum of a quantity that is. */
const otherCounts = (rows: Rows, { fields, datasets, view }: QuestionFacts): readonly Edit[] => {
  const own = view.dataset(rows.dataset)
  const name = own && nameFieldOf(own)
  const filters = rows.filters ? { filters: rows.filters } : {}
  const counted = (field: FieldRef, aggregate: Aggregate): MeasureExpression => ({
    kind: 'aggregate',
    aggregate,
    value: { kind: 'field', field },
    ...filters,
  })
  const named = uniqueRefs(fields.filter(({ score }) => score >= 0.6).map(({ ref }) => ref))
  const children = view.model.relationships.filter(one => one.to === rows.dataset).map(one => one.from)
  const tables = new Set([
    ...datasets.filter(({ score }) => score >= 0.6).map(({ dataset }) => dataset),
    ...children,
  ])
  return [
    ...[...tables]
      .filter(name => name !== rows.dataset)
      .slice(0, 5)
      .map(dataset => measuredAs('count-other', rows, { ...rows, dataset })),
    ...named
      .slice(0, 5)
      .flatMap(ref => [
        measuredAs('count-distinct', rows, counted(ref, 'count-distinct')),
        ...(isSummed(view, ref) ? [measuredAs('sum-instead', rows, counted(ref, 'sum'))] : []),
      ]),
    ...(name
      ? [
          measuredAs(
            'count-names',
            rows,
            counted({ dataset: rows.dataset, field: name.name }, 'count-distinct'),
          ),
        ]
      : []),
  ]
}

const isSummed = (view: QuestionFacts['view'], ref: FieldRef): boolean => {
  const field = view.field(ref)
  return field !== undefined && isQuantity(field)
}

const otherAggregates = (expression: Aggregated, facts: QuestionFacts): readonly Edit[] => {
  const { value, aggregate } = expression
  if (value.kind !== 'field') return []
  const ref = value.field
  const ways: readonly Aggregate[] = ['sum', 'avg', 'max', 'min'].includes(aggregate)
    ? (['sum', 'avg', 'max', 'min'] as const)
    : []
  return [
    ...ways
      .filter(one => one !== aggregate)
      .map(one => measuredAs('aggregate', expression, { ...expression, aggregate: one })),
    measuredAs('count-rows', expression, {
      kind: 'rows',
      dataset: ref.dataset,
      ...(expression.filters ? { filters: expression.filters } : {}),
    }),
    ...namedAlike(ref, facts)
      .filter(other => aggregate === 'count-distinct' || isNumericRef(facts, other))
      .map(other =>
        measuredAs('aggregate-other', expression, { ...expression, value: { kind: 'field', field: other } }),
      ),
  ]
}

const isNumericRef = ({ view }: QuestionFacts, ref: FieldRef): boolean => {
  const field = view.field(ref)
  return field !== undefined && isNumeric(field)
}

/** What is listed, counted: its rows, or its different values. */
const countListed = (query: Query): readonly Edit[] => {
  const [column] = query.columns
  if (column?.value.kind !== 'field' || query.limit || query.setOperation) return []
  if (query.measures.length + query.dimensions.length > 0) return []
  const { field } = column.value
  const ways: readonly (readonly [kind: string, expression: MeasureExpression])[] = [
    ['count-listed', { kind: 'rows', dataset: field.dataset }],
    [
      'count-listed-values',
      { kind: 'aggregate', aggregate: 'count-distinct', value: { kind: 'field', field } },
    ],
  ]
  return ways.map(([kind, expression]) => ({
    kind,
    apply: asked => {
      if (asked.columns.length === 0 || asked.limit) return undefined
      const { root: _, distinct: _distinct, ...rest } = asked
      return { ...rest, columns: [], orderBy: [], measures: [{ id: 'number', expression }] }
    },
  }))
}

/** What was summed up or grouped, as a plain list. */
const listInstead = (query: Query): readonly Edit[] => {
  if (query.having.length > 0 || query.measures.length + query.dimensions.length === 0) return []
  const columns = [
    ...query.dimensions.map(({ id, field }) => ({ id, value: { kind: 'field' as const, field } })),
    ...query.measures.flatMap(({ id, expression }) =>
      expression.kind === 'aggregate' && expression.value.kind === 'field'
        ? [{ id, value: expression.value }]
        : [],
    ),
  ]
  if (columns.length === 0) return []
  const orderBy = query.orderBy.flatMap(order => {
    const { by } = order
    if (by.kind === 'output') return columns.some(one => one.id === by.id) ? [order] : []
    return by.kind === 'measure' && by.measure.kind === 'aggregate'
      ? [{ ...order, by: { kind: 'row' as const, value: by.measure.value } }]
      : []
  })
  return [
    {
      kind: 'list-instead',
      apply: one => {
        if (one.measures.length + one.dimensions.length === 0 || one.limit?.per !== undefined)
          return undefined
        return { ...one, measures: [], dimensions: [], columns, orderBy }
      },
    },
  ]
}

/** What is listed, as groups that are counted, or ranked by how many rows they have. */
const groupInstead = (query: Query, { datasets, view }: QuestionFacts): readonly Edit[] => {
  const columns = query.columns.flatMap(({ id, value }) =>
    value.kind === 'field' ? [{ id, field: value.field }] : [],
  )
  if (query.measures.length + query.dimensions.length > 0 || columns.length === 0 || columns.length > 2)
    return []
  if (query.distinct || query.setOperation) return []
  const own = columns[0]?.field.dataset ?? ''
  const counted = new Set([
    own,
    ...datasets.filter(({ score }) => score >= 0.7).map(({ dataset }) => dataset),
    ...view.model.relationships.filter(one => one.to === own).map(one => one.from),
  ])
  return [...counted].slice(0, 4).flatMap(dataset => {
    const measure: MeasureExpression = { kind: 'rows', dataset }
    const { root: _, ...rest } = query
    const grouped: Query = { ...rest, columns: [], dimensions: columns, orderBy: [] }
    const isOwn = dataset === own
    return [
      {
        kind: isOwn ? 'count-of-each' : 'count-other-of-each',
        apply: (one: Query) =>
          one.columns.length > 0 && !one.limit
            ? { ...grouped, measures: [{ id: 'number', expression: measure }] }
            : undefined,
      },
      {
        kind: isOwn ? 'rank-by-count' : 'rank-by-other-count',
        apply: (one: Query) =>
          one.columns.length > 0 && one.limit
            ? {
                ...grouped,
                orderBy: [
                  {
                    by: { kind: 'measure' as const, measure },
                    direction: query.orderBy[0]?.direction ?? 'desc',
                  },
                ],
              }
            : undefined,
      },
    ]
  })
}

/** A named field that splits what is summed up. */
const addGroups = (query: Query, { fields, view }: QuestionFacts): readonly Edit[] => {
  if (query.measures.length === 0 || query.dimensions.length > 1) return []
  const said = JSON.stringify(query)
  return uniqueRefs(
    fields
      .filter(({ score, ref }) => score >= 0.75 && !said.includes(`"field":"${ref.field}"`))
      .map(({ ref }) => ref),
  )
    .filter(ref => {
      const field = view.field(ref)
      return field !== undefined && !isQuantity(field)
    })
    .slice(0, 3)
    .map((ref): Edit => ({
      kind: 'add-group',
      apply: one =>
        one.dimensions.some(dimension => sameRef(dimension.field, ref)) || one.measures.length === 0
          ? undefined
          : { ...one, dimensions: [...one.dimensions, { id: `${ref.field}_group`, field: ref }] },
    }))
}
