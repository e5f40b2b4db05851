import { localize } from '@millwright/spec'
import type { Language } from '@millwright/spec'
import type { Dataset, Field, SemanticModel } from '../../model/semantic-model.ts'
import type { FieldRef, MeasureExpression } from '../../query/query.ts'
import { createQueryLabels } from './query-labels.ts'

export interface OptionGroup {
  readonly group: string
  readonly items: { readonly value: string; readonly label: string }[]
}

const visible = (model: SemanticModel | undefined): readonly Dataset[] =>
  model?.datasets.filter(dataset => !dataset.hidden) ?? []

const encode = (value: FieldRef | MeasureExpression): string => JSON.stringify(value)

/** Fields to choose from, by dataset. The value of an option is its reference as JSON. */
export const fieldOptions = (
  model: SemanticModel | undefined,
  language: Language,
  accept: (field: Field) => boolean,
): OptionGroup[] =>
  visible(model)
    .map(dataset => ({
      group: localize(dataset.label, language),
      items: dataset.fields
        .filter(field => !field.hidden && accept(field))
        .map(field => ({
          value: encode({ dataset: dataset.name, field: field.name }),
          label: localize(field.label, language),
        })),
    }))
    .filter(group => group.items.length > 0)

/** Everything that can be measured: metrics, quantities with their usual aggregate, numbers of rows. */
export const measureOptions = (
  model: SemanticModel | undefined,
  language: Language,
  metricsTitle: string,
): OptionGroup[] => {
  const labels = createQueryLabels(model, language)
  const option = (expression: MeasureExpression) => ({
    value: encode(expression),
    label: labels.measure(expression),
  })
  const metrics: MeasureExpression[] =
    model?.metrics
      .filter(metric => !metric.hidden)
      .map(metric => ({ kind: 'metric', metric: metric.name })) ?? []
  const ofDataset = (dataset: Dataset): MeasureExpression[] => [
    { kind: 'rows', dataset: dataset.name },
    ...dataset.fields
      .filter(field => field.role === 'measure' && !field.hidden)
      .map((field): MeasureExpression => ({
        kind: 'aggregate',
        aggregate: field.defaultAggregate ?? 'sum',
        value: { kind: 'field', field: { dataset: dataset.name, field: field.name } },
      })),
  ]
  return [
    { group: metricsTitle, items: metrics.map(option) },
    ...visible(model).map(dataset => ({
      group: localize(dataset.label, language),
      items: ofDataset(dataset).map(option),
    })),
  ].filter(group => group.items.length > 0)
}

/** The option that stands for `value`, added where the list does not have it. */
export const withCurrent = (groups: OptionGroup[], value: string, label: string): OptionGroup[] =>
  groups.some(group => group.items.some(item => item.value === value))
    ? groups
    : [{ group: '·', items: [{ value, label }] }, ...groups]

export const encodeRef = encode

/** Reads an option's value back; options are made by this file alone. */
export const decodeRef = (value: string): FieldRef => {
  const parsed: unknown = JSON.parse(value)
  if (typeof parsed === 'object' && parsed !== null && 'dataset' in parsed && 'field' in parsed)
    return { dataset: String(parsed.dataset), field: String(parsed.field) }
  throw new Error('bug: an option that is no field')
}

export const decodeMeasure = (value: string): MeasureExpression => {
  const parsed: unknown = JSON.parse(value)
  if (typeof parsed === 'object' && parsed !== null && 'kind' in parsed) return parsed as MeasureExpression // made by `encode` above
  throw new Error('bug: an option that is no measure')
}
