import type { Localized } from '@millwright/spec'
import type { Dataset, Field, SemanticModel } from '../model/semantic-model.ts'
import { findDataset } from '../query/find-in-model.ts'
import type { FieldRef } from '../query/query.ts'

/** A field whose values may explain a change. */
export interface ExplanatoryField {
  readonly field: FieldRef
  readonly label: Localized
  /** Its values are names of things, not their kinds. */
  readonly isName?: boolean | undefined
}

/** More values than this are names of single things, each too rare to be told from chance. */
const mostValues = 200

/** Fields of `dataset` and of everything its rows refer to, directly or through others, nearest first. */
export const explanatoryFields = (model: SemanticModel, dataset: string): readonly ExplanatoryField[] => {
  const found = reachable(model, dataset).flatMap(({ name, fields }) =>
    fields
      .filter(field => mayExplain(field) || isLooseKey(model, name, field))
      .map(field => ({
        field: { dataset: name, field: field.name },
        label: field.label,
        isName: field.isName,
        of: name,
      })),
  )
  return found.map(({ field, label, isName, of }) => ({
    field,
    ...(isName ? { isName } : {}),
    label: found.filter(other => other.label.en === label.en).length > 1 ? owned(model, of, label) : label,
  }))
}

const owned = (model: SemanticModel, dataset: string, label: Localized): Localized => {
  const owner = findDataset(model, dataset)?.label ?? { en: dataset }
  return { en: `${label.en} of ${owner.en}`, zh: `${owner.zh ?? owner.en}的${label.zh ?? label.en}` }
}

const mayExplain = ({ role, hidden, valueKind, distinctCount }: Field): boolean =>
  role === 'dimension' &&
  !hidden &&
  !['text', 'number', 'time'].includes(valueKind ?? '') &&
  isFew(distinctCount)

const isFew = (count: number | undefined): boolean =>
  count === undefined || (count >= 2 && count <= mostValues)

/** A code that refers to no dataset has no better name. */
const isLooseKey = (
  model: SemanticModel,
  dataset: string,
  { role, hidden, name, ...field }: Field,
): boolean =>
  role === 'key' &&
  !hidden &&
  field.distinctCount !== undefined &&
  isFew(field.distinctCount) &&
  !model.relationships.some(relation => relation.from === dataset && relation.fromFields.includes(name)) &&
  !findDataset(model, dataset)?.fields.some(other => other.isName)

const reachable = (model: SemanticModel, start: string): readonly Dataset[] => {
  const names = [start]
  for (const name of names)
    for (const { from, to } of model.relationships) if (from === name && !names.includes(to)) names.push(to)
  return names.flatMap(name => {
    const dataset = findDataset(model, name)
    return dataset && !dataset.hidden ? [dataset] : []
  })
}
