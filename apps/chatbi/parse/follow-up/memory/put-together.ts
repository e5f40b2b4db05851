import type { LinkResult } from '../../../link/link.ts'
import type { ModelView } from '../../model-view.ts'
import type { EarlierQuery } from '../../parse-result.ts'
import { rowNamedBy } from '../same-row.ts'
import { allTogether, together } from './combine.ts'
import { findNamedSides, placeOf } from './named-sides.ts'
import type { Recalled } from './recalled.ts'
import { namesSame, sidesOf } from './sides.ts'
import type { Sides } from './sides.ts'
import { findStretches, isNameless, strikeOut } from '../strike-out.ts'
import type { Stretch } from '../strike-out.ts'
import { aroundTogether, countSaid, saysApart, saysSeveral, saysSum, saysTogether } from './together-words.ts'

/** The answers before in one: "both together, by shift", "put both in one table", 两天一共多少. */
export const putTogether = (
  lattice: LinkResult,
  view: ModelView,
  last: EarlierQuery,
): Recalled | undefined => {
  const { question } = lattice
  const several = findStretches(question, saysSeveral).filter(one => isNameless(lattice, one))
  const sum = findStretches(question, saysTogether)
  // groups that are told as one are no two answers
  const isAsked = several.length > 0 || (sum.length > 0 && last.query.dimensions.length === 0)
  const all = isAsked ? sidesOf(last, view) : undefined
  const count = countSaid(question)
  const isWhole = all !== undefined && isCountOfAll(all, count, view)
  const sides = isWhole ? all : all && asMany(all, count)
  if (!sides) return undefined
  const words = [...several, ...sum, ...nounsBehind(several, sides, { lattice, view })]
  const { named, namesOther } = findNamedSides(strikeOut(lattice, words), sides, view)
  if (namesOther) return undefined
  const isToldApart = saysApart(question) || !saysSum(question)
  const query =
    isWhole && sides.kind === 'value' ? allTogether(sides, view) : together(sides, view, isToldApart)
  return (
    query && {
      query,
      lattice: strikeOut(lattice, [...words, ...named, ...findStretches(question, aroundTogether)]),
    }
  )
}

/** 三个班, after two of them: more than was asked about, and as many as there are. */
const isCountOfAll = (sides: Sides, count: number | undefined, view: ModelView): boolean => {
  if (sides.kind !== 'value' || count === undefined || count <= sides.sides.length) return false
  const field = view.field(sides.field)
  return (field?.distinctCount ?? field?.samples.length) === count
}

/** "both", after three: the last two. */
const asMany = <S extends Sides>(sides: S, count: number | undefined): S | undefined => {
  if (count === undefined || count === sides.sides.length) return sides
  return count < sides.sides.length ? { ...sides, sides: sides.sides.slice(-count) } : undefined
}

/** "both lines": what the two are is said once more. */
const nounsBehind = (
  words: readonly Stretch[],
  sides: Sides,
  { lattice, view }: { readonly lattice: LinkResult; readonly view: ModelView },
): readonly Stretch[] =>
  lattice.links.flatMap(link => {
    const { target } = link
    const place = placeOf(link, lattice)
    const isBehind = words.some(
      ({ to }) => lattice.question.slice(to, place.from).trim() === '' && to <= place.from,
    )
    if (!isBehind || sides.kind !== 'value') return []
    const row = rowNamedBy(view, sides.field)
    const isNoun =
      (target.kind === 'dataset' && target.dataset === row) ||
      (target.kind === 'field' && namesSame(view, target.field, sides.field)) ||
      (target.kind === 'value' && row !== undefined && target.field.dataset === row)
    return isNoun ? [place] : []
  })
