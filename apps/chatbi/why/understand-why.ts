import { localize } from '@millwright/spec'
import type { Language, Localized, StepResult } from '@millwright/spec'
import type { AskedQuery, OfferOptions } from '../ask/offer-readings.ts'
import { emptyOutput, readingOf } from '../ask/parse-output.ts'
import type { QueryBefore } from '../ask/query-before.ts'
import type { SettledReading } from '../ask/settle-reading.ts'
import type { ParseOutput } from '../ask/step-outputs.ts'
import { refuse, toStepResult } from '../ask/to-step-result.ts'
import { detectLanguage } from '../link/link-question.ts'
import { parseQuestion } from '../parse/parse-question.ts'
import type { ParseOptions, ParseResult } from '../parse/parse-result.ts'
import { requestKey } from '../parse/decide/request-key.ts'
import { onlyReading } from '../parse/decide/runner-up.ts'
import { findDataset } from '../query/find-in-model.ts'
import type { Condition, MeasureExpression, Query } from '../query/query.ts'
import type { Dataset } from '../model/semantic-model.ts'
import type { SourceKnowledge } from '../workspace/workspace.ts'
import { asEither, findCohort, toCohort, withCohortFirst } from './cohort.ts'
import { findMeasureParts } from './measure-parts.ts'
import { findPeriods, lastDays } from './periods.ts'
import { findTimeField } from './time-field.ts'
import { toWhyBefore } from './why-before.ts'
import { isBareWhy, toWhyQuestion } from './why-words.ts'
import type { WhyQuestion } from './why-words.ts'

export interface WhyOptions {
  readonly sources: readonly SourceKnowledge[]
  readonly now: Date
  readonly calendar: ParseOptions['calendar']
  readonly language: Language
  /** What was chosen before that words stand for. */
  readonly choices?: Readonly<Record<string, string>>
  /** What was asked before, which a bare "why?" asks the causes of and other words may change. */
  readonly previous?: Omit<QueryBefore, 'reading'> | undefined
  /** Settles what was read with what the asker chose; `toAsked` says what a reading asks to be explained. */
  readonly settle: (
    result: ParseResult,
    toAsked: NonNullable<OfferOptions['toAsked']>,
  ) => Promise<SettledReading>
}

/** A question for causes as the query of one measure in two periods. */
export const understandWhy = async (
  question: string,
  options: WhyOptions,
): Promise<StepResult<ParseOutput>> => {
  const why = toWhyQuestion(question)
  const { previous } = options
  const before = options.sources.find(({ sourceId }) => sourceId === previous?.sourceId)
  if (why && previous && before && isBareWhy(why)) return understandBefore(previous, before, options)
  const { isLevel = false, isLately = false, isMoreThanBefore = false, others } = why ?? {}
  const present = { ...options, isLevel, isLately, isMoreThanBefore, others }
  const toAsked = (query: Query, source: SourceKnowledge): AskedQuery | undefined => {
    const compared = toComparison(query, source, present)
    return 'query' in compared
      ? { query: compared.query, reading: readingOfWhy(compared.query, source) }
      : undefined
  }
  const settled = await options.settle(read(why ?? question, options), toAsked)
  const understood = toStepResult(settled, options.sources)
  const source = options.sources.find(({ sourceId }) => sourceId === understood.output.sourceId)
  if (understood.outcome !== 'done' || !source) return withoutPlaces(understood)
  const compared = toComparison(understood.output.query, source, present)
  if (!('query' in compared)) return refuse(refused(options.language, understood.output, compared.reason))
  const { query } = compared
  return withoutPlaces({
    ...understood,
    output: {
      ...withComparedRunnerUp(understood.output, { query, sources: options.sources, toAsked }),
      query,
      reading: readingOfWhy(query, source),
      candidates: [],
    },
  })
}

/** "Why?" by itself: the causes of what was answered before. */
const understandBefore = (
  previous: Omit<QueryBefore, 'reading'>,
  source: SourceKnowledge,
  options: WhyOptions,
): StepResult<ParseOutput> => {
  const { query: asked, isLevel } = toWhyBefore(previous)
  const output = { ...emptyOutput(options.language), sourceId: source.sourceId }
  const compared = toComparison(asked, source, { ...options, isLevel })
  if (!('query' in compared)) return refuse(refused(options.language, output, compared.reason))
  const { query } = compared
  return {
    outcome: 'done',
    proposer: { kind: 'builtin', name: 'grammar', version: '1' },
    output: {
      ...output,
      modelVersion: source.model.version,
      query,
      reading: readingOfWhy(query, source),
      confidence: bareConfidence,
      decision: 'answer',
    },
  }
}

/** The words leave nothing to be misunderstood; what was asked before was answered. */
const bareConfidence = 0.9

/** An addition of words is worth reading where it is likely to be what was meant. */
const leastOfTotal = 0.3

/**
 * A bare name ("energy") may be that of rows as well as that of a measure; causes are asked of the measure: of the total, or of
 * how many there are ("the cracks of the foundry", "more measurements out of tolerance").
 */
const read = (why: WhyQuestion | string, options: WhyOptions): ParseResult => {
  const { about, isCounted } = typeof why === 'string' ? { about: why, isCounted: false } : why
  const first = parseQuestion({ ...options, question: about })
  if (hasMeasure(first) && !(isCounted && isAveraged(first))) return first
  const isChinese = detectLanguage(about) === 'zh'
  const total = isChinese ? `${about}总计` : `total ${about}`
  const count = isChinese ? `${about}有多少` : `how many ${about}`
  const [best] = (isCounted ? [count] : [total, count])
    .map(text => parseQuestion({ ...options, question: text }))
    .filter(result => hasMeasure(result) && !isAveraged(result) && result.confidence >= leastOfTotal)
    .toSorted((a, b) => b.confidence - a.confidence)
  return best ?? first
}

const isAveraged = ({ candidates }: ParseResult): boolean =>
  candidates[0]?.query.measures.some(
    ({ expression }) => expression.kind === 'aggregate' && expression.aggregate === 'avg',
  ) === true

const hasMeasure = ({ candidates }: ParseResult): boolean => (candidates[0]?.query.measures.length ?? 0) > 0

/** What else may be meant to be explained; where that cannot be explained, the answer still says that it is not sure. */
const withComparedRunnerUp = (
  { runnerUp, ...output }: ParseOutput,
  {
    query,
    sources,
    toAsked,
  }: {
    readonly query: Query
    readonly sources: readonly SourceKnowledge[]
    readonly toAsked: NonNullable<OfferOptions['toAsked']>
  },
): ParseOutput => {
  const source = sources.find(({ sourceId }) => sourceId === runnerUp?.sourceId)
  const other = runnerUp && source && toAsked(runnerUp.query, source)
  if (other && source && requestKey(other.query) !== requestKey(query))
    return { ...output, runnerUp: { sourceId: source.sourceId, ...other } }
  const isSilent = runnerUp !== undefined && output.assumptions.length === 0
  return isSilent ? { ...output, assumptions: [onlyReading] } : output
}

/** Places in the question without its why-word are not places in the question. */
const withoutPlaces = (result: StepResult<ParseOutput>): StepResult<ParseOutput> => ({
  ...result,
  output: { ...result.output, spans: [] },
})

/** What is explained, in a plain sentence of either language. */
export const readingOfWhy = (query: Query, source: SourceKnowledge): Localized => {
  const reading = readingOf(query, source)
  return { en: `What explains it: ${localize(reading, 'en')}`, zh: `原因：${localize(reading, 'zh')}` }
}

const refused = (language: Language, output: ParseOutput, reason: Localized): ParseOutput => ({
  ...emptyOutput(language),
  sourceId: output.sourceId,
  refusal: reason,
})

/** What periods are called that nobody named. */
const periodWords = {
  en: { lastWeek: 'last week', lastDays: 'the last 30 days', before: 'the period before' },
  zh: { lastWeek: '上周', lastDays: '最近 30 天', before: '此前同长时段' },
} as const

/** The query of one measure in two periods, or why there is none. */
const toComparison = (
  asked: Query | null,
  { model }: SourceKnowledge,
  present: Pick<WhyOptions, 'now' | 'calendar' | 'language'> &
    Pick<WhyQuestion, 'isLevel' | 'others'> &
    Partial<Pick<WhyQuestion, 'isLately' | 'isMoreThanBefore'>>,
): { readonly query: Query } | { readonly reason: Localized } => {
  const measure = asked && measureOf(asked, model)
  if (!asked || !measure) return { reason: noMeasure }
  if (asked.measures.length > 1) return { reason: oneMeasure }
  if (isOfOthers(asked)) return { reason: notSplittable }
  if (!findMeasureParts(measure.expression, model)) return { reason: notSplittable }
  const field = asked.time?.field ?? findTimeField(measure.expression, model)
  if (!field) return { reason: noTime }
  const { via } = asked
  const isLevel = present.isLevel && !(present.isMoreThanBefore === true && asked.time?.range)
  const filters = isLevel
    ? withCohortFirst(asEither(withFirstOfTwo(asked), model), present.others, model)
    : asked.filters
  const isCohort = isLevel && findCohort({ ...asked, filters }) !== undefined
  if (isLevel && !isCohort && filters.some(isTimePart)) return { reason: noTimeParts }
  const words = periodWords[present.language]
  const ofLate = isCohort || present.isLately === true
  const range = asked.time?.range ?? (ofLate ? { ...lastDays(present), text: words.lastDays } : undefined)
  const { before, after } = findPeriods(range, asked.compareTo, present)
  return {
    query: {
      measures: [measure],
      dimensions: [],
      columns: [],
      filters,
      having: [],
      orderBy: [],
      time: { field, range: { ...after, text: range?.text ?? words.lastWeek } },
      ...(isCohort ? {} : { compareTo: { ...before, text: asked.compareTo?.text ?? words.before } }),
      ...(via ? { via } : {}),
    },
  }
}

/** "more at night than in the day shift": of two values the first is set against the other. */
const withFirstOfTwo = ({ filters }: Query): Query['filters'] => [
  ...filters.flatMap(filter => {
    const [first, second, third] = filter.kind === 'in' && !filter.negated ? filter.values : []
    if (filter.kind !== 'in' || first === undefined || second === undefined || third !== undefined) return []
    const own = { kind: 'field', field: filter.field } as const
    return [{ kind: 'compare', left: own, operator: '=', right: { kind: 'value', value: first } } as const]
  }),
  ...filters,
]

/** The measure asked about; rows that were named without one are counted. */
const measureOf = (query: Query, model: SourceKnowledge['model']): Query['measures'][number] | undefined => {
  const [measure] = query.measures
  const counted = measure === undefined ? query.root : rowsOf(measure.expression)
  if (counted === undefined) return measure
  const dataset = findDataset(model, counted)
  if (!dataset || namesOne(query, dataset)) return undefined
  return measure ?? { id: 'row_count', expression: { kind: 'rows', dataset: counted } }
}

const rowsOf = (expression: MeasureExpression): string | undefined =>
  expression.kind === 'rows' ? expression.dataset : undefined

/** "What is wrong with lathe 7" names a thing, which is not counted. */
const namesOne = ({ filters }: Query, { name, fields }: Dataset): boolean =>
  filters.some(filter => {
    const field = toCohort(filter)?.field
    return field?.dataset === name && fields.some(one => one.name === field.field && one.isName === true)
  })

/** "Machines with stops last week": things by what happened to them, or by what that comes to. */
const isOfOthers = ({ filters, having }: Query): boolean =>
  having.length > 0 || filters.some(({ kind }) => kind === 'related' || kind === 'in-query')

/** Weekends, mornings: parts of time that come back. */
const isTimePart = (filter: Condition): boolean =>
  filter.kind === 'compare' && filter.left.kind === 'time-part'

const noTimeParts: Localized = {
  en: 'Days of the week and hours of the day cannot be set against each other. Name two periods, or two shifts.',
  zh: '不能把一周中的某些天或一天中的某些时段相互比较。请说明两个时间段，或两个班次。',
}
const noMeasure: Localized = {
  en: 'Name the measure whose change is to be explained, as in "why did scrap rise last week".',
  zh: '请说明要解释哪个指标的变化，例如“为什么上周废品率升高”。',
}
const oneMeasure: Localized = {
  en: 'One measure at a time can be explained. Ask about each by itself.',
  zh: '一次只能解释一个指标，请分别提问。',
}
const notSplittable: Localized = {
  en: 'A change can be explained of sums, counts, averages and ratios within one table. This measure is none of them.',
  zh: '只能解释同一张表内的合计、计数、平均值和比率的变化，该指标不属于这些类型。',
}
const noTime: Localized = {
  en: 'What is measured has no time, so no two periods can be compared.',
  zh: '该指标没有时间字段，无法比较两个时间段。',
}
