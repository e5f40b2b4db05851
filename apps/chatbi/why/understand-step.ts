import { defineStep } from '@millwright/spec'
import type { StepContext, StepDefinition, StepResult } from '@millwright/spec'
import type { AskServices } from '../ask/ask-services.ts'
import { chosenSources, notAsked } from '../ask/chosen-sources.ts'
import { parseOutputSchema } from '../ask/step-outputs.ts'
import type { AskInput, ParseOutput } from '../ask/step-outputs.ts'
import { detectLanguage } from '../link/link-question.ts'
import { understandWhy } from './understand-why.ts'

/** The measure whose change is asked about, its filters, and the two periods that are compared. */
export const defineUnderstandStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, ParseOutput>({
    name: 'parse',
    title: { en: 'Understanding', zh: '理解' },
    dependsOn: [],
    effect: 'reads',
    output: parseOutputSchema,
    run: context => understand(services, context),
  })

const understand = async (
  { workspace, calendar }: AskServices,
  { input, actor, now, answer }: StepContext<AskInput>,
): Promise<StepResult<ParseOutput>> => {
  const { sources, leftOut } = await chosenSources(workspace, actor, input)
  const understood = understandWhy(input.question, {
    sources,
    now,
    calendar,
    language: input.language ?? detectLanguage(input.question),
    answer,
  })
  const assumptions = [...understood.output.assumptions, ...notAsked(leftOut)]
  return { ...understood, output: { ...understood.output, assumptions } }
}
