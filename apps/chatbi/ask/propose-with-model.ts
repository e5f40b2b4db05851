import { z } from 'zod'
import { modelCallEvidence } from '@millwright/spec'
import type { Evidence, StepContext } from '@millwright/spec'
import { compileQuery } from '../compile/compile-query.ts'
import type { ParseResult, SourceReading } from '../parse/parse-result.ts'
import { querySchema } from '../query/query.ts'
import type { Query } from '../query/query.ts'
import { validateQuery } from '../query/validate-query.ts'
import { toWallTime, formatWallTime } from '../time/local-time.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import type { AskServices } from './ask-services.ts'
import { toPrompt } from './model-prompt.ts'
import { parseOutputSchema } from './step-outputs.ts'
import type { AskInput } from './step-outputs.ts'

const proposalSchema = z.object({ queries: z.array(querySchema).max(3) })

/** Above this the built-in reading stands by itself and no model is asked. */
const sureEnough = 0.75
/** A model's reading is never surer than this, however sure the model sounds; each further one half as sure. */
export const modelConfidence = 0.6

/** Readings that a model proposed and the checks let through, the likelier first, and what its calls were. */
export interface Proposals {
  readonly readings: readonly SourceReading[]
  readonly evidence: readonly Evidence[]
}

export const noProposals: Proposals = { readings: [], evidence: [] }

export interface BuiltinResult {
  readonly sources: readonly SourceKnowledge[]
  readonly result: ParseResult
  /** The query before, where the question follows one up. */
  readonly previous?: { readonly sourceId: string; readonly query: Query } | undefined
}

/**
 * Lets a configured model propose queries where the built-in reading is unsure, and judges them by the same checks. The
 * calls are evidence of the step whatever comes of them. Nothing is asked where the built-in reading stands: where it
 * is sure, and where two readings are so near that a person is asked which one is meant.
 */
export const proposeWithModel = async (
  { models, calendar }: AskServices,
  context: StepContext<AskInput>,
  { sources, result, previous }: BuiltinResult,
): Promise<Proposals> => {
  if (!models || isSettled(result)) return noProposals
  const source = sources.find(item => item.sourceId === result.candidates[0]?.sourceId) ?? sources[0]
  if (!source) return noProposals
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
  const calls = [...(reply.earlier ?? []), reply.call].map(modelCallEvidence)
  const judged = (reply.ok ? reply.value.queries : []).map(query => ({
    query,
    problems: problemsOf(query, source, calendar),
  }))
  const usable = judged.filter(({ problems }) => problems.length === 0)
  return {
    readings: usable.map(({ query }, i) =>
      toReading(query, source.sourceId, { model: models.model, place: i }),
    ),
    evidence: [...calls, ...judged.flatMap(({ problems }) => problems.map(toProblem))],
  }
}

/** What a model had proposed when a person was asked which reading is meant: the options that are its own. */
export const proposedBefore = (asked: unknown): Proposals => {
  const { clarification } = parseOutputSchema.safeParse(asked).data ?? {}
  return {
    readings: (clarification?.options ?? []).flatMap(({ query, sourceId, proposedBy }, place) =>
      proposedBy === undefined ? [] : [toReading(query, sourceId, { model: proposedBy, place })],
    ),
    evidence: [],
  }
}

const isSettled = ({ decision, confidence }: ParseResult): boolean =>
  decision === 'ask' || (decision === 'answer' && confidence >= sureEnough)

const toReading = (
  query: Query,
  sourceId: string,
  { model, place }: { readonly model: string; readonly place: number },
): SourceReading => ({
  query,
  sourceId,
  proposedBy: model,
  score: 0,
  confidence: modelConfidence / 2 ** place,
  reasons: [],
  unusedWords: [],
  assumptions: [
    {
      en: `Read by the model ${model}, not by the built-in grammar`,
      zh: `由模型 ${model} 理解，而非内置语法`,
    },
  ],
  chosen: [],
})

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
