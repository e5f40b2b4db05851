import { defineStep, localize } from '@millwright/spec'
import type { Language, Localized, StepContext, StepDefinition, StepResult } from '@millwright/spec'
import type { AskServices } from '../ask/ask-services.ts'
import { chosenSources, notAsked } from '../ask/chosen-sources.ts'
import { emptyOutput, readingOf } from '../ask/parse-output.ts'
import { parseOutputSchema } from '../ask/step-outputs.ts'
import type { AskInput, ParseOutput } from '../ask/step-outputs.ts'
import { refuse, toStepResult } from '../ask/to-step-result.ts'
import { detectLanguage } from '../link/link-question.ts'
import { parseQuestion } from '../parse/parse-question.ts'
import { findDataset } from '../query/find-in-model.ts'
import type { Query } from '../query/query.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { findMeasureParts } from './measure-parts.ts'
import { findPeriods } from './periods.ts'
import { findTimeField } from './time-field.ts'
import { toWhyQuestion } from './why-words.ts'

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
  services: AskServices,
  context: StepContext<AskInput>,
): Promise<StepResult<ParseOutput>> => {
  const { input, actor, now } = context
  const { sources, leftOut } = await chosenSources(services.workspace, actor, input)
  const language = input.language ?? detectLanguage(input.question)
  const question = toWhyQuestion(input.question)?.about ?? input.question
  const options = { question, sources, now, calendar: services.calendar, language }
  const first = parseQuestion(options)
  const asked = first.clarification
  const result =
    context.answer !== undefined && asked
      ? parseQuestion({ ...options, choices: { [asked.id]: context.answer } })
      : first
  const understood = toStepResult(result, sources)
  const source = sources.find(({ sourceId }) => sourceId === understood.output.sourceId)
  if (understood.outcome !== 'done' || !source) return withoutPlaces(understood)
  const query = toComparison(understood.output.query, source, { now, calendar: services.calendar })
  if (!('query' in query)) return refuse(refused(language, understood.output, query.reason))
  return withoutPlaces({
    ...understood,
    output: {
      ...understood.output,
      query: query.query,
      reading: why(readingOf(query.query, source)),
      candidates: [],
      assumptions: [...understood.output.assumptions, ...notAsked(leftOut)],
    },
  })
}

/** Places in the question without its why-word are not places in the question. */
const withoutPlaces = (result: StepResult<ParseOutput>): StepResult<ParseOutput> => ({
  ...result,
  output: { ...result.output, spans: [] },
})

const why = (reading: Localized): Localized => ({
  en: `What explains the change: ${localize(reading, 'en')}`,
  zh: `变化原因：${localize(reading, 'zh')}`,
})

const refused = (language: Language, output: ParseOutput, reason: Localized): ParseOutput => ({
  ...emptyOutput(language),
  sourceId: output.sourceId,
  refusal: reason,
})

/** The query of one measure in two periods, or why there is none. */
const toComparison = (
  asked: Query | null,
  { model }: SourceKnowledge,
  present: Parameters<typeof findPeriods>[2],
): { readonly query: Query } | { readonly reason: Localized } => {
  const measure = asked && measureOf(asked, model)
  if (!asked || !measure) return { reason: noMeasure }
  if (!findMeasureParts(measure.expression, model)) return { reason: notSplittable }
  const field = asked.time?.field ?? findTimeField(measure.expression, model)
  if (!field) return { reason: noTime }
  const { before, after } = findPeriods(asked.time?.range, asked.compareTo, present)
  const { filters, via } = asked
  return {
    query: {
      measures: [measure],
      dimensions: [],
      columns: [],
      filters,
      having: [],
      orderBy: [],
      time: { field, range: { ...after, text: asked.time?.range.text ?? 'last week' } },
      compareTo: { ...before, text: asked.compareTo?.text ?? 'the period before' },
      ...(via ? { via } : {}),
    },
  }
}

/** The measure asked about; rows that were named without one are counted. */
const measureOf = (query: Query, model: SourceKnowledge['model']): Query['measures'][number] | undefined => {
  const [measure] = query.measures
  if (measure) return measure
  return query.root !== undefined && findDataset(model, query.root)
    ? { id: 'row_count', expression: { kind: 'rows', dataset: query.root } }
    : undefined
}

const noMeasure: Localized = {
  en: 'Name the measure whose change is to be explained, as in "why did scrap rise last week".',
  zh: '请说明要解释哪个指标的变化，例如“为什么上周废品率升高”。',
}
const notSplittable: Localized = {
  en: 'A change can be explained of sums, counts, averages and ratios within one table. This measure is none of them.',
  zh: '只能解释同一张表内的合计、计数、平均值和比率的变化，该指标不属于这些类型。',
}
const noTime: Localized = {
  en: 'What is measured has no time, so no two periods can be compared.',
  zh: '该指标没有时间字段，无法比较两个时间段。',
}
