import type { Query } from '../../query/query.ts'
import { isNumeric } from '../model-view.ts'
import { namedAlike } from './edit-outputs.ts'
import { replaceRef } from './edit.ts'
import type { Edit } from './edit.ts'
import { uniqueRefs } from './question-facts.ts'
import type { QuestionFacts } from './question-facts.ts'

/** Other ways to rank: the other way round, by something else, by less, to the end. */
export const orderEdits = (query: Query, facts: QuestionFacts): readonly Edit[] => [
  ...otherOrders(query, facts),
  ...orderByMeasure(query, facts),
]

const otherOrders = (query: Query, facts: QuestionFacts): readonly Edit[] => {
  const [order] = query.orderBy
  if (!order) return []
  const { by } = order
  const ref = by.kind === 'row' && by.value.kind === 'field' ? by.value.field : undefined
  const flipped = order.direction === 'asc' ? 'desc' : 'asc'
  return [
    {
      kind: 'flip-order',
      apply: one =>
        one.orderBy[0]
          ? { ...one, orderBy: [{ ...one.orderBy[0], direction: flipped }, ...one.orderBy.slice(1)] }
          : undefined,
    },
    {
      kind: query.limit ? 'no-limit' : 'limit-one',
      apply: one => {
        const { limit, ...rest } = one
        return limit ? rest : { ...rest, limit: { count: 1 } }
      },
    },
    ...(ref
      ? namedAlike(ref, facts).map((other): Edit => ({
          kind: 'order-by-other',
          apply: one => ({ ...one, orderBy: replaceRef(one.orderBy, ref, other) }),
        }))
      : []),
    ...orderedBySaid(query, facts),
    ...laterOrders(query),
  ]
}

/** "the number of each, ordered by this count": groups in the order of what is measured. */
const orderByMeasure = (query: Query, { cues }: QuestionFacts): readonly Edit[] => {
  const [measure] = query.measures
  const isOrdered = query.orderBy.some(
    ({ by }) => by.kind === 'measure' || (by.kind === 'output' && by.id === measure?.id),
  )
  if (!measure || query.dimensions.length === 0 || isOrdered || !cues.has('order')) return []
  return (['desc', 'asc'] as const).map(direction => ({
    kind: 'order-by-measure',
    apply: one =>
      one.measures.some(({ id }) => id === measure.id)
        ? { ...one, orderBy: [{ by: { kind: 'output', id: measure.id }, direction }] }
        : undefined,
  }))
}

/** "by price descending and name ascending": each of several orders by itself, or left out. */
const laterOrders = (query: Query): readonly Edit[] =>
  query.orderBy.length < 2
    ? []
    : query.orderBy.flatMap((order, at): readonly Edit[] => {
        const key = JSON.stringify(order)
        const isThere = (one: Query): boolean =>
          one.orderBy.length > 1 && JSON.stringify(one.orderBy[at]) === key
        const flipped = { ...order, direction: order.direction === 'asc' ? 'desc' : 'asc' } as const
        return [
          {
            kind: 'drop-order',
            apply: one => (isThere(one) ? { ...one, orderBy: one.orderBy.toSpliced(at, 1) } : undefined),
          },
          ...(at === 0
            ? []
            : [
                {
                  kind: 'flip-later-order',
                  apply: (one: Query) =>
                    isThere(one) ? { ...one, orderBy: one.orderBy.with(at, flipped) } : undefined,
                },
              ]),
        ]
      })

/** Ranked by a quantity that the question names instead of by how many rows there are. */
const orderedBySaid = (query: Query, { fields, view }: QuestionFacts): readonly Edit[] => {
  const named = uniqueRefs(fields.filter(({ score }) => score >= 0.6).map(({ ref }) => ref)).filter(ref => {
    const field = view.field(ref)
    return field !== undefined && (isNumeric(field) || field.role === 'time')
  })
  const columns = query.dimensions.map(({ id, field }) => ({ id, value: { kind: 'field' as const, field } }))
  if (columns.length === 0 || query.having.length > 0) return []
  return named.slice(0, 4).map((ref): Edit => ({
    kind: 'rank-by-field',
    apply: one =>
      one.orderBy[0] && one.dimensions.length > 0
        ? {
            ...one,
            measures: [],
            dimensions: [],
            columns,
            orderBy: [
              {
                by: { kind: 'row', value: { kind: 'field', field: ref } },
                direction: one.orderBy[0].direction,
              },
            ],
          }
        : undefined,
  }))
}
