import { z } from 'zod'
import { modelCallEvidence } from '@millwright/spec'
import type { Evidence, ModelGateway, StepContext, StepResult } from '@millwright/spec'
import { compileQuery } from '../compile/compile-query.ts'
import type { ParseResult } from '../parse/parse-result.ts'
import { renderReading } from '../parse/render-reading.ts'
import { querySchema } from '../query/query.ts'
import type { Query } from '../query/query.ts'
import { validateQuery } from '../query/validate-query.ts'
import { toWallTime, formatWallTime } from '../time/local-time.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import type { AskServices } from './ask-services.ts'
import { toPrompt } from './model-prompt.ts'
import { besides } from './to-step-result.ts'
import type { AskInput, ParseOutput } from './step-outputs.ts'

const proposalSchema = z.object({ query: querySchema.nullable() })

/** Above this the built-in reading stands by itself and no model is asked. */
const sureEnough = 0.75
/** A model's reading is never surer than this, however sure the model sounds. */
const modelConfidence = 0.6

export interface BuiltinResult {
  readonly sources: readonly SourceKnowledge[]
  readonly result: ParseResult
  /** The query before, where the question follows one up. */
  readonly previous?: { readonly sourceId: string; readonly query: Query } | undefined
}

/**
 * Lets a configured model propose a query where the built-in reading is unsure, and judges it by the same checks. The
 * calls are evidence of the step whatever comes of them. Undefined where the built-in reading stands: where it is
 * sure, and where two readings are so near that a person is asked, or was, which one is meant.
 */
export const proposeWithModel = async (
  { models, calendar }: AskServices,
  context: StepContext<AskInput>,
  { sources, result, previous }: BuiltinResult,
): Promise<((builtin: StepResult<ParseOutput>) => StepResult<ParseOutput>) | undefined> => {
  if (!models || isSettled(result) || context.answer !== undefined) return undefined
  const source = sources.find(item => item.sourceId === result.candidates[0]?.sourceId) ?? sources[0]
  if (!source) return undefined
  const { input, actor, signal } = context
  const now = formatWallTime(toWallTime(context.now, calendar.timeZone))
  const reply = await models.generateObject({
    purpose: 'chatbi.parse',
    question: context.runId,
    messages: toPrompt({
      question: input.question,
      model: source.model,
      role: actor.role,
      now,
      ...(previous?.sourceId === source.sourceId ? { previous: previous.query } : {}),
    }),
    schema: proposalSchema,
    signal,
  })
  const evidence = [...(reply.earlier ?? []), reply.call].map(modelCallEvidence)
  const query = reply.ok ? reply.value.query : null
  const problems = query ? problemsOf(query, source, calendar) : []
  return builtin => {
    const withCalls = {
      ...builtin,
      evidence: [...(builtin.evidence ?? []), ...evidence, ...problems.map(toProblem)],
    }
    return query && problems.length === 0 ? adopt(query, source, { builtin: withCalls, models }) : withCalls
  }
}

const isSettled = ({ decision, confidence }: ParseResult): boolean =>
  decision === 'ask' || (decision === 'answer' && confidence >= sureEnough)

const toProblem = (message: string): Evidence => ({ kind: 'model-proposal-refused', text: message })

const problemsOf = (
  query: Query,
  source: SourceKnowledge,
  calendar: AskServices['calendar'],
): readonly string[] => {
  const found = validateQuery(query, source.model)
  if (found.length > 0) return found.map(diagnostic => diagnostic.message)
  const compiled = compileQuery(query, source.model, { calendar })
  return compiled.ok ? [] : compiled.diagnostics.map(diagnostic => diagnostic.message)
}

interface Adoption {
  readonly builtin: StepResult<ParseOutput>
  readonly models: ModelGateway
}

/** The model's query becomes the reading; the built-in candidates stay to choose from, and the person is told. */
const adopt = (
  query: Query,
  source: SourceKnowledge,
  { builtin, models }: Adoption,
): StepResult<ParseOutput> => {
  const { clarification: _, refusal: _refusal, choices: _choices, ...output } = builtin.output
  return {
    outcome: 'done',
    proposer: { kind: 'model', name: models.model, provider: 'openai-compatible' },
    ...(builtin.evidence ? { evidence: builtin.evidence } : {}),
    output: {
      ...output,
      sourceId: source.sourceId,
      modelVersion: source.model.version,
      query,
      reading: { en: renderReading(query, source.model, 'en'), zh: renderReading(query, source.model, 'zh') },
      confidence: modelConfidence,
      candidates: output.candidates.map(candidate => ({
        ...candidate,
        confidence: besides(modelConfidence, candidate.confidence),
      })),
      decision: 'answer',
      assumptions: [
        ...output.assumptions,
        {
          en: `Read by the model ${models.model}, not by the built-in grammar`,
          zh: `由模型 ${models.model} 理解，而非内置语法`,
        },
      ],
    },
  }
}
