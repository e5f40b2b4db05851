import type { Link, LinkResult } from '../../../link/link.ts'
import type { Condition, MeasureExpression } from '../../../query/query.ts'
import type { ModelView } from '../../model-view.ts'
import { namesSame, onlyField, sameRange } from './sides.ts'
import type { Sides } from './sides.ts'
import type { Stretch } from '../strike-out.ts'

/** A side that the question names again, by its place among the sides. */
export interface NamedSide extends Stretch {
  readonly at: number
}

export interface NamedSides {
  /** In the order in which they are named. */
  readonly named: readonly NamedSide[]
  /** The question names a period or value of the same kind that is none of the sides. */
  readonly namesOther: boolean
}

/** Likenesses of less worth name nothing for certain. */
const leastOfName = 0.8

/** Which of the sides a question names: 早班比中班多多少. */
export const findNamedSides = (lattice: LinkResult, sides: Sides, view: ModelView): NamedSides => {
  const named: NamedSide[] = []
  const isFree = ({ from, to }: Stretch): boolean => named.every(one => to <= one.from || one.to <= from)
  const others: Stretch[] = []
  for (const link of lattice.links.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    const place = placeOf(link, lattice)
    if (!isFree(place)) continue
    const places = sidesNamedBy(link, sides, view)
    named.push(...places.map(at => ({ ...place, at })))
    if (places.length === 0 && isOfKind(link, sides, view)) others.push(place)
  }
  return {
    named: named.toSorted((a, b) => a.from - b.from),
    namesOther: others.some(isFree),
  }
}

export const placeOf = ({ from, to }: Link, { atoms }: LinkResult): Stretch => ({
  from: atoms[from]?.from ?? 0,
  to: atoms[to - 1]?.to ?? 0,
})

const sidesNamedBy = ({ target }: Link, sides: Sides, view: ModelView): readonly number[] => {
  if (sides.kind === 'period') {
    if (target.kind !== 'time') return []
    const { range, compareTo } = target.expression
    return [range, compareTo].flatMap(said => {
      const at = said ? sides.sides.findIndex(side => sameRange(side, said)) : -1
      return at < 0 ? [] : [at]
    })
  }
  const at =
    sides.kind === 'value'
      ? sides.sides.findIndex(side => isNamedBy(side, target, view))
      : sides.sides.findIndex(([side]) => side && isMeasuredBy(side.expression, target))
  return at < 0 ? [] : [at]
}

const isNamedBy = (side: Condition, target: Link['target'], view: ModelView): boolean => {
  const field = onlyField(side)
  const values =
    side.kind === 'in' && side.negated !== true
      ? side.values
      : side.kind === 'compare' && side.operator === '=' && side.right.kind === 'value'
        ? [side.right.value]
        : []
  if (!field || values.length !== 1) return false
  if (target.kind === 'time')
    return target.expression.shift !== undefined && values[0] === target.expression.shift
  return target.kind === 'value' && values[0] === target.value && namesSame(view, field, target.field)
}

const isMeasuredBy = (expression: MeasureExpression, target: Link['target']): boolean =>
  (expression.kind === 'metric' && target.kind === 'metric' && expression.metric === target.metric) ||
  (expression.kind === 'rows' && target.kind === 'dataset' && expression.dataset === target.dataset)

const isOfKind = ({ target, score }: Link, sides: Sides, view: ModelView): boolean => {
  if (sides.kind === 'period') return target.kind === 'time' && target.expression.range !== undefined
  return (
    sides.kind === 'value' &&
    target.kind === 'value' &&
    score >= leastOfName &&
    namesSame(view, target.field, sides.field)
  )
}
