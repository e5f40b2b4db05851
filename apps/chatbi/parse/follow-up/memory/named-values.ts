import type { LinkResult } from '../../../link/link.ts'
import { sameRef } from '../../../query/fields-of.ts'
import type { Condition, FieldRef, Query, Scalar } from '../../../query/query.ts'
import type { ModelView } from '../../model-view.ts'
import { equals } from '../../rules/condition.ts'
import { rowNamedBy } from '../same-row.ts'
import { placeOf } from './named-sides.ts'
import { onlyField } from './sides.ts'
import type { Stretch } from '../strike-out.ts'

/** A value of the question that may stand beside what the rows were kept to before. */
export interface NamedValue extends Stretch {
  readonly condition: Condition
  /** The condition before that keeps the rows to another value of that kind. */
  readonly filter: Condition
  readonly field: FieldRef
}

/** Likenesses of less worth name nothing for certain. */
const leastOfName = 0.7

/**
 * Values of the question that are of one kind with a condition before: another line, beside a line; the Slovak supplier, beside a
 * supplier by its name. Each stretch of the question names one.
 */
export const findNamedValues = (
  lattice: LinkResult,
  query: Query,
  view: ModelView,
): readonly NamedValue[] => {
  const kept = query.filters.flatMap(filter => {
    const field = keepsToValues(filter) ? onlyField(filter) : undefined
    return field ? [{ filter, field }] : []
  })
  const found: (NamedValue & { readonly worth: number })[] = []
  for (const link of lattice.links) {
    const { target, score } = link
    const place = placeOf(link, lattice)
    for (const { filter, field } of kept) {
      const condition =
        target.kind === 'time' && target.expression.shift !== undefined
          ? shiftCondition(target.expression.shift, field, view)
          : target.kind === 'value' && score >= leastOfName && !target.isOther
            ? conditionOn(field, target, view)
            : undefined
      const isExact = condition !== undefined && sameRef(onlyField(condition) ?? field, field)
      if (condition)
        found.push({ ...place, condition, filter, field, worth: place.to - place.from + (isExact ? 0.5 : 0) })
    }
  }
  const chosen: NamedValue[] = []
  for (const one of found.toSorted((a, b) => b.worth - a.worth))
    if (chosen.every(other => one.to <= other.from || other.to <= one.from)) chosen.push(one)
  return chosen.toSorted((a, b) => a.from - b.from)
}

const keepsToValues = (filter: Condition): boolean =>
  (filter.kind === 'compare' && filter.operator === '=' && filter.right.kind === 'value') ||
  (filter.kind === 'in' && filter.negated !== true) ||
  (filter.kind === 'or' && filter.conditions.every(keepsToValues))

/** What a value says of the rows that `field` speaks of: by that field, or by what the table of its things says of them. */
const conditionOn = (
  field: FieldRef,
  { field: ref, value }: { readonly field: FieldRef; readonly value: Scalar },
  view: ModelView,
): Condition | undefined => {
  const row = rowNamedBy(view, field)
  if (sameRef(ref, field) || (row !== undefined && ref.dataset === row)) return equals(ref, value)
  // the number of a line, wherever rows refer to it
  const isNumber = (one: FieldRef): boolean => view.field(one)?.isName !== true
  return row !== undefined && rowNamedBy(view, ref) === row && isNumber(ref) && isNumber(field)
    ? equals(field, value)
    : undefined
}

const shiftCondition = (shift: string, field: FieldRef, view: ModelView): Condition | undefined =>
  /shift|班/i.test(`${field.field} ${view.field(field)?.label.zh ?? ''}`) ? equals(field, shift) : undefined
