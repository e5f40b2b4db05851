import type { Actor } from '@millwright/spec'
import { composeAnswer } from '../answer/compose/compose-answer.ts'
import { loadReaderModel } from '../answer/model/reader-model.ts'
import type { ReaderModel } from '../answer/model/reader-model.ts'
import { readPassages } from '../answer/reading/read-passages.ts'
import { checkAnswer } from '../check/check-answer.ts'
import { citeAnswer } from '../cite/cite-answer.ts'
import type { PassageSearch } from '../index/search.ts'
import { understandQuestion } from '../understand/understand-question.ts'
import type { LoadRevisions } from './load-revisions.ts'
import type { LoadSections } from './load-sections.ts'
import { retrievePassages } from './retrieve-passages.ts'
import type {
  AskInput,
  CheckOutput,
  CiteOutput,
  ReadOutput,
  RetrieveOutput,
  UnderstandOutput,
} from '../step-outputs.ts'

export interface DirectQuestion extends Omit<AskInput, 'previousRunId'> {
  readonly search: PassageSearch
  readonly actor: Actor
  /** Absent: passages have no sections. */
  readonly loadSections?: LoadSections
  /** Absent: revisions are not compared. */
  readonly loadRevisions?: LoadRevisions
  readonly equipment?: readonly string[]
  readonly now?: Date
  readonly signal?: AbortSignal
}

/** What each step of the skill puts out. */
export interface DirectAnswer {
  readonly understand: UnderstandOutput
  readonly retrieve: RetrieveOutput
  readonly read: ReadOutput
  readonly answer: CheckOutput['answer']
  readonly cite: CiteOutput
  /** Milliseconds of the whole, the search within it. */
  readonly durationMs: number
}

/** Read once, when the first question comes. */
let shipped: ReaderModel | undefined

/** The steps of the skill in their order, for benchmarks, golden questions and tests: the same functions, no run. */
export const answerQuestion = async (question: DirectQuestion): Promise<DirectAnswer> => {
  const began = performance.now()
  const { search, actor, signal } = question
  const reader = (shipped ??= loadReaderModel())
  const { output: understand } = understandQuestion({
    input: question,
    now: question.now ?? new Date(),
    equipment: question.equipment ?? [],
  })
  const loadSections = question.loadSections ?? (() => Promise.resolve([]))
  const found = await retrievePassages(
    { search, loadSections, ...(question.loadRevisions ? { loadRevisions: question.loadRevisions } : {}) },
    { understood: understand, actor, ...(signal ? { signal } : {}) },
  )
  const documentCount = new Set(found.passages.map(passage => passage.documentId)).size
  const retrieve = { ...found, documentCount }
  const read = readPassages({ understood: understand, passages: found.passages, model: reader })
  const composed = composeAnswer({
    understood: understand,
    retrieved: retrieve,
    read,
    threshold: reader.threshold,
  })
  const { output } = checkAnswer({
    answer: composed,
    citations: citeAnswer(composed, found.passages),
    passages: found.passages,
    inForce: new Set(found.passages.map(passage => passage.revisionId)),
  })
  const { answer, citations } = output
  return { understand, retrieve, read, answer, cite: { citations }, durationMs: performance.now() - began }
}
