import type { Language } from '@millwright/spec'
import { detectLanguage, linkQuestion } from '../link/link-question.ts'
import type { LinkResult } from '../link/link.ts'
import { uses } from '../link/reading-parts.ts'
import { formatWallTime, toWallTime } from '../time/local-time.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import type { Parts } from './collect.ts'
import { decide } from './decide/decide.ts'
import type { OutputStyle } from './draft.ts'
import { findCandidates } from './find-readings.ts'
import type { RankedCandidate } from './ranked-candidate.ts'
import { namesReferent, withReferent } from './follow-up/referent.ts'
import { withTopic } from './follow-up/reference/elliptic.ts'
import { withReference } from './follow-up/reference/with-reference.ts'
import { refersBack } from './follow-up/refers-back.ts'
import { findThose } from './follow-up/those.ts'
import { findFollowUps, isFragment, standsAlone } from './follow-up/follow-up.ts'
import { opensAsFollowUp, speaksOfAnother, speaksOfBefore } from './follow-up/follow-up-words.ts'
import { departureOf } from './follow-up/memory/leave-thread.ts'
import { recall } from './follow-up/memory/recall.ts'
import { withPeriodBefore } from './follow-up/period-before.ts'
import { viewOf } from './model-view.ts'
import { withOwnLayer } from './own-layer/own-layer.ts'
import type { ParseOptions, ParseResult, ParseSource, Preview, SourceCandidate } from './parse-result.ts'
import { withEmptiness } from './decide/finds-nothing.ts'
import { confidenceOf } from './rank.ts'
import { judgeNested } from './nested/judge-nested.ts'
import { judgeReadings, withSureness } from './ranking/judge-readings.ts'
import { rankReadings } from './ranking/rank-readings.ts'
import { rankByRows } from './single-table/rank-by-rows.ts'
import { floatingTableOf, rankTable } from './single-table/rank-table.ts'

/**
 * Reads a question over the sources: links its words, composes typed queries from them, ranks these and decides
 * whether to answer, to ask one question back, or to refuse. Pure: the same input gives the same result.
 */
export const parseQuestion = (options: ParseOptions): ParseResult =>
  decide(withSureness(readingsOf(options)), { ...options, language: languageOf(options) })

/**
 * As {@link parseQuestion}, and readings are judged by their rows too, which `preview` gives: one that finds nothing is
 * seldom meant.
 */
export const parseWithPreview = async (options: ParseOptions, preview: Preview): Promise<ParseResult> => {
  if (!uses('rows', options.without)) return parseQuestion(options)
  const ofTables = await rankByRows(readingsOf(options), preview)
  const judged = await judgeNested(await judgeReadings(ofTables, preview), preview)
  return decide(await withEmptiness(judged, preview), { ...options, language: languageOf(options) })
}

const languageOf = ({ language, question }: ParseOptions): Language => language ?? detectLanguage(question)

/** All readings of a question over its sources, the likeliest first, before one is decided for. */
export const readingsOf = (options: ParseOptions): readonly SourceCandidate[] => {
  const before = options.previous?.query.time?.range
  const times = findTimeExpressions(options.question, { ...options, before })
  return options.sources
    .flatMap((source): readonly SourceCandidate[] => {
      const { model, index } = source
      const lattice = linkQuestion({
        question: options.question,
        model,
        index,
        times,
        language: detectLanguage(options.question),
        choices: options.choices,
        now: formatWallTime(toWallTime(options.now, options.calendar.timeZone)),
        without: options.without,
      })
      return readOver(lattice, source, options).map(candidate => ({ ...candidate, source, lattice }))
    })
    .toSorted((a, b) => b.score - a.score)
}

/** Readings over one source: of the question by itself, or as a change of the one before where it is only that. */
const readOver = (
  asked: LinkResult,
  source: ParseSource,
  { previous, style = 'explained', without, layers }: ParseOptions,
): readonly RankedCandidate[] => {
  const departure = departureOf(asked)
  const lattice = departure?.lattice ?? asked
  const question = lattice.question.trim()
  const { model } = source
  const view = viewOf(model)
  const alone = readAlone(lattice, source, { style, without })
  const fresh = withOwnLayer(alone, { lattice, view }, layers?.get(model.sourceId))
  if (departure?.isCertain === true) return fresh
  const byItself = speaksOfAnother(question)
    ? fresh.map(one => ({ ...one, isDoubtful: true as const }))
    : fresh
  if (!previous || previous.sourceId !== model.sourceId) return byItself
  const goesOn = opensAsFollowUp(question) || (fresh[0] !== undefined && isFragment(fresh[0].parts))
  if (departure && !goesOn) return fresh
  const recalled = recall(lattice, view, previous)
  if (recalled)
    return findFollowUps(recalled.lattice, view, { previous: recalled.query, style, isChanged: true })
  const those = refersBack(question) ? findThose(lattice, view, { previous: previous.query, style }) : []
  if (those.length > 0) return those
  const referring = withReference(lattice, { view, previous: previous.query, style })
  if (referring.length > 0) return referring
  const ofWinner = namesReferent(question) ? withReferent(fresh, lattice, previous.query) : []
  if (ofWinner.length > 0) return ofWinner
  const best = fresh[0]
  const ofTopic = withTopic(best, lattice, previous.query)
  if (ofTopic) return [ofTopic, ...fresh.map(one => ({ ...one, score: ofTopic.score - 1 }))]
  const isWhole = best !== undefined && best.parts.measures.length > 0 && best.parts.groups.length > 0
  const asks = best !== undefined && !standsAlone(best.parts) && speaksOfBefore(question)
  const mayFollow =
    (opensAsFollowUp(question) && !(isWhole && !refersToIt(question, best.parts))) ||
    asks ||
    (best !== undefined && isFragment(best.parts))
  const isFounded = best !== undefined && worthOf(best) >= leastFounded && !limitsOneNumber(best)
  if (!mayFollow && isFounded) return withPeriodBefore(byItself, lattice, previous.query)
  const edits = findFollowUps(lattice, view, { previous: previous.query, style })
  if (!mayFollow && !(edits[0] && worthOf(edits[0]) >= leastWorth)) return byItself
  // "how many chip jams did line 5 have" means much by itself, and nothing as a change of energy
  const isOther =
    best !== undefined &&
    edits[0] !== undefined &&
    standsAlone(best.parts) &&
    worthOf(best) > worthOf(edits[0]) + muchMore
  // the words alone are the same for both; what tells is that they change something
  return edits.length > 0 && !isOther ? edits : byItself
}

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

/**
 * The grammar reads; over a small table by itself, what was learned of such tables ranks, unless the question plainly
 * asks for measures by groups: people ask that of a sheet as they ask it of a database.
 */
const readAlone = (
  lattice: LinkResult,
  { model, index }: ParseSource,
  { style, without }: { readonly style: OutputStyle; readonly without: ParseOptions['without'] },
): readonly RankedCandidate[] => {
  const view = viewOf(model)
  const isRanked = uses('ranking', without)
  const readings = (): readonly RankedCandidate[] => {
    const composed = findCandidates(lattice, view, style)
    return isRanked ? rankReadings(composed, lattice, { view, style, without }) : composed
  }
  const table = isRanked ? floatingTableOf(lattice, view, index) : undefined
  if (!table) return readings()
  const fromGrammar = findCandidates(lattice, view, 'asked')
  if (fromGrammar[0] && isAnalysis(fromGrammar[0])) return readings()
  return rankTable(table, fromGrammar, { said: lattice, view, style })
}

const isAnalysis = ({ parts, draft }: RankedCandidate): boolean =>
  parts.measures.length > 0 && parts.groups.length > 0 && draft.unused.length === 0
