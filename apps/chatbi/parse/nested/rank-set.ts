import type { Direction } from '../../link/cue.ts'
import type { Field, Relationship } from '../../model/semantic-model.ts'
import type { Condition, FieldRef, MeasureExpression, Query } from '../../query/query.ts'
import { emptyQuery } from '../../query/query.ts'
import { stem } from '../../text/index.ts'
import { isNumeric, refOf } from '../model-view.ts'
import type { ModelView } from '../model-view.ts'
import { linkTo, referredBy, setOf } from './entity-set.ts'
import type { EntitySet } from './entity-set.ts'

const opposites: Readonly<Record<string, string>> = {
  small: 'large',
  short: 'long',
  low: 'high',
  few: 'many',
  light: 'heavy',
  slow: 'fast',
  young: 'old',
  cheap: 'expensive',
}

/** "largest" → large, "shortest" → long: the quality that a superlative or "how …" speaks of, as stems it may have. */
const qualitiesOf = (word: string): readonly string[] => {
  const last = word.split(' ').at(-1) ?? word
  const plain = last.endsWith('est') && last.length > 4 ? last.slice(0, -3) : last
  const bases = [plain, `${plain}e`, plain.replace(/(.)\1$/, '$1'), plain.replace(/i$/, 'y')]
  return bases.map(base => stem(opposites[base] ?? base))
}

const wordsOf = ({ label, synonyms }: Field): readonly string[] => [label.en, ...synonyms]

/** The number of the dataset that a quality is told by: the size of a city is its population. */
export const fieldOfQuality = (view: ModelView, dataset: string, word: string): FieldRef | undefined => {
  const found = view.dataset(dataset)
  const qualities = qualitiesOf(word)
  const field = found?.fields.find(
    one => isNumeric(one) && wordsOf(one).some(text => qualities.includes(stem(text))),
  )
  return found && field && refOf(found, field)
}

/** "highest point" has its "highest elevation": the number beside a text that is named with the same superlative. */
export const siblingOf = (
  view: ModelView,
  ref: FieldRef,
): { readonly field: FieldRef; readonly direction: Direction } | undefined => {
  const dataset = view.dataset(ref.dataset)
  const first = view.field(ref)?.label.en.split(' ')[0]?.toLowerCase() ?? ''
  if (!dataset || !first.endsWith('est')) return undefined
  const sibling = dataset.fields.find(
    one => isNumeric(one) && one.name !== ref.field && one.label.en.toLowerCase().startsWith(first),
  )
  const direction = /^(low|small|short|least|few)/.test(first) ? 'asc' : 'desc'
  return sibling && { field: refOf(dataset, sibling), direction }
}

interface Rank {
  readonly direction: Direction
  readonly count: number
}

/** The first of the set by a number of its own, or of what belongs to it; all that share the first place. */
export const rankByField = (
  view: ModelView,
  set: EntitySet,
  field: FieldRef,
  rank: Rank,
): EntitySet | undefined => {
  if (field.dataset === set.dataset) return firstOf(set, field, rank)
  const link = set.conditions.length > 0 ? linkTo(view, field.dataset, set) : undefined
  const back = linkTo(view, set.dataset, firstOf(setOf(field.dataset, link ? [link] : []), field, rank))
  return back && { ...setOf(set.dataset, [back]), ...(set.field ? { field: set.field } : {}) }
}

const firstOf = (set: EntitySet, field: FieldRef, { direction, count }: Rank): EntitySet => {
  const value = { kind: 'field' as const, field }
  if (count > 1) return { ...set, orderBy: [{ by: { kind: 'row', value }, direction }], limit: count }
  const aggregate = direction === 'desc' ? 'max' : 'min'
  const query: Query = {
    ...emptyQuery,
    root: set.dataset,
    measures: [{ id: aggregate, expression: { kind: 'aggregate', aggregate, value } }],
    filters: set.conditions,
  }
  const isFirst: Condition = { kind: 'compare', left: value, operator: '=', right: { kind: 'query', query } }
  return { ...set, conditions: [...set.conditions, isFirst] }
}

/** "the largest …": by the number that tells that quality; of a text that refers to other rows, by theirs. */
export const rankByQuality = (
  view: ModelView,
  set: EntitySet,
  word: string,
  rank: Rank,
): EntitySet | undefined => {
  const referred = referredBy(view, set)
  const own = referred ?? set
  const sibling = set.field && siblingOf(view, set.field)
  const field = sibling?.field ?? fieldOfQuality(view, own.dataset, word)
  return field && rankByField(view, own, field, rank)
}

/** "the most rivers": by how many of the others each has. */
export const rankByCount = (
  view: ModelView,
  set: EntitySet,
  counted: EntitySet,
  options: Rank & { readonly by?: readonly Relationship[] },
): EntitySet | undefined => {
  const relationships = options.by ?? view.model.relationships.filter(one => one.role === undefined)
  for (const one of relationships) {
    const field = one.fromFields[0] ?? ''
    if (one.from === counted.dataset && one.to === set.dataset && one.from !== one.to)
      return among(set, one, groupsOf({ dataset: one.from, field }, counted.conditions, options))
    if (one.from === set.dataset && one.to === counted.dataset)
      return {
        ...set,
        isGrouped: true,
        orderBy: [{ by: { kind: 'measure', measure: rowsOf(set.dataset) }, direction: options.direction }],
        limit: options.count,
      }
    const other = view.model.relationships.find(
      two => two !== one && two.from === one.from && two.to === counted.dataset,
    )
    const isBridge = one.to === set.dataset && one.from !== set.dataset && one.from !== counted.dataset
    if (isBridge && other) return among(set, one, groupsOf({ dataset: one.from, field }, [], options))
  }
  return undefined
}

const rowsOf = (dataset: string): MeasureExpression => ({ kind: 'rows', dataset })

const groupsOf = (field: FieldRef, filters: EntitySet['conditions'], { direction, count }: Rank): Query => ({
  ...emptyQuery,
  root: field.dataset,
  dimensions: [{ id: field.field, field }],
  filters,
  orderBy: [{ by: { kind: 'measure', measure: rowsOf(field.dataset) }, direction }],
  limit: { count },
})

const among = (set: EntitySet, one: Relationship, query: Query): EntitySet => {
  const key = { dataset: one.to, field: one.toFields[0] ?? '' }
  return { ...set, conditions: [...set.conditions, { kind: 'in-query', field: key, query }] }
}
