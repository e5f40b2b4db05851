import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ResultTableColumn } from '../execute/result-table.ts'
import type { SemanticModel } from '../model/index.ts'
import { emptyQuery } from '../query/query.ts'
import { nameTimeColumns } from './name-time-columns.ts'

const model: SemanticModel = {
  version: 1,
  sourceId: 's',
  name: 'Plant',
  dialect: 'duckdb',
  datasets: [
    {
      name: 'energy',
      table: { name: 'energy' },
      label: { en: 'Energy readings', zh: '能耗' },
      synonyms: [],
      primaryKey: [],
      defaultTime: 'hour',
      hidden: false,
      fields: [],
    },
  ],
  relationships: [],
  metrics: [],
  rowRules: [],
}
const column = (id: string, label: ResultTableColumn['label']): ResultTableColumn => ({
  id,
  label,
  type: 'timestamp',
  role: 'time',
  grain: 'week',
})
const heading = (...fields: readonly string[]) =>
  nameTimeColumns(
    fields.map(field => column(field, { en: `${field} (week)`, zh: `${field}（周）` })),
    {
      ...emptyQuery,
      dimensions: fields.map(field => ({
        id: field,
        field: { dataset: 'energy', field },
        grain: 'week' as const,
      })),
    },
    model,
  ).map(({ label }) => label)

test('a grouping by a table’s own time is headed by its grain, another time keeps its name', () => {
  assert.deepEqual(heading('hour'), [{ en: 'Week', zh: '周' }])
  assert.deepEqual(heading('read_at'), [{ en: 'read_at (week)', zh: 'read_at（周）' }])
})

test('two times cut alike keep their names', () =>
  assert.deepEqual(heading('hour', 'read_at')[0], { en: 'hour (week)', zh: 'hour（周）' }))
