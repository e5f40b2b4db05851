import type { SqlDialect } from '@millwright/spec'
import { dataset, field } from '../compile/testing/model-builder.ts'
import { plantModel, plantTables } from '../compile/testing/plant.ts'
import type { TestTable } from '../compile/testing/databases.ts'
import type { SemanticModel } from '../model/semantic-model.ts'

// The plant with things that a viewer may not see: `salary` is confidential, `badge` and `audit_log` are hidden.

export const guardedModel = (dialect: SqlDialect, extra: Partial<SemanticModel> = {}): SemanticModel => {
  const model = plantModel(dialect)
  return {
    ...model,
    datasets: [
      ...model.datasets,
      dataset('employee', 'employees', [
        '*employee_id integer key',
        '!name',
        field('salary^ integer measure'),
        'line_id text key',
        'badge~',
      ]),
      dataset('audit_log', 'audit log', ['*entry'], { hidden: true }),
      dataset('secret_stop', 'secret stops', ['*stop_id integer key'], {
        table: { schema: 'secret_schema', name: 'stop' },
        hidden: true,
      }),
    ],
    ...extra,
  }
}

export const guardedTables: readonly TestTable[] = [
  ...plantTables,
  {
    name: 'employee',
    columns: ['employee_id integer', 'name text', 'salary integer', 'line_id text', 'badge text'],
    rows: [
      [1, 'Ann', 4711, 'L1', 'B-9'],
      [2, 'Bo', 4712, 'L2', 'B-8'],
      [3, 'Chen', 4713, 'L3', null],
    ],
  },
  { name: 'audit_log', columns: ['entry text'], rows: [['stolen']] },
]

export const guardDialects: readonly SqlDialect[] = ['duckdb', 'sqlite', 'postgres', 'mysql']
