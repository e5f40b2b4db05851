import { fieldsOfCondition } from '../../query/fields-of.ts'
import { emptyQuery } from '../../query/query.ts'
import type { Condition, OutputColumn, Query } from '../../query/query.ts'
import type { Edit } from './edit.ts'
import type { QuestionFacts } from './question-facts.ts'
import { useOf } from './query-use.ts'

const mostAlternatives = 4

/**
 * What a "not", "never" or "except" may leave out: rows that nothing of another table belongs to, values that no such row
 * has. Where no word denies there is nothing to leave out.
 */
export const absenceEdits = (query: Query, facts: QuestionFacts): readonly Edit[] => {
  const { cues } = facts
  const denies = cues.has('not') || cues.has('without') || cues.has('but')
  const lacks = query.filters.some(filter => filter.kind === 'related' && filter.negated === true)
  if (!denies || lacks || query.setOperation) return []
  return [...lacking(query, facts), ...lackingThose(query), ...exceptThose(query), ...exceptGroups(query)]
}

/** The table whose rows are listed or counted; undefined where groups or limits make it several. */
const subjectOf = ({ columns, measures, dimensions, limit }: Query): string | undefined => {
  if (limit || dimensions.length > 0) return undefined
  const [column] = columns
  const [measure] = measures
  if (column) return column.value.kind === 'field' ? column.value.field.dataset : undefined
  if (measure?.expression.kind === 'rows') return measure.expression.dataset
  const value = measure?.expression.kind === 'aggregate' ? measure.expression.value : undefined
  return value?.kind === 'field' ? value.field.dataset : undefined
}

/** The subject is what rows are missing of. */
const rootedIn = (query: Query, subject: string): Query =>
  query.columns.length > 0 ? { ...query, root: subject } : query

/** "customers who never placed an order": no row of another table that refers to them, or that is named. */
const lacking = (query: Query, { view, datasets }: QuestionFacts): readonly Edit[] => {
  const subject = subjectOf(query)
  if (subject === undefined) return []
  const used = useOf(query, view).datasets
  const referring = view.model.relationships.filter(one => one.to === subject).map(one => one.from)
  const named = datasets.filter(({ score }) => score >= 0.6).map(({ dataset }) => dataset)
  return [...new Set([...named, ...referring])]
    .filter(name => name !== subject && !used.has(name) && view.distance(subject, name) <= 3)
    .slice(0, mostAlternatives)
    .map((dataset): Edit => ({
      kind: 'lacking',
      apply: one =>
        subjectOf(one) === subject
          ? {
              ...rootedIn(one, subject),
              filters: [...one.filters, { kind: 'related', dataset, filters: [], negated: true }],
            }
          : undefined,
    }))
}

const isOf = (condition: Condition, dataset: string): boolean => {
  const fields = fieldsOfCondition(condition)
  return fields.length > 0 && fields.every(field => field.dataset === dataset)
}

/** "artists without an exhibition in 2004": what is said of another table is said of the rows that are missing. */
const lackingThose = (query: Query): readonly Edit[] => {
  const subject = subjectOf(query)
  if (subject === undefined) return []
  const others = new Set(query.filters.flatMap(fieldsOfCondition).map(field => field.dataset))
  others.delete(subject)
  return [...others].slice(0, mostAlternatives).map((dataset): Edit => ({
    kind: 'lacking-those',
    apply: one => {
      const missing = one.filters.filter(filter => isOf(filter, dataset))
      if (subjectOf(one) !== subject || missing.length === 0) return undefined
      const rest = one.filters.filter(filter => !missing.includes(filter))
      return {
        ...rootedIn(one, subject),
        filters: [...rest, { kind: 'related', dataset, filters: missing, negated: true }],
      }
    },
  }))
}

/** "places where no cinema seats more than 800": the values that none of the rows has. */
const exceptThose = (query: Query): readonly Edit[] =>
  query.filters.slice(0, mostAlternatives).map((filter): Edit => {
    const key = JSON.stringify(filter)
    return {
      kind: 'except-those',
      apply: one => {
        const rest = one.filters.filter(other => JSON.stringify(other) !== key)
        if (one.columns.length === 0 || one.limit || one.setOperation || rest.length === one.filters.length)
          return undefined
        const { root: _, ...kept } = one
        return {
          ...kept,
          filters: rest,
          orderBy: [],
          setOperation: { kind: 'except', query: { ...one, orderBy: [] } },
        }
      },
    }
  })

/** "all storms but those with two regions or more": the groups that are left when those are gone. */
const exceptGroups = (query: Query): readonly Edit[] =>
  query.having.length === 0
    ? []
    : [
        {
          kind: 'except-groups',
          apply: one => {
            if (one.having.length === 0 || one.measures.length > 0 || one.limit) return undefined
            const columns = one.dimensions.map(({ id, field }): OutputColumn => ({
              id,
              value: { kind: 'field', field },
            }))
            if (columns.length === 0) return undefined
            const groups = { ...one, orderBy: [] }
            return { ...emptyQuery, columns, setOperation: { kind: 'except', query: groups } }
          },
        },
      ]
