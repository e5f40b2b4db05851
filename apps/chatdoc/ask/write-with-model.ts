import { modelCallEvidence } from '@millwright/spec'
import type { StepContext, StepResult } from '@millwright/spec'
import type { AnswerInput } from '../answer/compose/answer-input.ts'
import { checkWritten } from '../check/check-written.ts'
import type { Proved } from '../check/check-written.ts'
import type { AskServices } from './ask-services.ts'
import { modelSourcesOf, toPrompt, writtenSchema } from './model-prompt.ts'
import type { ModelSource } from './model-prompt.ts'
import type { AnswerOutput, AnswerPart, AskInput } from '../step-outputs.ts'

interface Draft {
  readonly input: AnswerInput
  /** What stands without a model. */
  readonly builtin: AnswerOutput
}

/** Steps, values and places are told as they stand; a model words sentences alone, and never where there is no answer. */
const isWritten = ({ form }: AnswerOutput): boolean => form === 'sentences' || form === 'comparison'

/**
 * Lets a configured model write the sentences, and keeps those that are proved. The built-in answer stands where no
 * model is, where its call fails, and where nothing it wrote is left; what was dropped is told in every case.
 */
export const writeWithModel = async (
  { models }: AskServices,
  { runId, signal }: Pick<StepContext<AskInput>, 'runId' | 'signal'>,
  { input, builtin }: Draft,
): Promise<StepResult<AnswerOutput> | undefined> => {
  if (!models || !isWritten(builtin)) return undefined
  const { passages } = input.retrieved
  const sources = modelSourcesOf(passages)
  const reply = await models.generateObject({
    purpose: 'chatdoc.answer',
    question: runId,
    messages: toPrompt(input.understood, passages, sources),
    schema: writtenSchema,
    signal,
  })
  const evidence = [...(reply.earlier ?? []), reply.call].map(modelCallEvidence)
  const verdicts = reply.ok
    ? reply.value.sentences.map(({ text, citations }) => ({
        text,
        verdict: checkWritten({ text, citations }, sources),
      }))
    : []
  const proved = verdicts.flatMap(({ verdict }) => (verdict.ok ? [verdict.proved] : []))
  const dropped = verdicts.flatMap(({ text, verdict }) =>
    verdict.ok ? [] : [{ text, reason: verdict.reason }],
  )
  if (proved.length === 0)
    return {
      outcome: 'done',
      proposer: { kind: 'builtin', name: 'answer forms', version: '1' },
      evidence,
      output: { ...builtin, dropped },
    }
  return {
    outcome: 'done',
    proposer: { kind: 'model', name: models.model, provider: reply.call.provider },
    evidence,
    output: { ...builtin, parts: proved.map(sentence => toPart(sentence, sources)), dropped },
  }
}

const toPart = ({ text, proofs }: Proved, sources: readonly ModelSource[]): AnswerPart => ({
  kind: 'sentence',
  text,
  candidates: [],
  sources: proofs.flatMap(({ number, quote }) => {
    const source = sources.find(candidate => candidate.number === number)
    return source ? [{ passage: source.passage, blockIds: [source.blockId], quote }] : []
  }),
})
