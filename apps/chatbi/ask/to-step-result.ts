import type { ChoiceQuestion, Evidence, Localized, Proposer, StepResult } from '@millwright/spec'
import { localize } from '@millwright/spec'
import type { ParseResult, SourceReading } from '../parse/parse-result.ts'
import { isAsking } from '../parse/decide/runner-up.ts'
import { validateQuery } from '../query/validate-query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { readingOf } from './parse-output.ts'
import { noneOfThese } from './settle-reading.ts'
import type { SettledReading } from './settle-reading.ts'
import type { Clarification, ParseOutput } from './step-outputs.ts'

const builtin = { kind: 'builtin', name: 'grammar', version: '1' } as const

const proposerOf = (reading: SourceReading | undefined): Proposer =>
  reading?.proposedBy === undefined
    ? builtin
    : { kind: 'model', name: reading.proposedBy, provider: 'openai-compatible' }

/** The run ends with what can be asked instead. */
export const refuse = (output: ParseOutput): StepResult<ParseOutput> => ({
  outcome: 'stop',
  proposer: builtin,
  output,
  reason: output.refusal?.en ?? 'refused',
})

export interface StepResultOptions {
  /** The reading of the question that this one follows up. */
  readonly before?: Localized | undefined
  /** What else led to it: the calls of a model. */
  readonly evidence?: readonly Evidence[]
}

/** What was settled, as the step's output. */
export const toStepResult = (
  { result, clarification, choices, isNoneMeant }: SettledReading,
  sources: readonly SourceKnowledge[],
  { before, evidence: more = [] }: StepResultOptions = {},
): StepResult<ParseOutput> => {
  const [best] = result.candidates
  const source = sources.find(item => item.sourceId === best?.sourceId)
  const output: ParseOutput = {
    language: result.language,
    sourceId: best?.sourceId ?? '',
    ...(source ? { modelVersion: source.model.version } : {}),
    query: result.decision === 'refuse' ? null : (best?.query ?? null),
    reading: best && source && result.decision !== 'refuse' ? readingOf(best.query, source) : { en: '' },
    candidates: source ? usableCandidates(result, source) : [],
    unusedWords: [...result.unusedWords],
    confidence: result.confidence,
    decision: result.decision,
    ...(clarification ? { clarification } : {}),
    ...(result.refusal ? { refusal: result.refusal } : {}),
    assumptions: (best?.assumptions ?? []).map(assumption => nameBefore(assumption, before)),
    ...runnerUpOf(result, sources),
    ...(choices.length > 0 ? { choices: choices.map(({ ids, text }) => ({ ids, text })) } : {}),
    ...(isNoneMeant ? { isNoneMeant } : {}),
    spans: result.spans.map(span => ({ ...span })),
  }
  if (result.decision === 'refuse') return { ...refuse(output), evidence: more }
  const evidence = [...(best?.reasons ?? []), ...more]
  const common = { proposer: clarification ? builtin : proposerOf(best), output, evidence }
  return clarification
    ? { ...common, outcome: 'waiting', waitingFor: toChoiceQuestion(clarification) }
    : { ...common, outcome: 'done' }
}

/** The question back as every app puts one: its readings, and that none of them is meant. */
const toChoiceQuestion = ({ id, question, options }: Clarification): ChoiceQuestion => ({
  id,
  question,
  options: [
    ...options.map(({ value, reading, detail }) => ({
      value,
      label: reading,
      ...(detail ? { detail } : {}),
    })),
    { value: noneOfThese, label: { en: 'None of these', zh: '都不是' } },
  ],
})

const runnerUpOf = (
  { runnerUp }: ParseResult,
  sources: readonly SourceKnowledge[],
): Pick<ParseOutput, 'runnerUp'> => {
  const source = sources.find(({ sourceId }) => sourceId === runnerUp?.sourceId)
  if (!runnerUp || !source) return {}
  const { sourceId, query } = runnerUp
  return { runnerUp: { sourceId, query, reading: readingOf(query, source) } }
}

/**
 * What a person may choose instead: queries over the same source that ask for something and fit its model, each
 * once, the likelier first. None is shown as surer than the answer, which was preferred for reasons that its own
 * score may not tell.
 */
const usableCandidates = (result: ParseResult, source: SourceKnowledge): ParseOutput['candidates'] => {
  const seen = new Set<string>()
  const isUsable = ({ query, sourceId }: SourceReading): boolean => {
    const key = JSON.stringify(query)
    const isNew = !seen.has(key)
    seen.add(key)
    return (
      isNew &&
      sourceId === source.sourceId &&
      isAsking({ query }) &&
      validateQuery(query, source.model).length === 0
    )
  }
  const usable = result.candidates
    .filter(isUsable)
    .map(({ sourceId: _, chosen: _chosen, proposedBy: _by, answer: _answer, ...candidate }, i) => ({
      ...candidate,
      confidence: i === 0 ? result.confidence : besides(result.confidence, candidate.confidence),
      reasons: [...candidate.reasons],
      unusedWords: [...candidate.unusedWords],
      assumptions: [...candidate.assumptions],
    }))
  const [best, ...others] = usable
  const likely = others.filter(({ confidence }) => confidence >= leastConfidence)
  return best ? [best, ...likely.toSorted((a, b) => b.confidence - a.confidence)] : []
}

/** What would be shown as 0 % is no choice. */
const leastConfidence = 0.005

/** Of readings that exclude each other, another one is no surer than the answer, nor than what that leaves open. */
export const besides = (answer: number, other: number): number => Math.min(other, answer, 1 - answer)

/** The grammar says that a question before was changed; here it is known which. */
const nameBefore = (assumption: Localized, before: Localized | undefined): Localized =>
  before && assumption.en === 'Changes the question before'
    ? {
        en: `Based on the question before: ${localize(before, 'en')}`,
        zh: `以上一个问题为基础：${localize(before, 'zh')}`,
      }
    : assumption
