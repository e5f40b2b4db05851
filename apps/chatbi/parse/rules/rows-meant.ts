import type { Dataset } from '../../model/semantic-model.ts'
import { datasetsOfMeasure } from '../../query/find-in-model.ts'
import type { ModelView } from '../model-view.ts'
import type { Node } from '../node.ts'
import { eventsNamedBy } from '../only-child.ts'

/**
 * The dataset whose rows the words speak of: the one that all others named belong to. "hydraulic leaks on furnace 2": stops, as only
 * they refer to reasons. Undefined where no one dataset is.
 */
export const rowsMeant = (nodes: readonly Node[], view: ModelView): Dataset | undefined => {
  const named = new Set(nodes.flatMap(node => datasetsOf(node, view)))
  const isBelow = (name: string): boolean =>
    [...named].every(other => other === name || view.isParent(other, name))
  const found = [...named].filter(isBelow)
  const [only, another] = found
  if (another === undefined && only !== undefined) return view.dataset(only)
  return named.size > 0 && found.length === 0 ? sharedChild([...named], view) : undefined
}

/** "leaks on furnace 2": the one dataset with a time that refers to each of them. */
const sharedChild = (names: readonly string[], view: ModelView): Dataset | undefined => {
  const children = names.map(
    name => new Set(view.model.relationships.filter(one => one.to === name).map(one => one.from)),
  )
  const [first, ...others] = children
  const [only, another] = [...(first ?? [])].filter(name => others.every(other => other.has(name)))
  return only === undefined || another !== undefined ? undefined : view.dataset(only)
}

const datasetsOf = (node: Node, view: ModelView): readonly string[] => {
  if (node.type === 'dataset') return [node.dataset.name]
  if (node.type === 'metric') return datasetsOfMeasure(node.metric.expression, view.model)
  if (node.type === 'field') return [node.ref.dataset]
  if (node.type !== 'value') return []
  // a reason is one of stops; a key is that of its own rows
  const child = eventsNamedBy(view, node.ref)
  const owner = node.field.role === 'key' ? ownerOf(node.ref, view) : undefined
  return [child ?? owner ?? node.ref.dataset]
}

/** The dataset that a key identifies the rows of, where `ref` only refers to it. */
const ownerOf = (
  ref: { readonly dataset: string; readonly field: string },
  view: ModelView,
): string | undefined => {
  const own = view.dataset(ref.dataset)
  if (own?.primaryKey.length === 1 && own.primaryKey[0] === ref.field) return ref.dataset
  return view.model.relationships.find(one => one.from === ref.dataset && one.fromFields.includes(ref.field))
    ?.to
}
