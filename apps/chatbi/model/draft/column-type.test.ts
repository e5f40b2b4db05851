import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell, DataType } from '@millwright/spec'
import { typeOfCells } from './column-type.ts'

const column = (type: DataType) => ({ name: 'c', type, nativeType: type, nullable: true })
const read = (type: DataType, ...cells: readonly Cell[]): DataType =>
  typeOfCells(column(type), cells, 'sqlite')

test('text that is wholly dates, times or numbers reads as such', () => {
  assert.equal(read('text', '2026-01-31', '2026-02-01'), 'date')
  assert.equal(read('text', '2026-01-31', '2026-02-01 08:00:00'), 'timestamp')
  assert.equal(read('text', '1', '22'), 'integer')
  assert.equal(read('text', '1', '2.5'), 'float')
})

test('one cell that is something else leaves it text', () => {
  assert.equal(read('text', '2026-01-31', 'soon'), 'text')
  assert.equal(read('date', '2026-01-31', '31-JAN-26'), 'text')
  assert.equal(read('text', '2026-13-31'), 'text')
  assert.equal(read('text', '007', '12'), 'text', 'a leading zero belongs to a code')
  assert.equal(read('boolean', 'T', 'F'), 'text')
})

test('numbers keep their declared kind where the cells allow it', () => {
  assert.equal(read('integer', 1, 2.5), 'float')
  assert.equal(read('decimal', 1.5, 2.5), 'decimal')
  assert.equal(read('float', 1, 2), 'integer', 'SQLite ids are often declared REAL')
  assert.equal(read('boolean', 0, 1), 'boolean')
})

test('elsewhere than in SQLite, and without cells, the declared type is the truth', () => {
  assert.equal(typeOfCells(column('text'), ['2026-01-31'], 'duckdb'), 'text')
  assert.equal(read('timestamp'), 'timestamp')
})
