import type { LinkResult } from '../../../link/link.ts'
import type { ModelView } from '../../model-view.ts'
import type { EarlierQuery } from '../../parse-result.ts'
import { aroundAgainst, asksForGrowth, asksForRatio, saysReversed, setsAgainst } from './against-words.ts'
import { against } from './combine.ts'
import { findNamedSides } from './named-sides.ts'
import type { NamedSide } from './named-sides.ts'
import { findNamedValues } from './named-values.ts'
import type { Recalled } from './recalled.ts'
import { sidesOf } from './sides.ts'
import type { Sides } from './sides.ts'
import { findStretches, isNameless, strikeOut } from '../strike-out.ts'

/**
 * The two answers before against each other: "what's the change from one to the other", 早班比中班多多少. Two periods are compared;
 * of two values or measures the one is taken from the other.
 */
export const setTwoAgainst = (
  lattice: LinkResult,
  view: ModelView,
  last: EarlierQuery,
): Recalled | undefined => {
  const { question } = lattice
  const words = findStretches(question, setsAgainst).filter(one => isNameless(lattice, one))
  if (words.length === 0) return undefined
  const said = strikeOut(lattice, words)
  const sides = sidesSaid(said, view, last)
  if (!sides) return undefined
  const around = findStretches(question, aroundAgainst)
  const { named } = findNamedSides(said, sides, view)
  const order = orderOf(sides, named, question)
  const as = asksForRatio(question) ? 'ratio' : asksForGrowth(question) ? 'growth' : 'difference'
  const query = against(sides, view, { ...order, as })
  return (
    query && {
      query,
      lattice: strikeOut(lattice, [...words, ...around, ...joints(named, question), ...named]),
    }
  )
}

/** The two answers before; or what is named, beside the last one: 比6号线高多少, after line 3. */
const sidesSaid = (lattice: LinkResult, view: ModelView, last: EarlierQuery): Sides | undefined => {
  const sides = sidesOf(last, view)
  if (sides && !findNamedSides(lattice, sides, view).namesOther) return sides
  const [value, other] = findNamedValues(lattice, last.query, view)
  if (!value || other) return undefined
  const { filter, condition, field } = value
  const base = { ...last.query, filters: last.query.filters.filter(one => one !== filter) }
  return { kind: 'value', base, field, sides: [condition, filter] }
}

/** Which is taken from which: as they are named, else the last one asked about from the one before; the earlier period from the later. */
const orderOf = (
  { kind, sides }: Sides,
  [one, other]: readonly NamedSide[],
  question: string,
): { readonly first: number; readonly second: number } => {
  const last = sides.length - 1
  if (one && other) {
    const isFromTo = /(?:\bfrom|从|由)\s*$/i.test(question.slice(0, one.from))
    return isFromTo ? { first: other.at, second: one.at } : { first: one.at, second: other.at }
  }
  const rest = one && (one.at === last ? last - 1 : last)
  if (one && rest !== undefined) {
    const isSubtracted =
      /(?:\b(?:than|from|with|to|over|against|in)|[比跟和较])\s*(?:the |in |on |of )*$/i.test(
        question.slice(0, one.from),
      )
    return isSubtracted ? { first: rest, second: one.at } : { first: one.at, second: rest }
  }
  const inTime = kind === 'period' && (sides[last - 1]?.from ?? '') > (sides[last]?.from ?? '')
  return inTime !== saysReversed(question)
    ? { first: last - 1, second: last }
    : { first: last, second: last - 1 }
}

/** The words that tie the two together: "from September to October", 10月跟9月比. */
const joints = (named: readonly NamedSide[], question: string) =>
  findStretches(question, [
    /\b(?:than|from|with|to|over|against|and|vs\.?|versus|in|on|for|of|compared)(?: the)?\b|[比跟和与较从到由]/gi,
  ]).filter(({ from, to }) =>
    named.some(
      one => question.slice(to, one.from).trim() === '' || question.slice(one.to, from).trim() === '',
    ),
  )
