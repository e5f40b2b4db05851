import type { Link, LinkResult } from '../../../link/link.ts'
import { fieldsOfCondition, sameRef } from '../../../query/fields-of.ts'
import type { Condition, FieldRef, Query } from '../../../query/query.ts'
import type { ModelView } from '../../model-view.ts'
import type { EarlierQuery } from '../../parse-result.ts'
import { nameSameRow, rowNamedBy } from '../same-row.ts'
import { placeOf } from './named-sides.ts'
import type { Recalled } from './recalled.ts'
import { findStretches, strikeOut } from '../strike-out.ts'
import type { Stretch } from '../strike-out.ts'
import {
  aroundTakenBack,
  saysAllOfThem,
  saysLastOne,
  saysNoMore,
  saysTime,
  takesBackWords,
  timeWords,
  whicheverWords,
} from './take-back-words.ts'

/**
 * A condition that was said before is taken back: "forget the night thing, give me that by reason", 班次不限了, "without that
 * filter". What the rest of the question says is changed besides. Undefined where it names no condition that there is.
 */
export const takeBack = (lattice: LinkResult, view: ModelView, last: EarlierQuery): Recalled | undefined => {
  for (const clause of clausesOf(lattice.question)) {
    const text = lattice.question.slice(clause.from, clause.to)
    const words = findStretches(text, takesBackWords).map(one => within(one, clause))
    const all = findStretches(text, whicheverWords).map(one => within(one, clause))
    if (words.length + all.length === 0) continue
    const named = conditionsNamed(lattice, clause, { view, query: last.query, isAll: words.length === 0 })
    const taken = named ?? (words.length > 0 ? withoutNames(text, clause, last) : undefined)
    if (!taken) continue
    const around = findStretches(text, aroundTakenBack).map(one => within(one, clause))
    const rest = strikeOut(lattice, [...words, ...all, ...around, ...taken.places])
    // "all lines with more than 20": it is asked of each of them
    if (words.length === 0 && !saysNoMore(rest.question.slice(clause.from, clause.to))) continue
    return { query: taken.query, lattice: rest }
  }
  return undefined
}

interface Taken {
  readonly query: Query
  /** The words that name it. */
  readonly places: readonly Stretch[]
}

const within = ({ from, to }: Stretch, clause: Stretch): Stretch => ({
  from: from + clause.from,
  to: to + clause.from,
})

const clauseEnd = /[,，;；.。!！?？:：]+|\s[-—–]\s|\b(?:and(?: then)?|but|then|just)\b/gi

/** The clauses of a question, by its marks and the words that join them. */
const clausesOf = (question: string): readonly Stretch[] => {
  const ends = [...question.matchAll(clauseEnd)].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }))
  const starts = [0, ...ends.map(one => one.to)]
  return starts.map((from, at) => ({ from, to: ends[at]?.from ?? question.length }))
}

/** The conditions that a clause names, by their value or by what they are on. */
const conditionsNamed = (
  lattice: LinkResult,
  clause: Stretch,
  { view, query, isAll }: { readonly view: ModelView; readonly query: Query; readonly isAll: boolean },
): Taken | undefined => {
  const links = lattice.links.filter(link => {
    const { from, to } = placeOf(link, lattice)
    return clause.from <= from && to <= clause.to
  })
  const naming = links.flatMap(link => {
    const filters = query.filters.filter(filter => isNamed(filter, link, { view, isAll }))
    return filters.length > 0 ? [{ place: placeOf(link, lattice), filters, link }] : []
  })
  if (naming.length === 0) return undefined
  const gone = new Set(naming.flatMap(one => one.filters))
  const fields = naming.flatMap(one =>
    one.link.target.kind === 'value' ? [] : one.filters.flatMap(fieldsOfCondition),
  )
  const isGone = (ref: FieldRef): boolean =>
    fields.some(one => sameRef(one, ref) || nameSameRow(view, one, ref))
  // 不分班次: not told apart by it either; "all lines again" may be
  const dimensions = isAll ? query.dimensions : query.dimensions.filter(one => !isGone(one.field))
  return {
    query: {
      ...query,
      filters: query.filters.filter(filter => !gone.has(filter)),
      dimensions,
      orderBy: query.orderBy.filter(
        ({ by }) =>
          by.kind !== 'output' ||
          [...dimensions, ...query.measures, ...query.columns].some(one => one.id === by.id),
      ),
    },
    places: naming.map(one => one.place),
  }
}

const isNamed = (
  filter: Condition,
  { target, score }: Link,
  { view, isAll }: { readonly view: ModelView; readonly isAll: boolean },
): boolean => {
  const refs = fieldsOfCondition(filter)
  if (refs.length === 0) return false
  const ofSame = (ref: FieldRef): boolean =>
    refs.every(one => sameRef(one, ref) || nameSameRow(view, one, ref))
  switch (target.kind) {
    case 'value':
      return !isAll && score >= leastOfValue && ofSame(target.field) && holds(filter, target.value)
    case 'time':
      return !isAll && target.expression.shift !== undefined && holds(filter, target.expression.shift)
    case 'field':
      return ofSame(target.field)
    case 'dataset':
      return refs.every(one => rowNamedBy(view, one) === target.dataset)
    default:
      return false
  }
}

const leastOfValue = 0.6

const holds = (filter: Condition, value: unknown): boolean =>
  (filter.kind === 'compare' && filter.right.kind === 'value' && filter.right.value === value) ||
  (filter.kind === 'in' && filter.values.some(one => one === value))

/** "without that filter", "undo that", "whatever the date", "clear all filters". */
const withoutNames = (text: string, clause: Stretch, { query, before }: EarlierQuery): Taken | undefined => {
  if (saysAllOfThem(text)) return { query: { ...query, filters: [] }, places: [] }
  if (saysLastOne(text)) {
    const added = query.filters.filter(filter => !hasFilter(before?.query, filter))
    const [only] = before ? added : query.filters
    // it stood in the place of another one: that holds again
    const replaced = before?.query.filters.filter(filter => !hasFilter(query, filter)) ?? []
    const kept = [...query.filters.filter(filter => filter !== only), ...replaced]
    return only && replaced.length < 2 ? { query: { ...query, filters: kept }, places: [clause] } : undefined
  }
  if (saysTime(text) && query.time) {
    const { time: _, compareTo: _compareTo, ...rest } = query
    return { query: rest, places: findStretches(text, timeWords).map(one => within(one, clause)) }
  }
  return undefined
}

const hasFilter = (query: Query | undefined, filter: Condition): boolean =>
  query?.filters.some(one => JSON.stringify(one) === JSON.stringify(filter)) === true
