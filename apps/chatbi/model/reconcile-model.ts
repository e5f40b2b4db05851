import type { Diagnostic, SchemaChange } from '@millwright/spec'
import type { FieldRef } from '../query/query.ts'
import type { Dataset, Field, Metric, Relationship, SemanticModel } from './semantic-model.ts'

/** A model brought up to its source. `diagnostics` name what the source no longer has. */
export interface ReconciledModel {
  readonly model: SemanticModel
  readonly changes: readonly SchemaChange[]
  readonly diagnostics: readonly Diagnostic[]
}

const tableName = ({ table }: Dataset): string =>
  table.schema === undefined ? table.name : `${table.schema}.${table.name}`

const isSameTable = (a: Dataset, b: Dataset): boolean => tableName(a) === tableName(b)

const freeName = (name: string, taken: readonly string[]): string => {
  let free = name
  for (let count = 2; taken.includes(free); count++) free = `${name}_${count}`
  return free
}

/** What the data says is renewed; what people say stays. A role that the new type cannot have gives way. */
const renewField = (field: Field, fresh: Field): Field => {
  const {
    distinctCount,
    nullCount,
    minimum,
    maximum,
    samples: _samples,
    storedType: _stored,
    ...kept
  } = field
  const isOpen = field.grade === 'public' || field.grade === 'internal'
  const isRetyped = field.type !== fresh.type
  const facts = {
    ...(fresh.distinctCount === undefined
      ? distinctCount === undefined
        ? {}
        : { distinctCount }
      : { distinctCount: fresh.distinctCount }),
    ...(fresh.nullCount === undefined
      ? nullCount === undefined
        ? {}
        : { nullCount }
      : { nullCount: fresh.nullCount }),
    ...(isOpen && (fresh.minimum ?? minimum) !== undefined ? { minimum: fresh.minimum ?? minimum } : {}),
    ...(isOpen && (fresh.maximum ?? maximum) !== undefined ? { maximum: fresh.maximum ?? maximum } : {}),
  }
  return {
    ...kept,
    ...facts,
    type: fresh.type,
    ...(fresh.storedType === undefined ? {} : { storedType: fresh.storedType }),
    samples: isOpen ? fresh.samples : [],
    ...(isRetyped ? { role: fresh.role } : {}),
    ...(isRetyped && fresh.valueKind !== undefined ? { valueKind: fresh.valueKind } : {}),
  }
}

const fieldChanges = (dataset: Dataset, fresh: Dataset): readonly SchemaChange[] => {
  const table = tableName(dataset)
  const held = new Map(dataset.fields.map(field => [field.column, field]))
  const present = new Map(fresh.fields.map(field => [field.column, field]))
  return [
    ...fresh.fields
      .filter(field => !held.has(field.column))
      .map(field => ({ kind: 'column-added' as const, table, column: field.column, after: field.type })),
    ...dataset.fields
      .filter(field => !present.has(field.column) && !field.hidden) // a hidden one was told of before
      .map(field => ({ kind: 'column-removed' as const, table, column: field.column, before: field.type })),
    ...dataset.fields.flatMap(field => {
      const after = present.get(field.column)?.type
      return after === undefined || after === field.type
        ? []
        : [{ kind: 'column-retyped' as const, table, column: field.column, before: field.type, after }]
    }),
  ]
}

/** The dataset with its new columns; ones that are gone are hidden, so that nothing asks for them. */
const renewDataset = (dataset: Dataset, fresh: Dataset): Dataset => {
  const present = new Map(fresh.fields.map(field => [field.column, field]))
  const fields = dataset.fields.map(field => {
    const now = present.get(field.column)
    return now === undefined ? { ...field, hidden: true } : renewField(field, now)
  })
  const held = new Set(dataset.fields.map(field => field.column))
  for (const field of fresh.fields)
    if (!held.has(field.column))
      fields.push({
        ...field,
        name: freeName(
          field.name,
          fields.map(one => one.name),
        ),
      })
  const defaultTime = dataset.defaultTime ?? fields.find(field => field.column === timeColumn(fresh))?.name
  return {
    ...dataset,
    ...(fresh.rowCount === undefined ? {} : { rowCount: fresh.rowCount }),
    ...(defaultTime === undefined ? {} : { defaultTime }),
    fields,
  }
}

const timeColumn = (dataset: Dataset): string | undefined =>
  dataset.fields.find(field => field.name === dataset.defaultTime)?.column

/** Names of the fresh draft, as the model calls the same tables and columns. */
interface Renaming {
  dataset(name: string): string | undefined
  field(ref: FieldRef): FieldRef | undefined
  /** Whether the draft's field or dataset is new to the model. */
  isNew(ref: { readonly dataset: string; readonly field?: string }): boolean
}

const createRenaming = (
  before: SemanticModel,
  draft: SemanticModel,
  datasets: readonly Dataset[],
): Renaming => {
  const owner = (name: string): { readonly fresh: Dataset; readonly own: Dataset } | undefined => {
    const fresh = draft.datasets.find(one => one.name === name)
    const own = fresh === undefined ? undefined : datasets.find(one => isSameTable(one, fresh))
    return fresh === undefined || own === undefined ? undefined : { fresh, own }
  }
  const columnOf = (ref: FieldRef): string | undefined =>
    owner(ref.dataset)?.fresh.fields.find(field => field.name === ref.field)?.column
  return {
    dataset: name => owner(name)?.own.name,
    field: ref => {
      const own = owner(ref.dataset)?.own
      const field = own?.fields.find(one => one.column === columnOf(ref))
      return own === undefined || field === undefined ? undefined : { dataset: own.name, field: field.name }
    },
    isNew: ({ dataset, field }) => {
      const fresh = owner(dataset)?.fresh
      const old = fresh === undefined ? undefined : before.datasets.find(one => isSameTable(one, fresh))
      if (old === undefined) return true
      return field !== undefined && !old.fields.some(one => one.column === columnOf({ dataset, field }))
    },
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Rewritten {
  readonly value: unknown
  readonly isNew: boolean
  readonly isWhole: boolean
}

/** Rewrites every field reference and dataset name in an expression of the draft. */
const rewrite = (value: unknown, renaming: Renaming): Rewritten => {
  if (Array.isArray(value)) {
    const parts = value.map(part => rewrite(part, renaming))
    return {
      value: parts.map(part => part.value),
      isNew: parts.some(part => part.isNew),
      isWhole: parts.every(part => part.isWhole),
    }
  }
  if (!isObject(value)) return { value, isNew: false, isWhole: true }
  const { dataset, field } = value
  if (typeof dataset === 'string' && typeof field === 'string') {
    const ref = renaming.field({ dataset, field })
    return { value: ref ?? value, isNew: renaming.isNew({ dataset, field }), isWhole: ref !== undefined }
  }
  const parts = Object.entries(value).map(([key, part]) => [key, rewrite(part, renaming)] as const)
  const own = typeof dataset === 'string' ? renaming.dataset(dataset) : undefined
  return {
    value: {
      ...Object.fromEntries(parts.map(([key, part]) => [key, part.value])),
      ...(own === undefined ? {} : { dataset: own }),
    },
    isNew:
      parts.some(([, part]) => part.isNew) || (typeof dataset === 'string' && renaming.isNew({ dataset })),
    isWhole: parts.every(([, part]) => part.isWhole) && (typeof dataset !== 'string' || own !== undefined),
  }
}

/** Metrics of the draft over something new; others people had before them and may have removed. */
const newMetrics = (model: SemanticModel, draft: SemanticModel, renaming: Renaming): readonly Metric[] => {
  const added: Metric[] = []
  for (const metric of draft.metrics) {
    const expression = rewrite(metric.expression, renaming)
    if (!expression.isNew || !expression.isWhole) continue
    const { time: _time, ...rest } = metric
    const time = metric.time === undefined ? undefined : renaming.field(metric.time)
    const name = freeName(
      metric.name,
      [...model.metrics, ...added].map(one => one.name),
    )
    added.push({
      ...rest,
      name,
      expression: expression.value as Metric['expression'], // names alone were replaced
      ...(time === undefined ? {} : { time }),
    })
  }
  return added
}

const newRelationships = (
  model: SemanticModel,
  draft: SemanticModel,
  renaming: Renaming,
): readonly Relationship[] => {
  const added: Relationship[] = []
  for (const one of draft.relationships) {
    const from = one.fromFields.map(field => renaming.field({ dataset: one.from, field }))
    const to = one.toFields.map(field => renaming.field({ dataset: one.to, field }))
    const ends = [
      ...one.fromFields.map(field => ({ dataset: one.from, field })),
      ...one.toFields.map(field => ({ dataset: one.to, field })),
    ]
    const fromDataset = from[0]?.dataset
    const toDataset = to[0]?.dataset
    if (fromDataset === undefined || toDataset === undefined || !ends.some(ref => renaming.isNew(ref)))
      continue
    added.push({
      ...one,
      name: freeName(
        one.name,
        [...model.relationships, ...added].map(other => other.name),
      ),
      from: fromDataset,
      to: toDataset,
      fromFields: from.flatMap(ref => ref?.field ?? []),
      toFields: to.flatMap(ref => ref?.field ?? []),
    })
  }
  return added
}

const diagnosticOf = (change: SchemaChange): readonly Diagnostic[] => {
  if (change.kind === 'table-removed')
    return [
      {
        code: 'MODEL_TABLE_MISSING',
        severity: 'warning',
        at: { path: change.table },
        message: `The source no longer has the table "${change.table}"; its dataset is hidden; remove it, or show it again once the table is back`,
      },
    ]
  if (change.kind === 'column-removed')
    return [
      {
        code: 'MODEL_COLUMN_MISSING',
        severity: 'warning',
        at: { path: `${change.table}.${change.column ?? ''}` },
        message: `Table "${change.table}" no longer has the column "${change.column ?? ''}"; its field is hidden; remove it, or show it again once the column is back`,
      },
    ]
  return []
}

/**
 * Brings a model up to its source, of which `draft` was drafted just now. Labels, synonyms, roles, grades and
 * everything else that people set stay; new tables and columns come as drafted with their metrics and
 * relationships; gone ones stay, hidden, and are named in `diagnostics`. Statistics and samples are renewed.
 */
export const reconcileModel = (model: SemanticModel, draft: SemanticModel): ReconciledModel => {
  const changes: SchemaChange[] = []
  const datasets = model.datasets.map(dataset => {
    const fresh = draft.datasets.find(one => isSameTable(one, dataset))
    if (fresh === undefined) {
      if (!dataset.hidden) changes.push({ kind: 'table-removed', table: tableName(dataset) })
      return { ...dataset, hidden: true }
    }
    changes.push(...fieldChanges(dataset, fresh))
    return renewDataset(dataset, fresh)
  })
  for (const fresh of draft.datasets)
    if (!model.datasets.some(one => isSameTable(one, fresh))) {
      changes.push({ kind: 'table-added', table: tableName(fresh) })
      datasets.push({
        ...fresh,
        name: freeName(
          fresh.name,
          datasets.map(one => one.name),
        ),
      })
    }
  const renaming = createRenaming(model, draft, datasets)
  return {
    model: {
      ...model,
      dialect: draft.dialect,
      datasets,
      relationships: [...model.relationships, ...newRelationships(model, draft, renaming)],
      metrics: [...model.metrics, ...newMetrics(model, draft, renaming)],
    },
    changes,
    diagnostics: changes.flatMap(diagnosticOf),
  }
}
