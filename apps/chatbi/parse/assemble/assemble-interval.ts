import type { RowExpression } from '../../query/query.ts'
import type { Parts } from '../collect.ts'
import { addColumn, addMeasure, addValue, isGrouped } from '../draft.ts'
import type { Draft } from '../draft.ts'
import { nameFieldOf, refOf } from '../model-view.ts'

const nameOf = (value: RowExpression): string =>
  value.kind === 'time-between' ? (value.to.kind === 'moment' ? 'age' : `${value.unit}s_between`) : 'value'

/** Shows the time between two columns: of each row, or its average where rows are grouped or something is measured. */
export const applyIntervals = (draft: Draft, parts: Parts): void => {
  for (const { value, dataset } of parts.intervals) {
    if (isGrouped(draft) || parts.groups.length > 0) {
      addMeasure(draft, { kind: 'aggregate', aggregate: 'avg', value })
      draft.assumptions.push({ en: 'The average time is taken', zh: '按平均时间计算' })
    } else showOfRows(draft, parts, value, dataset)
  }
}

/** The rows by what names them, with both times where the style explains. */
export const showOfRows = (draft: Draft, parts: Parts, value: RowExpression, dataset: string): void => {
  draft.root = dataset
  const rows = draft.view.dataset(dataset)
  const name = rows && nameFieldOf(rows)
  for (const { ref } of parts.outputs) addColumn(draft, ref)
  if (rows && name && parts.outputs.length === 0) addColumn(draft, refOf(rows, name))
  if (draft.style === 'explained' && value.kind === 'time-between')
    for (const side of [value.from, value.to]) if (side.kind === 'field') addColumn(draft, side.field)
  addValue(draft, value, nameOf(value))
}
