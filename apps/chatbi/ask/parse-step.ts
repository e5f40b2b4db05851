import { defineStep } from '@millwright/spec'
import type {
  Actor,
  Check,
  Language,
  Localized,
  StepContext,
  StepDefinition,
  StepResult,
} from '@millwright/spec'
import { compiles } from '../compile/compile-query.ts'
import { detectLanguage } from '../link/link-question.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import { opensAsFollowUp } from '../parse/follow-up/follow-up-words.ts'
import { parseWithPreview } from '../parse/parse-question.ts'
import type { Preview } from '../parse/parse-result.ts'
import type { Query } from '../query/query.ts'
import { validateQuery } from '../query/validate-query.ts'
import { previewRows } from '../workspace/preview-rows.ts'
import type { LeftOutSource, SourceKnowledge } from '../workspace/workspace.ts'
import type { AskServices } from './ask-services.ts'
import { chosenSources, notAsked } from './chosen-sources.ts'
import { asPersonsReading, emptyOutput, readingOf } from './parse-output.ts'
import { valueOfReading } from './offer-readings.ts'
import { findQueryBefore } from './query-before.ts'
import { withJoinChoices } from './join-choices.ts'
import { noProposals, proposedBefore, proposeWithModel } from './propose-with-model.ts'
import type { BuiltinResult, Proposals } from './propose-with-model.ts'
import { recallChoices, settleOptionsOf } from './settle-options.ts'
import { choiceIdOf, settleReading } from './settle-reading.ts'
import { parseOutputSchema } from './step-outputs.ts'
import type { AskInput, ParseOutput } from './step-outputs.ts'
import { refuse, toStepResult } from './to-step-result.ts'
import { useVerified } from './use-verified.ts'
import { withProposals } from './weigh-proposals.ts'

/** The typed query that the question asks for: a verified one, the grammar's, or a model's, judged alike. */
export const defineParseStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, ParseOutput>({
    name: 'parse',
    title: { en: 'Understanding', zh: '理解' },
    dependsOn: ['link'],
    effect: 'reads',
    output: parseOutputSchema,
    editPermission: 'data.ask',
    run: context => parse(services, context),
    completeEdit: async (output, _previous, { actor }) => {
      const [source] = await services.workspace.knowledge(actor, [output.sourceId])
      if (!source || !output.query || validateQuery(output.query, source.model).length > 0) return output
      return { ...asPersonsReading(output), reading: readingOf(output.query, source), decision: 'answer' }
    },
    check: (output, { actor }) => checkEdit(services, output, actor),
    // previews may be late, and are no part of what was understood
    stableOutput: ({ clarification, ...output }) => ({
      ...output,
      ...(clarification ? { asks: clarification.options.map(({ value }) => value) } : {}),
    }),
  })

const checkEdit = async (
  { workspace }: AskServices,
  output: ParseOutput,
  actor: Actor,
): Promise<readonly Check[]> => {
  const [source] = await workspace.knowledge(actor, [output.sourceId])
  const problems =
    output.query && source
      ? validateQuery(output.query, source.model).map(found => found.message)
      : ['a query is needed']
  return [
    {
      name: 'query-fits-model',
      verdict: problems.length === 0 ? 'pass' : 'fail',
      message:
        problems.length === 0
          ? {
              en: 'Every name and value of the query fits the model.',
              zh: '查询中的名称和取值都与模型相符。',
            }
          : { en: problems.join(' '), zh: problems.join(' ') },
    },
  ]
}

const parse = async (
  services: AskServices,
  context: StepContext<AskInput>,
): Promise<StepResult<ParseOutput>> => {
  const { input, actor } = context
  const { sources, leftOut } = await chosenSources(services.workspace, actor, input)
  const language = input.language ?? detectLanguage(input.question)
  if (sources.length === 0) return refuse(noSources(language, leftOut))
  const fromVerified = await askVerified(services, context, { sources, language })
  if (fromVerified) return withAssumptions(fromVerified, notAsked(leftOut))
  const previous = await findQueryBefore(services, input, actor)
  const options = {
    question: input.question,
    sources,
    now: context.now,
    calendar: services.calendar,
    language,
    layers: await services.layers.of(sources, actor),
    compiles: (query: Query, model: SemanticModel) => compiles(query, model, { calendar: services.calendar }),
    ...(previous ? { previous } : {}),
  }
  const remembered = await recallChoices(services, context.actor, sources)
  const result = await parseWithPreview(
    { ...options, choices: remembered },
    previewOf(services, context, sources),
  )
  const proposals = await proposalsFor(services, context, { sources, result, previous, remembered })
  const proposed = withProposals(result, proposals.readings, sources)
  const { calendar } = services
  const settled = await settleReading(withJoinChoices(proposed, { sources, calendar, remembered }), {
    ...settleOptionsOf(services, context, sources),
    remembered,
  })
  const { evidence } = proposals
  return withAssumptions(
    toStepResult(settled, sources, { before: previous?.reading, evidence }),
    notAsked(leftOut),
  )
}

/** A model is asked once for a question, and not where the asker chose one of the grammar's readings before. */
const proposalsFor = (
  services: AskServices,
  context: StepContext<AskInput>,
  { remembered, ...builtin }: BuiltinResult & { readonly remembered: Readonly<Record<string, string>> },
): Promise<Proposals> => {
  if (context.answer !== undefined) return Promise.resolve(proposedBefore(context.asked))
  const before = remembered[choiceIdOf(context.input.question)]
  return builtin.result.candidates.some(reading => valueOfReading(reading) === before)
    ? Promise.resolve(noProposals)
    : proposeWithModel(services, context, builtin)
}

/** Rows of readings as the asker may see them. */
const previewOf =
  (
    { workspace, calendar }: AskServices,
    { actor, signal }: StepContext<AskInput>,
    sources: readonly SourceKnowledge[],
  ): Preview =>
  async (sourceId, query) => {
    const source = sources.find(one => one.sourceId === sourceId)
    if (!source) return undefined
    const connection = await workspace.connection(sourceId)
    return previewRows(query, source, { role: actor.role, calendar, connection, signal })
  }

/** The query that a person confirmed for the same words; words that only change a question before have none. */
const askVerified = async (
  { verified, calendar }: AskServices,
  { input, now }: StepContext<AskInput>,
  { sources, language }: { readonly sources: readonly SourceKnowledge[]; readonly language: Language },
): Promise<StepResult<ParseOutput> | undefined> => {
  if (input.previousRunId && opensAsFollowUp(input.question)) return undefined
  const ids = sources.map(source => source.sourceId)
  const found = await verified.find(input.question, ids)
  return found && useVerified(found, sources, { language, now, calendar })
}

const withAssumptions = (
  result: StepResult<ParseOutput>,
  more: readonly Localized[],
): StepResult<ParseOutput> =>
  more.length === 0
    ? result
    : { ...result, output: { ...result.output, assumptions: [...result.output.assumptions, ...more] } }

const noSources = (language: Language, leftOut: readonly LeftOutSource[]): ParseOutput => {
  const [first] = notAsked(leftOut)
  return {
    ...emptyOutput(language),
    refusal: first ?? {
      en: 'There is no data to ask yet. Add a file or a database under Sources.',
      zh: '还没有可以询问的数据。请在“数据源”中添加文件或数据库。',
    },
  }
}
