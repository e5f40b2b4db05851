import { localize } from '@millwright/spec'
import type { Language } from '@millwright/spec'
import type { Dataset, Field, Metric, SemanticModel } from './semantic-model.ts'

/** A metric with the dataset it counts or adds up. */
interface Fact {
  readonly metric: Metric
  readonly dataset: Dataset
}

const datasetOf = (model: SemanticModel, metric: Metric): Dataset | undefined => {
  const { expression } = metric
  const name =
    expression.kind === 'rows'
      ? expression.dataset
      : expression.kind === 'aggregate' && expression.value.kind === 'field'
        ? expression.value.field.dataset
        : metric.time?.dataset
  return model.datasets.find(dataset => dataset.name === name && !dataset.hidden)
}

const isOpen = (field: Field): boolean =>
  !field.hidden && (field.grade === 'public' || field.grade === 'internal')

/** Fields with a handful of values, so that grouping by them is a chart one can read. */
const groupings = (dataset: Dataset): readonly Field[] =>
  dataset.fields
    .filter(field => isOpen(field) && field.role === 'dimension')
    .filter(field => ['category', 'code', 'name'].includes(field.valueKind ?? ''))
    .filter(field => (field.distinctCount ?? 0) >= 2 && (field.distinctCount ?? 0) <= 40)
    .filter(field => (field.distinctCount ?? 0) < (dataset.rowCount ?? Infinity))
    .toSorted((a, b) => (a.valueKind === 'category' ? 0 : 1) - (b.valueKind === 'category' ? 0 : 1))

const nameField = (dataset: Dataset): Field | undefined =>
  dataset.fields.find(field => field.isName === true && isOpen(field))

/** Named things that a dataset's rows refer to: the line of a stop. */
const parents = (model: SemanticModel, dataset: Dataset): readonly Dataset[] =>
  model.relationships
    .filter(relationship => relationship.from === dataset.name && relationship.to !== dataset.name)
    .filter(relationship => relationship.role === undefined)
    .flatMap(relationship => model.datasets.filter(other => other.name === relationship.to && !other.hidden))
    .filter(other => nameField(other) !== undefined)

const spansMonths = (dataset: Dataset): boolean => {
  const time = dataset.fields.find(field => field.name === dataset.defaultTime)
  const from = Date.parse(String(time?.minimum ?? ''))
  const to = Date.parse(String(time?.maximum ?? ''))
  return to - from > 40 * 24 * 3600 * 1000
}

const isOpenMetric = (metric: Metric, dataset: Dataset): boolean => {
  const { expression } = metric
  if (metric.hidden || expression.kind !== 'aggregate' || expression.value.kind !== 'field')
    return !metric.hidden
  const { field } = expression.value.field
  return dataset.fields.some(other => other.name === field && isOpen(other))
}

/** Metrics worth a first question: sums before averages, long tables before short ones, rows counted last. */
const rankFacts = (model: SemanticModel): readonly Fact[] => {
  const weigh = ({ metric, dataset }: Fact): number =>
    Math.log10((dataset.rowCount ?? 0) + 1) * 2 +
    (metric.expression.kind === 'rows' ? -1 : 0) +
    (metric.expression.kind === 'arithmetic' ? 2 : 0) +
    (metric.expression.kind === 'aggregate' && metric.expression.aggregate === 'sum' ? 1 : 0) +
    (metric.better === undefined ? 0 : 1) +
    (dataset.defaultTime === undefined ? 0 : 1)
  return model.metrics
    .flatMap(metric => {
      const dataset = datasetOf(model, metric)
      return dataset === undefined || !isOpenMetric(metric, dataset) ? [] : [{ metric, dataset }]
    })
    .filter(({ dataset }) => groupings(dataset).length > 0 || parents(model, dataset).length > 0)
    .toSorted((a, b) => weigh(b) - weigh(a))
}

interface Words {
  readonly metric: string
  readonly group: string
}

const templates: Readonly<
  Record<Language, Readonly<Record<'by' | 'most' | 'monthly' | 'count', (words: Words) => string>>>
> = {
  en: {
    by: ({ metric, group }) => `${metric} by ${group}`,
    most: ({ metric, group }) => `Which ${group} has the highest ${metric}?`,
    monthly: ({ metric }) => `${metric} per month`,
    count: ({ group }) => `How many ${group} are there?`,
  },
  zh: {
    by: ({ metric, group }) => `各${group}的${metric}`,
    most: ({ metric, group }) => `哪个${group}的${metric}最高？`,
    monthly: ({ metric }) => `每月${metric}`,
    count: ({ group }) => `有多少${group}？`,
  },
}

const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** The singular of a dataset's label in English, as in "which line". */
const singular = (text: string): string =>
  text
    .replace(/ies$/u, 'y')
    .replace(/(ss|x|ch|sh)es$/u, '$1')
    .replace(/([^su])s$/u, '$1')

/** How a group is named: a category by its own label, a parent by what its rows are. */
const groupsOf = (model: SemanticModel, dataset: Dataset, language: Language): readonly string[] => [
  ...parents(model, dataset).map(parent => {
    const label = localize(parent.label, language)
    return language === 'en' ? singular(label) : label
  }),
  ...groupings(dataset).map(field => localize(field.label, language)),
]

const questionsOf = (
  model: SemanticModel,
  fact: Fact,
  language: Language,
  turn: number,
): readonly string[] => {
  const say = templates[language]
  const metric = localize(fact.metric.label, language)
  const groups = groupsOf(model, fact.dataset, language)
  const group = groups[turn % groups.length] ?? ''
  const questions = turn % 2 === 0 ? [say.by({ metric, group })] : [say.most({ metric, group })]
  return spansMonths(fact.dataset) && turn % 3 === 0
    ? [...questions, say.monthly({ metric, group })]
    : questions
}

/**
 * Up to six first questions about a model, in `language`. Each is made of the model's own metrics, groupings and
 * times, so each can be answered; sensitive and hidden fields are not asked about.
 */
export const suggestQuestions = (model: SemanticModel, language: Language): readonly string[] => {
  const questions: string[] = []
  const seen = new Map<string, number>()
  for (const fact of rankFacts(model)) {
    const asked = seen.get(fact.dataset.name) ?? 0
    if (asked >= 3) continue
    seen.set(fact.dataset.name, asked + 1)
    questions.push(...questionsOf(model, fact, language, asked))
  }
  const open = model.datasets.filter(dataset => !dataset.hidden)
  const counted = open.map(dataset =>
    templates[language].count({ metric: '', group: localize(dataset.label, language) }),
  )
  return Array.from(new Set([...questions, ...counted].map(capitalised))).slice(0, 6)
}
