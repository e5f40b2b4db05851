import { defineStep, PlatformError } from '@millwright/spec'
import type { Check, StepContext, StepDefinition, StepResult } from '@millwright/spec'
import type { AskServices } from '../ask/ask-services.ts'
import { parseOutputSchema } from '../ask/step-outputs.ts'
import type { AskInput } from '../ask/step-outputs.ts'
import type { SemanticModel } from '../model/semantic-model.ts'
import { fieldsOfCondition, sameRef } from '../query/fields-of.ts'
import type { Condition, MeasureExpression, Query } from '../query/query.ts'
import { findCohort, toCohort } from './cohort.ts'
import type { Cohort } from './cohort.ts'
import type { ExplanatoryField } from './explanatory-fields.ts'
import { explanatoryFields } from './explanatory-fields.ts'
import { investigate } from './investigate.ts'
import { createGroupLoader, findMovedRate, keepsTimeOfDay } from './load-groups.ts'
import type { AskedQuery, LoadOptions } from './load-groups.ts'
import { findMeasureParts } from './measure-parts.ts'
import { arePaired, areUnequal, blockHoursOf, countBlocks } from './periods.ts'
import type { ComparedPeriods } from './periods.ts'
import { compareOutputSchema } from './why-outputs.ts'
import type { CompareOutput } from './why-outputs.ts'

/** Both periods over every dimension of the model, each query through the compiler and the guard. */
export const defineCompareStep = (services: AskServices): StepDefinition<AskInput, unknown> =>
  defineStep<AskInput, CompareOutput>({
    name: 'compare',
    title: { en: 'Comparing', zh: '比较' },
    dependsOn: ['parse'],
    effect: 'reads',
    output: compareOutputSchema,
    run: context => compare(services, context),
  })

const compare = async (
  services: AskServices,
  context: StepContext<AskInput>,
): Promise<StepResult<CompareOutput>> => {
  const { sourceId, query } = parseOutputSchema.parse(context.outputs['parse'])
  const [source] = await services.workspace.knowledge(context.actor, [sourceId])
  if (!source) throw new PlatformError('SOURCE_NOT_FOUND', { sourceId })
  const output = await compareOver({
    ...comparisonOf(query, source.model),
    model: source.model,
    whole: source.whole,
    role: context.actor.role,
    connection: await services.workspace.connection(sourceId),
    calendar: services.calendar,
    signal: context.signal,
  })
  return {
    outcome: 'done',
    proposer: { kind: 'builtin', name: 'comparison', version: '1' },
    checks: [correctionCheck(output)],
    output,
  }
}

type Comparing = Pick<LoadOptions, 'parts' | 'time' | 'periods' | 'filters' | 'dimensions' | 'cohort'>

/** What a query of one measure in two periods is compared by. */
export const comparisonOf = (query: Query | null, model: SemanticModel): Comparing => {
  const [measure] = query?.measures ?? []
  const parts = measure && findMeasureParts(measure.expression, model)
  const cohort = query ? findCohort(query) : undefined
  const periods = query && periodsOf(query)
  if (!query?.time || !parts || !periods)
    throw new PlatformError('INPUT_INVALID', { problems: ['a measure and two periods are needed'] })
  return {
    parts,
    periods,
    time: query.time.field,
    filters: cohort ? query.filters.filter(filter => !namesCohort(filter, cohort)) : query.filters,
    cohort,
    dimensions: explanatoryFields(model, parts.dataset).filter(other => !isFixed(other, query, parts)),
  }
}

const namesCohort = (filter: Condition, cohort: Cohort): boolean => {
  const own = toCohort(filter)
  return own !== undefined && own.value === cohort.value && sameRef(own.field, cohort.field)
}

/** Whether a query names a measure that splits and two things to compare. */
export const isComparison = (query: Query, model: SemanticModel): boolean => {
  const [measure] = query.measures
  return Boolean(measure && findMeasureParts(measure.expression, model) && periodsOf(query))
}

const periodsOf = (query: Query): ComparedPeriods | undefined => {
  const [after, before] = [query.time?.range, query.compareTo]
  if (after?.from !== undefined && after.to !== undefined && findCohort(query))
    return { before: { from: after.from, to: after.to }, after: { from: after.from, to: after.to } }
  return after?.from !== undefined &&
    after.to !== undefined &&
    before?.from !== undefined &&
    before.to !== undefined
    ? { before: { from: before.from, to: before.to }, after: { from: after.from, to: after.to } }
    : undefined
}

/** A dimension that the question holds to one value, or that the measure itself is defined by, explains nothing. */
const isFixed = (
  { field }: ExplanatoryField,
  { filters }: Query,
  { numerator }: LoadOptions['parts'],
): boolean =>
  [...filters.filter(isOneValue), ...filtersOf(numerator)].some(filter =>
    fieldsOfCondition(filter).some(other => sameRef(other, field)),
  )

const isOneValue = (filter: Condition): boolean => toCohort(filter) !== undefined

const filtersOf = (expression: MeasureExpression): readonly Condition[] =>
  'left' in expression
    ? [...filtersOf(expression.left), ...filtersOf(expression.right)]
    : 'filters' in expression
      ? (expression.filters ?? [])
      : []

/** Reads, splits and tests. */
export const compareOver = async (
  asked: Omit<LoadOptions, 'onQuery' | 'blockHours'>,
): Promise<CompareOutput> => {
  const rate = await findMovedRate(asked)
  const options = rate ? { ...asked, parts: rate.parts, filters: rate.filters } : asked
  const { periods, parts } = options
  const queries: AskedQuery[] = []
  const onQuery = (query: AskedQuery): void => void queries.push(query)
  const blockHours = blockHoursOf(periods, await keepsTimeOfDay(options))
  const grain = blockHours === 1 ? 'hour' : 'day'
  const isRatio = parts.denominator !== undefined
  const isPerBlock = !isRatio && !options.cohort && areUnequal(periods)
  const { total, effects, causes, against, reversals, testCount } = await investigate(
    createGroupLoader({ ...options, blockHours, onQuery }),
    {
      isRatio,
      blocksBefore: countBlocks(periods.before, blockHours),
      blocksAfter: countBlocks(periods.after, blockHours),
      lags: blockHours === 24 ? 0 : 2,
      isPaired: arePaired(periods),
      ...(isPerBlock ? { blocksPerUnit: blockHours === 8 ? 3 : 1 } : {}),
      isExchange: !isRatio && !options.cohort,
    },
  )
  return {
    periods,
    ...(options.cohort ? { cohort: options.cohort } : {}),
    grain,
    isRatio,
    ...(rate ? { rate: rate.metric.name } : {}),
    ...(isPerBlock ? { isPerBlock } : {}),
    total,
    effects: [...effects],
    causes: [...causes],
    ...(against ? { against } : {}),
    reversals: [...reversals],
    testCount,
    queries,
  }
}

const correctionCheck = ({ testCount }: CompareOutput): Check => ({
  name: 'chance-corrected',
  verdict: testCount > 0 ? 'pass' : 'warn',
  message:
    testCount > 0
      ? {
          en: `${testCount} comparisons were tested, and chance is corrected for all of them.`,
          zh: `共检验 ${testCount} 项比较，并已对多重比较作校正。`,
        }
      : { en: 'There was nothing to compare by.', zh: '没有可供比较的维度。' },
})
