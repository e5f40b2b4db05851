import { detectLanguage, linkQuestion } from '../link/link-question.ts'
import type { LinkResult } from '../link/link.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import { decide } from './decide.ts'
import { findCandidates } from './find-readings.ts'
import type { Candidate } from './find-readings.ts'
import { findFollowUps, isFragment, opensAsFollowUp } from './follow-up.ts'
import { viewOf } from './model-view.ts'
import type { ParseOptions, ParseResult, ParseSource, SourceCandidate } from './parse-result.ts'

/**
 * Reads a question over the sources: links its words, composes typed queries from them, ranks these and decides
 * whether to answer, to ask one question back, or to refuse. Pure: the same input gives the same result.
 */
export const parseQuestion = (options: ParseOptions): ParseResult => {
  const language = options.language ?? detectLanguage(options.question)
  const times = findTimeExpressions(options.question, options)
  const candidates = options.sources
    .flatMap((source): readonly SourceCandidate[] => {
      const { model, index } = source
      const lattice = linkQuestion({
        question: options.question,
        model,
        index,
        times,
        language: detectLanguage(options.question),
        choices: options.choices,
      })
      return readOver(lattice, source, options).map(candidate => ({ ...candidate, source, lattice }))
    })
    .toSorted((a, b) => b.score - a.score)
  return decide(candidates, { ...options, language })
}

/** Readings over one source: of the question by itself, or as a change of the one before where it is only that. */
const readOver = (
  lattice: LinkResult,
  { model }: ParseSource,
  { previous, question, style = 'explained' }: ParseOptions,
): readonly Candidate[] => {
  const view = viewOf(model)
  const fresh = findCandidates(lattice, view, style)
  if (!previous || previous.sourceId !== model.sourceId) return fresh
  const best = fresh[0]
  const isWhole = best !== undefined && best.parts.measures.length > 0 && best.parts.groups.length > 0
  const mayFollow = (opensAsFollowUp(question) && !isWhole) || (best !== undefined && isFragment(best.parts))
  if (!mayFollow) return fresh
  const edits = findFollowUps(lattice, view, { previous: previous.query, style })
  // the words alone are the same for both; what tells is that they change something
  return edits.length > 0 ? edits : fresh
}
