import { defineStep } from '@millwright/spec'
import type { Check, StepContext, StepDefinition, StepResult } from '@millwright/spec'
import type { AskServices } from '../ask/ask-services.ts'
import { chosenSources, notAsked } from '../ask/chosen-sources.ts'
import { asPersonsReading } from '../ask/parse-output.ts'
import { findQueryBefore } from '../ask/query-before.ts'
import { recallChoices, settleOptionsOf } from '../ask/settle-options.ts'
import { settleReading } from '../ask/settle-reading.ts'
import { parseOutputSchema } from '../ask/step-outputs.ts'
import type { AskInput, ParseOutput } from '../ask/step-outputs.ts'
import { detectLanguage } from '../link/link-question.ts'
import { validateQuery } from '../query/validate-query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { isComparison } from './compare-step.ts'
import { readingOfWhy, understandWhy } from './understand-why.ts'

/** The measure whose change is asked about, its filters, and the two periods that are compared. */
export const defineUnderstandStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, ParseOutput>({
    name: 'parse',
    title: { en: 'Understanding', zh: '理解' },
    dependsOn: [],
    effect: 'reads',
    output: parseOutputSchema,
    editPermission: 'data.ask',
    run: context => understand(services, context),
    completeEdit: async (output, _previous, { actor }) => {
      const [source] = await services.workspace.knowledge(actor, [output.sourceId])
      if (!source || !output.query || validateQuery(output.query, source.model).length > 0) return output
      return { ...asPersonsReading(output), reading: readingOfWhy(output.query, source) }
    },
    check: async (output, { actor }) => {
      const [source] = await services.workspace.knowledge(actor, [output.sourceId])
      return [comparableCheck(output, source)]
    },
  })

/** Whether an edited query still has a measure that splits and two things to compare. */
const comparableCheck = ({ query }: ParseOutput, source: SourceKnowledge | undefined): Check => {
  const problems = query && source ? validateQuery(query, source.model) : []
  const isComparable = query && source && problems.length === 0 && isComparison(query, source.model)
  return {
    name: 'query-compares',
    verdict: isComparable ? 'pass' : 'fail',
    message: isComparable
      ? { en: 'The measure can be compared over every dimension.', zh: '该指标可按各维度比较。' }
      : {
          en:
            problems.map(found => found.message).join(' ') ||
            'One measure that adds up and two periods are needed.',
          zh: problems.map(found => found.message).join(' ') || '需要一个可拆分的指标和两个时间段。',
        },
  }
}

const understand = async (
  services: AskServices,
  context: StepContext<AskInput>,
): Promise<StepResult<ParseOutput>> => {
  const { input, actor, now } = context
  const { sources, leftOut } = await chosenSources(services.workspace, actor, input)
  const remembered = await recallChoices(services, actor, sources)
  const understood = await understandWhy(input.question, {
    sources,
    now,
    calendar: services.calendar,
    previous: await findQueryBefore(services, input, actor),
    language: input.language ?? detectLanguage(input.question),
    choices: remembered,
    settle: (result, toAsked) =>
      settleReading(result, { ...settleOptionsOf(services, context, sources), remembered, toAsked }),
  })
  const assumptions = [...understood.output.assumptions, ...notAsked(leftOut)]
  return { ...understood, output: { ...understood.output, assumptions } }
}
