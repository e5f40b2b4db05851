import { defineStep } from '@millwright/spec'
import type { Check, StepContext, StepDefinition } from '@millwright/spec'
import type { AskServices } from './ask-services.ts'
import { retrievePassages } from './retrieve-passages.ts'
import { retrieveOutputSchema, understandOutputSchema } from '../step-outputs.ts'
import type { AskInput, RetrieveOutput } from '../step-outputs.ts'

/** Passages that may answer. A person may drop some and put others first; what was not found cannot be put in. */
export const defineRetrieveStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, RetrieveOutput>({
    name: 'retrieve',
    title: { en: 'Passages', zh: '段落' },
    dependsOn: ['understand'],
    effect: 'reads',
    output: retrieveOutputSchema,
    editPermission: 'documents.read',
    run: async context => {
      const output = await retrieve(services, context)
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'search', version: '1' },
        evidence: output.terms.map(text => ({ kind: 'search-term', text })),
        checks: [hasPassages(output)],
        output,
      }
    },
    completeEdit: (output, previous) => Promise.resolve(onlyFound(output, previous)),
    check: async output => [hasPassages(output)],
  })

const retrieve = async (
  services: AskServices,
  { outputs, actor, signal }: StepContext<AskInput>,
): Promise<RetrieveOutput> => {
  const understood = understandOutputSchema.parse(outputs['understand'])
  const [found, documentCount] = await Promise.all([
    retrievePassages(services, { understood, actor, signal }),
    services.documents.count(understood, actor),
  ])
  return { ...found, documentCount }
}

/** A person orders and drops what was found; text comes from the documents alone. */
const onlyFound = (output: RetrieveOutput, previous: unknown): RetrieveOutput => {
  const before = retrieveOutputSchema.parse(previous)
  const found = new Map(before.passages.map(passage => [passage.passageId, passage]))
  const best = Math.max(0, ...before.passages.map(passage => passage.score))
  const passages = output.passages.flatMap(({ passageId }) => found.get(passageId) ?? [])
  const isReordered =
    passages[0]?.passageId !==
    before.passages.find(({ passageId }) => passages.some(kept => kept.passageId === passageId))?.passageId
  return {
    ...before,
    passages: passages.map((passage, i) =>
      isReordered && i === 0 ? { ...passage, score: best * 1.5 } : passage,
    ),
  }
}

const hasPassages = ({ passages }: RetrieveOutput): Check =>
  passages.length > 0
    ? {
        name: 'has-passages',
        verdict: 'pass',
        message: { en: 'Passages were found.', zh: '找到了相关段落。' },
      }
    : {
        name: 'has-passages',
        verdict: 'warn',
        message: {
          en: 'Nothing matches these words. Use other words, or look in other collections.',
          zh: '没有匹配的段落。请换一种说法，或在其他文档集中查找。',
        },
      }
