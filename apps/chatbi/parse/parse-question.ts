import type { ChoiceQuestion, Language, Localized, PlantCalendar } from '@millwright/spec'
import { detectLanguage, linkQuestion } from '../link/link-question.ts'
import type { LinkResult } from '../link/link.ts'
import type { ValueIndex } from '../link/value-index.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import type { Query } from '../query/query.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import { decide } from './decide.ts'
import type { OutputStyle } from './draft.ts'
import { findCandidates } from './find-readings.ts'
import { findFollowUps, isFragment, opensAsFollowUp } from './follow-up.ts'
import type { Candidate } from './find-readings.ts'
import { viewOf } from './model-view.ts'
import type { Reading } from './reading.ts'

/** A source that may answer: its model and the values that this person may see. */
export interface ParseSource {
  readonly model: SemanticModel
  readonly index: ValueIndex
}

export interface ParseOptions {
  readonly question: string
  readonly sources: readonly ParseSource[]
  readonly now: Date
  readonly calendar: PlantCalendar
  readonly language?: Language | undefined
  /** The query before, where the question may only change it. */
  readonly previous?: { readonly sourceId: string; readonly query: Query } | undefined
  /** Answers given to clarifications, by question id; remembered ones too. */
  readonly choices?: Readonly<Record<string, string>> | undefined
  readonly style?: OutputStyle | undefined
}

/** A reading with the source that it is over. */
export interface SourceReading extends Reading {
  readonly sourceId: string
}

export interface ParseResult {
  readonly language: Language
  /** Best first, at most ten. */
  readonly candidates: readonly SourceReading[]
  readonly decision: 'answer' | 'ask' | 'refuse'
  readonly clarification?: ChoiceQuestion
  /** Why nothing is answered, and what can be asked instead. */
  readonly refusal?: Localized
  readonly unusedWords: readonly string[]
  readonly confidence: number
  /** What each link of the best reading stands for, by place in the question. */
  readonly spans: readonly QuestionSpan[]
}

/** Offsets in the question and what the words were taken for; `unused` where nothing stands for them. */
export interface QuestionSpan {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly kind: 'metric' | 'field' | 'dataset' | 'value' | 'number' | 'time' | 'word' | 'unused'
  readonly meaning: string
}

export interface SourceCandidate extends Candidate {
  readonly source: ParseSource
  readonly lattice: LinkResult
}

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
