import type { LinkResult } from '../../../link/link.ts'
import type { ModelView } from '../../model-view.ts'
import type { EarlierQuery } from '../../parse-result.ts'
import { together } from './combine.ts'
import { findNamedValues } from './named-values.ts'
import type { Recalled } from './recalled.ts'
import type { Sides } from './sides.ts'
import { findStretches, strikeOut } from '../strike-out.ts'
import { saysTotal } from './together-words.ts'

/** "add line 4", 把恒力也加上, "and line 4 too, side by side". */
const adds: readonly RegExp[] = [
  /\b(?:add|adding|include|including|bring in|throw in)\b(?: in| to (?:it|that|this))?|\b(?:side by side|alongside|next to (?:it|that|them|each other)|together with|in(?:to)? the same (?:table|chart|list)|in one (?:table|chart|list))\b/gi,
  /(?:一起|一并|都|也|再)?(?:加(?:上|进(?:来|去)?|入|到里面)|算(?:上|进(?:来|去)?)|带上|放进(?:来|去)?|补上|放(?:在)?一起|并排)/g,
]

const perRow = /\b(?:one|a) (?:row|line|column|bar|figure) (?=(?:per|for each|for every|each)\b)/gi

/** Besides, these say no more than that. */
const around: readonly RegExp[] = [
  /\b(?:as well|too|also|please|and|now|then|ones?(?! (?:row|line|column|bar))|the)\b|\b(?:each|separately|respectively)\b(?= (?:too|please)|\W*$)/gi,
  /把|也|再|还|连|一起|一并|同时|分别|[吧了的看]/g,
]

/**
 * Another value beside the one that the rows were kept to: each is told apart from the other, unless the sum is asked for.
 * Undefined where the question names none of the same kind.
 */
export const setBeside = (lattice: LinkResult, view: ModelView, last: EarlierQuery): Recalled | undefined => {
  const { question } = lattice
  const words = findStretches(question, adds)
  if (words.length === 0 || last.query.measures.length === 0) return undefined
  // "one row per line" is no line 1
  const said = strikeOut(lattice, findStretches(question, [perRow]))
  const values = findNamedValues(said, last.query, view)
  const [first] = values
  if (!first || values.some(({ filter }) => filter !== first.filter)) return undefined
  const { filter, field } = first
  const sides: Sides = {
    kind: 'value',
    base: { ...last.query, filters: last.query.filters.filter(one => one !== filter) },
    field,
    sides: [filter, ...values.map(({ condition }) => condition)],
  }
  const query = together(sides, view, !saysTotal(question))
  return (
    query && { query, lattice: strikeOut(said, [...words, ...values, ...findStretches(question, around)]) }
  )
}
