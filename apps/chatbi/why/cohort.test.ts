import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plantModel } from '../parse/testing/plant-model.ts'
import { emptyQuery } from '../query/query.ts'
import type { Condition } from '../query/query.ts'
import { asEither, findCohort, withCohortFirst } from './cohort.ts'

const line: Condition = {
  kind: 'in',
  field: { dataset: 'line', field: 'line_name' },
  values: ['Line 3'],
}
const shift: Condition = { kind: 'in', field: { dataset: 'stop', field: 'shift' }, values: ['night'] }

const setApart = (others: string | undefined): unknown =>
  findCohort({ ...emptyQuery, filters: withCohortFirst([line, shift], others, plantModel) })?.value

test('of two values that is set apart which is of the kind of the others', () => {
  assert.equal(setApart('than on its other shifts'), 'night')
  assert.equal(setApart('比其他班多'), 'night')
  assert.equal(setApart('than the other lines'), 'Line 3')
  assert.equal(setApart('than the others'), 'Line 3')
  assert.equal(setApart(undefined), 'Line 3')
})

test('two lines, one by its name and one by its key, are rows of either', () => {
  const other: Condition = { kind: 'in', field: { dataset: 'stop', field: 'line_id' }, values: ['L2'] }
  assert.deepEqual(asEither([line, shift, other], plantModel), [
    line,
    shift,
    { kind: 'or', conditions: [line, other] },
  ])
  assert.deepEqual(asEither([line, shift], plantModel), [line, shift])
})
