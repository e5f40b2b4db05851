import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plantModel } from '../parse/testing/plant-model.ts'
import type { Condition, MeasureExpression } from '../query/query.ts'
import type { Metric, SemanticModel } from '../model/semantic-model.ts'
import { findMeasureParts } from './measure-parts.ts'
import { findRateOfSum, isByRate } from './rate-of-sum.ts'

const isFailed: Condition = {
  kind: 'in',
  field: { dataset: 'inspection', field: 'result' },
  values: ['NOK'],
}
const inspections = (filters?: readonly Condition[]): MeasureExpression => ({
  kind: 'rows',
  dataset: 'inspection',
  ...(filters ? { filters } : {}),
})
const failureRate: Metric = {
  name: 'failure_rate',
  label: { en: 'failure rate' },
  synonyms: [],
  hidden: false,
  expression: {
    kind: 'arithmetic',
    operator: '/',
    left: inspections([isFailed]),
    right: inspections(),
  },
}
const model: SemanticModel = { ...plantModel, metrics: [...plantModel.metrics, failureRate] }

const rateOf = (expression: MeasureExpression, filters: readonly Condition[] = []) => {
  const parts = findMeasureParts(expression, model)
  assert.ok(parts)
  return findRateOfSum({ parts, filters }, model)
}

const onLine: Condition = { kind: 'in', field: { dataset: 'line', field: 'line_name' }, values: ['Line 2'] }

test('a total is the numerator of the rate that sets it against all; conditions hold for both', () => {
  const found = rateOf({ kind: 'metric', metric: 'scrap' }, [onLine])
  assert.equal(found?.metric.name, 'scrap_rate')
  assert.deepEqual(found?.filters, [onLine])
})

test('what a count is told by is the rate’s own condition, however it is written', () => {
  const failed: Condition = {
    kind: 'compare',
    left: { kind: 'field', field: { dataset: 'inspection', field: 'result' } },
    operator: '=',
    right: { kind: 'value', value: 'NOK' },
  }
  const found = rateOf(inspections(), [failed, onLine])
  assert.equal(found?.metric.name, 'failure_rate')
  assert.deepEqual(found?.filters, [onLine])
})

test('a total without a rate, a rate, and a count of all have none', () => {
  assert.equal(rateOf({ kind: 'metric', metric: 'energy_use' }), undefined)
  assert.equal(rateOf({ kind: 'metric', metric: 'scrap_rate' }), undefined)
  assert.equal(rateOf(inspections(), [onLine]), undefined)
})

test('a total moved by its rate where the whole hardly moved with it', () => {
  assert.ok(isByRate({ sum: 100, whole: 5000 }, { sum: 150, whole: 5200 }))
  assert.ok(isByRate({ sum: 100, whole: 5000 }, { sum: 60, whole: 5200 }))
  assert.ok(!isByRate({ sum: 100, whole: 5000 }, { sum: 150, whole: 7400 }))
  assert.ok(!isByRate({ sum: 0, whole: 5000 }, { sum: 150, whole: 5000 }))
})
