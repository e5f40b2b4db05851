import { defineStep } from '@millwright/spec'
import type { StepContext, StepDefinition } from '@millwright/spec'
import { composeAnswer } from '../answer/compose/compose-answer.ts'
import type { AnswerInput } from '../answer/compose/answer-input.ts'
import { readPassages } from '../answer/reading/read-passages.ts'
import { checkAnswer } from '../check/check-answer.ts'
import { citeAnswer } from '../cite/cite-answer.ts'
import type { AskServices } from './ask-services.ts'
import {
  answerOutputSchema,
  checkOutputSchema,
  citeOutputSchema,
  readOutputSchema,
  retrieveOutputSchema,
  understandOutputSchema,
} from '../step-outputs.ts'
import type {
  AnswerOutput,
  AskInput,
  CheckOutput,
  CiteOutput,
  ReadOutput,
  RetrieveOutput,
} from '../step-outputs.ts'
import { writeWithModel } from './write-with-model.ts'

const understoodOf = ({ outputs }: StepContext<AskInput>) =>
  understandOutputSchema.parse(outputs['understand'])
const retrievedOf = ({ outputs }: StepContext<AskInput>) => retrieveOutputSchema.parse(outputs['retrieve'])

/** Sentences and rows that may answer, ranked, with how likely the first one does. */
export const defineReadStep = ({ reader }: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, ReadOutput>({
    name: 'read',
    title: { en: 'Reading', zh: '阅读' },
    dependsOn: ['understand', 'retrieve'],
    effect: 'reads',
    output: readOutputSchema,
    run: async context => {
      const [understood, { passages }] = [understoodOf(context), retrievedOf(context)]
      const output = readPassages({ understood, passages, model: reader })
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'reader', version: String(reader.version) },
        evidence: output.candidates.slice(0, 3).map(({ quote, score, features }) => ({
          kind: 'candidate',
          text: quote,
          score,
          data: features,
        })),
        output,
      }
    },
  })

/** The answer in the form that suits the question; with a model, in its sentences as far as they are proved. */
export const defineAnswerStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, AnswerOutput>({
    name: 'answer',
    title: { en: 'Answer', zh: '回答' },
    dependsOn: ['understand', 'retrieve', 'read'],
    effect: 'reads',
    output: answerOutputSchema,
    run: async context => {
      const input: AnswerInput = {
        understood: understoodOf(context),
        retrieved: retrievedOf(context),
        read: readOutputSchema.parse(context.outputs['read']),
        threshold: services.reader.threshold,
      }
      const builtin = composeAnswer(input)
      const written = await writeWithModel(services, context, { input, builtin })
      return (
        written ?? {
          outcome: 'done',
          proposer: { kind: 'builtin', name: 'answer forms', version: '1' },
          output: builtin,
        }
      )
    },
  })

/** Document, revision, blocks and boxes of every part. */
export const defineCiteStep = (): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, CiteOutput>({
    name: 'cite',
    title: { en: 'Citations', zh: '引用' },
    dependsOn: ['retrieve', 'answer'],
    effect: 'reads',
    output: citeOutputSchema,
    run: async context => {
      const answer = answerOutputSchema.parse(context.outputs['answer'])
      const citations = [...citeAnswer(answer, retrievedOf(context).passages)]
      return {
        outcome: 'done',
        proposer: { kind: 'builtin', name: 'citations', version: '1' },
        output: { citations },
      }
    },
  })

/** Every quote, number, code and revision is judged; what fails is dropped and shown. */
export const defineCheckStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, CheckOutput>({
    name: 'check',
    title: { en: 'Checks', zh: '核对' },
    dependsOn: ['understand', 'retrieve', 'answer', 'cite'],
    effect: 'reads',
    output: checkOutputSchema,
    run: async context => {
      const { citations } = citeOutputSchema.parse(context.outputs['cite'])
      const { passages, changes } = retrievedOf(context)
      const inForce = await findInForce(services, context, {
        revisionIds: citations.map(citation => citation.revisionId),
        changes,
      })
      const answer = answerOutputSchema.parse(context.outputs['answer'])
      const { output, checks } = checkAnswer({ answer, citations, passages, inForce })
      return { outcome: 'done', proposer: { kind: 'builtin', name: 'checks', version: '1' }, checks, output }
    },
  })

/** Revisions in force when it is asked; of two that are compared, each at a moment of its own. */
const findInForce = async (
  services: AskServices,
  context: StepContext<AskInput>,
  { revisionIds, changes }: Pick<RetrieveOutput, 'changes'> & { readonly revisionIds: readonly string[] },
): Promise<ReadonlySet<string>> => {
  const { actor } = context
  const moments = changes
    ? [changes.before, changes.after].map(({ revisionId, asOf }) => ({ revisionIds: [revisionId], asOf }))
    : [{ revisionIds, asOf: understoodOf(context).asOf }]
  const found = await Promise.all(
    moments.map(moment => services.findInForce({ ...moment, asOf: new Date(moment.asOf), actor })),
  )
  return new Set(found.flatMap(ids => [...ids]))
}
