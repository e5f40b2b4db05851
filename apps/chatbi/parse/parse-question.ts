import type { Language } from '@millwright/spec'
import { detectLanguage, linkQuestion } from '../link/link-question.ts'
import type { LinkResult } from '../link/link.ts'
import { uses } from '../link/reading-parts.ts'
import { formatWallTime, toWallTime } from '../time/local-time.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import { decide } from './decide/decide.ts'
import type { OutputStyle } from './draft.ts'
import { findCandidates } from './find-readings.ts'
import type { RankedCandidate } from './ranked-candidate.ts'
import { isFragment } from './follow-up/follow-up.ts'
import { opensAsFollowUp, speaksOfAnother } from './follow-up/follow-up-words.ts'
import { departureOf } from './follow-up/memory/leave-thread.ts'
import { readAfter } from './follow-up/read-after.ts'
import { viewOf } from './model-view.ts'
import { withOwnLayer } from './own-layer/own-layer.ts'
import type { ParseOptions, ParseResult, ParseSource, Preview, SourceCandidate } from './parse-result.ts'
import { withEmptiness } from './decide/finds-nothing.ts'
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
  return readAfter({ fresh, byItself }, lattice, { view, before: previous, style })
}

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
