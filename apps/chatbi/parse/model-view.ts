import type { Dataset, Field, SemanticModel } from '../model/semantic-model.ts'
import type { FieldRef } from '../query/query.ts'

/** What the grammar asks a model again and again, answered once for each model object. */
export interface ModelView {
  readonly model: SemanticModel
  dataset(name: string): Dataset | undefined
  field(ref: FieldRef): Field | undefined
  /** Number of joins between two datasets; Infinity where nothing connects them. */
  distance(from: string, to: string): number
  /** Whether many rows of `child` refer to one row of `parent`, directly or over others. */
  isParent(parent: string, child: string): boolean
}

const farthest = 4

const build = (model: SemanticModel): ModelView => {
  const datasets = new Map(model.datasets.map(dataset => [dataset.name, dataset]))
  const fields = new Map(
    model.datasets.map(dataset => [dataset.name, new Map(dataset.fields.map(field => [field.name, field]))]),
  )
  const parents = new Map<string, string[]>()
  const neighbours = new Map<string, string[]>()
  const link = (map: Map<string, string[]>, from: string, to: string): void => {
    map.set(from, [...(map.get(from) ?? []), to])
  }
  for (const { from, to } of model.relationships) {
    link(parents, from, to)
    link(neighbours, from, to)
    link(neighbours, to, from)
  }
  const distances = new Map<string, ReadonlyMap<string, number>>()
  const ancestors = new Map<string, ReadonlyMap<string, number>>()
  const cached = (
    cache: Map<string, ReadonlyMap<string, number>>,
    edges: ReadonlyMap<string, readonly string[]>,
    from: string,
  ): ReadonlyMap<string, number> => {
    const known = cache.get(from) ?? breadthFirst(edges, from)
    cache.set(from, known)
    return known
  }
  return {
    model,
    dataset: name => datasets.get(name),
    field: ref => fields.get(ref.dataset)?.get(ref.field),
    distance: (from, to) => (from === to ? 0 : (cached(distances, neighbours, from).get(to) ?? Infinity)),
    isParent: (parent, child) => parent !== child && cached(ancestors, parents, child).has(parent),
  }
}

const breadthFirst = (
  edges: ReadonlyMap<string, readonly string[]>,
  from: string,
): ReadonlyMap<string, number> => {
  const found = new Map([[from, 0]])
  let front = [from]
  for (let steps = 1; steps <= farthest && front.length > 0; steps++) {
    const next: string[] = []
    for (const at of front)
      for (const to of edges.get(at) ?? [])
        if (!found.has(to)) {
          found.set(to, steps)
          next.push(to)
        }
    front = next
  }
  return found
}

const cache = new WeakMap<SemanticModel, ModelView>()

export const viewOf = (model: SemanticModel): ModelView => {
  const known = cache.get(model)
  if (known) return known
  const view = build(model)
  cache.set(model, view)
  return view
}

export const isNumeric = (field: Field): boolean =>
  field.type === 'integer' || field.type === 'decimal' || field.type === 'float'

/** A number that can be added up or averaged, not a code. */
export const isQuantity = (field: Field): boolean => isNumeric(field) && field.role !== 'key'

export const isFlag = (field: Field): boolean => field.type === 'boolean' || field.valueKind === 'flag'

const yes = /^(yes|y|true|t|1|是|有|对|√)$/i
const no = /^(no|n|false|f|0|否|无|错|×)$/i

/** How a flag column writes that it holds or does not: true, 1, "Yes", 是. */
export const flagValue = (field: Field, holds: boolean): boolean | number | string => {
  if (field.type === 'boolean') return holds
  const texts = field.samples.filter(sample => typeof sample === 'string')
  return texts.find(text => (holds ? yes : no).test(text)) ?? (holds ? 1 : 0)
}

export const isTime = (field: Field): boolean =>
  field.role === 'time' || field.type === 'date' || field.type === 'timestamp'

/** The field that says which row is meant: its name, else its key. */
export const nameFieldOf = (dataset: Dataset): Field | undefined => {
  const visible = dataset.fields.filter(field => !field.hidden)
  return (
    visible.find(field => field.isName) ??
    visible.find(field => /(^|[_\s])(name|title)$/i.test(field.name)) ??
    visible.find(field => dataset.primaryKey.includes(field.name)) ??
    visible.find(field => field.role === 'dimension') ??
    visible[0]
  )
}

/**
 * The field that groups of a dataset's rows go by: their name, or for rows that have none the kind that is called after
 * them ("defect type" of defects), else what says which row is meant.
 */
export const groupFieldOf = (dataset: Dataset): Field | undefined => {
  const name = nameFieldOf(dataset)
  const isNamed = name !== undefined && (name.isName || /(^|[_\s])(name|title)$/i.test(name.name))
  return isNamed ? name : (kindFieldOf(dataset) ?? name)
}

const kindWord = /^(.*?)\s*(?:types?|kinds?|categor(?:y|ies)|类型|种类|类别)$/i

/** The kind that is called after the rows: "defect type" of defects, 设备类型 of 设备. */
export const kindFieldOf = (dataset: Dataset): Field | undefined =>
  dataset.fields.find(field => {
    const [en, zh] = [field.label.en, field.label.zh ?? ''].map(
      label => kindWord.exec(label)?.[1]?.trim() ?? '',
    )
    const isCalledSo =
      (en !== '' && dataset.label.en.toLowerCase().startsWith(en?.toLowerCase() ?? '')) ||
      (zh !== '' && dataset.label.zh === zh)
    return !field.hidden && field.valueKind === 'category' && isCalledSo
  })

export const refOf = (dataset: Dataset, field: Field): FieldRef => ({
  dataset: dataset.name,
  field: field.name,
})
