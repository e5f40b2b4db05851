import type { DataConnection, PlantCalendar, Role } from '@millwright/spec'
import { localize } from '@millwright/spec'
import { detectLanguage } from '../link/link-question.ts'
import { checkNarration } from '../narrate/check-narration.ts'
import type { ParseOutput } from '../ask/step-outputs.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { compareOver, comparisonOf } from '../why/compare-step.ts'
import { toExplanationTable } from '../why/explanation-table.ts'
import { measureColumnOf } from '../why/measure-column.ts'
import { narrateWhy } from '../why/narrate-why.ts'
import { understandWhy } from '../why/understand-why.ts'
import type { WhyOptions } from '../why/understand-why.ts'
import type { CompareOutput } from '../why/why-outputs.ts'
import { toWhyQuestion } from '../why/why-words.ts'
import { settleDirectly } from './settle-directly.ts'

/** An explanation without a run. */
export interface DirectExplanation {
  /** Each as `equipment = Lathe 7`, narrowed by a second one with ` & `; empty where nothing explains it. */
  readonly causes: readonly string[]
  readonly answer: string
  /** Whether every number of the answer is a cell of the table. */
  readonly isMarked: boolean
  readonly testCount: number
  /** How surely the question was understood, 0..1. */
  readonly confidence: number
}

interface ExplainOptions {
  readonly source: SourceKnowledge
  readonly role: Role
  readonly connection: DataConnection
  readonly now: Date
  readonly calendar: PlantCalendar
  readonly previous?: WhyOptions['previous']
}

/** What a question for causes asks to be explained; nothing that was chosen before is known. */
export const understandDirectly = async (
  question: string,
  { source, role, connection, now, calendar, previous }: ExplainOptions,
): Promise<ParseOutput> => {
  const { output } = await understandWhy(question, {
    sources: [source],
    now,
    calendar,
    language: detectLanguage(question),
    previous,
    settle: (result, toAsked) =>
      settleDirectly(result, { question, source, role, connection, calendar, toAsked }),
  })
  return output
}

/** The steps of the skill in their order, for benchmarks and tests: same functions, no run. */
export const explainDirectly = async (
  question: string,
  options: ExplainOptions,
): Promise<DirectExplanation> => {
  const { source, role, connection, calendar } = options
  const { query, refusal, clarification, confidence, language } = await understandDirectly(question, options)
  if (!query || clarification) {
    const answer = localize(refusal ?? clarification?.question ?? { en: '' }, language)
    return { causes: [], answer, isMarked: true, testCount: 0, confidence: 0 }
  }
  const { model, whole } = source
  const compared = await compareOver({
    ...comparisonOf(query, model),
    model,
    whole,
    role,
    connection,
    calendar,
  })
  const table = toExplanationTable(compared, measureColumnOf(query, model, compared.rate), language)
  const direction = toWhyQuestion(question)?.direction
  const narration = narrateWhy(table, { compared, language, direction })
  return {
    causes: compared.causes.map(toText),
    answer: narration.sentences.map(sentence => sentence.text).join(' '),
    isMarked: checkNarration(narration, table).verdict === 'pass',
    testCount: compared.testCount,
    confidence,
  }
}

const toText = ({ effect, within }: CompareOutput['causes'][number]): string =>
  [effect, ...(within ? [within] : [])]
    .map(({ dimension, value }) => `${dimension.label.en} = ${String(value)}`)
    .join(' & ')
