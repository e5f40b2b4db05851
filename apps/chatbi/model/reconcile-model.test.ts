import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openMemoryDatabase } from '../testing/sqlite-database.ts'
import { draftModel } from './draft/draft-model.ts'
import { parseOssieYaml } from './ossie/parse-ossie.ts'
import { toOssieYaml } from './ossie/to-ossie.ts'
import { reconcileModel } from './reconcile-model.ts'
import type { SemanticModel } from './semantic-model.ts'

const lines = [
  'CREATE TABLE line (line_id TEXT, line_name TEXT)',
  "INSERT INTO line VALUES ('L1', 'Line 1'), ('L2', 'Line 2'), ('L3', 'Line 3')",
]
const draft = async (...statements: readonly string[]): Promise<SemanticModel> => {
  const connection = openMemoryDatabase(...statements)
  return draftModel({ source: { id: 's', name: 'S' }, connection, catalog: await connection.readCatalog() })
}

const before = await draft(
  ...lines,
  'CREATE TABLE stop (stop_id INT, minutes INT, note TEXT)',
  "INSERT INTO stop VALUES (1, 5, 'a'), (2, 7, 'b')",
)
const edited: SemanticModel = {
  ...before,
  datasets: before.datasets.map(dataset =>
    dataset.name === 'stop'
      ? {
          ...dataset,
          name: 'halts',
          label: { en: 'halts', zh: '停机' },
          fields: dataset.fields.map(field =>
            field.name === 'minutes'
              ? { ...field, label: { en: 'lost time' }, grade: 'confidential' as const }
              : field,
          ),
        }
      : dataset,
  ),
  metrics: before.metrics
    .filter(metric => metric.name !== 'line_count')
    .map(metric => ({
      ...metric,
      expression: JSON.parse(JSON.stringify(metric.expression).replaceAll('"stop"', '"halts"')),
    })),
}
const after = await draft(
  ...lines,
  'CREATE TABLE stop (stop_id INT, minutes REAL, line_id TEXT, cost INT)',
  "INSERT INTO stop VALUES (1, 5.5, 'L1', 3), (2, 7.25, 'L2', 4), (3, 1, 'L2', 5)",
  'CREATE TABLE area (area_id INT, area_name TEXT)',
  "INSERT INTO area VALUES (1, 'North')",
)
const { model, changes, diagnostics } = reconcileModel(edited, after)
const halts = model.datasets.find(dataset => dataset.name === 'halts')

test('what people wrote stays', () => {
  assert.deepEqual(halts?.label, { en: 'halts', zh: '停机' })
  const minutes = halts?.fields.find(field => field.name === 'minutes')
  assert.deepEqual([minutes?.label.en, minutes?.grade], ['lost time', 'confidential'])
  assert.deepEqual(minutes?.samples, [], 'a confidential field shows no samples, fresh or old')
  assert.ok(
    !model.metrics.some(metric => metric.name === 'line_count'),
    'a metric that a person removed does not return',
  )
})

test('every change of the source is listed', () => {
  assert.deepEqual(
    new Set(changes.map(change => `${change.kind} ${change.table} ${change.column ?? ''}`.trim())),
    new Set([
      'column-added stop line_id',
      'column-added stop cost',
      'column-removed stop note',
      'column-retyped stop minutes',
      'table-added area',
    ]),
  )
})

test('new columns come with their metrics and relationships, under the names the model has', () => {
  assert.ok(halts?.fields.some(field => field.name === 'cost' && field.role === 'measure'))
  const metric = model.metrics.find(one => one.name === 'total_cost')
  assert.deepEqual(metric?.expression, {
    kind: 'aggregate',
    aggregate: 'sum',
    value: { kind: 'field', field: { dataset: 'halts', field: 'cost' } },
  })
  assert.deepEqual(
    model.relationships.map(one => [one.from, one.to]),
    [['halts', 'line']],
  )
  assert.ok(model.datasets.some(dataset => dataset.name === 'area'))
  assert.ok(model.metrics.some(one => one.name === 'area_count'))
})

test('what is gone is hidden and named', () => {
  assert.equal(halts?.fields.find(field => field.name === 'note')?.hidden, true)
  assert.deepEqual(
    diagnostics.map(one => one.code),
    ['MODEL_COLUMN_MISSING'],
  )
  const without = reconcileModel(model, before)
  assert.ok(without.changes.some(change => change.kind === 'table-removed' && change.table === 'area'))
  assert.equal(without.model.datasets.find(dataset => dataset.name === 'area')?.hidden, true)
})

test('statistics are renewed', () => {
  assert.equal(halts?.rowCount, 3)
  assert.equal(halts?.fields.find(field => field.name === 'stop_id')?.distinctCount, 3)
})

test('the result is a sound model, and reconciling again changes nothing', () => {
  assert.deepEqual(parseOssieYaml(toOssieYaml(model)).diagnostics, [])
  const again = reconcileModel(model, after)
  assert.deepEqual(again.changes, [], 'what is gone is told once')
  assert.deepEqual(again.model, model)
})
