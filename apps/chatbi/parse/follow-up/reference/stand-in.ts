import type { Link, LinkResult } from '../../../link/link.ts'
import type { Condition, FieldRef } from '../../../query/query.ts'
import type { Draft } from '../../draft.ts'
import type { Stretch } from '../strike-out.ts'
import type { Antecedent } from './antecedents.ts'
import { mapCondition, mapHaving, mapMeasure } from './map-conditions.ts'

/** What stands in a question for things of the answer before, as a value that no data holds. */
const standIn = '\u0002those'
const likeness = 0.95

/** The lattice with those words read as the name of one thing, so that the grammar reads around them as it does around names. */
export const withStandIn = (
  lattice: LinkResult,
  spans: readonly Stretch[],
  { fields }: Antecedent,
): LinkResult => {
  const { atoms } = lattice
  const places = spans.flatMap(({ from, to }): readonly Stretch[] => {
    const first = atoms.findIndex(atom => atom.from >= from)
    const last = atoms.findLastIndex(atom => atom.to <= to)
    return first < 0 || last < first ? [] : [{ from: first, to: last + 1 }]
  })
  const links = places.flatMap(({ from, to }): readonly Link[] =>
    fields.map(field => ({
      from,
      to,
      text: lattice.question.slice(atoms[from]?.from, atoms[to - 1]?.to),
      target: { kind: 'value', field, value: standIn },
      score: likeness,
      reason: 'reference',
    })),
  )
  const isIn = (at: number): boolean => places.some(({ from, to }) => from <= at && at < to)
  return {
    ...lattice,
    isStop: lattice.isStop.map((is, at) => is && !isIn(at)),
    links: [
      ...lattice.links.filter(link => !places.some(one => link.from < one.to && one.from < link.to)),
      ...links,
    ],
  }
}

/** Puts the things that are meant in the place of what stands for them; whether nothing stands for them any more. */
export const resolveStandIn = (draft: Draft, { conditionOf }: Antecedent): boolean => {
  const change = (condition: Condition): Condition => resolved(condition, conditionOf)
  draft.filters = draft.filters.map(one => mapCondition(one, change))
  draft.measures = draft.measures.map(one => mapMeasure(one, change))
  draft.having = draft.having.map(one => mapHaving(one, change))
  draft.orderBy = draft.orderBy.map(order =>
    order.by.kind === 'measure'
      ? {
          ...order,
          by: {
            kind: 'measure',
            measure: mapMeasure({ id: '', expression: order.by.measure }, change).expression,
          },
        }
      : order,
  )
  const { filters, measures, having, orderBy, columns } = draft
  return !JSON.stringify({ filters, measures, having, orderBy, columns }).includes(
    JSON.stringify(standIn).slice(1, -1),
  )
}

const resolved = (condition: Condition, conditionOf: (field: FieldRef) => Condition): Condition => {
  if (condition.kind === 'in' && condition.values.includes(standIn)) {
    const { field, values, negated } = condition
    const rest = values.filter(value => value !== standIn)
    const either: Condition =
      rest.length === 0
        ? conditionOf(field)
        : { kind: 'or', conditions: [conditionOf(field), { kind: 'in', field, values: rest }] }
    return negated === true ? { kind: 'not', condition: either } : either
  }
  if (condition.kind !== 'compare' || condition.right.kind !== 'value' || condition.right.value !== standIn)
    return condition
  if (condition.left.kind !== 'field') return condition
  const these = conditionOf(condition.left.field)
  if (condition.operator === '=') return these
  return condition.operator === '!=' ? { kind: 'not', condition: these } : condition
}
