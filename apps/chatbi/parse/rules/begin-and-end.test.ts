import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dataset } from '../../model/semantic-model.ts'
import { beginAndEnd, birthOf } from './begin-and-end.ts'

const dataset = (...names: readonly string[]): Dataset => ({
  name: 'rows',
  table: { name: 'rows' },
  label: { en: 'Rows' },
  synonyms: [],
  primaryKey: [],
  hidden: false,
  fields: names.map(name => ({
    name,
    column: name,
    label: { en: name.replaceAll('_', ' ') },
    synonyms: [],
    type: 'timestamp',
    role: 'time',
    grade: 'internal',
    hidden: false,
    samples: [],
  })),
})
const pairOf = (...names: readonly string[]): string | undefined => {
  const pair = beginAndEnd(dataset(...names))
  return pair && `${pair.begin.name} – ${pair.end.name}`
}

test('what began and ended is told by the names of its times, planned ones left aside', () => {
  assert.equal(pairOf('session_start_ts', 'session_end_ts'), 'session_start_ts – session_end_ts')
  assert.equal(pairOf('order_date', 'delivery_date'), 'order_date – delivery_date')
  assert.equal(pairOf('planned_start', 'actual_start', 'actual_end'), 'actual_start – actual_end')
  assert.equal(pairOf('hire_date', 'termination_date'), 'hire_date – termination_date')
})

test('nothing is told where two could be meant, or where a name only looks like one', () => {
  assert.equal(pairOf('opened_at', 'created_at', 'closed_at'), undefined)
  assert.equal(pairOf('calendar_date', 'started_at'), undefined)
  assert.equal(pairOf('vendor_date', 'gender_date'), undefined)
})

test('ages count from birth or installation, service from when someone joined', () => {
  assert.equal(birthOf(dataset('hire_date', 'birth_date'))?.name, 'birth_date')
  assert.equal(birthOf(dataset('hire_date', 'birth_date'), true)?.name, 'hire_date')
  assert.equal(birthOf(dataset('opened_at')), undefined)
})
