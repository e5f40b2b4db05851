import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Diagnostic } from '@millwright/spec'
import { openPlantDatabase } from '../../testing/plant-database.ts'
import { draftModel } from '../draft/draft-model.ts'
import type { SemanticModel } from '../semantic-model.ts'
import { arbitraryModel } from './arbitrary-model.ts'
import { parseMetric } from './parse-metric.ts'
import { parseOssieYaml } from './parse-ossie.ts'
import { printMetric } from './print-metric.ts'
import { toOssieYaml, updateOssieYaml } from './to-ossie.ts'

const connection = openPlantDatabase()
const catalog = await connection.readCatalog()
const model = await draftModel({ source: { id: 's1', name: 'Plant' }, connection, catalog })
const yaml = toOssieYaml(model)

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

/** Breaks the document in one place and finds the diagnostic there. */
const findingAfter = (part: string, replacement: string): Diagnostic & { readonly expectedLine: number } => {
  assert.ok(yaml.includes(part), part)
  const broken = yaml.replace(part, replacement)
  const parsed = parseOssieYaml(broken, { catalog })
  assert.equal(parsed.model, undefined)
  const expectedLine = lineOf(broken, replacement)
  const found = parsed.diagnostics.find(one => one.at?.line === expectedLine)
  assert.ok(found, `no finding at line ${expectedLine}: ${JSON.stringify(parsed.diagnostics)}`)
  return { ...found, expectedLine }
}

test('a drafted model comes back as it was, without findings', () => {
  const parsed = parseOssieYaml(yaml, { catalog })
  assert.deepEqual(parsed.diagnostics, [])
  assert.deepEqual(parsed.model, model)
})

test('any valid model comes back as it was', () => {
  fc.assert(
    fc.property(arbitraryModel, any => {
      const parsed = parseOssieYaml(toOssieYaml(any))
      assert.deepEqual(parsed.diagnostics, [])
      assert.deepEqual(parsed.model, any)
    }),
    { numRuns: 60 },
  )
})

test('any text is read without failing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map(text => `version: 0.2\nsemantic_model:\n  - ${text}`),
      ),
      text => {
        const { diagnostics, model: read } = parseOssieYaml(text)
        assert.ok(read === undefined && diagnostics.length > 0)
      },
    ),
  )
})

test('every finding points at its line and says what was likely meant', () => {
  const cases: readonly (readonly [string, string, string, string | undefined])[] = [
    ['primary_key', 'primry_key', 'OSSIE_FIELD_UNKNOWN', 'primary_key'],
    ['datatype: Integer', 'datatype: Intger', 'OSSIE_DATATYPE_UNKNOWN', 'Integer'],
    ['from_columns: [line_id]', 'from_columns: [lin_id]', 'OSSIE_REFERENCE_UNKNOWN', 'line_id'],
    ['to: line\n', 'to: lin\n', 'OSSIE_REFERENCE_UNKNOWN', 'line'],
    ['expression: EmployeeID', 'expression: EmploeeID', 'MODEL_COLUMN_MISSING', 'EmployeeID'],
    ['source: employees', 'source: employes', 'MODEL_TABLE_MISSING', 'employees'],
    ['SUM(production.scrap_qty)', 'SUM(production.scrap_qt)', 'OSSIE_REFERENCE_UNKNOWN', 'scrap_qty'],
    ['SUM(production.scrap_qty)', 'SUMM(production.scrap_qty)', 'OSSIE_EXPRESSION_INVALID', undefined],
    ['name: total_good_qty', 'name: total_scrap_qty', 'OSSIE_NAME_DUPLICATE', undefined],
    ['is_time: true', 'is_time: often', 'OSSIE_TYPE', undefined],
    ['version: 0.2.0.dev0', 'version: 7', 'OSSIE_VERSION', '0.2.0.dev0'],
    ['"role":"key"', '"role":"kee"', 'OSSIE_EXTENSION_INVALID', undefined],
    ['dialect: ANSI_SQL', 'dialect: ANSI_SQ', 'OSSIE_DIALECT_UNKNOWN', 'ANSI_SQL'],
    ['from_columns: [line_id]', 'from_columns: [line_id, line_id]', 'OSSIE_COLUMNS_UNEQUAL', undefined],
  ]
  for (const [part, replacement, code, fix] of cases) {
    const broken = yaml.replace(part, replacement)
    const found = parseOssieYaml(broken, { catalog }).diagnostics.find(one => one.code === code)
    assert.ok(found, `${replacement}: ${code}`)
    const expected = lineOf(broken, replacement)
    assert.ok(
      Math.abs((found.at?.line ?? 0) - expected) <= 1 || code === 'OSSIE_NAME_DUPLICATE',
      `${replacement}: line ${found.at?.line} for ${expected}`,
    )
    assert.equal(found.fix, fix, replacement)
  }
})

test('a fix put in the place of its finding repairs the document', () => {
  const broken = yaml.replace('datatype: Integer', 'datatype: Intger')
  const finding = parseOssieYaml(broken, { catalog }).diagnostics[0]
  const { from = 0, to = 0 } = finding?.at ?? {}
  const repaired = `${broken.slice(0, from)}${finding?.fix ?? ''}${broken.slice(to)}`
  assert.equal(repaired, yaml)
})

test('a syntax error is found at its line', () => {
  assert.equal(findingAfter('primary_key: [line_id]', 'primary_key: "line_id\\q"').code, 'YAML_SYNTAX')
})

test('all findings come at once', () => {
  const broken = yaml
    .replace('primary_key', 'primry_key')
    .replace('datatype: Integer', 'datatype: Intger')
    .replace('to: line\n', 'to: lin\n')
  assert.ok(parseOssieYaml(broken).diagnostics.length >= 3)
})

test('a metric changed as SQL is read as changed', () => {
  const changed = yaml.replace(
    'expression: SUM(production.scrap_qty)',
    'expression: SUM(production.scrap_qty) / NULLIF(SUM(production.scrap_qty + production.good_qty), 0)',
  )
  const read = parseOssieYaml(changed).model?.metrics.find(metric => metric.name === 'total_scrap_qty')
  assert.equal(read?.expression.kind, 'arithmetic')
  assert.equal(read?.label.zh, '总报废数量', 'the rest of the metric stays')
})

test('documents of other tools are read: without our extension, flat or under semantic_model', () => {
  const foreign = `version: 0.2.0.dev0
semantic_model:
  - name: shop
    datasets:
      - name: orders
        source: sales.public.orders
        primary_key: [order_id]
        ai_context: {synonyms: [purchases]}
        fields:
          - {name: order_id, expression: {dialects: [{dialect: ANSI_SQL, expression: order_id}]}, dimension: {is_time: false}}
          - {name: placed, expression: {dialects: [{dialect: SNOWFLAKE, expression: placed}]}, datatype: Date}
          - {name: amount, expression: {dialects: [{dialect: ANSI_SQL, expression: '"Amount"'}]}, datatype: Decimal}
          - {name: full, expression: {dialects: [{dialect: ANSI_SQL, expression: "a || b"}]}}
        custom_extensions: [{vendor_name: DBT, data: '{"materialized":"table"}'}]
    metrics:
      - name: revenue
        expression: {dialects: [{dialect: ANSI_SQL, expression: SUM(orders.amount)}]}
`
  const flat = foreign.replace('semantic_model:\n  - name: shop', 'name: shop').replace(/^ {4}/gm, '')
  for (const text of [foreign, flat]) {
    const { model: read, diagnostics } = parseOssieYaml(text, { sourceId: 's9', dialect: 'postgres' })
    assert.deepEqual(
      diagnostics.map(one => [one.code, one.severity]),
      [['OSSIE_EXPRESSION_UNSUPPORTED', 'warning']],
    )
    const orders = read?.datasets[0]
    assert.deepEqual(orders?.table, { schema: 'public', name: 'orders' })
    assert.deepEqual(
      orders?.fields.map(field => [field.column, field.role]),
      [
        ['order_id', 'dimension'],
        ['placed', 'time'],
        ['Amount', 'measure'],
      ],
    )
    assert.deepEqual(read?.metrics[0]?.expression, {
      kind: 'aggregate',
      aggregate: 'sum',
      value: { kind: 'field', field: { dataset: 'orders', field: 'amount' } },
    })
    assert.equal(read?.sourceId, 's9')
  }
})

test('a metric made of itself is found', () => {
  const circle: SemanticModel = {
    ...model,
    metrics: [
      {
        name: 'a',
        label: { en: 'a' },
        synonyms: [],
        hidden: false,
        expression: { kind: 'metric', metric: 'b' },
      },
      {
        name: 'b',
        label: { en: 'b' },
        synonyms: [],
        hidden: false,
        expression: { kind: 'metric', metric: 'a' },
      },
    ],
  }
  const codes = parseOssieYaml(toOssieYaml(circle)).diagnostics.map(one => one.code)
  assert.deepEqual(codes, ['OSSIE_METRIC_CIRCULAR', 'OSSIE_METRIC_CIRCULAR'])
})

test('comments and order survive a change made elsewhere', () => {
  const commented = yaml.replace(
    '      - name: employees',
    '      # people of the plant\n      - name: employees',
  )
  const changed: SemanticModel = {
    ...model,
    version: 2,
    datasets: model.datasets.map(dataset =>
      dataset.name === 'line' ? { ...dataset, synonyms: ['lane'] } : dataset,
    ),
  }
  const updated = updateOssieYaml(commented, changed)
  assert.ok(updated.includes('# people of the plant\n      - name: employees'))
  assert.deepEqual(parseOssieYaml(updated).model, changed)
  assert.equal(updateOssieYaml(commented, model), commented, 'no change, no difference')
  assert.deepEqual(parseOssieYaml(updateOssieYaml('not: [ossie', changed)).model, changed)
})

test('any model can be written over any other', () => {
  fc.assert(
    fc.property(arbitraryModel, arbitraryModel, (before, next) => {
      assert.deepEqual(parseOssieYaml(updateOssieYaml(toOssieYaml(before), next)).model, next)
    }),
    { numRuns: 30 },
  )
})

test('metrics in SQL: what is printed is read back', () => {
  const names = { datasets: ['stop', 'line'] }
  const texts = [
    'SUM(stop.minutes)',
    'COUNT(DISTINCT stop.line_id)',
    'COUNT(stop.*)',
    '(SUM(stop.minutes) / NULLIF(COUNT(stop.*), 0))',
    "SUM(CASE WHEN stop.planned = FALSE AND stop.reason IN ('a', 'b') THEN stop.minutes END)",
    'COUNT(CASE WHEN NOT (stop.minutes > 5 OR stop.minutes IS NULL) THEN 1 END)',
    'AVG((stop.ended - stop.started))',
    'COUNT(CASE WHEN (stop.ended - stop.started) > 5 THEN 1 END)',
  ]
  for (const text of texts) {
    const parsed = parseMetric(text, names)
    assert.ok(parsed.ok, text)
    assert.ok(parsed.ok && printMetric(parsed.expression, { ...model, datasets: [] }) === text, text)
  }
})

test('metrics in SQL: what cannot be read is told at its character', () => {
  const problem = (text: string): readonly [number, string] | undefined => {
    const parsed = parseMetric(text, { datasets: ['stop', 'line'] })
    return parsed.ok ? undefined : [parsed.problem.offset, parsed.problem.message]
  }
  assert.deepEqual(problem('SUM(minutes)'), [4, 'say whose field "minutes" is, as dataset.minutes'])
  assert.deepEqual(problem('stop.minutes'), [0, '"stop" needs an aggregate around it, such as SUM(…)'])
  assert.deepEqual(problem('SUM(stop.minutes'), [16, ') is expected at the end'])
  assert.deepEqual(problem('SUM(stop.minutes) ; DROP'), [18, '";" is not expected here'])
  assert.equal(problem('COUNT(*)')?.[0], 0)
})

test('a short text whose aliases unfold without end is read in bounded time', () => {
  const fields = Array.from({ length: 2000 }, () => '{name: q}').join(',')
  const tables = Array.from({ length: 1000 }, () => '  - {name: b, source: t, fields: *f}').join('\n')
  const head = `version: "0.2"\nsemantic_model:\n- name: x\n  datasets:\n  - {name: a, source: t, fields: &f [${fields}]}\n`
  const began = performance.now()
  const { model, diagnostics } = parseOssieYaml(head + tables)
  assert.equal(model, undefined)
  assert.ok(diagnostics.length > 0 && diagnostics.length <= 500)
  assert.ok(performance.now() - began < 20_000)
})
