import type {
  Condition,
  Dimension,
  FieldRef,
  Measure,
  MeasureExpression,
  Query,
  TimeGrain,
  TimeRange,
} from '../../../query/query.ts'
import { sameRef } from '../../../query/fields-of.ts'
import { addPeriods, weekdayOf } from '../../../time/local-time.ts'
import { boundsOf } from '../../assemble/assemble-time.ts'
import { withFilters } from '../../assemble/with-filters.ts'
import { addDimension, addMeasure, draftOf, toQuery } from '../../draft.ts'
import type { Draft } from '../../draft.ts'
import { groupFieldOf, refOf } from '../../model-view.ts'
import type { ModelView } from '../../model-view.ts'
import { rowNamedBy } from '../same-row.ts'
import { namesSame, onlyField } from './sides.ts'
import type { Sides } from './sides.ts'

/** What all the sides come to in one answer: as one, or each told apart from the others. */
export const together = (sides: Sides, view: ModelView, isToldApart: boolean): Query | undefined => {
  const draft = draftOf(sides.base, view, 'explained')
  const isDone =
    sides.kind === 'period'
      ? periodsTogether(draft, sides, isToldApart)
      : sides.kind === 'value'
        ? valuesTogether(draft, sides, isToldApart)
        : measuresTogether(draft, sides, isToldApart)
  return isDone ? toQuery(draft) : undefined
}

export type Of<K extends Sides['kind']> = Sides & { readonly kind: K }

const periodsTogether = (draft: Draft, { field, sides }: Of<'period'>, isToldApart: boolean): boolean => {
  const ordered = sides.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (!first || !last || ordered.some((one, at) => at > 0 && (one.from ?? '') < (ordered[at - 1]?.to ?? '~')))
    return false
  const isUnbroken = ordered.every((one, at) => at === 0 || one.from === ordered[at - 1]?.to)
  const grain = grainOf(first)
  const isAlike = grain !== undefined && ordered.every(one => grainOf(one) === grain)
  const isRun = draft.dimensions.some(one => one.grain !== undefined)
  if (isToldApart && !isRun && !(isUnbroken && isAlike)) {
    if (ordered.length > 2) return false
    draft.time = { field, range: last }
    draft.compareTo = first
    return true
  }
  if (isUnbroken) draft.time = { field, range: joined(first, last) }
  else
    draft.filters.push({
      kind: 'or',
      conditions: ordered.map(range => ({ kind: 'and', conditions: boundsOf(field, range) })),
    })
  if (isToldApart && !isRun) addFirst(draft, { field, grain })
  return true
}

const joined = (first: TimeRange, last: TimeRange): TimeRange => ({
  ...(first.from === undefined ? {} : { from: first.from }),
  ...(last.to === undefined ? {} : { to: last.to }),
  text: '',
})

const grains: readonly TimeGrain[] = ['hour', 'day', 'week', 'month', 'quarter', 'year']

/** Which calendar period a range is. */
const grainOf = ({ from, to }: TimeRange): TimeGrain | undefined => {
  if (from === undefined || to === undefined) return undefined
  const [start, end] = [Date.parse(`${from}Z`), Date.parse(`${to}Z`)]
  return grains.find(
    grain => addPeriods(grain, start, 1) === end && (grain !== 'week' || weekdayOf(start) === 1),
  )
}

const valuesTogether = (draft: Draft, { field, sides }: Of<'value'>, isToldApart: boolean): boolean => {
  draft.filters.push(eitherOf(sides))
  if (isToldApart) tellApart(draft, field)
  return true
}

/** All that there are, after some of them: 三个班放一起, after two of the three. */
export const allTogether = ({ base, field }: Of<'value'>, view: ModelView): Query => {
  const draft = draftOf(base, view, 'explained')
  tellApart(draft, field)
  return toQuery(draft)
}

const tellApart = (draft: Draft, field: FieldRef): void => {
  const row = rowNamedBy(draft.view, field)
  const dataset = row === undefined ? undefined : draft.view.dataset(row)
  const name = dataset && groupFieldOf(dataset)
  if (draft.measures.length > 0) addFirst(draft, { field: dataset && name ? refOf(dataset, name) : field })
}

/** What is told apart stands before what it is told apart by already. */
const addFirst = (draft: Draft, dimension: Omit<Dimension, 'id'>): void => {
  const id = addDimension(draft, dimension)
  draft.dimensions = draft.dimensions.toSorted((a, b) => Number(b.id === id) - Number(a.id === id))
  draft.limit = undefined
}

/** Rows that one of the conditions keeps; of one field, those of any of the values. */
const eitherOf = (conditions: readonly Condition[]): Condition => {
  const [first] = conditions
  const field = first && onlyField(first)
  const values = conditions.map(one => {
    const own = onlyField(one)
    if (!field || !own || !sameRef(own, field)) return undefined
    if (one.kind === 'in' && one.negated !== true) return one.values
    return one.kind === 'compare' && one.operator === '=' && one.right.kind === 'value'
      ? [one.right.value]
      : undefined
  })
  return field && values.every(one => one !== undefined)
    ? { kind: 'in', field, values: [...new Set(values.flat())] }
    : { kind: 'or', conditions }
}

/** Both columns; as one, where both are single, their sum. */
const measuresTogether = (draft: Draft, { sides }: Of<'measure'>, isToldApart: boolean): boolean => {
  if (isToldApart) for (const { expression } of sides.flat()) addMeasure(draft, expression)
  else {
    const sum = sides
      .map(onlyMeasure)
      .reduce((left, right) => left && right && { kind: 'arithmetic', operator: '+', left, right })
    if (!sum) return false
    draft.measures = [{ id: 'total', expression: sum }]
  }
  return true
}

const onlyMeasure = ([measure, other]: readonly Measure[]): MeasureExpression | undefined =>
  other ? undefined : measure?.expression

/** How one side is set against another: less it, by how much of it, or how many times it. */
export type SetAgainst = 'difference' | 'growth' | 'ratio'

/** One side against another, by their places among the sides: what the first has more than the second. */
export const against = (
  sides: Sides,
  view: ModelView,
  { first, second, as }: { readonly first: number; readonly second: number; readonly as: SetAgainst },
): Query | undefined => {
  const { base } = sides
  if (base.having.length > 0 || base.limit || base.setOperation) return undefined
  if (sides.kind === 'period') {
    const [range, compareTo] = [sides.sides[first], sides.sides[second]]
    const isRun = base.dimensions.some(one => one.grain !== undefined)
    if (!range || !compareTo || isRun || base.measures.length === 0) return undefined
    return { ...base, time: { field: sides.field, range }, compareTo }
  }
  const [left, right] = [sideMeasure(sides, first), sideMeasure(sides, second)]
  if (!left || !right) return undefined
  const draft = draftOf(base, view, 'explained')
  draft.measures = []
  if (sides.kind === 'value') dropDimensions(draft, sides)
  const difference: MeasureExpression = { kind: 'arithmetic', operator: '-', left, right }
  addMeasure(
    draft,
    as === 'difference'
      ? difference
      : { kind: 'arithmetic', operator: '/', left: as === 'ratio' ? left : difference, right },
  )
  const kept = new Set([...draft.measures, ...draft.dimensions].map(one => one.id))
  draft.orderBy = draft.orderBy.filter(({ by }) => by.kind !== 'output' || kept.has(by.id))
  return toQuery(draft)
}

/** The groups of what the two are set against each other by are these two. */
const dropDimensions = (draft: Draft, { field }: Of<'value'>): void => {
  draft.dimensions = draft.dimensions.filter(one => !namesSame(draft.view, one.field, field))
}

const sideMeasure = (sides: Of<'value'> | Of<'measure'>, at: number): MeasureExpression | undefined => {
  if (sides.kind === 'measure') return onlyMeasure(sides.sides[at] ?? [])
  const condition = sides.sides[at]
  const measure = onlyMeasure(sides.base.measures)
  return condition && measure && withFilters(measure, [condition])
}
