import type { GeneratedCell, GeneratedTable } from '@millwright/demo'
import { columnAt, readRows } from './fact-table.ts'
import type { FactRow, FactTable } from './fact-table.ts'

/** What a row may be explained by, each by its value: its machine, its kind, its line, its supplier … */
export type Labels = ReadonlyMap<string, GeneratedCell>
export type LabelsOf = (row: FactRow) => Labels

/** The column that each label is kept in, in the fact itself or in what it refers to. */
const ownLabels = ['shift', 'defect_type', 'planned'] as const
const referredLabels = {
  equipment: ['equipment_name', 'equipment_type', 'line_id'],
  line: ['line_name', 'area_id'],
  area: ['area_name'],
  stop_reason: ['reason_name', 'category'],
  work_order: ['product_id', 'lot_id'],
  product: ['product_name', 'product_family'],
  material_lot: ['supplier_id'],
  supplier: ['supplier_name', 'country'],
} as const

/** Labels of the rows of a fact table, its own and those of everything that it refers to. */
export const labelsOfTable = (tables: readonly GeneratedTable[]): ((facts: FactTable) => LabelsOf) => {
  const referred = Object.entries(referredLabels).map(([name, columns]) => toReferred(tables, name, columns))
  return facts => {
    const cells = new Map<string, Labels>()
    const ofRows = new WeakMap<FactRow, Labels>()
    const keys = facts.table.columns.flatMap(({ name }, at) =>
      name.endsWith('_id') || ['order_no', 'reason_code'].includes(name) ? [{ name, at }] : [],
    )
    const own = ownLabels.flatMap(name =>
      facts.table.columns.some(column => column.name === name) ? [{ name, at: facts.at(name) }] : [],
    )
    const labelsOf = (row: FactRow): Labels => {
      const id = [...keys.slice(facts.table.primaryKey.length), ...own].map(({ at }) => row[at]).join('|')
      const known = cells.get(id)
      if (known) return known
      const labels = new Map<string, GeneratedCell>(
        [...keys, ...own].map(({ name, at }) => [name, row[at] ?? null]),
      )
      for (const { key, of } of referred)
        for (const [name, value] of of.get(labels.get(key)) ?? []) labels.set(name, value)
      const told: Labels = new Map(
        [...labels].filter(([name]) => !/_id$|^order_no$|^reason_code$/.test(name)),
      )
      cells.set(id, told)
      return told
    }
    return row => {
      const known = ofRows.get(row)
      if (known) return known
      const labels = labelsOf(row)
      ofRows.set(row, labels)
      return labels
    }
  }
}

const toReferred = (
  tables: readonly GeneratedTable[],
  name: string,
  columns: readonly string[],
): { readonly key: string; readonly of: ReadonlyMap<GeneratedCell | undefined, Labels> } => {
  const table = tables.find(one => one.name === name)
  const [key] = table?.primaryKey ?? []
  if (!table || key === undefined) throw new Error(`bug: no table ${name} with a key`)
  const keyAt = columnAt(table, key)
  const places = columns.map(column => [column, columnAt(table, column)] as const)
  return {
    key,
    of: new Map(
      readRows(table).map(row => [
        row[keyAt],
        new Map(places.map(([column, at]) => [column, row[at] ?? null])),
      ]),
    ),
  }
}
