import { defineStep } from '@millwright/spec'
import type {
  Actor,
  Check,
  Language,
  PlantCalendar,
  StepContext,
  StepDefinition,
  StepResult,
} from '@millwright/spec'
import { linkQuestion, detectLanguage } from '../link/link-question.ts'
import type { Link, LinkResult } from '../link/link.ts'
import { parseQuestion } from '../parse/parse-question.ts'
import type { ParseResult } from '../parse/parse-question.ts'
import { renderReading } from '../parse/render-reading.ts'
import type { Query } from '../query/query.ts'
import { validateQuery } from '../query/validate-query.ts'
import { findTimeExpressions } from '../time/find-time-expressions.ts'
import { shiftToNow } from '../verified/shift-to-now.ts'
import type { VerifiedQuestion } from '../verified/verified-questions.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import type { AskServices } from './ask-skill.ts'
import { proposeWithModel } from './propose-with-model.ts'
import { linkOutputSchema, parseOutputSchema } from './step-outputs.ts'
import type { AskInput, LinkChoice, LinkOutput, ParseOutput } from './step-outputs.ts'

const builtin = { kind: 'builtin', name: 'grammar', version: '1' } as const
const shownSources = 3
const shownLinks = 200

/** Words of the question to what they may stand for, in every source that may be asked. */
export const defineLinkStep = ({ workspace, calendar }: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, LinkOutput>({
    name: 'link',
    title: { en: 'Words', zh: '词语' },
    dependsOn: [],
    effect: 'reads',
    output: linkOutputSchema,
    run: async ({ input, actor, now }) => {
      const sources = await workspace.knowledge(actor, input.sourceIds)
      const times = findTimeExpressions(input.question, { now, calendar })
      const linked = sources.map(source => {
        const { model, index } = source
        const lattice = linkQuestion({
          question: input.question,
          model,
          index,
          times,
          language: input.language,
        })
        return { source, lattice, coverage: coverageOf(lattice) }
      })
      const best = linked.toSorted((a, b) => b.coverage - a.coverage).slice(0, shownSources)
      const language = input.language ?? detectLanguage(input.question)
      return {
        outcome: 'done',
        proposer: builtin,
        output: {
          language,
          sources: best.map(({ source, lattice, coverage }) => ({
            sourceId: source.sourceId,
            modelVersion: source.model.version,
            coverage,
            links: lattice.links.map(link => toChoice(link, lattice)).slice(0, shownLinks),
          })),
        },
      }
    },
  })

const isName = (link: Link): boolean => ['metric', 'field', 'dataset', 'value'].includes(link.target.kind)

/** Part of the content words that some name or value of the source may stand for. */
const coverageOf = ({ atoms, links, isStop }: LinkResult): number => {
  const content = atoms.map((_, i) => i).filter(i => !isStop[i] && atoms[i]?.kind !== 'punct')
  if (content.length === 0) return 0
  const best = content.map(i =>
    Math.max(
      0,
      ...links.filter(link => isName(link) && link.from <= i && i < link.to).map(link => link.score),
    ),
  )
  return best.reduce((sum, score) => sum + score, 0) / content.length
}

const toChoice = (link: Link, { atoms }: LinkResult): LinkChoice => ({
  from: atoms[link.from]?.from ?? 0,
  to: atoms[link.to - 1]?.to ?? 0,
  text: link.text,
  kind: link.target.kind,
  meaning: meaningOf(link),
  score: link.score,
  reason: link.reason,
})

const meaningOf = ({ target }: Link): string => {
  switch (target.kind) {
    case 'metric':
      return target.metric
    case 'field':
      return `${target.field.dataset}.${target.field.field}`
    case 'dataset':
      return target.dataset
    case 'value':
      return `${target.field.dataset}.${target.field.field} = ${String(target.value)}`
    case 'literal':
      return target.text
    case 'number':
      return String(target.value)
    case 'time':
      return target.expression.text
    case 'cue':
      return target.cues.map(cue => cue.cue).join(', ')
  }
}

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
  })

/** What a person wrote needs no confidence, leaves no word unused and asks nothing back. */
const asPersonsReading = ({ clarification: _, refusal: _refusal, ...output }: ParseOutput): ParseOutput => ({
  ...output,
  confidence: 1,
  unusedWords: [],
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

const readingOf = (query: Query, { model }: SourceKnowledge) => ({
  en: renderReading(query, model, 'en'),
  zh: renderReading(query, model, 'zh'),
})

const parse = async (
  services: AskServices,
  context: StepContext<AskInput>,
): Promise<StepResult<ParseOutput>> => {
  const { input, actor } = context
  const sources = await services.workspace.knowledge(actor, input.sourceIds)
  const language = input.language ?? detectLanguage(input.question)
  if (sources.length === 0) return refuse(noSources(language))
  const verified = await services.verified.find(
    input.question,
    sources.map(source => source.sourceId),
  )
  const fromVerified =
    verified && useVerified(verified, sources, { language, now: context.now, calendar: services.calendar })
  if (fromVerified) return fromVerified
  const previous = await previousQuery(services, context)
  const options = {
    question: input.question,
    sources,
    now: context.now,
    calendar: services.calendar,
    language,
    ...(previous ? { previous } : {}),
  }
  const remembered = Object.assign(
    {},
    ...(await Promise.all(sources.map(source => services.choices.recall(actor, source.sourceId)))),
  )
  const first = parseQuestion({ ...options, choices: remembered })
  const answered = await takeAnswer(services, context, first)
  const result = answered ? parseQuestion({ ...options, choices: { ...remembered, ...answered } }) : first
  const byModel = await proposeWithModel(services, context, { sources, result })
  const builtinResult = toStepResult(result, sources)
  return byModel ? byModel(builtinResult) : builtinResult
}

/** The person's choice answers the question that the same words raise again; it is kept for the next time. */
const takeAnswer = async (
  { choices }: AskServices,
  { answer, actor }: StepContext<AskInput>,
  result: ParseResult,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const asked = result.clarification
  if (answer === undefined || !asked) return undefined
  const sourceId = result.candidates[0]?.sourceId
  if (sourceId) await choices.remember(actor, sourceId, asked.id, answer)
  return { [asked.id]: answer }
}

const previousQuery = async (
  { runs }: AskServices,
  { input, actor }: StepContext<AskInput>,
): Promise<{ readonly sourceId: string; readonly query: Query } | undefined> => {
  if (!input.previousRunId) return undefined
  const run = await runs.get(input.previousRunId, actor)
  const output = parseOutputSchema.safeParse(run.steps.find(step => step.step === 'parse')?.output)
  return output.success && output.data.query
    ? { sourceId: output.data.sourceId, query: output.data.query }
    : undefined
}

const noSources = (language: Language): ParseOutput => ({
  ...emptyOutput(language),
  refusal: {
    en: 'There is no data to ask yet. Add a file or a database under Sources.',
    zh: '还没有可以询问的数据。请在“数据源”中添加文件或数据库。',
  },
})

const emptyOutput = (language: Language): ParseOutput => ({
  language,
  sourceId: '',
  query: null,
  reading: { en: '' },
  candidates: [],
  unusedWords: [],
  confidence: 0,
  decision: 'refuse',
  assumptions: [],
  spans: [],
})

const refuse = (output: ParseOutput): StepResult<ParseOutput> => ({
  outcome: 'stop',
  proposer: builtin,
  output,
  reason: output.refusal?.en ?? 'refused',
})

/** A verified query still stands only while the model has everything it names. */
const useVerified = (
  verified: VerifiedQuestion,
  sources: readonly SourceKnowledge[],
  {
    language,
    now,
    calendar,
  }: { readonly language: Language; readonly now: Date; readonly calendar: PlantCalendar },
): StepResult<ParseOutput> | undefined => {
  const source = sources.find(item => item.sourceId === verified.sourceId)
  if (!source || validateQuery(verified.query, source.model).length > 0) return undefined
  const query = shiftToNow(verified.query, {
    question: verified.question,
    askedAt: new Date(verified.askedAt),
    now,
    calendar,
  })
  return {
    outcome: 'done',
    proposer: { kind: 'builtin', name: 'verified question', version: verified.id },
    evidence: [
      {
        kind: 'verified',
        text: `Confirmed by ${verified.createdBy.name}`,
        data: { verifiedId: verified.id, at: verified.createdAt },
      },
    ],
    output: {
      ...emptyOutput(language),
      sourceId: source.sourceId,
      modelVersion: source.model.version,
      query,
      reading: readingOf(query, source),
      confidence: 1,
      decision: 'answer',
      verifiedId: verified.id,
    },
  }
}

const toStepResult = (result: ParseResult, sources: readonly SourceKnowledge[]): StepResult<ParseOutput> => {
  const [best] = result.candidates
  const source = sources.find(item => item.sourceId === best?.sourceId)
  const output: ParseOutput = {
    language: result.language,
    sourceId: best?.sourceId ?? '',
    ...(source ? { modelVersion: source.model.version } : {}),
    query: result.decision === 'refuse' ? null : (best?.query ?? null),
    reading: best && source && result.decision !== 'refuse' ? readingOf(best.query, source) : { en: '' },
    candidates: result.candidates.map(candidate => ({
      ...candidate,
      reasons: [...candidate.reasons],
      unusedWords: [...candidate.unusedWords],
      assumptions: [...candidate.assumptions],
    })),
    unusedWords: [...result.unusedWords],
    confidence: result.confidence,
    decision: result.decision,
    ...(result.clarification ? { clarification: result.clarification } : {}),
    ...(result.refusal ? { refusal: result.refusal } : {}),
    assumptions: [...(best?.assumptions ?? [])],
    spans: result.spans.map(span => ({ ...span })),
  }
  if (result.decision === 'refuse') return refuse(output)
  const common = { proposer: builtin, output, evidence: [...(best?.reasons ?? [])] }
  return result.decision === 'ask' && result.clarification
    ? { ...common, outcome: 'waiting', waitingFor: result.clarification }
    : { ...common, outcome: 'done' }
}
