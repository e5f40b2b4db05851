import { fieldsOfCondition, sameRef } from '../../query/fields-of.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Aggregate, ComparisonOperator, Condition, FieldRef, Query } from '../../query/query.ts'
import { isQuantity, isTime } from '../model-view.ts'
import { toKeys } from '../../link/to-atoms.ts'
import type { Cue } from '../../link/cue.ts'
import type { Edit } from './edit.ts'
import { uniqueRefs } from './question-facts.ts'
import type { QuestionFacts } from './question-facts.ts'
import { useOf } from './query-use.ts'

const mostFields = 3

/** Conditions that another query decides: compared with what others have, of the kind that most are of. */
export const innerQueryEdits = (query: Query, facts: QuestionFacts): readonly Edit[] => {
  if (query.setOperation || hasInner(query)) return []
  return [...comparedWith(query, facts), ...ofTheMost(query, facts)]
}

/** Words that compare with something else than the number or the time that follows them. */
const comparingCues = ({
  phrases,
  lattice,
  numbers,
}: QuestionFacts): readonly (Cue & { readonly cue: 'compare' })[] => {
  const amounts = [...numbers, ...lattice.links.filter(({ target }) => target.kind === 'time')]
  return phrases
    .filter(phrase => !amounts.some(one => one.from < phrase.to + 2 && phrase.from < one.to))
    .flatMap(({ cues }) => cues)
    .flatMap(cue => (cue.cue === 'compare' && /^[<>]$/.test(cue.operator) ? [cue] : []))
}

const hasInner = ({ filters }: Query): boolean =>
  filters.some(one => one.kind === 'in-query' || (one.kind === 'compare' && one.right.kind === 'query'))

interface Comparison {
  readonly field: FieldRef
  readonly operator: ComparisonOperator
}

/**
 * Quantities of the tables in hand, each with the comparisons that words ask for: those named, else those the words hint at.
 * Words that compare groups ("types with an average speed above the overall average") compare no rows besides.
 */
const comparisonsAsked = (query: Query, facts: QuestionFacts): readonly Comparison[] => {
  const cues = comparingCues(facts)
  if (cues.length <= query.having.length) return []
  const { view, fields } = facts
  const used = useOf(query, view).datasets
  const isComparable = (ref: FieldRef): boolean => {
    const field = view.field(ref)
    return field !== undefined && field.role !== 'key' && (isQuantity(field) || isTime(field))
  }
  const named = uniqueRefs(
    fields
      .filter(({ score, ref }) => score >= 0.6 && used.has(ref.dataset) && isComparable(ref))
      .map(({ ref }) => ref),
  ).slice(0, mostFields)
  const found = cues.flatMap(({ hints, operator }) => {
    const hinted = (hints ?? []).flatMap(hint => hintedFields(hint, used, facts)).filter(isComparable)
    return [...named, ...hinted.slice(0, 1)].map((field): Comparison => ({ field, operator }))
  })
  return [...new Map(found.map(one => [JSON.stringify(one), one])).values()]
}

const hintedFields = (
  hint: string,
  used: ReadonlySet<string>,
  { view }: QuestionFacts,
): readonly FieldRef[] =>
  [...used].flatMap(name =>
    (view.dataset(name)?.fields ?? [])
      .filter(field => !field.hidden && toKeys(field.label.en).includes(hint))
      .map(field => ({ dataset: name, field: field.name })),
  )

/** The one number that others have of the field. */
const numberOf = (field: FieldRef, aggregate: Aggregate, filters: readonly Condition[]): Query => ({
  ...emptyQuery,
  measures: [
    { id: aggregate, expression: { kind: 'aggregate', aggregate, value: { kind: 'field', field } } },
  ],
  filters,
})

const aggregates = ['min', 'max', 'avg'] as const

/**
 * "dearer than every wine of 2006", "larger than some college in Florida": more or less than what the others have at most, at
 * least or on average, the others being all, or those that a condition is on.
 */
const comparedWith = (query: Query, facts: QuestionFacts): readonly Edit[] =>
  comparisonsAsked(query, facts).flatMap(({ field, operator }) => {
    const isRead = query.filters.some(filter => fieldsOfCondition(filter).some(one => sameRef(one, field)))
    if (isRead) return []
    const others = [
      undefined,
      ...query.filters.filter(filter => filter.kind === 'compare' || filter.kind === 'text'),
    ]
    return others.flatMap(filter =>
      aggregates.map(aggregate => comparedEdit({ field, operator }, aggregate, filter)),
    )
  })

const comparedEdit = (
  { field, operator }: Comparison,
  aggregate: Aggregate,
  filter: Condition | undefined,
): Edit => {
  const key = JSON.stringify(filter)
  return {
    kind: filter ? 'compared-with-those' : 'compared-with-all',
    apply: query => {
      const rest = filter ? query.filters.filter(one => JSON.stringify(one) !== key) : query.filters
      if (filter && rest.length === query.filters.length) return undefined
      const condition: Condition = {
        kind: 'compare',
        left: { kind: 'field', field },
        operator,
        right: { kind: 'query', query: numberOf(field, aggregate, filter ? [filter] : []) },
      }
      return { ...query, filters: [...rest, condition] }
    },
  }
}

/** "customers with the most common way to pay": of the value that most rows have. */
const ofTheMost = (query: Query, facts: QuestionFacts): readonly Edit[] => {
  const { view, fields, phrases } = facts
  const directions = new Set(
    phrases
      .flatMap(({ cues }) => cues)
      .flatMap(cue => (cue.cue === 'common' || cue.cue === 'extreme' ? [cue.direction] : [])),
  )
  const plain = listOfTop(query)
  if (directions.size === 0 || plain === undefined) return []
  const used = useOf(query, view)
  const named = fields
    .filter(({ score, ref }) => {
      const field = view.field(ref)
      const isFree = !used.fields.some(one => sameRef(one.ref, ref))
      return score >= 0.75 && isFree && used.datasets.has(ref.dataset) && field && !isQuantity(field)
    })
    .map(({ ref }) => ref)
  return named.slice(0, mostFields).flatMap(field =>
    [...directions].map((direction): Edit => ({
      kind: 'of-the-most',
      apply: one => {
        const listed = listOfTop(one)
        return listed && { ...listed, filters: [...listed.filters, inTop(field, direction)] }
      },
    })),
  )
}

/** What is listed or counted; of the one group with the most rows, its rows. */
const listOfTop = (query: Query): Query | undefined => {
  const { dimensions, measures, limit, having, orderBy } = query
  if (dimensions.length === 0) return limit ? undefined : query
  const isTop = limit?.count === 1 && limit.per === undefined && orderBy[0]?.by.kind === 'measure'
  if (!isTop || measures.length + having.length > 0) return undefined
  const columns = dimensions.map(({ id, field }) => ({ id, value: { kind: 'field' as const, field } }))
  const { root: _, limit: _limit, ...rest } = query
  return { ...rest, dimensions: [], columns, orderBy: [] }
}

const inTop = (field: FieldRef, direction: 'asc' | 'desc'): Condition => ({
  kind: 'in-query',
  field,
  query: {
    ...emptyQuery,
    dimensions: [{ id: field.field, field }],
    orderBy: [{ by: { kind: 'measure', measure: { kind: 'rows', dataset: field.dataset } }, direction }],
    limit: { count: 1 },
  },
})
