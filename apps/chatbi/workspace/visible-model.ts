import { maySee } from '@millwright/spec'
import type { Role } from '@millwright/spec'
import { isRestrictedFor } from '../guard/row-rules.ts'
import type { Dataset, Metric, SemanticModel } from '../model/semantic-model.ts'

/**
 * The model as someone of `role` may know it: hidden datasets, fields and metrics and those above the role's
 * grade are absent, with every relationship and metric that needs them; so are row rules, and what tells of rows
 * that a rule takes away.
 */
export const visibleModel = (model: SemanticModel, role: Role): SemanticModel => {
  const datasets = model.datasets
    .filter(dataset => !dataset.hidden)
    .map(dataset => visibleDataset(dataset, role))
    .map(dataset => (isRestrictedFor(model, dataset.name, role) ? withoutFacts(dataset) : dataset))
  const names = new Set(datasets.map(dataset => dataset.name))
  const fields = new Set(
    datasets.flatMap(dataset => dataset.fields.map(field => `${dataset.name}\u0000${field.name}`)),
  )
  const isKnown = (dataset: string, field: string): boolean => fields.has(`${dataset}\u0000${field}`)
  return {
    ...model,
    datasets,
    relationships: model.relationships.filter(
      ({ from, to, fromFields, toFields }) =>
        fromFields.every(field => isKnown(from, field)) && toFields.every(field => isKnown(to, field)),
    ),
    metrics: visibleMetrics(model.metrics, { names, isKnown }),
    rowRules: [],
  }
}

const visibleDataset = (dataset: Dataset, role: Role): Dataset => ({
  ...dataset,
  fields: dataset.fields.filter(field => !field.hidden && maySee(role, field.grade)),
})

/** Samples and extremes are of all rows, which are not all this role's to see. */
const withoutFacts = ({ rowCount: _, ...dataset }: Dataset): Dataset => ({
  ...dataset,
  fields: dataset.fields.map(
    ({ minimum: _minimum, maximum: _maximum, distinctCount: _distinct, nullCount: _nulls, ...field }) => ({
      ...field,
      samples: [],
    }),
  ),
})

interface Known {
  readonly names: ReadonlySet<string>
  isKnown(dataset: string, field: string): boolean
}

/** A metric stands while everything it is computed from does, other metrics included. */
const visibleMetrics = (metrics: readonly Metric[], known: Known): Metric[] => {
  const shown = metrics.filter(metric => !metric.hidden && isWhole(metric.expression, known))
  const left = new Set(shown.map(metric => metric.name))
  const standing = shown.filter(metric => metricsIn(metric.expression).every(name => left.has(name)))
  return standing.length === shown.length ? standing : visibleMetrics(standing, known)
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Every dataset and field named anywhere in an expression is known. */
const isWhole = (value: unknown, known: Known): boolean => {
  if (!isFields(value)) return true
  const { dataset, field } = value
  if (typeof dataset === 'string' && typeof field === 'string') return known.isKnown(dataset, field)
  if (typeof dataset === 'string' && !known.names.has(dataset)) return false
  return Object.values(value).every(part => isWhole(part, known))
}

const metricsIn = (value: unknown): readonly string[] => {
  if (!isFields(value)) return []
  const own = value['kind'] === 'metric' && typeof value['metric'] === 'string' ? [value['metric']] : []
  return [...own, ...Object.values(value).flatMap(metricsIn)]
}
