import type { LinkResult } from '../../link/link.ts'
import type { Query } from '../../query/query.ts'
import type { Parts } from '../collect.ts'
import type { OutputStyle } from '../draft.ts'
import type { ModelView } from '../model-view.ts'
import { confidenceOf } from '../rank.ts'
import type { ParseOptions } from '../parse-result.ts'
import type { RankedCandidate } from '../ranked-candidate.ts'
import { findFollowUps, isFragment, standsAlone } from './follow-up.ts'
import { opensAsFollowUp, speaksOfBefore } from './follow-up-words.ts'
import { recall } from './memory/recall.ts'
import { withPeriodBefore } from './period-before.ts'
import { withTopic } from './reference/elliptic.ts'
import { isDangling, withReference } from './reference/with-reference.ts'
import { refersBack } from './refers-back.ts'
import { findThose } from './those.ts'

/** Readings of a question by itself, and these as they stand where nothing else is meant. */
export interface OwnReadings {
  readonly fresh: readonly RankedCandidate[]
  /** As `fresh`, not sure where the question speaks of something that it does not name. */
  readonly byItself: readonly RankedCandidate[]
}

export interface AfterOptions {
  readonly view: ModelView
  readonly before: NonNullable<ParseOptions['previous']>
  readonly style: OutputStyle
}

/**
 * Readings of a question that follows another one: of the rows that the one before showed, of things that it speaks of, by itself,
 * or as a change of the one before where it is only that. What speaks of a thing that is not there is not sure.
 */
export const readAfter = (
  own: OwnReadings,
  lattice: LinkResult,
  { view, style, before }: AfterOptions,
): readonly RankedCandidate[] => {
  const options = { view, style, previous: before.query }
  const recalled = recall(lattice, view, before)
  if (recalled)
    return findFollowUps(recalled.lattice, view, { previous: recalled.query, style, isChanged: true })
  const those = refersBack(lattice.question) ? findThose(lattice, options.view, options) : []
  if (those.length > 0) return those
  const referring = withReference(lattice, options)
  if (referring.length > 0) return referring
  const read = readUnreferring(own, lattice, options)
  return isDangling(lattice, options) ? read.map(one => ({ ...one, isDoubtful: true as const })) : read
}

const readUnreferring = (
  { fresh, byItself }: OwnReadings,
  lattice: LinkResult,
  {
    view,
    previous,
    style,
  }: { readonly view: ModelView; readonly previous: Query; readonly style: OutputStyle },
): readonly RankedCandidate[] => {
  const [best] = fresh
  const ofTopic = withTopic(best, lattice, previous)
  if (ofTopic) return [ofTopic, ...fresh.map(one => ({ ...one, score: ofTopic.score - 1 }))]
  const mayFollow = mayChange(lattice.question, best)
  const isFounded = best !== undefined && worthOf(best) >= leastFounded && !limitsOneNumber(best)
  if (!mayFollow && isFounded) return withPeriodBefore(byItself, lattice, previous)
  const edits = findFollowUps(lattice, view, { previous, style })
  if (!mayFollow && !(edits[0] && worthOf(edits[0]) >= leastWorth)) return byItself
  // the words alone are the same for both; what tells is that they change something
  return edits[0] && !isOther(best, edits[0]) ? edits : byItself
}

/** Whether the words may only change the question before. */
const mayChange = (question: string, best: RankedCandidate | undefined): boolean => {
  const isWhole = best !== undefined && best.parts.measures.length > 0 && best.parts.groups.length > 0
  const asks = best !== undefined && !standsAlone(best.parts) && speaksOfBefore(question)
  const opens = opensAsFollowUp(question) && !(isWhole && !refersToIt(question, best.parts))
  return opens || asks || (best !== undefined && isFragment(best.parts))
}

/** "how many chip jams did line 5 have" means much by itself, and nothing as a change of energy. */
const isOther = (best: RankedCandidate | undefined, edited: RankedCandidate): boolean =>
  best !== undefined && standsAlone(best.parts) && worthOf(best) > worthOf(edited) + muchMore

/** A question that means little by itself, as 超过3%的有哪些, is a change of the one before where that means much. */
const leastFounded = 0.3
const leastWorth = 0.6
const muchMore = 0.3
const usualLead = 0.3

/** "above 20 hours": of groups that it does not name. */
const limitsOneNumber = ({ draft }: RankedCandidate): boolean =>
  draft.having.length > 0 && draft.dimensions.length + draft.columns.length === 0

const worthOf = ({ features }: RankedCandidate): number => confidenceOf(features, usualLead)

/** "and how many stops was that, per line": what was asked before, though it says by what. */
const refersToIt = (question: string, parts: Parts): boolean =>
  speaksOfBefore(question) && parts.conditions.length + parts.times.length === 0
