import { countRows } from '../count-measure.ts'
import type { Parts } from '../collect.ts'
import type { Draft } from '../draft.ts'
import type { ModelView } from '../model-view.ts'
import type { DatasetNode, FieldNode } from '../node.ts'
import { onlyChildOf } from '../only-child.ts'
import type { MeasureExpression } from '../../query/query.ts'
import { rowsOfValue } from '../rows-of-value.ts'

/** "top 3 machines by spindle overheats": by how many rows of the value each has. */
export const mostOfValue = (draft: Draft, parts: Parts): MeasureExpression | undefined => {
  const named = rankedDataset(parts)
  const [ref, other] = parts.conditions.flatMap(node => node.refs)
  const rows = ref && !other ? rowsOfValue(draft.view, ref) : undefined
  const isOfThing = named !== undefined && rows !== undefined && draft.view.isParent(named, rows)
  return isOfThing ? countRows(rows, draft.view) : undefined
}

/** "top 3 stop reasons": with nothing said to rank by, those that most rows of the one referring table have. */
export const mostNumerous = (draft: Draft, parts: Parts): MeasureExpression | undefined => {
  const named = rankedDataset(parts)
  const isListed = parts.outputs.every(output => output.field.isName === true)
  const child = named !== undefined && isListed ? onlyChildOf(draft.view, named) : undefined
  return child === undefined ? undefined : countRows(child, draft.view)
}

/** "the biggest stop reason on every line", 每类缺陷最多的机床: of the rows that have one of the groups and one of what is ranked. */
export const mostOfEach = (draft: Draft, parts: Parts): MeasureExpression | undefined => {
  const named = rankedDataset(parts)
  const group = parts.groups[0]?.by[0]
  const rows = named && group ? rowsOfBoth(draft.view, named, datasetNameOf(group)) : undefined
  return rows === undefined ? undefined : countRows(rows, draft.view)
}

const rankedDataset = ({ outputs, heads }: Parts): string | undefined =>
  outputs[0]?.ref.dataset ?? heads[0]?.dataset.name

export const datasetNameOf = (node: FieldNode | DatasetNode): string =>
  node.type === 'dataset' ? node.dataset.name : node.ref.dataset

/** The dataset whose rows have one of each: one of the two, or the only one that refers to one of them and belongs to both. */
const rowsOfBoth = (view: ModelView, a: string, b: string): string | undefined => {
  const isOfBoth = (name: string | undefined): name is string =>
    name !== undefined && [a, b].every(one => one === name || view.isParent(one, name))
  return (
    [a, b].find(one => a !== b && isOfBoth(one)) ??
    [onlyChildOf(view, a), onlyChildOf(view, b)].find(isOfBoth)
  )
}

/**
 * "machines with at least 4 different stop reasons": of the stops that the machines have, by the column that refers to the reason.
 * As it was where no one dataset's rows have one of each.
 */
export const ofTheirRows = (
  view: ModelView,
  things: readonly string[],
  measure: MeasureExpression,
): MeasureExpression => {
  if (
    measure.kind !== 'aggregate' ||
    measure.aggregate !== 'count-distinct' ||
    measure.value.kind !== 'field'
  )
    return measure
  const { dataset } = measure.value.field
  const thing = things.find(name => name !== dataset)
  const rows = thing && rowsOfBoth(view, thing, dataset)
  const reference = view.model.relationships.find(one => one.from === rows && one.to === dataset)
  const [field, other] = reference?.fromFields ?? []
  if (rows === undefined || field === undefined || other !== undefined) return measure
  return { ...measure, value: { kind: 'field', field: { dataset: rows, field } } }
}

/** Datasets of what is listed or told apart. */
export const thingsOf = ({ outputs, heads, groups }: Parts): readonly string[] => [
  ...outputs.map(({ ref }) => ref.dataset),
  ...heads.map(one => one.dataset.name),
  ...groups.flatMap(({ by }) => by.map(datasetNameOf)),
]
